# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The buttons of a kiosk: one meaning each, each meaning once, and every way ends in a ticket."""

import pytest

from centre.check_buttons import meaning
from centre.config import CentreFile, Service, Sphere
from centre.config_kiosks import Button
from tests.centre.changed import UNSET, add, put, told

BUTTONS = "kiosks.0.buttons"
DIGITS = tuple(Button(pin=pin, digit=digit) for digit, pin in enumerate((4, 7, 8, 9, 10, 11, 12, 16, 18, 20)))
LAND = Button(pin=8, sphere="land")
SUBMIT, COLLECT = Button(pin=4, purpose="submit"), Button(pin=7, purpose="collect")
SERVICES = (
    Service(id="land-papers", letter="К", name="Подання", sphere="land", purpose="submit"),
    Service(id="land-ready", letter="К", name="Видача", sphere="land", purpose="collect"),
)


def menu(centre: CentreFile, *buttons: Button) -> CentreFile:
    """Return the centre with a sphere of two services, and these buttons from kiosks[0].buttons[5]."""
    whole = add(add(centre, "services", *SERVICES), "spheres", Sphere(id="land", name="Земля"))
    return add(add(whole, "windows.0.services", "land-papers", "land-ready"), BUTTONS, *buttons)


def test_two_levels_and_ten_digits_are_good(small_centre: CentreFile) -> None:
    """A sphere with the purposes it needs, or a keypad, beside the services of one press."""
    assert told(menu(small_centre, LAND, SUBMIT, COLLECT)) == []
    assert told(add(small_centre, BUTTONS, *DIGITS)) == []


@pytest.mark.parametrize(
    ("button", "said"),
    [
        (Button(pin=9), "has no meaning"),
        (Button(pin=9, service="passport", digit=0), "means service and digit at once"),
        (Button(pin=9, sphere="land", purpose="submit", priority=True), "means sphere, purpose and priority at once"),
    ],
)
def test_a_button_has_exactly_one_meaning(small_centre: CentreFile, button: Button, said: str) -> None:
    """None, or several, is told with what a button may mean."""
    assert told(menu(small_centre, LAND, SUBMIT, COLLECT, button)) == [
        (
            f"kiosks[0].buttons[8]: the button {said};"
            " expected exactly one of service, sphere, purpose, digit, priority, language or voice"
        )
    ]


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        (Button(pin=9, purpose="submit"), '.purpose: "submit" is already used by another button'),
        (Button(pin=9, sphere="land"), '.sphere: "land" is already used by another button'),
    ],
)
def test_each_meaning_stands_once_at_a_kiosk(small_centre: CentreFile, button: Button, complaint: str) -> None:
    """A press is named by what it means, so two buttons must not mean the same."""
    first = "[6].purpose" if button.purpose else "[5].sphere"
    assert told(menu(small_centre, LAND, SUBMIT, COLLECT, button)) == [
        f"kiosks[0].buttons[8]{complaint} (kiosks[0].buttons{first})"
    ]


def test_a_second_priority_button_is_told(small_centre: CentreFile) -> None:
    """It has no value to show, so its name is shown."""
    assert told(add(small_centre, BUTTONS, Button(pin=9, priority=True))) == [
        "kiosks[0].buttons[5].priority: priority is already used by another button (kiosks[0].buttons[4].priority)"
    ]


def test_a_sphere_and_a_service_of_one_name_do_not_meet_at_a_kiosk(small_centre: CentreFile) -> None:
    """``cherha press kiosk-hall passport`` must mean one button."""
    twin = put(small_centre, "services.0.sphere", "passport")
    assert told(
        add(add(twin, "spheres", Sphere(id="passport", name="Паспорт")), BUTTONS, Button(pin=9, sphere="passport"))
    ) == ['kiosks[0].buttons[5].sphere: "passport" is already used by another button (kiosks[0].buttons[0].service)']


@pytest.mark.parametrize(
    ("kept", "missing"), [(DIGITS[1:], "0"), (DIGITS[:7], "7, 8 and 9"), (DIGITS[:1], "1, 2, 3, 4, 5, 6, 7, 8 and 9")]
)
def test_digits_are_ten_or_none(small_centre: CentreFile, kept: tuple[Button, ...], missing: str) -> None:
    """With nine digits some codes could not be keyed in."""
    assert told(add(small_centre, BUTTONS, *kept)) == [
        f"kiosks[0].buttons: no button for digit {missing}; expected all ten, to key in a booking's code, or none"
    ]


def test_a_sphere_needs_its_purposes(small_centre: CentreFile) -> None:
    """Without the second button the second service of the sphere could never be had."""
    assert told(menu(small_centre, LAND, SUBMIT)) == [
        "kiosks[0].buttons: no button has purpose = \"collect\", which sphere 'land' needs; add one"
    ]


@pytest.mark.parametrize(
    ("buttons", "complaint"),
    [
        ((SUBMIT,), '[5].purpose: "submit": this kiosk has no button for a sphere; remove it'),
        (
            (LAND, SUBMIT, COLLECT, Button(pin=9, purpose="consult")),
            '[8].purpose: "consult": no sphere of this kiosk has a service for it; remove it',
        ),
    ],
)
def test_a_purpose_leads_somewhere(small_centre: CentreFile, buttons: tuple[Button, ...], complaint: str) -> None:
    """A button that never does anything is a mistake."""
    assert told(menu(small_centre, *buttons)) == [f"kiosks[0].buttons{complaint}"]


def test_a_sphere_of_one_service_needs_no_purpose(small_centre: CentreFile) -> None:
    """One press is enough when there is nothing to choose."""
    alone = add(put(small_centre, "services.0.sphere", "papers"), "spheres", Sphere(id="papers", name="Документи"))
    assert told(put(alone, "kiosks.0.buttons.0", Button(pin=17, sphere="papers"))) == []


@pytest.mark.parametrize("sphere", ["lnad", UNSET])
def test_an_unknown_sphere_is_one_error(small_centre: CentreFile, sphere: str) -> None:
    """Purposes are not complained of on top; a name that could not be read has been told already."""
    complaint = "kiosks[0].buttons[5].sphere: \"lnad\": no such sphere. Did you mean 'land'?"
    centre = menu(small_centre, Button(pin=8, sphere=sphere), SUBMIT, COLLECT)
    assert told(centre) == [complaint] * (sphere == "lnad")


def test_a_pin_is_told_with_what_its_button_means(small_centre: CentreFile) -> None:
    """Whoever reads the complaint looks for a button, not for a line; one without a clear meaning has no name."""
    taken = menu(small_centre, LAND, SUBMIT, COLLECT, Button(pin=4, digit=UNSET))
    assert told(taken) == [
        (
            "kiosks[0].buttons[8].pin: GPIO4 is already used by button 'submit'"
            " (kiosks[0].buttons[6].pin); take another pin"
        )
    ]
    assert meaning(Button(pin=4, digit=UNSET)) is None


def test_a_button_speaks_a_language_of_the_centre(small_centre: CentreFile) -> None:
    """What is chosen must be there: names and sentences."""
    english = add(small_centre, BUTTONS, Button(pin=9, language="en"))
    assert told(put(english, "centre.languages", ("uk",))) == [
        'kiosks[0].buttons[5].language: "en" is not in centre.languages; add it there'
    ]
    assert told(put(english, "centre.languages", ("uk", "en"))) == []
