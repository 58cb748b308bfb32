# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Warnings of letters: one for each fault and each pair, with the services, the reason and what to choose instead."""

import pytest
from msgspec.structs import replace

from centre.config import CentreFile, Service, Sphere
from centre.config_check import warn
from tests.centre.changed import UNSET, put, warned


def lettered(centre: CentreFile, *letters: str) -> CentreFile:
    """Return the centre whose services have these letters, as many as there are; the last ones keep theirs."""
    for i, letter in enumerate(letters):
        centre = put(centre, f"services.{i}.letter", letter)
    return centre


@pytest.mark.parametrize(
    ("letter", "fault"),
    [
        ("З", "is read as the digit 3"),
        ("О", "is read as the digit 0"),
        ("Б", "is read as the digit 6"),
        ("Ч", "is read as the digit 4"),
        ("І", "is read as the digit 1"),
        ("Ґ", 'is easily taken for "Г"'),
        ("Є", 'is easily taken for "Е"'),
        ("Ї", 'is easily taken for "І"'),
        ("Й", 'is easily taken for "И"'),
        ("Щ", 'is easily taken for "Ш"'),
    ],
)
def test_a_letter_with_a_fault_of_its_own_is_warned_of(small_centre: CentreFile, letter: str, fault: str) -> None:
    """The hall reads numbers from afar: each such letter has its reason, and better ones."""
    warning = f"services[0].letter: \"{letter}\" of service 'passport' {fault}; choose another, such as "
    assert warned(lettered(small_centre, letter, "М", "К", "Ж")) == [f'{warning}"А", "Л" or "Р"']


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("П", "В", "sounds like"),
        ("Г", "Д", "sounds like"),
        ("М", "Н", "sounds like"),
        ("С", "Х", "sounds like"),
        ("Ц", "Ш", "looks like"),
    ],
)
def test_a_pair_that_is_confused_is_warned_of(small_centre: CentreFile, one: str, other: str, like: str) -> None:
    """Once, at the later service, naming both."""
    assert warned(lettered(small_centre, one, other, "К", "Ж")) == [
        (
            f"services[1].letter: \"{other}\" of service 'property' {like} \"{one}\" of service 'passport' "
            '(services[0].letter); choose another, such as "А", "Л" or "Р"'
        )
    ]


def test_prefixes_are_compared_letter_by_letter(small_centre: CentreFile) -> None:
    """Two letters are confused when each is; one that plainly differs tells them apart, and so does the length."""
    assert warned(lettered(small_centre, "ПС", "ВФ", "АС", "М")) == [
        (
            "services[1].letter: \"ВФ\" of service 'property' sounds like \"ПС\" of service 'passport' "
            '(services[0].letter); choose another, such as "ЖФ", "КФ" or "ЛФ"'
        )
    ]
    assert warned(lettered(small_centre, "АЩ", "АШ", "П", "ВП")) == [
        (
            'services[0].letter: "Щ" in "АЩ" of service \'passport\' is easily taken for "Ш"; '
            'choose another, such as "АА", "АЖ" or "АК"'
        ),
        (
            "services[1].letter: \"АШ\" of service 'property' looks like \"АЩ\" of service 'passport' "
            '(services[0].letter); choose another, such as "АА", "АЖ" or "АК"'
        ),
    ]


def test_services_that_share_a_letter_are_warned_of_together(small_centre: CentreFile) -> None:
    """It is one letter, so it is one warning."""
    shared = lettered(put(small_centre, "spheres", (Sphere(id="papers", name="Документи"),)), "З", "З")
    for i, purpose in enumerate(("submit", "collect")):
        shared = put(put(shared, f"services.{i}.sphere", "papers"), f"services.{i}.purpose", purpose)
    assert warned(shared) == [
        (
            "services[0].letter: \"З\" of services 'passport' and 'property' is read as the digit 3; "
            'choose another, such as "А", "Ж" or "К"'
        )
    ]


def test_when_no_letter_is_left_two_are_advised(small_centre: CentreFile) -> None:
    """With every clear letter taken there is nothing to choose from."""
    taken = tuple(Service(id=f"s{i}", letter=letter, name="Послуга") for i, letter in enumerate("АЖКЛРТУЮЯЕИМШПСЗ"))
    assert [str(slip) for slip in warn(replace(small_centre, services=taken))][:1] == [
        "services[15].letter: \"З\" of service 's15' is read as the digit 3; choose two letters for each service"
    ]


def test_nothing_is_said_of_an_unread_letter(small_centre: CentreFile) -> None:
    """It has been told as an error already."""
    assert warn(put(small_centre, "services.0.letter", UNSET)) == warn(small_centre)
