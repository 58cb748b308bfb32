# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A citizen chooses the language of the paper with a button; after each citizen it is Ukrainian again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_kiosks import Button
from centre.link import LinkDown
from centre.messages import Refusal
from kiosk import ticket
from kiosk.absence import FORGET_S
from kiosk.facts import Answered, IssuedAlone, Pressed
from kiosk.menu import Menu
from kiosk.wishes import CheckInWish, ClosedWish, TicketWish, Wish
from tests.kiosk.rig import KioskRig

ENGLISH = "language-en"


def speaking(centre: CentreFile) -> CentreFile:
    """Return the centre with English, and a button for it on its kiosk."""
    kiosk = centre.kiosks[0]
    buttons = (*kiosk.buttons, Button(pin=1, led_pin=0, language="en"))
    centre = replace(centre, centre=replace(centre.centre, languages=("uk", "en")))
    return replace(centre, kiosks=(replace(kiosk, buttons=buttons),))


@pytest.fixture
def kiosk(menu_centre: CentreFile, tmp_path: Path) -> Iterator[KioskRig]:
    """Run a kiosk that speaks English when asked."""
    rig = KioskRig(speaking(menu_centre), tmp_path)
    yield rig
    rig.cut()


@pytest.fixture
def menu(menu_centre: CentreFile) -> Menu:
    """Return the menu of that kiosk."""
    centre = speaking(menu_centre)
    return Menu(centre=centre, kiosk=centre.kiosks[0])


def test_the_next_wish_speaks_what_was_chosen_and_the_one_after_it_ukrainian(menu: Menu) -> None:
    """A ticket, a check-in, and what is closed; pressed twice, none is chosen."""

    def press(*names: str) -> Wish | None:
        return [menu.press(name, {"civil"}, 100.0) for name in names][-1]

    assert press(ENGLISH, "documents", "submit") == TicketWish("passport", priority=False, language="en")
    assert press("documents", "submit") == TicketWish("passport", priority=False)
    assert press(ENGLISH, *(f"digit-{d}" for d in "0551")) == CheckInWish("0551", "en")
    assert press(ENGLISH, ENGLISH, "documents", "submit") == TicketWish("passport", priority=False)
    assert press(ENGLISH, "civil") == ClosedWish("civil", "en")
    wish = press("documents", "submit")
    assert wish is not None
    assert wish.language == "en", "whoever was told that it is closed chooses another"


def test_a_choice_that_was_left_is_forgotten(menu: Menu) -> None:
    """As all that was begun: the next citizen must not inherit it."""
    menu.press(ENGLISH, set(), 100.0)
    assert menu.deadline_s() == 100.0 + FORGET_S
    menu.due(100.0 + FORGET_S)
    assert menu.press("civil", set(), 130.0) == TicketWish("civil", priority=False)


def test_the_lamp_says_that_english_is_chosen(kiosk: KioskRig) -> None:
    """On, slow while it is chosen, on again when the wish is said; also while every service is closed."""
    seen = [kiosk.lamp(ENGLISH)]
    kiosk.press_all(ENGLISH)
    seen.append(kiosk.lamp(ENGLISH))
    kiosk.press_all("civil")
    seen.append(kiosk.lamp(ENGLISH))
    assert seen == ["on", "slow", "on"]
    kiosk.close_services("over", "advice", "passport", "ready", "civil")
    assert kiosk.lamp(ENGLISH) == "on"


def test_the_ticket_is_printed_in_it_also_after_a_cut(kiosk: KioskRig) -> None:
    """Press, answer and the beginning of the paper each remember it."""
    (request,) = kiosk.press_all(ENGLISH, "civil")
    kiosk.restart()
    reply = kiosk.give(request)
    assert kiosk.printer.languages == ["en"]
    kiosk.restart()
    assert (kiosk.printer.jobs, kiosk.printer.languages) == ([reply], ["en"])
    kiosk.printer.begin(reply)
    kiosk.restart()
    assert (kiosk.printer.copies, kiosk.printer.languages) == ([reply], ["en"])
    assert [fact.language for fact in kiosk.written() if isinstance(fact, Answered)] == ["en"]


def test_a_kiosk_alone_speaks_it_too(kiosk: KioskRig) -> None:
    """A number of its own, at once or in place of a request that found nobody."""
    (request,) = kiosk.press_all(ENGLISH, "civil")
    kiosk.handle(LinkDown("broken"))
    kiosk.link.up = False
    kiosk.wait(10)
    kiosk.press_all(ENGLISH, "civil")
    assert kiosk.printer.languages == ["en", "en"]
    assert [fact.language for fact in kiosk.written() if isinstance(fact, IssuedAlone)] == ["en", "en"]
    assert [fact.language for fact in kiosk.written() if isinstance(fact, Pressed)] == ["en"]
    assert request.request_id != kiosk.printer.jobs[0].request_id


def test_a_slip_speaks_it(kiosk: KioskRig) -> None:
    """A refusal, and what a closed button explains."""
    (request,) = kiosk.press_all(ENGLISH, "civil")
    kiosk.hear(Refusal(reason="service_closed", text="", request_id=request.request_id, closed="full"))
    kiosk.board(civil="full")
    kiosk.press_all(ENGLISH, "civil")
    assert [notice.language for notice in kiosk.printer.notices] == ["en", "en"]


def test_with_such_a_button_the_paper_is_ukrainian_without_it_both(menu_centre: CentreFile) -> None:
    """Nobody carries the same sentence twice who could have chosen."""
    centre = speaking(menu_centre)
    assert ticket.spoken(centre.centre, centre.kiosks[0]) == ("uk",)
    assert ticket.spoken(centre.centre, menu_centre.kiosks[0]) == ("uk", "en")
