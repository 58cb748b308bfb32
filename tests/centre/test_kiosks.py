# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which kiosks print no tickets, by what they say of themselves."""

import pytest

from centre.kiosks import JOURNAL_FAILED, PRINTER_FAULTS, Kiosks, prints
from centre.messages import DeviceState, Problem
from centre.unit import OFFLINE, running


def ailing(*codes: str) -> DeviceState:
    """Return what a kiosk says that has these problems."""
    return running([Problem(code=code, text=f"{code}.") for code in codes], None)


@pytest.fixture
def kiosks() -> Kiosks:
    """Return two kiosks of which nothing was heard yet."""
    return Kiosks(("hall", "door"))


@pytest.mark.parametrize("code", [*sorted(PRINTER_FAULTS), JOURNAL_FAILED])
def test_a_kiosk_whose_printer_or_disk_has_a_fault_prints_nothing(code: str) -> None:
    """Whichever fault it is, and whatever else is wrong."""
    assert not prints(ailing(code))
    assert not prints(ailing("button_stuck", code))


@pytest.mark.parametrize("codes", [(), ("printer_soon",), ("button_stuck", "alone", "not_taken_over")])
def test_a_kiosk_with_other_problems_prints(codes: tuple[str, ...]) -> None:
    """Paper near its end is a matter for the next round, and a stuck button keeps nobody from the others."""
    assert prints(ailing(*codes))


def test_a_kiosk_that_is_away_prints_nothing() -> None:
    """Its last will says so, be it switched off, broken or cut off."""
    assert not prints(OFFLINE)


def test_of_whom_nothing_was_heard_nothing_is_said(kiosks: Kiosks) -> None:
    """At the start nobody is ill, and a well kiosk changes nothing."""
    assert kiosks.ill == frozenset()
    kiosks.hear("hall", ailing())
    assert kiosks.ill == frozenset()


def test_each_kiosk_is_ill_until_it_says_that_it_is_well(kiosks: Kiosks) -> None:
    """One is well again while the other is not."""
    kiosks.hear("hall", ailing("PaperOut"))
    kiosks.hear("door", OFFLINE)
    assert kiosks.ill == {"hall", "door"}
    kiosks.hear("hall", ailing("PrinterMute"))
    kiosks.hear("door", ailing("printer_soon"))
    assert kiosks.ill == {"hall"}
    kiosks.hear("hall", ailing())
    assert kiosks.ill == frozenset()


def test_a_kiosk_that_centre_toml_has_no_more_is_nobodys(kiosks: Kiosks) -> None:
    """The broker keeps the last will of a kiosk that was carried away for ever."""
    kiosks.hear("yard", OFFLINE)
    assert kiosks.ill == frozenset()


def test_without_the_broker_nothing_is_known(kiosks: Kiosks) -> None:
    """What was heard may be over; a new link brings the truth."""
    kiosks.hear("hall", OFFLINE)
    kiosks.forget()
    assert kiosks.ill == frozenset()
