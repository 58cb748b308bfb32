# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A year of a centre in a journal: days of tickets that were pressed for, printed, called, served and finished."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from centre.facts import QueueFact, ServingStarted, TicketCalled, TicketFinished, TicketIssued, TicketPrinted
from centre.facts_day import DayStarted
from centre.journal import Journal, Line
from centre.letters import number_of

LINES, DAYS = 750_000, 250
"""As many events as a large centre has in a year, and its working days."""

PER_TICKET = 5
DONE = b'{"message":"confirmation","request_id":"00000000-0000-4000-8000-000000000000"}'
"""What each request was told; a ticket's own answer is longer, and read by no start but the day's."""

EVERY_S = 40


def write(path: Path, lines: int = LINES, days: int = DAYS) -> int:
    """Write a new journal in a file's place, its last day the day before today; return the number of its last line."""
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    tickets = max(lines // days // PER_TICKET, 1)
    morning = datetime.now(UTC).replace(hour=6, minute=0, second=0, microsecond=0)
    with closing(Journal(path, QueueFact)) as journal:
        for ago in range(days, 0, -1):
            journal.append(list(_day(morning - timedelta(days=ago), tickets)))
        return journal.last


def _day(begins: datetime, tickets: int) -> Iterator[Line]:
    yield Line(DayStarted(at=begins, day=begins.date()))
    for count in range(1, tickets + 1):
        at, ticket = begins + timedelta(seconds=EVERY_S * count), number_of("А", count)
        request = f"kiosk-hall/{begins:%Y%m%d}-{count:04d}-4000-8000-000000000000"
        yield Line(
            TicketIssued(at=at, ticket=ticket, service="passport", kiosk="kiosk-hall", request=request, ahead=3),
            f"kiosk/{request}",
            DONE,
        )
        yield Line(TicketPrinted(at=at, ticket=ticket, outcome="printed"), f"kiosk/{request}1", DONE)
        yield Line(TicketCalled(at=at, ticket=ticket, window=1, turn="ordinary"), f"desk/{request}2", DONE)
        yield Line(ServingStarted(at=at, ticket=ticket, window=1), f"desk/{request}3", DONE)
        yield Line(TicketFinished(at=at, ticket=ticket, window=1), f"desk/{request}4", DONE)
