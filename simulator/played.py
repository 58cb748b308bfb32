# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a scene has left to be judged by, and what holds of every scene: each paper called, once, in its order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from centre.config import CentreFile
from centre.facts import QueueFact, TicketCalled, TicketFinished, TicketNoShow, TicketVoided
from centre.journal import Journal
from simulator import verdict, voice_verdict
from simulator.moments import Moment, keep, moments
from simulator.reading import read_ticket_number
from simulator.timeline import Entry

_Fact = TypeVar("_Fact")


class Played(NamedTuple):
    """``facts`` are the dispatcher's journal, which also knows what nobody heard while the broker was away.

    ``numbers`` are read from the papers, in the order in which they came out; ``pictures`` are the moments', by name.
    """

    out: Path
    entries: Sequence[Entry]
    centre: CentreFile
    facts: Sequence[Any]
    numbers: Sequence[str]
    moments: Sequence[Moment]
    pictures: Mapping[str, Path]

    def all(self, kind: type[_Fact]) -> list[_Fact]:
        """Return the facts of a kind, oldest first."""
        return [fact for fact in self.facts if isinstance(fact, kind)]


def played(out: Path, entries: list[Entry], centre: CentreFile) -> Played:
    """Gather it from the folder of a town that has ended."""
    with closing(Journal(out / "state" / "dispatcher.db", QueueFact)) as journal:
        facts = [line.fact for line in journal.replay()]
    papers = sorted((e for e in entries if e["what"] == "ticket"), key=lambda entry: entry["at_ns"])
    numbers = [number for paper in papers if (number := read_ticket_number(out / paper["png"]))]
    kept = list(moments(entries))
    return Played(out, entries, centre, facts, numbers, kept, keep(out, kept))


def faults(told: Played, *, frames: bool = True) -> Iterator[str]:
    """Yield, a sentence each, what of the promise to every citizen was not kept."""
    yield from verdict.faults(told.out, list(told.entries), told.centre, frames=frames)
    if frames:
        yield from voice_verdict.faults(told.out, told.entries, told.centre)
    called = Counter(fact.ticket for fact in told.all(TicketCalled))
    served = {fact.ticket for fact in told.all(TicketFinished)}
    for number in told.numbers:
        if called[number] != 1:
            yield f"{number} is on paper and was called {called[number]} times"
        if number not in served:
            yield f"{number} is on paper and was not served"
    yield from (f"{fact.ticket} became a no-show at window {fact.window}" for fact in told.all(TicketNoShow))
    yield from (f"{f.ticket} is on paper and was voided" for f in told.all(TicketVoided) if f.ticket in told.numbers)
    yield from out_of_order(told.numbers, [(f.ticket, f.window) for f in told.all(TicketCalled)], told.centre)


def out_of_order(numbers: Sequence[str], calls: Sequence[tuple[str, int]], centre: CentreFile) -> Iterator[str]:
    """Yield each call that passed over somebody who had the paper earlier and waits for the same window."""
    letters = {service.id: service.letter for service in centre.services}
    at = {window.number: {letters[service] for service in window.services} for window in centre.windows}
    waiting = list(numbers)
    for ticket, window in calls:
        if ticket not in waiting:
            continue
        passed = [one for one in waiting[: waiting.index(ticket)] if one.rstrip("0123456789") in at[window]]
        if passed:
            yield f"{ticket} was called to window {window} before {', '.join(passed)}"
        waiting.remove(ticket)
