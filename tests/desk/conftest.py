# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A desk for one test."""

import pytest

from centre.config import CentreFile
from tests.desk.rig import DeskRig


@pytest.fixture
def desk(small_centre: CentreFile) -> DeskRig:
    """Return the desk of window 1 of the small centre, which has not met the centre yet."""
    return DeskRig(small_centre.desks[0])
