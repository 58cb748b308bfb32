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

from centre.config import CentreFile, KioskScreen
from centre.link import LinkDown
from centre.picture import Picture
from centre.service import Inbox, Stop
from kiosk.face import picture
from kiosk.facing import Faceless, facing
from kiosk.pages import Page
from tests.fakes import OUT_OF_PAPER
from tests.kiosk.rig import KioskRig

OPEN = Page("ready")
SERVICES = ("passport", "property", "benefits", "civil")


class FakeSurface:
    """A screen that keeps what it is shown."""

    def __init__(self) -> None:
        self.desktop, self.open, self.closed = False, True, False
        self.shown: list[Picture] = []

    def show(self, picture: Picture) -> float | None:
        """Keep a picture."""
        self.shown.append(picture)
        return 1.0

    def pump(self) -> bool:
        """Return whether the window is open."""
        return self.open

    def close(self) -> None:
        """Take note."""
        self.closed = True


class FacedKiosk(KioskRig):
    """The kiosk of the small centre with a screen of 7 inches."""

    def __init__(self, centre: CentreFile, folder: Path, **changes: Any) -> None:
        kiosk = replace(centre.kiosks[0], screen=KioskScreen(), **changes)
        self.face = FakeSurface()
        super().__init__(replace(centre, kiosks=(kiosk,)), folder, surface=self.face)

    def seen(self, *pages: Page) -> bool:
        """Return whether just these pages were drawn since the last question."""
        wanted = [picture(self.centre.centre, KioskScreen(), page) for page in pages]
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


def test_a_press_shows_that_its_paper_comes_and_then_invites_again(faced: FacedKiosk) -> None:
    """From the press until the paper is out, and a page is drawn once, whatever else happens meanwhile."""
    assert faced.seen(OPEN)
    request = faced.must_press()
    assert faced.seen(Page("coming"))
    reply = faced.give(request)
    faced.wait(1)
    assert faced.seen()
    faced.handle(faced.printer.ended(reply))
    assert faced.seen(OPEN)
    faced.wait(60)
    assert faced.seen()


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
    assert faced.seen(OPEN)


def test_closed_doors_say_why(faced: FacedKiosk) -> None:
    """One reason for all is told; while a single service is open, the kiosk invites."""
    assert faced.seen(OPEN)
    faced.all_closed("internet")
    assert faced.seen(Page("closed", "internet"))
    faced.all_closed("not_yet", 2, datetime(2026, 11, 23, 11, 0, tzinfo=UTC))
    assert faced.seen(Page("closed", "not_yet", datetime(2026, 11, 23, 11, 0, tzinfo=UTC)))
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
    assert rig.seen(OPEN, Page("closed", "internet"))
    rig.handle(LinkDown("the broker is away"))
    rig.wait(11)
    assert rig.seen(Page("none_given"))
    rig.dispatcher_is("ready")
    rig.board()
    assert rig.seen(Page("closed", "internet"), OPEN)
    rig.cut()


def test_a_battery_at_its_end_is_told(faced: FacedKiosk) -> None:
    """Who stands there reads that the lamps went out for that."""
    assert faced.seen(OPEN)
    faced.power("battery")
    faced.power("battery_low", 2)
    assert faced.seen(Page("battery_low"))


def test_on_a_console_the_screen_wakes_nobody(faced: FacedKiosk) -> None:
    """An idle kiosk sleeps as long with a screen as without; a desktop is answered twice a second."""
    faced.handle(faced.printer.says())
    assert faced.service.deadline_s() is None
    faced.face.desktop = True
    faced.handle()
    assert faced.service.deadline_s() == faced.clock.now.steady_s + 0.5


def test_a_closed_window_ends_the_kiosk(faced: FacedKiosk) -> None:
    """As at the hall screen."""
    faced.face.desktop, faced.face.open = True, False
    faced.handle()
    assert [type(item) for item in faced.inbox.take_all(0.0)] == [Stop]


def test_the_screen_is_given_back(small_centre: CentreFile, tmp_path: Path) -> None:
    """A kiosk that ends closes its screen."""
    rig = FacedKiosk(small_centre, tmp_path)
    rig.service.close()
    assert rig.face.closed


def open_face(centre: CentreFile) -> Faceless:
    """Return the face that the kiosk's main would open; nothing of it is turned."""
    nothing: Any = None
    return facing(
        centre=centre, kiosk=centre.kiosks[0], presses=nothing, printing=nothing, power_off=nothing, inbox=Inbox()
    )


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


def test_the_kiosk_tells_the_technician_of_a_screen_that_did_not_open(kiosk: KioskRig) -> None:
    """It is *degraded*, and prints as ever."""
    kiosk.service._facing = Faceless("Kiosk 'kiosk-hall': SDL opened no screen.")
    kiosk.handle()
    assert [problem.code for problem in kiosk.link.states[-1].problems] == ["no_screen"]
    assert kiosk.press()


def test_a_kiosk_without_a_screen_loads_no_sdl() -> None:
    """A Pi Zero with buttons alone pays neither memory nor start for what it has not."""
    script = (
        "import sys; import kiosk.service; from kiosk.facing import facing\n"
        "from pathlib import Path; from centre import config; from centre.centre_file import load\n"
        "centre = load(Path(config.__file__).parent / 'examples' / 'small.toml')\n"
        "facing(centre=centre, kiosk=centre.kiosks[0], presses=None, printing=None, power_off=None, inbox=None)\n"
        "assert 'pygame' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
