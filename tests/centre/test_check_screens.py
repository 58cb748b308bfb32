# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk whose screen is touched: no buttons are needed, fingers have room, and each name means one choice."""

import pytest

from centre.config import CentreFile, Service, Sphere
from centre.config_kiosks import Button, KioskScreen
from tests.centre.changed import UNSET, add, put, told, warned

TOUCH = KioskScreen(touch=True)
SCREEN, BUTTONS = "kiosks.0.screen", "kiosks.0.buttons"


def test_a_touch_screen_needs_no_buttons(small_centre: CentreFile) -> None:
    """All services of the centre stand on it."""
    touch = put(put(small_centre, SCREEN, TOUCH), BUTTONS, ())
    assert (told(touch), warned(touch)) == ([], warned(small_centre))


@pytest.mark.parametrize("screen", [None, KioskScreen()])
def test_without_touch_a_kiosk_needs_buttons(small_centre: CentreFile, screen: KioskScreen | None) -> None:
    """Nobody could get a ticket."""
    assert told(put(put(small_centre, SCREEN, screen), BUTTONS, ())) == [
        "kiosks[0].buttons: missing; a kiosk needs buttons, or a screen with touch = true"
    ]


def test_buttons_must_lead_to_a_ticket(small_centre: CentreFile) -> None:
    """Priority for a ticket that cannot be had is of no use."""
    assert told(put(small_centre, BUTTONS, (Button(pin=17, priority=True),))) == [
        "kiosks[0].buttons: no button leads to a ticket; add one with service or sphere, or a screen with touch = true"
    ]


def test_on_a_touch_screen_purposes_need_no_buttons_but_may_have_them(small_centre: CentreFile) -> None:
    """Spheres and purposes stand on it; a button for a purpose has its sphere there."""
    services = (
        Service(id="land-papers", letter="К", name="Подання", sphere="land", purpose="submit"),
        Service(id="land-ready", letter="К", name="Видача", sphere="land", purpose="collect"),
    )
    whole = add(add(small_centre, "services", *services), "spheres", Sphere(id="land", name="Земля"))
    whole = put(add(whole, "windows.0.services", "land-papers", "land-ready"), SCREEN, TOUCH)
    assert told(add(whole, BUTTONS, Button(pin=8, sphere="land"))) == []
    assert told(add(whole, BUTTONS, Button(pin=8, purpose="submit"))) == []


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        (KioskScreen(diagonal_inches=5, touch=True), "109 x 65"),
        (KioskScreen(width_px=1280, height_px=720, touch=True), "155 x 87"),
        (KioskScreen(diagonal_inches=6.5, width_px=800, height_px=600, touch=True), "132 x 99"),
    ],
)
def test_a_touch_screen_has_room_for_fingers(small_centre: CentreFile, screen: KioskScreen, size: str) -> None:
    """Targets are 20 mm; a screen that only shows may be smaller."""
    assert told(put(small_centre, SCREEN, screen)) == [
        (
            f"kiosks[0].screen: {size} mm is too small for fingers; expected at least 150 x 89 mm, as 800 x 480 at"
            " 7 inches; take a larger one, or remove touch"
        )
    ]
    assert told(put(put(small_centre, SCREEN, screen), f"{SCREEN}.touch", value=False)) == []


@pytest.mark.parametrize("name", ["back", "digit-7", "submit", "language-en"])
def test_no_service_is_called_as_a_key_of_the_screen(small_centre: CentreFile, name: str) -> None:
    """A touch is told by its name; a kiosk with buttons alone may have such a service."""
    more = add(small_centre, "services", Service(id=name, letter="Я", name="Інше"))
    more = add(add(more, "windows.0.services", name), BUTTONS, Button(pin=9, service=name))
    assert told(more) == []
    number = len(more.services) - 1
    assert told(put(more, SCREEN, TOUCH)) == [
        f'services[{number}].id: "{name}" is a key of every touch screen; choose another name'
    ]


def test_no_service_is_called_as_a_sphere(small_centre: CentreFile) -> None:
    """Both would stand beside each other."""
    twin = put(add(small_centre, "spheres", Sphere(id="civil", name="Сім’я")), "services.0.sphere", "civil")
    assert told(twin) == []
    assert told(put(twin, SCREEN, TOUCH)) == [
        'services[3].id: "civil" is a sphere too; on a touch screen a name means one choice, choose another'
    ]


def test_a_screen_that_could_not_be_read_is_complained_of_once(small_centre: CentreFile) -> None:
    """Its size has been told already, and whether it needs buttons nobody knows."""
    half = KioskScreen(diagonal_inches=UNSET, touch=True)
    assert told(put(small_centre, SCREEN, half)) == []
    assert told(put(put(small_centre, SCREEN, UNSET), BUTTONS, ())) == []


def test_the_lamp_at_the_slot_has_a_pin_of_its_own(small_centre: CentreFile) -> None:
    """As every lamp."""
    assert told(put(small_centre, "kiosks.0.slot_led_pin", 17)) == [
        (
            "kiosks[0].slot_led_pin: GPIO17 is already used by button 'passport'"
            " (kiosks[0].buttons[0].pin); take another pin"
        )
    ]


def test_more_than_seven_choices_are_warned_of_only_where_all_are_seen_at_once(small_centre: CentreFile) -> None:
    """A touch screen shows them in parts."""
    services = tuple(Service(id=f"more-{i}", letter=letter, name="Ще") for i, letter in enumerate("БВГД"))
    many = add(add(small_centre, "services", *services), "windows.0.services", *(one.id for one in services))
    many = add(many, BUTTONS, *(Button(pin=7 + i, service=one.id) for i, one in enumerate(services)))
    assert any("8 services and spheres to choose from" in warning for warning in warned(many))
    assert not any("to choose from" in warning for warning in warned(put(many, SCREEN, TOUCH)))


def test_a_service_without_a_button_is_no_matter_where_a_screen_is_touched(small_centre: CentreFile) -> None:
    """It stands on that screen."""
    more = add(small_centre, "services", Service(id="other", letter="Я", name="Інше"))
    more = add(more, "windows.0.services", "other")
    assert any("no kiosk has a button for it" in warning for warning in warned(more))
    assert not any("no kiosk has a button for it" in warning for warning in warned(put(more, SCREEN, TOUCH)))
