# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The numbers that kiosks give by themselves: real blocks, no number in two of them, a word where none are."""

import msgspec
import pytest

from centre.config import CentreFile
from tests.centre.changed import put, told, warned


def two_kiosks(centre: CentreFile, first: str, second: str) -> CentreFile:
    """Return the centre with a second kiosk in the yard, and these numbers."""
    hall = msgspec.structs.replace(centre.kiosks[0], alone_numbers=first)
    printer = msgspec.structs.replace(hall.printer, host="printer.yard")
    yard = msgspec.structs.replace(hall, id="kiosk-yard", printer=printer, alone_numbers=second)
    return msgspec.structs.replace(centre, kiosks=(hall, yard))


@pytest.mark.parametrize("numbers", ["001-001", "001-999", "801-849"])
def test_a_block_of_one_number_or_of_all_is_good(small_centre: CentreFile, numbers: str) -> None:
    """Both ends belong to it."""
    assert told(put(small_centre, "kiosks.0.alone_numbers", numbers)) == []


@pytest.mark.parametrize("numbers", ["849-801", "000-049"])
def test_a_block_begins_before_it_ends_and_not_at_zero(small_centre: CentreFile, numbers: str) -> None:
    """No ticket has the number 000."""
    assert told(put(small_centre, "kiosks.0.alone_numbers", numbers)) == [
        (
            f'kiosks[0].alone_numbers: "{numbers}": no block of numbers; expected the first before the last, from 001 '
            'on, such as "801-849": high, where a day seldom comes'
        )
    ]


@pytest.mark.parametrize("second", ["849-860", "700-801", "810-820", "001-999"])
def test_no_number_is_in_two_blocks(small_centre: CentreFile, second: str) -> None:
    """Alone, neither kiosk could know what the other has given."""
    assert told(two_kiosks(small_centre, "801-849", second)) == [
        (
            f"kiosks[1].alone_numbers: \"{second}\" has numbers of kiosk 'kiosk-hall' (kiosks[0].alone_numbers); two "
            "citizens would hold one number, take others"
        )
    ]


def test_neighbouring_blocks_are_good(small_centre: CentreFile) -> None:
    """Nor are two kiosks without numbers in each other's way."""
    assert told(two_kiosks(small_centre, "801-849", "850-899")) == []
    assert told(two_kiosks(small_centre, "", "")) == []


def test_a_kiosk_without_numbers_of_its_own_is_warned_of(small_centre: CentreFile) -> None:
    """It works, until the centre is out of reach."""
    assert warned(put(small_centre, "kiosks.0.alone_numbers", "")) == [
        (
            "kiosks[0].alone_numbers: missing; while the centre is out of reach this kiosk gives no tickets; give it "
            'numbers of its own, such as "801-849"'
        )
    ]
