# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A dispatcher for one test, and the way to drop its journal afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from centre.config import CentreFile
from tests.dispatcher.rig import DispatcherRig


@pytest.fixture
def dispatcher(small_centre: CentreFile, tmp_path: Path) -> Iterator[DispatcherRig]:
    """Run the dispatcher of the small centre."""
    rig = DispatcherRig(small_centre, tmp_path)
    yield rig
    rig.cut()
