# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Simulated panels: what each shows and since when, and what a pulled plug, a cut and a stuck line do to them."""

import os
import select
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from centre.service import Inbox
from simulator.panel import Change, SimulatedPanels
from simulator.panel_frames import QSystemFrames
from tests.conftest import PATIENCE_S


class Wall:
    """Panels at 1 and 2, and the news of them."""

    def __init__(self, folder: Path) -> None:
        self.device, self.news = folder / "panels", Inbox()
        self.panels = SimulatedPanels(self.device, QSystemFrames(), (1, 2), self.news.put)

    def opened(self) -> int:
        """Open the line as a display does."""
        return os.open(self.device, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)

    def next(self) -> tuple[int | None, str]:
        """Return the next change."""
        (change,) = self.news.take_all(PATIENCE_S)
        assert isinstance(change, Change)
        return change.address, change.text


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[Wall]:
    """Yield two panels that are dark."""
    made = Wall(tmp_path)
    yield made
    made.panels.close()


def test_each_panel_shows_what_it_was_told_last(wall: Wall) -> None:
    """A frame for nobody, and one that changes nothing, change nothing; each change has its time."""
    line = wall.opened()
    os.write(line, b"\x01\x01A012\x07\x01\x09A999\x07\x01\x01 A012\x07\x01\x02M001\x07")
    assert [told.text for told in (*wall.news.take_all(PATIENCE_S),)][:1] == ["A012"]
    os.write(line, b"\x01\x01    \x07")
    while wall.panels.text(1):
        wall.news.take_all(PATIENCE_S)
    assert (wall.panels.text(1), wall.panels.text(2)) == ("", "M001")
    assert [(change.address, change.text) for change in wall.panels.changes] == [(1, "A012"), (2, "M001"), (1, "")]
    assert all(earlier.at_ns <= later.at_ns for earlier, later in pairwise(wall.panels.changes))
    assert wall.panels.frames == 5
    os.close(line)


def test_a_pulled_plug_leaves_what_stands_there(wall: Wall) -> None:
    """Panels have their own power; who holds the line gets an error, and a new node comes under the same name."""
    line = wall.opened()
    os.write(line, b"\x01\x01A012\x07")
    assert wall.next() == (1, "A012")
    wall.panels.unplug()
    with pytest.raises(OSError, match="Input/output"):
        os.write(line, b"\x01\x01A013\x07")
    assert not wall.device.is_symlink()
    assert wall.panels.text(1) == "A012"
    wall.panels.plug()
    again = wall.opened()
    os.write(again, b"\x01\x01A014\x07")
    assert wall.next() == (1, "A014")
    os.close(again)
    os.close(line)


def test_a_panel_without_power_is_dark(wall: Wall) -> None:
    """The others go on."""
    line = wall.opened()
    os.write(line, b"\x01\x01A012\x07")
    assert wall.next() == (1, "A012")
    wall.panels.power_cut(1)
    assert wall.next() == (1, "")
    os.close(line)


def test_a_stuck_line_takes_nothing_until_it_is_free(wall: Wall) -> None:
    """What was in it is no frame; the next one is."""
    line = wall.opened()
    wall.panels.stick()
    with pytest.raises(BlockingIOError):
        os.write(line, b"\x01\x01A012\x07")
    wall.panels.free()
    assert select.select([], [line], [], PATIENCE_S)[1]
    os.write(line, b"\x01\x01A013\x07")
    assert wall.next() == (1, "A013")
    os.close(line)


def test_nothing_is_left_when_they_are_closed(wall: Wall, tmp_path: Path) -> None:
    """No thread, no node; they may be closed again."""
    wall.panels.close()
    wall.panels.close()
    assert "panels panels" not in {thread.name for thread in threading.enumerate()}
    assert list(tmp_path.iterdir()) == []
