# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The steps at which a process is held, walked along what a tracer once saw of a kiosk and of a dispatcher."""

from collections import Counter

import pytest

from tests.faults.cuts_ptrace import Deed
from tests.faults.cuts_steps import STEPS, Step, Walk

KIOSK: tuple[tuple[Deed, str, int], ...] = (
    ("gives", "buttons", 52),
    ("takes", "buttons", 0),
    ("gives", "broker", 259),
    ("takes", "broker", 5),
    ("takes", "broker", 21),
    ("takes", "broker", 396),
    ("gives", "broker", 26),
    ("gives", "printer", 11),
    ("takes", "printer", 1),
    ("gives", "printer", 5426),
    ("gives", "journal", 4096),
    ("flushes", "journal", 0),
    ("gives", "journal", 4096),
    ("flushes", "journal", 0),
    ("gives", "printer", 30972),
    ("gives", "printer", 3273),
    ("gives", "printer", 3),
    ("takes", "printer", 1),
    ("gives", "printer", 11),
    ("takes", "printer", 1),
    ("gives", "broker", 327),
    ("takes", "broker", 5),
    ("takes", "broker", 173),
    ("gives", "broker", 26),
    ("gives", "journal", 4096),
    ("flushes", "journal", 0),
)
"""A press, from its edge to the dispatcher's confirmation of what was printed, and the journal's of that."""

DISPATCHER: tuple[tuple[Deed, str, int], ...] = (
    ("takes", "broker", 5),
    ("takes", "broker", 254),
    ("gives", "journal", 24),
    ("gives", "journal", 4096),
    ("flushes", "journal", 0),
    ("gives", "broker", 26),
    ("gives", "broker", 400),
    ("takes", "broker", 5),
    ("takes", "broker", 21),
    ("gives", "broker", 330),
)
"""The same press: the question, its line, the answer, the event."""

SEEN = {"kiosk": KIOSK, "dispatcher": DISPATCHER}


def stops_at(step: Step, times: int = 0, rounds: int = 1) -> list[tuple[int, bool]]:
    """Return where a step stops what was seen, so many rounds of it: the call's place, and whether it was done."""
    walk = Walk(step.path, times)
    return [
        (place, done)
        for place, (deed, file, size) in enumerate(SEEN[step.role] * rounds)
        for done in (False, True)
        if walk.meets(done=done, deed=deed, file=file, size=size)
    ]


@pytest.mark.parametrize("role", sorted(SEEN))
def test_each_step_comes_once_in_a_press_and_in_its_order(role: str) -> None:
    """Also before and behind the same call are two steps; what the table names later comes later, or is another's."""
    stops = [stops_at(step) for step in STEPS if step.role == role]
    assert all(len(stop) == 1 for stop in stops)
    order = [stop[0] for stop in stops]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_a_step_may_be_the_next_presss() -> None:
    """The first press goes by unharmed, the second is held."""
    step = next(step for step in STEPS if step.name == "the number is at the printer")
    first, second = stops_at(step), stops_at(step, times=1, rounds=2)
    assert second == [(len(KIOSK) + first[0][0], True)]


def test_no_two_steps_have_one_name() -> None:
    """The page and what is broken name them."""
    assert max(Counter((step.role, step.name) for step in STEPS).values()) == 1
