# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A dispatcher for one test, and the way to drop its journal afterwards."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from centre.config import CentreFile
from tests.conftest import Broker
from tests.dispatcher.office import Office, press
from tests.dispatcher.rig import DispatcherRig, at_once
from tests.fakes import HandClock


@pytest.fixture
def dispatcher(small_centre: CentreFile, tmp_path: Path) -> Iterator[DispatcherRig]:
    """Run the dispatcher of the small centre, whose windows call a ticket in its first second."""
    rig = DispatcherRig(at_once(small_centre), tmp_path)
    yield rig
    rig.cut()


@pytest.fixture
def office(broker: Broker, tmp_path: Path) -> Iterator[Office]:
    """Run an office; whatever a test says in it, the next press gets the next ticket and none is lost."""
    running = Office(broker, tmp_path)
    assert running.ask(press())["ticket"] == "А001"
    try:
        yield running
        assert running.ask(press())["ticket"] == "А002", "after bad input the dispatcher serves as before"
        assert running.issued() == ["А001", "А002"]
    finally:
        running.stop()


@pytest.fixture
def real(small_centre: CentreFile, tmp_path: Path, request: pytest.FixtureRequest) -> Any:
    """Return a starter of dispatchers with all the rules of the small centre, changed as the test says."""

    def start(clock: HandClock | None = None, **changes: Any) -> DispatcherRig:
        rig = DispatcherRig(msgspec.structs.replace(small_centre, **changes), tmp_path, clock)
        request.addfinalizer(rig.cut)
        return rig

    return start
