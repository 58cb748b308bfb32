# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The invariant of docs/invariants.md about tickets that a kiosk gave while it was alone."""

from datetime import timedelta
from typing import Any

from centre import facts
from dispatcher.rules import commands
from tests.dispatcher.rules.any_day import reading
from tests.dispatcher.rules.any_day.notebook import Notebook

YEAR_S = 366 * 86_400.0
"""No ticket is older, whatever a kiosk's clock makes of it."""


def judge(book: Notebook, command: commands.Command, fact: Any) -> None:
    """Hold a ticket that is about to be taken over against what the notebook says until now."""
    if isinstance(fact, facts.TicketTakenOver) and book.is_today(fact.day):
        stands_by_its_time(book, command, fact)


def stands_by_its_time(book: Notebook, command: commands.Command, fact: facts.TicketTakenOver) -> None:
    """19. A kiosk's own ticket stands behind all who were given theirs before it, and before all others."""
    assert isinstance(command, commands.TakeOver)
    assert reading.may_give(book, command), "19. a number of the kiosk's own"
    age = timedelta(seconds=min(command.age_s, YEAR_S))
    own = [slip.issued for slip in book.slips.values() if slip.alone == command.kiosk]
    given = min(max([fact.at - age, *(issued + timedelta(microseconds=1) for issued in own)]), fact.at)
    assert fact.issued_at == given, "19. by its age, and behind what the kiosk gave before"
    rank = -1 if fact.place is None else fact.place
    for slip in book.slips.values():
        if slip.rank > rank:
            assert not slip.carried, "19. nobody overtakes who was carried over"
            assert fact.issued_at < slip.issued <= fact.at, f"19. {fact.ticket} overtakes {slip.number}"
        elif not book.went_back(fact.at):
            assert slip.carried or slip.issued <= fact.issued_at, f"19. {slip.number} overtakes {fact.ticket}"


def nothing_left_undone(book: Notebook, command: commands.Command) -> None:
    """19. What a kiosk has told it need not tell again."""
    assert not isinstance(command, commands.TakeOver) or command.request in book.requests, "19. what was told is known"


def refusal_is_true(book: Notebook, command: commands.Command) -> None:
    """19. Only a number that is not the kiosk's own, or is somebody's, is refused."""
    if isinstance(command, commands.TakeOver):
        theirs = reading.may_give(book, command) and command.ticket not in book.slips
        assert not theirs, "19. who holds a kiosk's own ticket has a place"
