# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A whole town for the system tests: real broker, real processes, simulated hardware."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from centre.config import CentreFile
from simulator.seen import facts
from simulator.timeline import Entry
from simulator.town import Town


@pytest.fixture
def runtime() -> Iterator[Path]:
    """Return a folder with a path short enough for Unix sockets."""
    with tempfile.TemporaryDirectory(prefix="cherha-") as folder:
        yield Path(folder) / "run"


@pytest.fixture
def town(tmp_path: Path, runtime: Path, movable_centre: CentreFile) -> Iterator[Town]:
    """Return the small centre, running; its artefacts are in ``tmp_path / "out"``."""
    port = movable_centre.broker.port
    with Town(movable_centre, out=tmp_path / "out", runtime=runtime, port=port) as running:
        yield running


def given(service: str, entries: list[Entry]) -> bool:
    """Return whether a ticket for this service has been given."""
    return any(fact["service"] == service for fact in facts(entries, "ticket_issued"))
