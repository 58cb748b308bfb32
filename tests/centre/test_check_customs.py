# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Warnings of what is allowed but seldom meant."""

from datetime import date

import pytest
from msgspec.structs import replace

from centre.check_customs import PICTURE_BYTES, SECOND_LANGUAGE_BYTES
from centre.config import CentreFile, Service
from centre.config_alarms import Siren
from centre.config_kiosks import Button, CodePage, Printer
from centre.config_rules import ExceptionDay, Hours
from kiosk import specimens
from tests.centre.changed import add, put, warned

MORE = {"К": "land", "Ж": "residence", "Р": "business", "Л": "pension"}


def with_services(centre: CentreFile, count: int) -> CentreFile:
    """Return the centre with so many services more, each with a button and at window 1."""
    for pin, (letter, name) in enumerate(list(MORE.items())[:count], start=7):
        centre = add(centre, "services", Service(id=name, letter=letter, name="Послуга"))
        centre = add(add(centre, "windows.0.services", name), "kiosks.0.buttons", Button(pin=pin, service=name))
    return centre


def test_seven_choices_are_surveyed_and_eight_are_not(small_centre: CentreFile) -> None:
    """Priority is no choice: it stands beside them."""
    assert warned(with_services(small_centre, 3)) == []
    assert warned(with_services(small_centre, 4)) == [
        (
            "kiosks[0].buttons: 8 services and spheres to choose from; at most 7 are surveyed at a glance; join "
            "services into spheres, or move some to another kiosk"
        )
    ]


@pytest.mark.parametrize(
    ("lunches", "warnings"),
    [
        (("12:00-13:00", "13:00-14:00"), []),
        (("12:00-13:00", None), []),
        (
            ("12:00-13:00", "12:30-13:30"),
            [
                (
                    'services[2].id: "benefits": its windows 1 and 2 are all at lunch from 12:30 to 13:00; '
                    "let them take turns"
                )
            ],
        ),
    ],
)
def test_windows_of_a_service_lunch_in_turns(
    small_centre: CentreFile, lunches: tuple[str | None, str | None], warnings: list[str]
) -> None:
    """Somebody serves benefits at any moment; a service with one window has nobody to take turns with."""
    centre = put(small_centre, "hours", Hours(monday=("08:00-17:00",)))
    for i, lunch in enumerate(lunches):
        centre = put(centre, f"windows.{i}.lunch", lunch)
    assert warned(centre) == warnings


@pytest.mark.parametrize(
    ("hours", "warnings"),
    [
        (Hours(monday=("08:00-09:01",)), []),
        (Hours(monday=("08:00-08:30", "12:00-12:30"), tuesday=("22:00-24:00",)), []),
        (Hours(monday=("08:00-09:00",), reception_ends_min=59), []),
        (
            Hours(monday=("08:30-09:00", "08:00-08:20"), saturday=("10:00-11:00",)),
            [
                (
                    "hours.monday: open from 08:00 to 09:00, but the reception ends 60 minutes before closing: "
                    "no ticket is given after opening; open longer, or make hours.reception_ends_min less"
                ),
                (
                    "hours.saturday: open from 10:00 to 11:00, but the reception ends 60 minutes before closing: "
                    "no ticket is given after opening; open longer, or make hours.reception_ends_min less"
                ),
            ],
        ),
        (
            Hours(
                monday=("08:00-17:00",),
                exceptions=(
                    ExceptionDay(date=date(2026, 12, 30)),
                    ExceptionDay(date=date(2026, 12, 31), intervals=("22:15-24:00",)),
                ),
                reception_ends_min=120,
            ),
            [
                (
                    "hours.exceptions[1].intervals: open from 22:15 to 24:00, but the reception ends 120 minutes "
                    "before closing: no ticket is given after opening; open longer, or make hours.reception_ends_min "
                    "less"
                )
            ],
        ),
    ],
)
def test_a_day_is_longer_than_its_last_hour(small_centre: CentreFile, hours: Hours, warnings: list[str]) -> None:
    """A day that ends its reception before it opens gives tickets at the door alone; a day off is none."""
    assert warned(put(small_centre, "hours", hours)) == warnings


def of_languages(centre: CentreFile) -> list[str]:
    """Return what is warned of about languages."""
    return [warning for warning in warned(centre) if warning.startswith("centre.languages")]


def test_english_needs_english_names(menu_centre: CentreFile) -> None:
    """One warning names all that lack theirs, and none is given where English is not shown."""
    one = put(menu_centre, "services.2.letter", "Л")
    both = put(one, "centre.languages", ("uk", "en"))
    assert of_languages(one) == []
    assert of_languages(both) == [
        (
            "centre.languages: \"en\" is shown, but there is no name_en of sphere 'documents', service 'advice', "
            "service 'passport' and service 'ready'; add it, else Ukrainian stands alone"
        )
    ]
    for path in ("spheres.0", "services.0", "services.1", "services.2"):
        both = put(both, f"{path}.name_en", "Advice")
    assert of_languages(both) == []
    assert of_languages(put(both, "centre.name_en", "")) == [
        'centre.languages: "en" is shown, but there is no name_en of the centre; add it, else Ukrainian stands alone'
    ]


def test_an_outage_that_no_desk_reports_is_left_to_the_office(small_centre: CentreFile) -> None:
    """One warning for each thing, naming who needs it, with both ways out."""
    needy = put(put(small_centre, "services.1.needs", ("registry", "power")), "services.3.needs", ("power", "registry"))
    assert warned(needy) == [
        (
            "services[1].needs: \"power\" is needed by 'property' and 'civil', but no desk has a key to report its "
            'outage; add one with action = "outage", or let the office report it with `cherha outage power`'
        )
    ]


def test_a_service_without_a_button_is_told(small_centre: CentreFile) -> None:
    """The kiosk's four buttons lead to four services; a fifth has none."""
    centre = add(small_centre, "services", Service(id="land", letter="К", name="Земля"))
    assert warned(add(centre, "windows.0.services", "land")) == ['services[4].id: "land": no kiosk has a button for it']


def test_a_long_name_is_told(small_centre: CentreFile) -> None:
    """Forty characters are read, forty-one are too many."""
    assert warned(put(small_centre, "services.0.name", "П" * 40)) == []
    assert warned(put(small_centre, "services.0.name", "П" * 41)) == [
        (
            "services[0].name: 41 characters; over 40 are small on the screen and long on paper;"
            " two or three short words are read at a glance"
        )
    ]


def test_a_pin_that_the_pi_uses_itself_is_told(small_centre: CentreFile) -> None:
    """Button, lamp and contact, of kiosk, desk and siren alike."""
    centre = put(put(small_centre, "kiosks.0.buttons.0.pin", 14), "desks.1.led_pin", 2)
    centre = put(centre, "sirens", (Siren(id="roof", source="contact", alert_pin=15),))
    assert warned(centre) == [
        "kiosks[0].buttons[0].pin: GPIO14 is used by the serial port; take another, as 4 to 13 or 16 to 27",
        "desks[1].led_pin: GPIO2 is used by I2C; take another, as 4 to 13 or 16 to 27",
        "sirens[0].alert_pin: GPIO15 is used by the serial port; take another, as 4 to 13 or 16 to 27",
    ]


def test_pictures_over_a_slow_line_are_told(small_centre: CentreFile) -> None:
    """Seconds for each citizen, where letters would take a part of one."""
    serial = Printer(connection="serial", device="/dev/ttyUSB0", baud=19200)
    assert warned(put(small_centre, "kiosks.0.printer", serial)) == [
        (
            "kiosks[0].printer: a ticket as a picture takes about 8 s at 19200 baud; add code_page, or set printer and"
            " baud to 115200"
        )
    ]
    for quick in (replace(serial, baud=115200), replace(serial, code_page=CodePage(name="cp1251", number=46))):
        assert warned(put(small_centre, "kiosks.0.printer", quick)) == []


def test_the_bytes_of_a_picture_are_those_of_a_ticket(small_centre: CentreFile) -> None:
    """What the warning reckons with is what the kiosk sends, in one language and in two."""
    sent = {kind.name: len(specimens.made(small_centre, kind, 576, "coarse")) for kind in specimens.kinds("passport")}
    assert abs(sent["usual"] - PICTURE_BYTES) < PICTURE_BYTES / 10
    assert abs(sent["bilingual"] - sent["usual"] - SECOND_LANGUAGE_BYTES) < SECOND_LANGUAGE_BYTES / 10
