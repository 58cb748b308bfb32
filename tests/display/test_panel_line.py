# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A line of panels on a pseudo-terminal: exact bytes, pulled out and put back, stuck, and never in another's way."""

import errno
import os
import select
import tty
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from centre.config_displays import Panel, PanelLine
from centre.messages import Problem
from centre.service import Inbox
from display import panel_line
from display.panel_line import LineTroubles, _away
from display.panel_schedule import Pace
from display.panel_words import Shown
from simulator.panel import Change, SimulatedPanels
from simulator.panel_frames import decoder
from tests.conftest import PATIENCE_S

MANY = 300
QUICK = Pace(lit_s=0.1, dark_s=0.1)
"""The line itself needs longer than that between two frames."""

CALLED, SERVED = Shown("A012", blinking=True), Shown("A012")


class Bench:
    """Panels at addresses 1 and 2 of a line, and a display's end of it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.inbox, self.device = Inbox(), folder / "dev" / name
        self.line = PanelLine(
            device=str(self.device), driver="qsystem", panels=(Panel(window=1, address=1), Panel(window=2, address=2))
        )
        self._heard = Inbox()
        self.twins = SimulatedPanels(self.device, decoder("qsystem", addressed=True), (1, 2), self._heard.put)
        self.items: list[LineTroubles] = []
        self.news: list[Change] = []
        self.changes: dict[int | None, list[str]] = {1: [], 2: []}

    def listen(self, *, look_s: float = 0.05, pace: Pace = QUICK) -> panel_line.PanelLine:
        """Return the display's end."""
        return panel_line.PanelLine(self.line, self.inbox, look_s=look_s, stuck_s=0.1, pace=pace)

    def troubles(self) -> list[str]:
        """Return the next word of how the line is."""
        while not self.items:
            self.items += self.inbox.take_all(PATIENCE_S)
            assert self.items, "nothing was said of the line"
        told = self.items.pop(0)
        assert told.device == str(self.device)
        return [problem.text for problem in told.problems]

    def shown(self, address: int, *texts: str) -> bool:
        """Return when the newest texts of a panel are these; fail when it has changed very often, or not for long."""
        for _ in range(MANY):
            if tuple(self.changes[address][-len(texts) :]) == texts:
                return True
            while not self.news:
                self.news += self._heard.take_all(PATIENCE_S)
                assert self.news, f"not shown: {texts}, but {self.changes}"
            told: Change = self.news.pop(0)
            self.changes[told.address].append(told.text)
        return False


Maker = Callable[[str], Bench]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Maker]:
    """Return a maker of lines to which nobody speaks yet."""
    with ExitStack() as stack:

        def make(name: str) -> Bench:
            bench = Bench(tmp_path, name)
            stack.callback(bench.twins.close)
            return bench

        yield make


@pytest.fixture
def bench(made: Maker) -> Bench:
    """Return one line."""
    return made("panels")


def gone(bench: Bench, reason: int = errno.EIO) -> str:
    """Return what is said of a line that is away."""
    return (
        f"The panels of {bench.device} (windows 1 and 2) cannot be reached: {os.strerror(reason)}. "
        "Plug it in; look at its cable and at panel_lines.device in centre.toml."
    )


def test_the_bytes_on_the_line_are_the_panels_frames() -> None:
    """First blank, for nobody knows what it showed; then what is new, and at the end blank."""
    ours, line = os.openpty()
    tty.setraw(line)
    config = PanelLine(device=os.ttyname(line), driver="ascii", width=5, panels=(Panel(window=1),))
    heard = b""
    with closing(panel_line.PanelLine(config, Inbox())) as door:
        for shown, wanted in ((None, b"     \r\n"), (SERVED, b" A012\r\n"), (Shown("-----"), b"-----\r\n")):
            if shown:
                door.show((shown,))
            while not heard.endswith(wanted):
                assert select.select([ours], [], [], PATIENCE_S)[0]
                heard += os.read(ours, 100)
    assert os.read(ours, 100) == b"     \r\n"
    assert heard == b"     \r\n A012\r\n-----\r\n"
    os.close(line)
    os.close(ours)


def test_a_number_blinks_on_its_own_panel(bench: Bench) -> None:
    """There, not there, there; the other stands; closed, both are dark, and a second closing does nothing."""
    door = bench.listen()
    door.show((CALLED, Shown("M001")))
    assert bench.troubles() == []
    assert bench.shown(1, "A012", "", "A012", "")
    assert bench.changes[2] == ["M001"]
    door.close()
    door.close()
    bench.twins.close()
    assert (bench.twins.text(1), bench.twins.text(2)) == ("", "")
    assert not door.alive()


def test_only_the_newest_is_said(bench: Bench) -> None:
    """A thousand changes in a moment are one, and the other panel waits for none of them."""
    with closing(bench.listen()) as door:
        for n in range(1000):
            door.show((Shown(f"A{n:03}"), SERVED))
        assert bench.shown(1, "A999")
        assert bench.shown(2, "A012")
    assert bench.twins.frames < 12


def test_a_panel_that_lost_its_power_is_told_again(bench: Bench) -> None:
    """It cannot ask."""
    with closing(bench.listen(pace=Pace(refresh_s=0.4))) as door:
        door.show((SERVED, SERVED))
        assert bench.shown(1, "A012")
        assert bench.shown(2, "A012")
        bench.twins.power_cut(2)
        assert bench.shown(2, "A012", "", "A012")


def test_a_line_that_was_pulled_out_shows_the_truth_when_it_is_back(bench: Bench) -> None:
    """At once, on every panel; what was called and ended meanwhile never comes."""
    with closing(bench.listen()) as door:
        door.show((SERVED, SERVED))
        assert bench.troubles() == []
        assert bench.shown(1, "A012")
        assert bench.shown(2, "A012")
        bench.twins.unplug()
        told = bench.troubles()
        while told == [gone(bench)]:
            told = bench.troubles()
        assert told == [gone(bench, errno.ENOENT)]
        door.show((Shown("A013"), SERVED))
        door.show((Shown(), SERVED))
        bench.twins.power_cut(2)
        assert door.alive()
        bench.twins.plug()
        assert bench.troubles() == []
        assert bench.shown(1, "A012", "")
        assert bench.shown(2, "A012", "", "A012")


def test_a_display_waits_for_a_line_that_is_not_there(bench: Bench) -> None:
    """It starts all the same, and says what to do."""
    bench.twins.unplug()
    with closing(bench.listen()) as door:
        assert bench.troubles() == [gone(bench, errno.ENOENT)]
        door.show((SERVED, Shown()))
        bench.twins.plug()
        assert bench.troubles() == []
        assert bench.shown(1, "A012")


def test_a_line_that_takes_nothing_is_told_and_goes_on_with_the_truth(bench: Bench) -> None:
    """Flow control that says stop for ever, a full buffer: half a frame may hang in it, nothing old comes out of it."""
    with closing(bench.listen()) as door:
        door.show((SERVED, SERVED))
        assert bench.troubles() == []
        assert bench.shown(1, "A012")
        assert bench.shown(2, "A012")
        bench.twins.stick()
        for n in range(100):
            door.show((Shown(f"A{n:03}"), SERVED))
        assert bench.troubles() == [
            (
                f"The panels of {bench.device} (windows 1 and 2) are told nothing: the line takes no more. "
                "Pull the adapter out and put it back; if that does not help, change it."
            )
        ]
        door.show((Shown("A777"), Shown("A778")))
        bench.twins.free()
        assert bench.troubles() == []
        assert bench.shown(1, "A012", "A777")
        assert bench.shown(2, "A012", "A778")


def test_what_is_wanted_already_wakes_nobody(bench: Bench) -> None:
    """The display's loop says it at each of its turns."""
    rings = []
    with closing(bench.listen()) as door:
        ring = door._bell.ring

        def counted() -> None:
            rings.append(1)
            ring()

        door._bell.ring = counted  # type: ignore[method-assign]  # its rings are counted
        for _ in range(3):
            door.show([SERVED, Shown()])
        assert bench.shown(1, "A012")
        assert len(rings) == 1


@pytest.mark.parametrize("harm", ["stick", "unplug"])
def test_a_line_that_is_dead_delays_no_other(made: Maker, harm: str) -> None:
    """The other blinks on; and closing both is no matter of patience."""
    dead, living = made("dead"), made("living")
    with ExitStack() as stack:
        doors = [stack.enter_context(closing(bench.listen(look_s=3600.0))) for bench in (dead, living)]
        for door in doors:
            door.show((CALLED, CALLED))
        assert dead.shown(1, "A012")
        assert dead.shown(2, "A012")
        getattr(dead.twins, harm)()
        if harm == "unplug":
            while not dead.troubles():
                pass
        doors[0].show((SERVED, CALLED))
        doors[1].show((Shown("A555", blinking=True), Shown()))
        assert living.shown(1, "A555", "", "A555", "")
    assert not [door for door in doors if door.alive()]
    living.twins.close()
    assert living.twins.text(1) == ""


def test_a_line_that_says_something_wakes_nobody(bench: Bench) -> None:
    """Noise of a wire, or the echo of an adapter, more than any buffer holds; the panels hear what they are told."""
    with closing(bench.listen()) as door:
        door.show((SERVED, Shown()))
        assert bench.shown(1, "A012")
        node = bench.twins._node
        assert node is not None
        bench.twins._orders.do(lambda: node.write(b"noise" * 10_000), bench.twins._thread)
        door.show((Shown("A013"), Shown()))
        assert bench.shown(1, "A013")
    assert [told.problems for told in bench.inbox.take_all(0)] == [()]


def test_a_port_that_another_program_holds_is_told(bench: Bench) -> None:
    """Two that speak at a time are heard by no panel."""
    with closing(bench.listen()) as door:
        door.show((SERVED, Shown()))
        assert bench.troubles() == []
        second = Inbox()
        with closing(panel_line.PanelLine(bench.line, second)):
            (told,) = second.take_all(PATIENCE_S)
    assert [problem.text for problem in told.problems] == [
        (
            f"The panels of {bench.device} (windows 1 and 2) cannot be reached: {os.strerror(errno.EAGAIN)}. "
            "Another program holds it; end that one."
        )
    ]


def test_a_file_is_no_line(tmp_path: Path) -> None:
    """Nor is it harmed."""
    inbox, file = Inbox(), tmp_path / "panels"
    file.write_text("a file")
    config = PanelLine(device=str(file), driver="ascii", panels=(Panel(window=1),))
    with closing(panel_line.PanelLine(config, inbox)):
        (told,) = inbox.take_all(PATIENCE_S)
    assert [problem.code for problem in told.problems] == ["panel_away"]
    assert file.read_text() == "a file"


def test_a_display_without_rights_is_told_whom_to_ask() -> None:
    """Tried as root, every port opens; so the sentence is asked for itself."""
    config = PanelLine(device="/dev/ttyUSB0", driver="ascii", panels=(Panel(window=3),))
    assert _away(config, PermissionError(errno.EACCES, "no")) == Problem(
        code="panel_away",
        text="The panels of /dev/ttyUSB0 (window 3) cannot be reached: Permission denied. "
        "Add the user of the display's service to the group dialout.",
    )


def test_a_line_that_is_away_is_closed_at_once(bench: Bench) -> None:
    """Not after its next look."""
    bench.twins.unplug()
    door = bench.listen(look_s=3600.0)
    bench.troubles()
    door.close()
    assert not door.alive()
