# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Invariant 6, counted: however many with priority keep coming, the last of the common queue is called in time."""

import pytest

from centre.config import Service, Window
from centre.config_rules import Order
from centre.facts import TicketCalled
from dispatcher.rules.commands import CallNext, IssueTicket, Open
from tests.dispatcher.rules.hall import Hall


def calls_until(ordinary: int, in_row: int, windows: int) -> tuple[int, dict[int, int]]:
    """Return the calls of all windows, and of each, until the last of ``ordinary`` is called.

    Before each call somebody else with priority comes; the windows call in turn.
    """
    hall = Hall(
        services=(Service(id="passport", letter="А", name="Паспорт"),),
        windows=tuple(Window(number=number, services=("passport",)) for number in range(1, windows + 1)),
        order=Order(priority_in_a_row=in_row, minimum_age_s=0),
    )
    hall.open(*range(1, windows + 1))
    tickets = [hall.issue("passport") for _ in range(ordinary)]
    calls = dict.fromkeys(range(1, windows + 1), 0)
    for turn in range(200):  # longer than any bound below, and over before midnight
        hall.do(IssueTicket("passport", "hall", f"hall/priority-{turn}", priority=True))
        window = turn % windows + 1
        calls[window] += 1
        called = [fact.ticket for fact in hall.do(CallNext(window)) if isinstance(fact, TicketCalled)]
        if called == tickets[-1:]:
            return sum(calls.values()), calls
    raise AssertionError("starved")


@pytest.mark.parametrize("in_row", [1, 2, 5])
@pytest.mark.parametrize("before", [0, 1, 7])
def test_one_window_calls_an_ordinary_ticket_with_n_before_it_exactly_in_its_call_n1_times_k1(
    before: int, in_row: int
) -> None:
    """Against an endless stream of priority the bound is reached, and not passed."""
    assert calls_until(before + 1, in_row, windows=1)[0] == (before + 1) * (in_row + 1)


@pytest.mark.parametrize("in_row", [1, 2, 5])
@pytest.mark.parametrize("windows", [2, 3])
def test_several_windows_owe_each_their_own_row_of_priority_once(windows: int, in_row: int) -> None:
    """All together call it at the latest in call (n + 1)(k + 1) + (w - 1)k, each at the latest in (n + 1)(k + 1)."""
    before = 4
    together, each = calls_until(before + 1, in_row, windows)
    assert together <= (before + 1) * (in_row + 1) + (windows - 1) * in_row
    assert max(each.values()) <= (before + 1) * (in_row + 1)


def test_two_windows_may_need_more_calls_than_one() -> None:
    """With nobody before it, k = 2: both windows call two with priority first, the fifth call is the ordinary one."""
    assert calls_until(1, 2, windows=2)[0] == 5


def test_an_ordinary_ticket_is_called_though_its_window_has_just_opened(hall: Hall) -> None:
    """A row of priority that was called while nobody else waited counts: the next is of the common queue."""
    hall.do(Open(2))
    for turn in range(3):
        hall.issue("property", priority=True)
        hall.do(CallNext(2), after_s=60 + turn)
    ordinary, _ = hall.issue("property"), hall.issue("property", priority=True)
    facts = hall.do(CallNext(2), after_s=60)
    assert [fact.ticket for fact in facts if isinstance(fact, TicketCalled)] == [ordinary]
