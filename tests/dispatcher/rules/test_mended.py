# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""After a damaged journal: what was lost may have held numbers, and none of them is given twice."""

from datetime import UTC, datetime

import pytest

from centre.config import CentreFile
from centre.facts import TicketIssued
from centre.facts_day import DayStarted, JournalMended
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import IssueTicket
from dispatcher.rules.decide import decide
from dispatcher.rules.numbers import LOST_AT_MOST
from dispatcher.rules.queue import Queue

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ASK = IssueTicket("passport", "kiosk-hall", "kiosk-hall/1")


@pytest.fixture
def queue(small_centre: CentreFile) -> Queue:
    """Return a queue before its first day."""
    return Queue.start(small_centre)


def numbers(queue: Queue) -> list[str]:
    """Return the numbers that the next press makes."""
    return [fact.ticket for fact in decide(queue, ASK, NOW) if isinstance(fact, TicketIssued)]


def test_numbers_jump_over_what_may_be_lost(queue: Queue) -> None:
    """In the day of the damage each letter goes on a hundred further."""
    for fact in (*decide(queue, IssueTicket("passport", "k", "k/0"), NOW), JournalMended(at=NOW, kept=2)):
        queue = apply(queue, fact)
    assert numbers(queue) == [f"А{LOST_AT_MOST + 2:03}"]


def test_a_lost_start_of_the_day_does_not_reset_the_numbers(queue: Queue) -> None:
    """If today's DayStarted is lost and yesterday's kept, the day is still today and no number comes again."""
    yesterday = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    issued = TicketIssued(at=NOW, ticket="А001", service="passport", kiosk="k", ahead=0, request="k/0")
    for fact in (DayStarted(at=yesterday, day=yesterday.date()), issued, JournalMended(at=NOW, kept=2)):
        queue = apply(queue, fact)
    assert numbers(queue) == ["А102"]
    assert queue.waiting_for("passport") == ("А001",)


def test_a_journal_lost_whole_leaves_a_gap_too(queue: Queue) -> None:
    """With nothing kept, the day that starts begins after the gap, and the next day at 001 again."""
    queue = apply(queue, JournalMended(at=datetime.fromtimestamp(0, UTC), kept=0))
    assert numbers(queue) == ["А101"]
    for fact in (DayStarted(at=NOW, day=NOW.date()), DayStarted(at=NOW, day=datetime(2026, 11, 24, tzinfo=UTC).date())):
        queue = apply(queue, fact)
    later = decide(queue, ASK, datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
    assert [fact.ticket for fact in later if isinstance(fact, TicketIssued)] == ["А001"]
