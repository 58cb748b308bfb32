# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The display's loop on a real offscreen screen: what it shows when, and that it otherwise sleeps."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from centre import messages
from centre.kiosks import Kiosks
from centre.link import LinkDown, LinkUp, Received
from centre.messages import DeviceState, Problem
from centre.picture import Picture
from centre.poweroff import PowerOff
from centre.screen import Screen
from centre.service import Inbox, Stop
from centre.time import Now
from centre.unit import OFFLINE, VERSION, running
from display import zone
from display.backlight import Backlight
from display.hall_screen import HallScreen
from display.heard import Hearing
from display.service import DisplayUnit

LINE = "shown board={} calls={} drawn_ms="
WAITING = "shown: waiting for the centre, drawn_ms="
OLD_S = 90.0
STALE = "Дані можуть бути застарілими."
READY = DeviceState(state="ready", version="1")
NO_PAPER, RUNS_LOW = (running([Problem(code=code, text="Look.")], None) for code in ("PaperOut", "printer_soon"))
UNPRINTED = "Термінал не друкує талонів. Зверніться, будь\xa0ласка, до\xa0адміністратора."


class SilentLink:
    """A link that keeps what is said."""

    def __init__(self) -> None:
        self.said: list[DeviceState] = []
        self.living, self.closed = True, False

    def say_state(self, state: DeviceState) -> None:
        """Keep a state."""
        self.said.append(state)

    def alive(self) -> bool:
        """Return what the test wants."""
        return self.living

    def close(self) -> None:
        """Note it."""
        self.closed = True


class Window:
    """A desktop's window around a real screen, which keeps the pictures and can be closed."""

    def __init__(self, screen: Screen, *, desktop: bool = False) -> None:
        self.screen, self.desktop = screen, desktop
        self.shown: list[str] = []
        self.open, self.offered, self.pumps, self.closed = True, 0, 0, False

    def show(self, picture: Picture) -> float | None:
        """Show it, and keep its words if that made a frame."""
        self.offered += 1
        drawn_ms = self.screen.show(picture)
        if drawn_ms is not None:
            self.shown.append(" ".join(text.text for text in picture.texts))
        return drawn_ms

    def pump(self) -> bool:
        """Count it."""
        self.pumps += 1
        return self.open

    def close(self) -> None:
        """Note it; the fixture closes the screen."""
        self.closed = True


class Stage(NamedTuple):
    """A display with all that surrounds it; ``play`` gives it items, so many seconds after its start."""

    service: DisplayUnit
    link: SilentLink
    window: Window
    inbox: Inbox
    play: Callable[..., None]
    frames: Callable[[], list[str]]


@pytest.fixture
def stages(
    hall: Any, open_screen: Callable[..., Screen], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> Callable[..., Stage]:
    """Return a maker of displays that logged nothing yet."""

    def make(*, desktop: bool = False) -> Stage:
        link, inbox = SilentLink(), Inbox()
        window = Window(open_screen(hall.display()), desktop=desktop)
        centre, display = hall.centre(), hall.display()
        screen = HallScreen(
            centre=centre, display=display, open_screen=lambda: window, backlight=Backlight(30, tmp_path), inbox=inbox
        )
        hearing = Hearing(
            Kiosks(kiosk.id for kiosk in centre.kiosks), partial(zone.board_of, centre=centre, display=display)
        )
        service = DisplayUnit(link=link, hearing=hearing, parts=(screen,), power_off=PowerOff(tmp_path / "poweroff"))

        def play(*items: object, after_s: float = 0.0) -> None:
            now = Now(utc=hall.now + timedelta(seconds=after_s), steady_s=1000 + after_s)
            service.handle(items, now)

        def frames() -> list[str]:
            found = [record.getMessage() for record in caplog.records if "drawn_ms" in record.getMessage()]
            caplog.clear()
            return [line.rpartition("=")[0] + "=" for line in found]

        return Stage(service, link, window, inbox, play, frames)

    caplog.set_level("INFO")
    return make


@pytest.fixture
def stage(stages: Callable[..., Stage]) -> Stage:
    """Return a display without a desktop."""
    return stages()


def board(hall: Any, **more: Any) -> Received:
    """Return a retained board off the wire, whose calls are not of this minute."""
    return Received("board", {}, messages.encode(hall.board(hall.centre(), **more)), retained=True, kept_s=OLD_S)


def powered(hall: Any, power: Any, number: int = 7) -> Received:
    """Return a board that says how the power is."""
    said = msgspec.structs.replace(hall.board(hall.centre(), number=number), power=power)
    return Received("board", {}, messages.encode(said), retained=True, kept_s=OLD_S)


def dispatcher(state: DeviceState) -> Received:
    """Return the dispatcher's retained state off the wire."""
    levels = {"role": "dispatcher", "id": "main"}
    return Received("state", levels, messages.encode(state), retained=True)


def kiosk(state: DeviceState, unit: str = "kiosk") -> Received:
    """Return a kiosk's retained state off the wire."""
    return Received("state", {"role": "kiosk", "id": unit}, messages.encode(state), retained=True)


def test_the_screen_comes_up_before_the_link(stage: Stage) -> None:
    """The first frame waits for nobody and says what it waits for."""
    stage.play()
    assert stage.frames() == [WAITING]
    assert "Зачекайте, з’єднуємося" in stage.window.shown[-1]


def test_a_board_is_shown_at_once_and_logged_in_one_line(hall: Any, stage: Stage) -> None:
    """A board makes one frame and one line, which the bench and the technician read."""
    stage.play()
    stage.frames()
    stage.play(LinkUp(), dispatcher(READY), board(hall, number=7, calls=3))
    assert stage.frames() == [LINE.format(7, 3)]


def test_the_same_board_again_makes_no_frame(hall: Any, stage: Stage) -> None:
    """A board that looks the same, whatever its number, is not drawn; idle wake-ups draw nothing."""
    stage.play(LinkUp(), board(hall, number=7, calls=4))
    stage.frames()
    stage.play(board(hall, number=7, calls=4))
    stage.play(board(hall, number=8, calls=4), after_s=1)
    offered = stage.window.offered
    for second in range(2, 46):
        stage.play(after_s=second)
    assert stage.frames() == []
    assert stage.window.offered == offered


def test_many_boards_at_once_make_one_frame(hall: Any, stage: Stage) -> None:
    """What waited in the inbox is drawn once, as the newest board says it."""
    stage.play(LinkUp(), *(board(hall, number=number, calls=number) for number in range(1, 6)))
    assert stage.frames() == [LINE.format(5, 5)]


def test_an_older_board_of_the_same_session_is_ignored(hall: Any, stage: Stage) -> None:
    """A board that was overtaken on its way changes nothing."""
    stage.play(LinkUp(), board(hall, number=7, calls=3))
    stage.frames()
    stage.play(board(hall, number=6, calls=2))
    assert stage.frames() == []


@pytest.mark.parametrize("restart", [LinkUp(), dispatcher(OFFLINE)], ids=["link", "dispatcher"])
def test_after_a_restart_any_board_is_the_truth(hall: Any, stage: Stage, restart: object) -> None:
    """A new link or a new dispatcher may count from one again; its board is shown."""
    stage.play(LinkUp(), dispatcher(READY), board(hall, number=700, calls=3))
    stage.frames()
    stage.play(restart, dispatcher(READY), board(hall, number=2, calls=1))
    assert stage.frames() == [LINE.format(2, 1)]


def test_a_lost_link_is_told_from_its_moment(hall: Any, stage: Stage) -> None:
    """LinkDown dims the board and says since when; further attempts do not move that moment."""
    stage.play(LinkUp(), dispatcher(READY), board(hall, calls=3))
    stage.frames()
    stage.play(LinkDown("no route"), after_s=10)
    stage.play(LinkDown("no route"), after_s=40)
    stage.play(LinkDown("no route"), after_s=70)
    assert stage.frames() == [LINE.format(7, 3), LINE.format(7, 3)]
    assert stage.window.shown[-1].startswith("10:43 неділя, 22 листопада ЦНАП Бородянки Талон Вікно")
    assert f"Немає зв’язку з\N{NO-BREAK SPACE}10:42. {STALE}" in stage.window.shown[-1]


def test_a_centre_that_is_heard_again_is_one_line(hall: Any, stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Not when the broker answers, but when the dispatcher does; the technician and the bench read it."""
    stage.play(LinkUp(), dispatcher(READY), board(hall, number=7))
    stage.play(LinkDown("no route"), after_s=10)
    stage.play(LinkUp(), board(hall, number=7), after_s=20)
    assert not [record for record in caplog.records if "heard again" in record.message]
    stage.play(dispatcher(READY), after_s=21)
    stage.play(dispatcher(READY), after_s=22)
    said = [record.message for record in caplog.records if "heard again" in record.message]
    assert said == ["the centre is heard again, it was lost since 2026-11-22T08:42:23+00:00"]


def test_a_centre_never_reached_is_lost_since_the_start(stage: Stage) -> None:
    """Without any link yet, the moment told is the start of the service."""
    stage.play()
    stage.play(LinkDown("refused"), after_s=300)
    assert stage.window.shown[-1].startswith("10:47")
    assert stage.window.shown[-1].endswith("Немає зв’язку з\N{NO-BREAK SPACE}10:42.")


def test_only_the_dispatcher_makes_the_board_fresh_again(hall: Any, stage: Stage) -> None:
    """A broker that is back is not enough: its retained board may be old until the dispatcher says that it is there."""
    stage.play(LinkUp(), dispatcher(READY), board(hall))
    stage.play(LinkDown("broker gone"))
    stage.play(LinkUp(), board(hall))
    assert f"Немає зв’язку з\N{NO-BREAK SPACE}10:42. {STALE}" in stage.window.shown[-1]
    stage.play(dispatcher(READY))
    assert "ЦНАП Бородянки" in stage.window.shown[-1]


def test_a_dead_dispatcher_is_told(hall: Any, stage: Stage) -> None:
    """The dispatcher's last will makes the board stale, its return fresh."""
    stage.play(LinkUp(), dispatcher(READY), board(hall))
    stage.play(dispatcher(OFFLINE), after_s=60)
    assert f"Немає зв’язку з\N{NO-BREAK SPACE}10:43. {STALE}" in stage.window.shown[-1]
    stage.play(dispatcher(DeviceState(state="degraded", version="1")), after_s=65)
    assert f"Немає зв’язку з\N{NO-BREAK SPACE}10:43. {STALE}" not in stage.window.shown[-1]


def test_a_bad_board_is_logged_and_dropped(hall: Any, stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Malformed, cleared and oversized payloads change nothing and stop nothing."""
    stage.play(LinkUp(), board(hall))
    stage.frames()
    for payload in (b"{", b"", b'{"message":"board"}', b"x" * 70_000):
        stage.play(Received("board", {}, payload, retained=True))
    assert stage.frames() == []
    caplog.clear()
    stage.play(Received("board", {}, b"{", retained=True))
    assert [record.getMessage() for record in caplog.records] == ["dropped: board: Input data was truncated; got b'{'"]


def test_the_clock_moves_with_the_minute(hall: Any, stage: Stage) -> None:
    """At 10:42:13 the next thing to do is 47 seconds away; then there is one frame."""
    stage.play(LinkUp(), board(hall, calls=4))
    assert stage.service.deadline_s() == 1047.0
    stage.frames()
    stage.play(after_s=46.9)
    assert stage.frames() == []
    stage.play(after_s=47)
    assert stage.frames() == [LINE.format(7, 4)]
    assert stage.service.deadline_s() == 1107.0


def test_it_says_that_it_is_ready_on_every_link(hall: Any, stage: Stage) -> None:
    """Each new link hears the state, since when and which version."""
    stage.play(LinkUp())
    stage.play(LinkUp(), after_s=60)
    assert stage.link.said == [DeviceState(state="ready", version=VERSION, since=hall.now)] * 2


def test_a_desktop_is_answered_twice_a_second(stages: Callable[..., Stage]) -> None:
    """Only a desktop's window is pumped, at its deadline; closing it stops the service."""
    stage = stages(desktop=True)
    stage.play()
    assert stage.service.deadline_s() == 1000.5
    stage.play(after_s=0.4)
    stage.play(after_s=0.5)
    assert stage.window.pumps == 2
    stage.window.open = False
    stage.play(after_s=1.0)
    assert isinstance(stage.inbox.take_all(0)[0], Stop)


def test_without_a_desktop_nothing_is_pumped(stage: Stage) -> None:
    """On a console the loop has no reason to wake."""
    stage.play()
    stage.play(after_s=2)
    assert stage.window.pumps == 0


@pytest.mark.parametrize("state", [NO_PAPER, OFFLINE], ids=["paper", "offline"])
def test_a_kiosk_that_prints_nothing_is_told_until_it_is_well(hall: Any, stage: Stage, state: DeviceState) -> None:
    """One frame when it says so, one when it is well; nothing before it has said anything."""
    stage.play(LinkUp(), dispatcher(READY), board(hall))
    assert UNPRINTED not in stage.window.shown[-1]
    stage.play(kiosk(state), after_s=1)
    assert UNPRINTED in stage.window.shown[-1]
    stage.play(kiosk(READY), after_s=2)
    assert UNPRINTED not in stage.window.shown[-1]
    assert stage.frames() == [LINE.format(7, 6)] * 3


def test_a_kiosk_away_is_no_dispatcher_away(hall: Any, stage: Stage) -> None:
    """The board stays fresh, and a dispatcher that is lost is not found because a kiosk speaks."""
    stage.play(LinkUp(), dispatcher(READY), board(hall))
    stage.play(kiosk(OFFLINE))
    assert STALE not in stage.window.shown[-1]
    stage.play(dispatcher(OFFLINE))
    stage.play(kiosk(READY))
    assert STALE in stage.window.shown[-1]


@pytest.mark.parametrize("heard", [kiosk(NO_PAPER, "yard"), kiosk(RUNS_LOW)], ids=["stranger", "paper near its end"])
def test_what_keeps_nobody_from_a_ticket_makes_no_frame(hall: Any, stage: Stage, heard: Received) -> None:
    """A kiosk that centre.toml has no more, and one whose roll is near its end."""
    stage.play(LinkUp(), dispatcher(READY), board(hall))
    stage.frames()
    stage.play(heard)
    assert stage.frames() == []


def test_a_screen_that_lost_the_link_forgets_its_kiosks(hall: Any, stage: Stage) -> None:
    """What it heard may be over; the new link says it again if it is not."""
    stage.play(LinkUp(), dispatcher(READY), board(hall), kiosk(NO_PAPER))
    stage.play(LinkDown("no route"))
    stage.play(LinkUp(), dispatcher(READY))
    assert UNPRINTED not in stage.window.shown[-1]
    stage.play(kiosk(NO_PAPER))
    assert UNPRINTED in stage.window.shown[-1]


def test_on_the_battery_the_screen_is_dim(hall: Any, stage: Stage, tmp_path: Path) -> None:
    """From the board that says so until the one that has the mains back; nobody is told of a fault."""
    light = tmp_path / "panel" / "brightness"
    light.parent.mkdir()
    for name, value in (("brightness", "200"), ("max_brightness", "255")):
        (light.parent / name).write_text(value)
    read = []
    for number, power in enumerate(("mains", "battery", "battery", "mains")):
        stage.play(LinkUp(), powered(hall, power, number))
        read.append(light.read_text())
    assert read == ["200", "76", "76", "200"]
    assert {state.state for state in stage.link.said} == {"ready"}


def test_what_cannot_be_dimmed_is_told_once_and_shown_all_the_same(hall: Any, stage: Stage, tmp_path: Path) -> None:
    """The technician reads it in the display's state; the board is drawn."""
    (tmp_path / "panel" / "brightness").mkdir(parents=True)
    stage.play(LinkUp(), powered(hall, "battery", 1), powered(hall, "battery", 2))
    assert [(state.state, len(state.problems)) for state in stage.link.said] == [("ready", 0), ("degraded", 1)]
    assert stage.frames() == [LINE.format(2, 6)]


def test_a_battery_that_turns_low_asks_for_the_end(hall: Any, stage: Stage, tmp_path: Path) -> None:
    """By the file; the mains takes it back."""
    asked = []
    for number, power in enumerate(("battery", "battery_low", "mains")):
        stage.play(powered(hall, power, number))
        asked.append((tmp_path / "poweroff").exists())
    assert asked == [False, True, False]


def test_it_lives_while_the_link_lives_and_closes_all(stage: Stage) -> None:
    """A dead network thread ends the process; closing gives back link and screen."""
    assert stage.service.alive()
    stage.link.living = False
    assert not stage.service.alive()
    stage.service.close()
    assert (stage.link.closed, stage.window.closed) == (True, True)
