# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Warnings of what is allowed but seldom meant."""

import pytest

from centre.config import Button, CentreFile, Service
from centre.config_rules import Hours
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


def test_an_outage_that_no_desk_reports_is_left_to_the_office(small_centre: CentreFile) -> None:
    """One warning for each thing, naming who needs it, with both ways out."""
    needy = put(put(small_centre, "services.1.needs", ("registry", "power")), "services.3.needs", ("power", "registry"))
    assert warned(needy) == [
        (
            "services[1].needs: \"power\" is needed by 'property' and 'civil', but no desk has a key to report its "
            'outage; add one with action = "outage", or let the office report it with `cherha outage power`'
        )
    ]
