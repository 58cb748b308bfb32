# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The judge of the links finds what it is to find: a ghost, a screen that is silently stale, a key that calls late."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from centre.facts import TicketIssued, TicketPrinted, TicketVoided
from tests.faults.ledger import Ledger
from tests.faults.link_judge import ghosts, late_calls, lost_after_s, silent_s, true_after_s

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SECOND = 10**9


def issued(ticket: str) -> TicketIssued:
    """Return a ticket that the dispatcher gave."""
    request = f"kiosk-hall/{ticket}"
    return TicketIssued(at=AT, ticket=ticket, service="passport", kiosk="kiosk-hall", request=request, ahead=0)


def ledger(*queue: Any, papers: tuple[str, ...] = ()) -> Ledger:
    """Return what is left of a day."""
    return Ledger(queue, {}, Counter(papers), Counter(), [], [], served=True)


def board(at_s: float, number: int, *tickets: str) -> dict[str, Any]:
    """Return a board of the timeline."""
    payload = {"number": number, "calls": [{"ticket": ticket} for ticket in tickets]}
    return {"what": "message", "topic": "cherha/1/board", "at_ns": round(at_s * SECOND), "payload": payload}


def said(at_s: float, what: str, board: int | None = None) -> dict[str, Any]:
    """Return an entry about the screen."""
    return {"what": what, "unit": "hall", "at_ns": round(at_s * SECOND), "board": board}


CALLS = (board(0, 1), board(10, 2, "А001"))


def test_a_ticket_on_no_paper_that_was_not_taken_back_is_a_ghost() -> None:
    """What is on paper, void, or doubted by its kiosk is none."""
    doubted = TicketPrinted(at=AT, ticket="А004", outcome="unknown")
    void = TicketVoided(at=AT, ticket="А003", reason="given_up")
    queue = (*map(issued, ("А001", "А002", "А003", "А004")), void, doubted)
    assert [one.partition(":")[0] for one in ghosts(ledger(*queue, papers=("А001",)))] == ["А002"]


def test_a_screen_that_draws_the_call_is_silent_until_then() -> None:
    """From the board that has it to the frame that shows it."""
    entries = [*CALLS, said(1, "shown", 1), said(10.5, "shown", 2)]
    assert silent_s(entries, "hall", 0, 100 * SECOND) == 0.5


def test_a_screen_that_says_that_it_has_lost_the_centre_is_honest() -> None:
    """From its frame on, not from the line in its log."""
    entries = [*CALLS, said(1, "shown", 1), said(14, "lost"), said(15, "shown", 1)]
    assert silent_s(entries, "hall", 0, 100 * SECOND) == 5.0
    assert lost_after_s(entries, "hall", 10 * SECOND) == 5.0


def test_a_screen_that_hears_the_centre_again_must_have_the_call() -> None:
    """Else it shows an old board as if it were true."""
    entries = [*CALLS, said(1, "shown", 1), said(5, "lost"), said(6, "shown", 1), said(20, "heard_again")]
    assert silent_s(entries, "hall", 0, 27 * SECOND) == 7.0
    assert true_after_s(entries, "hall", 20 * SECOND, 2) is None
    assert true_after_s([*entries, said(21, "shown", 2)], "hall", 20 * SECOND, 2) == 1.0


def test_a_screen_that_never_shows_the_call_is_silent_to_the_end() -> None:
    """And one that showed it before the end was true at once."""
    assert silent_s([*CALLS, said(1, "shown", 1)], "hall", 0, 30 * SECOND) == 20.0
    assert true_after_s([*CALLS, said(11, "shown", 2)], "hall", 20 * SECOND, 2) == 0.0


def test_a_call_long_after_the_key_is_late() -> None:
    """A call needs a press within a clerk's patience; windows of which nothing is known are not looked at."""
    calls = [(1, "А001", 12 * SECOND), (2, "А002", 12 * SECOND), (3, "А003", 12 * SECOND)]
    assert late_calls(calls, {1: [8 * SECOND], 2: [2 * SECOND, 20 * SECOND]}, 5.0) == (
        "А002: called to window 2 10.0 s after the last press: its clerk had been refused, and may have gone",
    )
    assert late_calls(calls[:1], {1: []}, 5.0)
