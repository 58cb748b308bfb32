# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What was told on the wire is held against the journal, and each way in which it may lack is seen."""

from datetime import UTC, datetime

import msgspec

from centre import messages
from centre.facts import QueueFact, TicketCalled, TicketIssued, TicketPrinted
from centre.journal_lines import Written
from dispatcher import views
from simulator.timeline import Entry
from tests.faults.power_wire import called_in_vain, told_in_vain

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
ISSUED = TicketIssued(at=AT, ticket="А001", service="passport", kiosk="hall", request="hall/1", ahead=0, code="1234")
PRINTED = TicketPrinted(at=AT, ticket="А001", outcome="printed")
CALLED = TicketCalled(at=AT, ticket="А001", window=1)


def lines(*facts: QueueFact) -> list[Written]:
    """Return a journal of these facts."""
    return [Written(number, fact, None, None) for number, fact in enumerate(facts, 1)]


def event(number: int, fact: QueueFact) -> Entry:
    """Return what a watcher hears of a fact."""
    told = messages.JournalEvent(number=number, event=views.event(fact))
    payload = msgspec.json.decode(msgspec.json.encode(told))
    return {"what": "message", "topic": messages.topic("event"), "payload": payload}


def board(ticket: str, window: int) -> Entry:
    """Return a board with one call."""
    payload = {"calls": [{"ticket": ticket, "window": window}]}
    return {"what": "message", "topic": messages.topic("board"), "payload": payload}


def test_what_the_journal_has_was_not_told_in_vain() -> None:
    """A booking's code, which is told to nobody, is no difference."""
    told = [event(1, ISSUED), event(3, CALLED), board("А001", 1)]
    assert told_in_vain(told, lines(ISSUED, PRINTED, CALLED)) == []


def test_an_event_that_the_journal_has_not_is_seen() -> None:
    """It was told before it was written."""
    found = told_in_vain([event(2, PRINTED)], lines(ISSUED))
    assert found == ["line 2: was told as ticket_printed, and is not in the journal"]


def test_a_number_that_was_used_again_is_seen() -> None:
    """A line was lost, and another one stands in its place."""
    found = told_in_vain([event(2, PRINTED)], lines(ISSUED, CALLED))
    assert found == ["line 2: was told as ticket_printed, and is ticket_called, or another one, now"]


def test_a_call_on_a_board_that_no_line_has_is_seen() -> None:
    """Somebody may have gone to that window."""
    found = told_in_vain([board("А001", 2)], lines(ISSUED, CALLED))
    assert found == ["А001: a board had it at window 2, no line has"]


def test_a_ticket_whose_end_no_kiosk_told_is_called_in_vain() -> None:
    """Its kiosk forgot the press, and its citizen pressed again."""
    again = msgspec.structs.replace(ISSUED, ticket="А002", request="hall/2")
    assert called_in_vain(lines(ISSUED, again, PRINTED)) == 1
