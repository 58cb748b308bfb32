# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One press of a finger is one press, whatever the contact does meanwhile."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.contact import RELEASE_S, Contact

LOCKOUT_S, STUCK_AFTER_S = 1.0, 10.0


class Case(NamedTuple):
    """What the contact does, second by second, and when that was a press; + closes, - opens."""

    claim: str
    edges: str
    presses: list[float]
    closed_at_start: bool = False


CASES = [
    Case("a press counts at once", "+0.1 -0.3", [0.1]),
    Case("chatter on closing is one press", "+0.1 -0.101 +0.102 -0.104 +0.11 -0.3", [0.1]),
    Case("chatter on opening is no press", "+0.1 -1.5 +1.502 -1.504 +1.51 -1.511", [0.1]),
    Case("chatter after the lock-out is no press", "+0.1 -5 +5.03 -5.031 +5.04 -5.05", [0.1]),
    Case("an opening shorter than a release is chatter", "+0.1 -5 +5.049", [0.1]),
    Case("an opening as long as a release is a release", "+0.1 -5 +5.05", [0.1, 5.05]),
    Case("a second press within the lock-out is none", "+0.1 -0.3 +0.6 -0.8 +1.09", [0.1]),
    Case("a press when the lock-out is over counts", "+0.1 -0.3 +1.1 -1.2", [0.1, 1.1]),
    Case("what did not count does not lock out", "+0.1 -0.3 +0.9 -1.0 +1.2", [0.1, 1.2]),
    Case("a held key is one press", "+0.1 -9 +9.01 -9.02", [0.1]),
    Case("closed at the start is no press", "+0.5 +0.6", [], closed_at_start=True),
    Case("chatter of one closed at the start is no press", "-0.1 +0.12", [], closed_at_start=True),
    Case("closed at the start, it counts from its first opening on", "-2 +3 -4", [3.0], closed_at_start=True),
    Case("a repeated edge is no press", "+0.1 +2 +4 -5 -5.01 +6", [0.1, 6.0]),
    Case("a stuck key counts for nothing until it opens", "+0.1 +20 -30 +31", [0.1, 31.0]),
]


def contact(*, closed: bool = False) -> Contact:
    """Return a contact at second 0."""
    return Contact(lockout_s=LOCKOUT_S, stuck_after_s=STUCK_AFTER_S, closed=closed, now_s=0.0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_edges_become_presses(case: Case) -> None:
    """Of all its edges only those count that somebody meant."""
    key = contact(closed=case.closed_at_start)
    edges = [(word[0] == "+", float(word[1:])) for word in case.edges.split()]
    assert [at_s for closed, at_s in edges if key.edge(closed=closed, now_s=at_s)] == case.presses


def test_key_that_stays_closed_becomes_stuck_once() -> None:
    """At its deadline, not before, a closed key is stuck; that is new only once."""
    key = contact()
    assert key.deadline_s() is None
    key.edge(closed=True, now_s=1.0)
    assert key.deadline_s() == 11.0
    assert (key.changed(10.9), key.stuck) == (False, False)
    assert (key.changed(11.0), key.stuck) == (True, True)
    assert (key.changed(11.1), key.stuck) == (False, True)
    assert key.deadline_s() is None


def test_key_that_is_closed_at_the_start_becomes_stuck() -> None:
    """A short in the cable that was there before the service is found as well."""
    key = contact(closed=True)
    assert key.deadline_s() == STUCK_AFTER_S
    assert (key.changed(STUCK_AFTER_S), key.stuck) == (True, True)


def test_stuck_key_is_free_when_it_has_opened() -> None:
    """Free again is a change too, found a release after the opening; then a press counts."""
    key = contact(closed=True)
    key.changed(10.0)
    key.edge(closed=False, now_s=20.0)
    assert key.deadline_s() == 20.0 + RELEASE_S
    assert (key.changed(20.0), key.stuck) == (False, True)
    assert (key.changed(20.0 + RELEASE_S), key.stuck) == (True, False)
    assert key.deadline_s() is None
    assert key.edge(closed=True, now_s=21.0)


def test_stuck_key_that_chatters_stays_stuck() -> None:
    """A short that flickers is no release."""
    key = contact(closed=True)
    key.changed(10.0)
    key.edge(closed=False, now_s=20.0)
    assert not key.edge(closed=True, now_s=20.01)
    assert (key.changed(30.0), key.stuck, key.deadline_s()) == (False, True, None)


def test_short_press_does_not_become_stuck() -> None:
    """After a release nothing is left to wait for."""
    key = contact()
    key.edge(closed=True, now_s=1.0)
    key.edge(closed=False, now_s=1.2)
    assert key.deadline_s() == 1.2 + RELEASE_S
    assert (key.changed(1.2 + RELEASE_S), key.deadline_s()) == (False, None)
    assert (key.changed(100.0), key.stuck) == (False, False)


PAUSES = st.one_of(st.floats(0.0, 0.06), st.floats(0.0, 2.0), st.floats(0.0, 30.0))
EDGES = st.lists(st.tuples(PAUSES, st.booleans()), max_size=60)


@given(edges=EDGES, closed=st.booleans(), start_s=st.floats(0.0, 1e6))
def test_any_edges_give_at_most_one_press_a_lockout_and_none_while_closed(
    edges: list[tuple[float, bool]], start_s: float, *, closed: bool
) -> None:
    """However a contact behaves: presses are a lock-out apart, and before each it was open for a release."""
    key = Contact(lockout_s=LOCKOUT_S, stuck_after_s=STUCK_AFTER_S, closed=closed, now_s=start_s)
    now_s, opened_s = start_s, None if closed else float("-inf")
    pressed_s = float("-inf")
    for pause_s, closes in edges:
        now_s += pause_s
        if key.edge(closed=closes, now_s=now_s):
            assert closes
            assert now_s >= pressed_s + LOCKOUT_S
            assert opened_s is not None
            assert now_s >= opened_s + RELEASE_S
            pressed_s = now_s
        opened_s = None if closes else now_s


@given(edges=EDGES, start_s=st.floats(0.0, 1e6))
def test_loop_that_asks_at_each_deadline_comes_to_rest(edges: list[tuple[float, bool]], start_s: float) -> None:
    """A deadline that was asked at is over: the loop never turns on the spot, and in the end it sleeps."""
    key = Contact(lockout_s=LOCKOUT_S, stuck_after_s=STUCK_AFTER_S, closed=False, now_s=start_s)
    now_s = start_s
    for pause_s, closes in edges:
        now_s += pause_s
        key.edge(closed=closes, now_s=now_s)
    for _ in range(3):
        if (due_s := key.deadline_s()) is None:
            break
        key.changed(due_s)
        assert key.deadline_s() != due_s
    assert key.deadline_s() is None
