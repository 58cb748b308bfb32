# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Presses that come faster than people can: some are obeyed, then few until there is calm."""

import pytest

from centre.messages import Problem
from kiosk.haste import RESTING_EACH_S, Haste
from tests.kiosk.rig import KioskRig

IN_HASTE = (
    "'passport' is pressed again and again, faster than people can take their tickets. It is ignored until nobody"
    " presses it for 3 s, but for one press each 30 s; if nobody is there, look for a loose wire."
)


def granted(haste: Haste, moments_s: list[float], what: str = "passport") -> int:
    """Return how many of the presses are granted."""
    return sum(haste.lets(what, now_s) for now_s in moments_s)


@pytest.mark.parametrize("each_s", [0.1, 0.5, 1.0])
def test_a_hammered_button_gives_about_a_dozen_and_then_few(each_s: float) -> None:
    """However fast somebody hammers: in ten minutes no more than one each half minute besides."""
    assert 10 <= granted(Haste(10), [1000 + each_s * n for n in range(int(25 / each_s))]) <= 13
    assert 10 + 19 <= granted(Haste(10), [1000 + each_s * n for n in range(int(600 / each_s))]) <= 13 + 20


def test_a_crowd_that_goes_on_at_a_dark_button_is_still_served() -> None:
    """A little faster than calm would be, for an hour: there is never half a minute without a ticket."""
    haste, last_s = Haste(10), 0.0
    for now_s in (2.9 * n for n in range(1, 1241)):
        if haste.lets("passport", now_s):
            last_s = now_s
        assert now_s - last_s <= RESTING_EACH_S + 2.9


def test_people_one_after_another_are_all_served() -> None:
    """One each four seconds for hours, and a rush of ten at once after a pause."""
    haste = Haste(10)
    assert granted(haste, [4.0 * n for n in range(1000)]) == 1000
    assert granted(haste, [5000 + 0.5 * n for n in range(10)]) == 10


def test_after_calm_one_is_granted_again() -> None:
    """Who waits three seconds is taken for a person; who then hammers on is not."""
    haste = Haste(10)
    granted(haste, [float(n) for n in range(100)])
    assert haste.rests("passport")
    assert [haste.lets("passport", now_s) for now_s in (101.5, 105.0, 106.0, 107.0)] == [False, True, False, False]


@pytest.mark.parametrize("each_s", [0.05, 0.41])
def test_what_invites_again_after_calm_is_granted(each_s: float) -> None:
    """Also after few presses, whose time alone would not have earned one; and no more than one."""
    haste, now_s = Haste(10), 0.0
    while not haste.rests("passport"):
        now_s += each_s
        haste.lets("passport", now_s)
    haste.due(now_s + 3.0)
    assert not haste.rests("passport")
    assert [haste.lets("passport", now_s + later_s) for later_s in (3.2, 3.6)] == [True, False]


def test_a_loose_wire_gives_no_roll() -> None:
    """Closing each second of an hour, calm for three now and then, it gives a ticket for each calm."""
    moments = [20.0 * row + n for row in range(180) for n in range(18)]
    assert granted(Haste(10), moments) <= 13 + 180


def test_one_thing_in_haste_stops_no_other() -> None:
    """Each service has its own measure."""
    haste = Haste(1)
    granted(haste, [0.0, 0.1], "passport")
    assert (haste.rests("passport"), haste.lets("civil", 0.2)) == (True, True)


def test_haste_ends_by_itself() -> None:
    """When nobody presses it the thing is to be had again, and the loop wakes for it."""
    haste = Haste(1)
    assert haste.deadline_s() is None
    granted(haste, [0.0, 0.1])
    assert haste.deadline_s() == 3.1
    haste.due(3.0)
    assert haste.rests("passport")
    haste.due(3.1)
    assert (haste.rests("passport"), haste.deadline_s()) == (False, None)


def test_no_limit_is_no_limit() -> None:
    """A bench presses as it likes."""
    assert granted(Haste(0), [0.0] * 1000) == 1000


def test_a_kiosk_says_which_button_is_hammered(kiosk: KioskRig) -> None:
    """The technician reads it, its lamp is dark, and both are over after three seconds."""
    tickets = 0
    for _ in range(30):
        kiosk.wait(1)
        if request := kiosk.press():
            kiosk.handle(kiosk.printer.ended(kiosk.give(request)))
            tickets += 1
    assert 10 <= tickets <= 13
    assert kiosk.link.problems() == (Problem(code="pressed_in_haste", text=IN_HASTE),)
    assert kiosk.lamp("passport") == "off"
    kiosk.wait(3)
    assert kiosk.link.problems() == ()
    kiosk.must_press()
