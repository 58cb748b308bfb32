# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A technician's computer: a centre.toml, the folder that its cards are made in, and a clock."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from card.outcome import Outcome
from card.provision import Order, centre_of, provision
from centre.config import CentreFile
from centre.config_alarms import Siren
from centre.config_cards import Card
from centre.toml_writer import text_of

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
CARDS = (
    Card(id="main", units=("main", "hall"), address="192.168.10.10/24", gateway="192.168.10.1"),
    Card(id="desks", units=("desk-1",)),
)
"""What the centre of these tests is on: these two, and kiosk-hall, desk-2 and rating-exit on cards of their own."""

FEED = Siren(id="feed", source="ukrainealarm", regions=("36",), key_file="/etc/cherha/keys/ukrainealarm")

Make = Callable[..., Outcome]


@pytest.fixture
def fixed_centre(small_centre: CentreFile) -> CentreFile:
    """Return the small centre in a network, with the broker at a fixed address."""
    return replace(small_centre, broker=replace(small_centre.broker, host="192.168.10.10"), cards=CARDS)


@pytest.fixture
def make(tmp_path: Path, fixed_centre: CentreFile) -> Make:
    """Return what provisions a centre into ``tmp_path / "out"``: changed by ``centre``, told by other words."""

    def made(centre: CentreFile = fixed_centre, now: datetime = NOW, **words: Any) -> Outcome:
        order = Order(**{"file": write(centre, tmp_path), "out": tmp_path / "out", **words})
        return provision(order, centre_of(order), now)

    return made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return where the cards are made."""
    return tmp_path / "out"


def write(centre: CentreFile, folder: Path) -> Path:
    """Write centre.toml; return its path."""
    path = folder / "centre.toml"
    path.write_text(text_of(centre), encoding="utf-8")
    return path


def states(outcome: Outcome) -> dict[str, str]:
    """Return what became of each card."""
    return {row.card.id: row.state for row in outcome.rows}


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
