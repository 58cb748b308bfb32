# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A box for one test."""

import pytest

from tests.rating.rig import RatingRig


@pytest.fixture
def rig() -> RatingRig:
    """Return a box at the exit, with the centre in reach."""
    started = RatingRig()
    started.begin()
    return started
