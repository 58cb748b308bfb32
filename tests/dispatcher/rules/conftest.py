# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A hall for tests that are content with the usual one."""

import pytest

from tests.dispatcher.rules.hall import Hall


@pytest.fixture
def hall() -> Hall:
    """Return a hall before its first day."""
    return Hall()
