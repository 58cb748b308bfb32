# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A press is a press when the key is released, a hold is one when its time is reached, and never both."""

import math
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.contact import RELEASE_S, Contact
from centre.holding import Meaning, PressOrHold

LOCKOUT_S, STUCK_AFTER_S, HOLD_S = 0.5, 10.0, 1.5


class Case(NamedTuple):
    """What the contact does, second by second, and what that meant when; + closes, - opens."""

    claim: str
    edges: str
    meant: list[tuple[float, Meaning]]
    closed_at_start: bool = False


CASES = [
    Case("a press counts a release after its opening", "+1 -1.5", [(1.55, "press")]),
    Case("a hold counts when its time is reached", "+1 -9", [(2.5, "hold")]),
    Case("a hold that is never released counts as well, once", "+1", [(2.5, "hold")]),
    Case("released in the last moment it is a press", "+1 -2.49", [(2.54, "press")]),
    Case("an opening in the very moment of the hold is a hold", "+1 -2.5", [(2.5, "hold")]),
    Case("two presses are two", "+1 -1.25 +2 -2.25", [(1.3, "press"), (2.3, "press")]),
    Case("a press and a hold are both", "+1 -1.25 +2 -5", [(1.3, "press"), (3.5, "hold")]),
    Case("chatter on closing neither ends nor restarts a hold", "+1 -1.01 +1.02 -1.03 +1.04 -9", [(2.5, "hold")]),
    Case("chatter on closing makes no second press", "+1 -1.01 +1.02 -1.5", [(1.55, "press")]),
    Case("chatter on opening makes no second press", "+1 -1.5 +1.51 -1.52 +1.53 -1.54", [(1.59, "press")]),
    Case("chatter while it is held ends no hold", "+1 -1.8 +1.84 -2 +2.01 -9", [(2.5, "hold")]),
    Case("chatter when a hold is released is no press", "+1 -4 +4.01 -4.02 +4.03 -4.04", [(2.5, "hold")]),
    Case("chatter in the moment of the hold leaves it one", "+1 -2.49 +2.51 -4", [(2.51, "hold")]),
    Case("a second closing within the lock-out is neither", "+1 -1.2 +1.4 -1.45", [(1.25, "press")]),
    Case("nor when it is held", "+1 -1.2 +1.4 -9", [(1.25, "press")]),
    Case("closed at the start it means nothing", "-5", [], closed_at_start=True),
    Case("closed at the start for ever neither", "", [], closed_at_start=True),
    Case("after that its presses count", "-5 +6 -6.5 +8", [(6.55, "press"), (9.5, "hold")], closed_at_start=True),
    Case("a hold that becomes stuck is one, its end nothing", "+1 -60 +61 -61.5", [(2.5, "hold"), (61.55, "press")]),
    Case("a stuck contact that chatters means nothing more", "+1 -30 +30.01 -30.02 +30.03", [(2.5, "hold")]),
    Case("a repeated edge changes nothing", "+1 +1.5 +2 -2.2", [(2.25, "press")]),
]  # fmt: skip


def key(*, closed: bool = False, hold_s: float = HOLD_S) -> tuple[PressOrHold, Contact]:
    """Return a key at second 0, and its contact."""
    contact = Contact(lockout_s=LOCKOUT_S, stuck_after_s=STUCK_AFTER_S, closed=closed, now_s=0.0)
    return PressOrHold(contact, hold_s=hold_s), contact


def lived(one: PressOrHold, contact: Contact, edges: list[tuple[bool, float]]) -> list[tuple[float, Meaning]]:
    """Let the loop wake at each edge and each deadline until it sleeps; return what was meant when."""
    meant: list[tuple[float, Meaning | None]] = []
    now_s = 0.0
    for closed, at_s in [*edges, (None, math.inf)]:
        while (due_s := next_s(one, contact)) < at_s:
            now_s = max(now_s, due_s)
            meant.append((now_s, one.due(now_s)))
            contact.changed(now_s)
        if closed is not None:
            now_s = at_s
            meant.append((now_s, one.edge(closed=closed, now_s=now_s)))
    return [(at_s, meaning) for at_s, meaning in meant if meaning]


def next_s(one: PressOrHold, contact: Contact) -> float:
    """Return the next deadline of the two."""
    return min((due_s for due_s in (one.deadline_s(), contact.deadline_s()) if due_s is not None), default=math.inf)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_edges_become_presses_and_holds(case: Case) -> None:
    """At the moment at which the loop can know it."""
    edges = [(word[0] == "+", float(word[1:])) for word in case.edges.split()]
    meant = lived(*key(closed=case.closed_at_start), edges)
    assert [(round(at_s, 6), meaning) for at_s, meaning in meant] == case.meant


@pytest.mark.parametrize(("opened_s", "meaning"), [(1.5, "press"), (3.0, "hold")])
def test_a_loop_that_comes_late_understands_the_same(opened_s: float, meaning: Meaning) -> None:
    """Edges carry the moment of the pin: what counts is how long the key was closed, not when the loop looked."""
    one, _ = key()
    told = [one.edge(closed=True, now_s=1.0), one.edge(closed=False, now_s=opened_s), one.due(5.0), one.due(6.0)]
    assert [each for each in told if each] == [meaning]


def test_a_press_that_nobody_asked_for_is_told_at_the_next_edge() -> None:
    """Two presses that wait together are two."""
    one, _ = key()
    edges = [(True, 1.0), (False, 1.2), (True, 2.0), (False, 2.2)]
    told = [one.edge(closed=closed, now_s=at_s) for closed, at_s in edges]
    assert [*told, one.due(2.25)] == [None, None, "press", None, "press"]


def test_a_key_that_is_stuck_before_its_hold_means_nothing() -> None:
    """A technician who sets the times so is told of the stuck key; it is ignored until it opens, as its text says."""
    one, contact = key(hold_s=12.0)
    assert lived(one, contact, [(True, 1.0), (False, 20.0), (True, 30.0), (False, 31.0)]) == [
        (31.0 + RELEASE_S, "press")
    ]


def test_idle_it_has_no_deadline() -> None:
    """Before a press, after it, and while it is held on."""
    one, _ = key()
    assert one.deadline_s() is None
    one.edge(closed=True, now_s=1.0)
    assert one.deadline_s() == 1.0 + HOLD_S
    assert (one.due(1.0 + HOLD_S), one.deadline_s()) == ("hold", None)
    one.edge(closed=False, now_s=5.0)
    assert one.deadline_s() is None


PAUSES = st.one_of(st.floats(0.0, 0.06), st.floats(0.0, 2.0), st.floats(0.0, 30.0))
EDGES = st.lists(st.tuples(PAUSES, st.booleans()), max_size=40)


@given(edges=EDGES, closed=st.booleans())
def test_any_edges_mean_at_most_one_thing_a_closing(edges: list[tuple[float, bool]], *, closed: bool) -> None:
    """However a contact behaves: as many meanings as closings that count, never two of them for one."""
    at_s, story = 0.0, []
    for pause_s, closes in edges:
        at_s += pause_s
        story.append((closes, at_s))
    counting = Contact(lockout_s=LOCKOUT_S, stuck_after_s=STUCK_AFTER_S, closed=closed, now_s=0.0)
    presses = [at_s for closes, at_s in story if counting.edge(closed=closes, now_s=at_s)]
    meant = lived(*key(closed=closed), story)
    assert len(meant) == len(presses)
    for pressed_s, (decided_s, meaning) in zip(presses, meant, strict=True):
        assert decided_s >= pressed_s + (HOLD_S if meaning == "hold" else RELEASE_S)
