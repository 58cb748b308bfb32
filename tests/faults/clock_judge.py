# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Holds numbers against their dates, and days against the clock's: from the facts of the dispatcher's journal. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from centre.english import counted
from centre.facts import TicketCalled, TicketIssued, TicketTakenOver, TicketVoided
from centre.facts_alarms import DayMoved
from centre.facts_day import DayStarted
from centre.letters import split


def twice_on_a_date(facts: Sequence[Any]) -> tuple[str, ...]:
    """Return the numbers of a date that were given twice, however often that date came and went."""
    day: date | None = None
    given, found = set[tuple[date | None, str]](), []
    for fact in facts:
        match fact:
            case DayStarted() | DayMoved():
                day = fact.day
            case TicketIssued() | TicketTakenOver():
                on = fact.day if isinstance(fact, TicketTakenOver) else day
                found += [f"{fact.ticket}: was given twice on {on}"] if (on, fact.ticket) in given else []
                given.add((on, fact.ticket))
    return tuple(found)


def wrong_days(facts: Sequence[Any], zone: ZoneInfo) -> tuple[str, ...]:
    """Return the days that began on another date of the clock, and the first numbers of a day that are not 001.

    Where a date had tickets before, its numbers go on; the fact says from where.
    """
    found, last, left = [], dict[str, int](), dict[date, dict[str, int]]()
    for fact in facts:
        match fact:
            case DayStarted():
                shown = fact.at.astimezone(zone).date()
                found += [f"{fact.day} began on {shown}"] if shown != fact.day else []
                last, left = dict(fact.last_numbers), fact.left
            case DayMoved():
                last |= {letter: max(last.get(letter, 0), given) for letter, given in left.get(fact.day, {}).items()}
            case TicketIssued():
                letter, number = split(fact.ticket)
                expected = last.get(letter, 0) + 1
                found += [f"{fact.ticket}: is the number behind {expected - 1}"] if number != expected else []
                last[letter] = number
    return tuple(found)


def lost(facts: Sequence[Any], papers: int) -> tuple[str, ...]:
    """Return who was not called before the next day began, and whether there are as many papers as tickets.

    Of several days: the same number may be on a paper of each, so papers are only counted.
    """
    found, today, given = [], set[str](), 0
    for fact in (*facts, None):
        match fact:
            case TicketIssued() | TicketTakenOver():
                given += 1
                today.add(fact.ticket)
            case TicketCalled() | TicketVoided():
                today.discard(fact.ticket)
            case DayStarted() | None:
                found += [f"{ticket}: was never called" for ticket in sorted(today)]
                today.clear()
    return (*found, f"{counted(given, 'ticket')}, and {counted(papers, 'paper')}") if given != papers else tuple(found)


def days(facts: Sequence[Any]) -> list[str]:
    """Return the days that began, in their order."""
    return [fact.day.isoformat() for fact in facts if isinstance(fact, DayStarted)]
