# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk with buttons and a screen that cannot be touched: it shows what the buttons mean now, and asks by them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_kiosks import Button
from centre.messages import Refusal
from kiosk.absence import DOUBT_S, KEEP_S
from kiosk.lamps import SLOT
from kiosk.papers import TAKE_S
from tests.kiosk.rig import KioskRig
from tests.kiosk.test_facing import FacedKiosk


@pytest.fixture
def faced(menu_centre: CentreFile, tmp_path: Path) -> Iterator[FacedKiosk]:
    """Run a kiosk with a menu of two levels, ten digits, and a screen that tells of them in both languages."""
    centre = replace(menu_centre, centre=replace(menu_centre.centre, languages=("uk", "en")))
    rig = FacedKiosk(centre, tmp_path, ask_above=20)
    yield rig
    rig.cut()


def words(kiosk: FacedKiosk) -> str:
    """Return what stands on the screen."""
    return " ".join(text.text for text in kiosk.face.shown[-1].texts).replace("\N{NO-BREAK SPACE}", " ")


def test_a_sphere_shows_its_purposes(faced: FacedKiosk) -> None:
    """Those that can be had now, in words that stand on the buttons."""
    faced.board(ready="registry")
    faced.press_all("documents")
    assert "Документи Натисніть кнопку: Консультація, Подати заяву." in words(faced)
    assert faced.page().kind == "purposes"


def test_a_digit_shows_the_code(faced: FacedKiosk) -> None:
    """So that whoever keys it in sees what is there already."""
    faced.press_all("digit-0", "digit-5")
    assert "0 5 – –" in words(faced)


def test_the_same_button_once_more_says_yes(faced: FacedKiosk) -> None:
    """Its lamp says press this, all others are dark; then the ticket comes."""
    faced.crowd(civil=40)
    assert faced.press_all("civil") == []
    assert faced.page().kind == "still_wait"
    assert (faced.lamp("civil"), faced.lamp("documents"), faced.lamp("priority")) == ("slow", "off", "off")
    (request,) = faced.press_all("civil")
    assert request.service == "civil"


def test_of_two_presses_the_second_says_yes(faced: FacedKiosk) -> None:
    """Sphere and purpose: the purpose is the button that asked."""
    faced.crowd(passport=40)
    faced.press_all("documents", "submit")
    assert faced.page().of == "passport"
    (request,) = faced.press_all("submit")
    assert request.service == "passport"


@pytest.mark.parametrize("other", ["documents", "submit", "priority", "digit-1"])
def test_any_other_button_says_no_and_nothing_else(faced: FacedKiosk, other: str) -> None:
    """Who declines gets no ticket of another service by it."""
    faced.crowd(civil=40)
    assert faced.press_all("civil", other) == []
    assert faced.page().kind == "menu"
    assert faced.lamp("civil") == "on"


def test_nobody_there_is_asked_and_forgotten(faced: FacedKiosk) -> None:
    """Any press goes on; what it means, it means."""
    faced.press_all("documents")
    faced.wait(KEEP_S)
    assert faced.page().kind == "still_there"
    (request,) = faced.press_all("submit")
    assert request.service == "passport"
    faced.handle(faced.printer.ended(faced.give(request)))
    faced.press_all("documents")
    faced.wait(KEEP_S)
    faced.wait(DOUBT_S)
    assert faced.page().kind == "menu"


def test_what_is_closed_is_told_in_both_languages_and_on_no_paper(faced: FacedKiosk) -> None:
    """Until the next press, which means what it always means."""
    faced.board(civil="internet")
    faced.press_all("civil")
    assert faced.page().told == Refusal(reason="service_closed", text="", closed="internet")
    assert faced.page().languages == ("uk", "en")
    assert faced.printer.notices == []
    faced.press_all("documents")
    assert faced.page().kind == "purposes"


def test_with_a_language_button_the_screen_speaks_one_language(menu_centre: CentreFile, tmp_path: Path) -> None:
    """Ukrainian, the chosen one until the ticket is taken, then Ukrainian again."""
    centre = replace(menu_centre, centre=replace(menu_centre.centre, languages=("uk", "en")))
    buttons = (*centre.kiosks[0].buttons, Button(pin=1, language="en"))
    faced = FacedKiosk(centre, tmp_path, buttons=buttons)
    seen = [faced.page().languages]
    faced.press_all("language-en")
    seen.append(faced.page().languages)
    (request,) = faced.press_all("civil")
    faced.handle(faced.printer.ended(faced.give(request)))
    seen.append(faced.page().languages)
    faced.wait(TAKE_S)
    seen.append(faced.page().languages)
    assert seen == [("uk",), ("en",), ("en",), ("uk",)]
    faced.cut()


def test_without_a_screen_nobody_is_asked(menu_centre: CentreFile, tmp_path: Path) -> None:
    """Nobody could read the question: whoever presses gets a ticket, as ever."""
    kiosk = replace(menu_centre.kiosks[0], ask_above=1)
    rig = KioskRig(replace(menu_centre, kiosks=(kiosk,)), tmp_path)
    rig.crowd(civil=40)
    assert len(rig.press_all("civil")) == 1
    rig.cut()


def test_the_lamp_at_the_slot_says_that_a_ticket_is_out(menu_centre: CentreFile, tmp_path: Path) -> None:
    """In the same rhythm as its button, for some seconds, or until the next press."""
    kiosk = replace(menu_centre.kiosks[0], slot_led_pin=26)
    rig = KioskRig(replace(menu_centre, kiosks=(kiosk,)), tmp_path)
    assert rig.panel.lights[SLOT] == "off"
    (request,) = rig.press_all("civil")
    rig.handle(rig.printer.ended(rig.give(request)))
    assert (rig.panel.lights[SLOT], rig.lamp("civil")) == ("take", "take")
    rig.press_all("documents")
    assert (rig.panel.lights[SLOT], rig.lamp("civil")) == ("off", "off")
    rig.cut()


def test_a_ticket_that_may_not_be_out_lights_no_slot(menu_centre: CentreFile, tmp_path: Path) -> None:
    """An unknown end is none that anybody is sent to take."""
    kiosk = replace(menu_centre.kiosks[0], slot_led_pin=26)
    rig = KioskRig(replace(menu_centre, kiosks=(kiosk,)), tmp_path)
    (request,) = rig.press_all("civil")
    rig.handle(rig.printer.ended(rig.give(request), "unknown"))
    assert (rig.panel.lights[SLOT], rig.lamp("civil")) == ("off", "on")
    rig.cut()
