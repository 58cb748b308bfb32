# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's loop and its screen: a page for each state, drawn once when it changes, and nothing else."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_kiosks import Button, KioskScreen
from centre.errors import DeviceFault
from centre.link import LinkDown
from centre.picture import Picture
from centre.screen import Screen
from centre.service import Inbox, Stop
from kiosk.face import draw
from kiosk.facing import LOOK_S, Awaiting, Faceless, facing
from kiosk.pages import Page
from kiosk.papers import TAKE_S
from tests.fakes import OUT_OF_PAPER, HandClock
from tests.kiosk.rig import KioskRig

OPEN, SEVEN = Page("menu"), KioskScreen()
SERVICES = ("passport", "property", "benefits", "civil")


class FakeSurface:
    """A screen that keeps what it is shown."""

    def __init__(self, story: list[Any] | None = None) -> None:
        self.lives, self.closed = True, False
        self.shown: list[Picture] = []
        self.story = [] if story is None else story

    def show(self, picture: Picture) -> None:
        """Keep a picture."""
        self.shown.append(picture)
        self.story.append(("shown", ""))

    def alive(self) -> bool:
        """Return what the test says."""
        return self.lives

    def close(self) -> None:
        """Take note."""
        self.closed = True


class FacedKiosk(KioskRig):
    """The kiosk of the small centre with a screen of 7 inches."""

    def __init__(self, centre: CentreFile, folder: Path, screen: KioskScreen = SEVEN, **changes: Any) -> None:
        kiosk = replace(centre.kiosks[0], screen=screen, **changes)
        self.face, self.screen = FakeSurface(), screen
        super().__init__(replace(centre, kiosks=(kiosk,)), folder, surface=self.face)
        self.face.story = self.story

    def page(self) -> Page:
        """Return the page of this moment."""
        return self.knowing.page()

    def seen(self, *pages: Page) -> bool:
        """Return whether just these pages were drawn since the last question."""
        wanted = [draw(self.centre, self.screen, page).picture for page in pages]
        drawn, self.face.shown = self.face.shown, []
        return drawn == wanted

    def all_closed(self, reason: Any, number: int = 1, opens_at: datetime | None = None) -> None:
        """Hear a board on which every service is closed for one reason."""
        self.board(number, opens_at, **dict.fromkeys(SERVICES, reason))


@pytest.fixture
def faced(small_centre: CentreFile, tmp_path: Path) -> Iterator[FacedKiosk]:
    """Run the kiosk with a screen."""
    rig = FacedKiosk(small_centre, tmp_path)
    yield rig
    rig.cut()


def test_a_press_shows_that_its_paper_comes_then_that_it_is_to_be_taken_and_invites_again(faced: FacedKiosk) -> None:
    """From the press until the paper is out and some seconds more; a page is drawn once, whatever else happens."""
    assert faced.seen(OPEN)
    request = faced.must_press()
    assert faced.seen(Page("coming"))
    reply = faced.give(request)
    faced.wait(1)
    assert faced.seen()
    faced.handle(faced.printer.ended(reply))
    assert faced.seen(Page("take", ticket=reply))
    faced.wait(TAKE_S - 0.1)
    assert faced.seen()
    faced.wait(0.1)
    assert faced.seen(OPEN)
    faced.wait(60)
    assert faced.seen()


def test_paper_of_which_nobody_knows_is_not_announced(faced: FacedKiosk) -> None:
    """Only what the printer has confirmed is to be taken."""
    reply = faced.give(faced.must_press())
    faced.face.shown = []
    faced.handle(faced.printer.ended(reply, "unknown"))
    assert faced.seen(OPEN)


def test_the_printer_hears_of_a_press_before_the_screen(faced: FacedKiosk) -> None:
    """From press to paper nothing waits for a picture: neither the question, nor the journal, nor the number."""
    faced.story.clear()
    request = faced.must_press()
    assert [what for what, _ in faced.story] == ["said", "written", "shown"]
    faced.story.clear()
    faced.give(request)
    faced.handle(faced.printer.ended(faced.printer.jobs[0]))
    assert [what for what, _ in faced.story][:2] == ["written", "ordered"]
    assert faced.story[-1] == ("shown", "")


def test_a_printer_without_paper_sends_the_citizen_to_the_administrator(faced: FacedKiosk) -> None:
    """The page stays until the printer is well, and says nothing of why; then it invites again."""
    assert faced.seen(OPEN)
    faced.handle(faced.printer.says(OUT_OF_PAPER))
    assert faced.seen(Page("not_printing"))
    faced.wait(60)
    assert faced.seen()
    faced.handle(faced.printer.says())
    assert faced.seen(OPEN)


def test_a_ticket_that_waits_for_paper_is_promised_as_long_as_it_is_kept(faced: FacedKiosk) -> None:
    """When it comes out, or has waited too long and is given up, nothing is promised any more."""
    reply = faced.give(faced.must_press())
    faced.face.shown = []
    faced.handle(faced.printer.refused(reply))
    assert faced.seen(Page("promised"))
    faced.wait(601)
    assert faced.seen(Page("not_printing"))


def test_a_ticket_that_waited_is_coming_when_there_is_paper(faced: FacedKiosk) -> None:
    """New paper: the promised ticket is being printed, then the kiosk invites."""
    reply = faced.give(faced.must_press())
    faced.handle(faced.printer.refused(reply))
    faced.face.shown = []
    faced.handle(faced.printer.says())
    assert faced.seen(Page("coming"))
    faced.handle(faced.printer.ended(reply))
    assert faced.seen(Page("take", ticket=reply))


def test_closed_doors_say_why(faced: FacedKiosk) -> None:
    """One reason for all is told; while a single service is open, the kiosk invites."""
    assert faced.seen(OPEN)
    faced.all_closed("internet")
    assert faced.seen(Page("closed", reason="internet"))
    faced.all_closed("not_yet", 2, datetime(2026, 11, 23, 11, 0, tzinfo=UTC))
    assert faced.seen(Page("closed", reason="not_yet", opens_at=datetime(2026, 11, 23, 11, 0, tzinfo=UTC)))
    faced.all_closed("alert", 3)
    assert faced.seen(Page("alert"))
    faced.board(4, passport="internet", property="internet", benefits="internet")
    assert faced.seen(OPEN)
    faced.board(5, passport="internet", property="power", benefits="full", civil="full")
    assert faced.seen(Page("none_given"))


def test_a_kiosk_alone_invites_as_ever(faced: FacedKiosk) -> None:
    """Who stands there gets a number, so nothing is told of a centre out of reach."""
    assert faced.seen(OPEN)
    faced.handle(LinkDown("the broker is away"))
    faced.wait(60)
    assert faced.seen()


def test_a_kiosk_alone_without_numbers_sends_to_the_administrator(small_centre: CentreFile, tmp_path: Path) -> None:
    """Nobody gives tickets, whatever the centre said last, and the kiosk says so until the centre is back."""
    rig = FacedKiosk(small_centre, tmp_path, alone_numbers="")
    rig.all_closed("internet")
    assert rig.seen(OPEN, Page("closed", reason="internet"))
    rig.handle(LinkDown("the broker is away"))
    rig.wait(11)
    assert rig.seen(Page("none_given"))
    rig.dispatcher_is("ready")
    rig.board()
    assert rig.seen(Page("closed", reason="internet"), OPEN)
    rig.cut()


def test_a_battery_at_its_end_is_told(faced: FacedKiosk) -> None:
    """Who stands there reads that the lamps went out for that."""
    assert faced.seen(OPEN)
    faced.power("battery")
    faced.power("battery_low", 2)
    assert faced.seen(Page("battery_low"))


def test_an_idle_screen_wakes_nobody(faced: FacedKiosk) -> None:
    """An idle kiosk sleeps as long with a screen as without."""
    faced.handle(faced.printer.says())
    assert faced.service.deadline_s() is None


def test_a_screen_that_died_ends_the_kiosk(faced: FacedKiosk) -> None:
    """Loudly, to be started anew: nobody stands before a picture that is no longer true."""
    assert faced.service.alive()
    faced.face.lives = False
    assert not faced.service.alive()


def test_the_screen_is_given_back(small_centre: CentreFile, tmp_path: Path) -> None:
    """A kiosk that ends closes its screen."""
    rig = FacedKiosk(small_centre, tmp_path)
    rig.service.close()
    assert rig.face.closed


def open_face(centre: CentreFile) -> Faceless:
    """Return the face that the kiosk's main would open; nothing of it is turned."""
    return facing(centre=centre, kiosk=centre.kiosks[0], inbox=Inbox())


def test_a_screen_that_does_not_open_is_a_problem_and_no_end(
    small_centre: CentreFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tickets are given without it; the technician reads whose screen it is and what to look at."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "slate")
    kiosk = replace(small_centre.kiosks[0], screen=KioskScreen())
    [problem] = open_face(replace(small_centre, kiosks=(kiosk,))).problems()
    assert problem.code == "no_screen"
    assert problem.text == (
        "Kiosk 'kiosk-hall': SDL opened no screen of 800 x 480 (driver slate): slate not available. "
        "Check the cable, SDL_VIDEODRIVER and the groups video and render."
    )


def test_a_kiosk_without_a_typeface_waits_for_no_screen(
    small_centre: CentreFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There may be a screen all the while: it would be started anew again and again, and serve nobody between."""
    monkeypatch.setattr(Screen.__init__, "__defaults__", (("/nowhere",),))
    kiosk = replace(small_centre.kiosks[0], screen=KioskScreen())
    face = open_face(replace(small_centre, kiosks=(kiosk,)))
    assert [problem.code for problem in face.problems()] == ["no_screen"]
    assert type(face) is Faceless


@pytest.mark.parametrize("buttons", [(), (Button(pin=4, voice="listen"),)], ids=["no button", "a key of the voice"])
def test_a_kiosk_that_is_only_touched_ends_without_its_screen(
    small_centre: CentreFile, monkeypatch: pytest.MonkeyPatch, buttons: tuple[Button, ...]
) -> None:
    """It would stand there dead until somebody came; started anew each time, it has its screen when that is back."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "slate")
    kiosk = replace(small_centre.kiosks[0], screen=KioskScreen(touch=True), buttons=buttons)
    with pytest.raises(DeviceFault, match="SDL opened no screen"):
        open_face(replace(small_centre, kiosks=(kiosk,)))


def test_a_screen_that_comes_later_is_taken_when_nobody_is_served() -> None:
    """It is looked for each five seconds; the kiosk ends, to be started anew, but not while somebody waits."""
    inbox, clock, there = Inbox(), HandClock(datetime(2026, 3, 2, 8, tzinfo=UTC)), list[bool]()
    face = Awaiting("no screen", inbox=inbox, has_come=lambda: bool(there))
    for kind in ("menu", "closed"):
        face.turn(Page(kind), clock.pass_s(LOOK_S))
        assert face.deadline_s() == clock.now.steady_s + LOOK_S
    there.append(True)
    face.turn(Page("menu"), clock.pass_s(LOOK_S / 2))
    face.turn(Page("coming"), clock.pass_s(LOOK_S))
    assert inbox.take_all(0) == []
    face.turn(Page("menu"), clock.pass_s(LOOK_S))
    assert [type(item) for item in inbox.take_all(0)] == [Stop]
    assert ([problem.code for problem in face.problems()], face.seen) == (["no_screen"], False)


def test_the_kiosk_tells_the_technician_of_a_screen_that_did_not_open(kiosk: KioskRig) -> None:
    """It is *degraded*, and prints as ever."""
    kiosk.service._front._facing = Faceless("Kiosk 'kiosk-hall': SDL opened no screen.")
    kiosk.handle()
    assert [problem.code for problem in kiosk.link.states[-1].problems] == ["no_screen"]
    assert kiosk.press()


def test_a_kiosk_without_a_screen_loads_no_sdl() -> None:
    """A Pi Zero with buttons alone pays neither memory nor start for what it has not."""
    script = (
        "import sys; import kiosk.service; from kiosk.facing import facing\n"
        "from pathlib import Path; from centre import config; from centre.centre_file import load\n"
        "centre = load(Path(config.__file__).parent / 'examples' / 'small.toml')\n"
        "facing(centre=centre, kiosk=centre.kiosks[0], inbox=None)\n"
        "assert 'pygame' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
