# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When somebody who has begun is asked whether they are there, and when they are given up."""

from kiosk.absence import DOUBT_S, FORGET_S, KEEP_S, Absence
from kiosk.pages import Begun

SPHERE, TOLD = Begun(sphere="documents"), Begun(tells=True)


def waiting(begun: Begun, *, seen: bool) -> Absence:
    """Return the absence of somebody who has come to this at 100 s."""
    absence = Absence()
    absence.wait(begun, 100.0, seen=seen)
    return absence


def test_where_a_screen_can_ask_it_asks_once_and_forgets_later() -> None:
    """A person has the time to say that they are there."""
    absence = waiting(SPHERE, seen=True)
    assert absence.deadline_s() == 100.0 + KEEP_S
    assert not absence.doubts(100.0 + KEEP_S - 0.1)
    assert [absence.doubts(100.0 + KEEP_S), absence.doubts(100.0 + KEEP_S)] == [True, False]
    assert absence.deadline_s() == 100.0 + KEEP_S + DOUBT_S
    assert not absence.forgets(100.0 + KEEP_S + DOUBT_S - 0.1)
    assert absence.forgets(100.0 + KEEP_S + DOUBT_S)


def test_without_a_screen_or_a_question_it_is_only_forgotten() -> None:
    """Lamps cannot ask, and of what is only told nothing would be lost."""
    for begun, seen, left_s in ((SPHERE, False, FORGET_S), (TOLD, True, KEEP_S)):
        absence = waiting(begun, seen=seen)
        assert not absence.doubts(100.0 + left_s)
        assert (absence.forgets(100.0 + left_s - 0.1), absence.forgets(100.0 + left_s)) == (False, True)


def test_nobody_is_waited_for_where_nothing_is_begun() -> None:
    """A kiosk at rest sleeps."""
    assert waiting(Begun(), seen=True).deadline_s() is None
    absence = waiting(SPHERE, seen=True)
    absence.end()
    assert (absence.deadline_s(), absence.forgets(1000.0)) == (None, False)
