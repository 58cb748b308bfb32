# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A dispatcher with the rules as they are, and the hall's television, for the acceptance tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Display
from tests.dispatcher.rig import DispatcherRig
from tests.fakes import HandClock


@pytest.fixture
def real(small_centre: CentreFile, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., DispatcherRig]:
    """Return a starter of dispatchers of the small centre, changed as the test says."""

    def start(clock: HandClock | None = None, **changes: Any) -> DispatcherRig:
        rig = DispatcherRig(replace(small_centre, **changes), tmp_path, clock)
        request.addfinalizer(rig.cut)
        return rig

    return start


@pytest.fixture
def screen() -> Display:
    """Return 43 inches of 1080p that are read from 5 m."""
    return Display(id="hall", diagonal_inches=43.0, viewing_distance_m=5.0, width_px=1920, height_px=1080)
