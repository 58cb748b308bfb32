# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Holds what is left after an experiment, journals, papers and the wire, against docs/invariants.md 1 to 3. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from centre.facts import (
    TicketCalled,
    TicketIssued,
    TicketNoShow,
    TicketPostponed,
    TicketPrinted,
    TicketTakenOver,
    TicketTransferred,
    TicketVoided,
)
from centre.facts_day import DayStarted
from kiosk.facts import GivenUp, IssuedAlone, KioskStarted, Pressed, PrintEnded, PrintStarted


class Ledger(NamedTuple):
    """What is left of one day. ``papers`` counts the numbers on all papers, ``copies`` on those that say so.

    ``queue`` are the facts of the dispatcher's journal, ``kiosks`` those of each kiosk's; ``replies`` are what kiosks
    were told on the wire, ``boards`` the boards, as JSON. ``served``: afterwards everybody was called who waited.
    """

    queue: Sequence[Any]
    kiosks: Mapping[str, Sequence[Any]]
    papers: Counter[str]
    copies: Counter[str]
    replies: Sequence[Mapping[str, Any]]
    boards: Sequence[Mapping[str, Any]]
    served: bool


class Judgement(NamedTuple):
    """What of the promise does not hold, a sentence each; and the tickets that are unknown and kept.

    ``called_in_vain``: those that nobody holds and that could be called: their kiosk had died before its journal had
    the press (docs/decisions/005), or had given it up and could tell so only after the call.
    """

    lost: tuple[str, ...]
    twice: tuple[str, ...]
    unknown_kept: frozenset[str]
    called_in_vain: frozenset[str]

    @property
    def broken(self) -> tuple[str, ...]:
        """Return all that is wrong."""
        return self.lost + self.twice


def judge(ledger: Ledger) -> Judgement:
    """Return what was lost, what came twice, and what is unknown and kept."""
    queue = ledger.queue
    lost = (*_acknowledged(ledger), *_without_ticket(ledger), *_uncalled(ledger), *_pressed_in_vain(ledger))
    forgotten, unsaid = _nothing_said(ledger)
    twice = (*_issued_twice(queue), *_printed_twice(ledger), *_called_twice(queue), *_at_two(ledger.boards))
    unknown, void = _last_outcome(queue, "unknown"), _void(queue)
    taken = [f"{n}: unknown whether it is on paper, and was taken back" for n in sorted(unknown & void)]
    return Judgement((*lost, *taken, *unsaid), twice, unknown - void, forgotten)


def issued(queue: Iterable[Any]) -> list[str]:
    """Return each number that the dispatcher has written down, as often as it has."""
    return [fact.ticket for fact in queue if isinstance(fact, TicketIssued | TicketTakenOver)]


def _void(queue: Iterable[Any]) -> frozenset[str]:
    return frozenset(fact.ticket for fact in queue if isinstance(fact, TicketVoided))


def _last_outcome(queue: Iterable[Any], outcome: str) -> frozenset[str]:
    """Return the tickets of which a kiosk said this last."""
    last = {fact.ticket: fact.outcome for fact in queue if isinstance(fact, TicketPrinted)}
    return frozenset(ticket for ticket, said in last.items() if said == outcome)


def _acknowledged(ledger: Ledger) -> list[str]:
    """Return who was told of a ticket that is not in the journal."""
    known = set(issued(ledger.queue))
    told = {reply["ticket"] for reply in ledger.replies if "ticket" in reply}
    return [f"{ticket}: was acknowledged, and is not in the journal" for ticket in sorted(told - known)]


def _without_ticket(ledger: Ledger) -> list[str]:
    """Return the papers that are nobody's, neither the dispatcher's nor a kiosk's own, and the reports of no paper."""
    alone = {fact.ticket.ticket for facts in ledger.kiosks.values() for fact in facts if isinstance(fact, IssuedAlone)}
    printed = _last_outcome(ledger.queue, "printed")
    void = _void(ledger.queue)
    nobodys = ledger.papers.keys() - set(issued(ledger.queue)) - alone
    papers = [f"{n}: is on paper, and nobody's ticket" for n in sorted(nobodys)]
    papers += [f"{n}: reported as printed, and is on no paper" for n in sorted(printed - ledger.papers.keys())]
    return papers + [f"{n}: reported as printed, and was taken back" for n in sorted(printed & void)]


def _uncalled(ledger: Ledger) -> list[str]:
    """Return, once all were called, who has a ticket that was not taken back and was not called."""
    if not ledger.served:
        return []
    called = {fact.ticket for fact in ledger.queue if isinstance(fact, TicketCalled)}
    return [f"{n}: was never called" for n in sorted(set(issued(ledger.queue)) - _void(ledger.queue) - called)]


def _pressed_in_vain(ledger: Ledger) -> list[str]:
    """Return the presses that a kiosk remembers without an end that the dispatcher knows."""
    found = []
    for kiosk, facts in ledger.kiosks.items():
        pressed = {fact.request_id for fact in facts if isinstance(fact, Pressed)}
        ended = {fact.request_id for fact in facts if isinstance(fact, PrintEnded | GivenUp) and fact.told}
        found += [f"{kiosk}: press {request} has come to no end" for request in sorted(map(str, pressed - ended))]
    return found


def _nothing_said(ledger: Ledger) -> tuple[frozenset[str], list[str]]:
    """Return the tickets of which no kiosk said how they came out: those that nobody holds, and all others."""
    said = {fact.ticket for fact in ledger.queue if isinstance(fact, TicketPrinted)} | _void(ledger.queue)
    silent = {f.request: f.ticket for f in ledger.queue if isinstance(f, TicketIssued) and f.ticket not in said}
    owing = _requests(ledger, Pressed) - _requests(ledger, GivenUp)
    nobodys = frozenset(ticket for request, ticket in silent.items() if request not in owing)
    unsaid = sorted(set(silent.values()) - nobodys)
    return nobodys, [f"{n}: its kiosk remembers the press, and never said how it came out" for n in unsaid]


def _requests(ledger: Ledger, kind: type[Pressed | GivenUp]) -> set[str]:
    """Return the presses of which a kiosk remembers this, as the dispatcher names them."""
    return {f"{k}/{fact.request_id}" for k, facts in ledger.kiosks.items() for fact in facts if isinstance(fact, kind)}


def _issued_twice(queue: Iterable[Any]) -> list[str]:
    """Return the numbers that were given a second time in their day."""
    found, today = [], set[str]()
    for fact in queue:
        if isinstance(fact, DayStarted):
            today.clear()
        elif isinstance(fact, TicketIssued | TicketTakenOver):
            if fact.ticket in today:
                found.append(f"{fact.ticket}: was given twice in a day")
            today.add(fact.ticket)
    return found


def _printed_twice(ledger: Ledger) -> list[str]:
    """Return the numbers that came out again, but not as a copy, or though nothing was broken off."""
    first = ledger.papers - ledger.copies
    found = [f"{n}: was printed {times} times and does not say so" for n, times in sorted(first.items()) if times > 1]
    whole = ledger.copies.keys() - _broken_off(ledger.kiosks.values())
    return found + [f"{n}: a copy of a ticket that had come out" for n in sorted(whole)]


def _broken_off(kiosks: Iterable[Iterable[Any]]) -> set[str]:
    """Return the tickets whose printing had begun and not ended when it, or their kiosk, began again, or was in doubt.

    A kiosk begins it again by itself when the printer is ill before it has said that it is done (decision 018).
    """
    found: set[str] = set()
    for facts in kiosks:
        open_now: set[str] = set()
        for fact in facts:
            if isinstance(fact, PrintStarted):
                found |= {fact.ticket} & open_now
                open_now.add(fact.ticket)
            elif isinstance(fact, PrintEnded):
                open_now.discard(fact.ticket)
                found |= {fact.ticket} if fact.outcome == "unknown" else set()
            elif isinstance(fact, KioskStarted):
                found |= open_now
    return found


def _called_twice(queue: Iterable[Any]) -> list[str]:
    """Return the tickets that were called again, but had not left their window unserved."""
    calls = Counter(fact.ticket for fact in queue if isinstance(fact, TicketCalled))
    left = Counter(f.ticket for f in queue if isinstance(f, TicketNoShow | TicketPostponed | TicketTransferred))
    return [f"{n}: was called {times} times" for n, times in sorted(calls.items()) if times > 1 + left[n]]


def _at_two(boards: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what stands at two windows of a board, or the windows at which two tickets stand."""
    found = set[str]()
    for board in boards:
        for key in ("ticket", "window"):
            twice = _more_than_once(call[key] for call in board["calls"])
            found |= {f"{key} {name} stands twice on a board" for name in twice}
    return sorted(found)


def _more_than_once(names: Iterable[Any]) -> Collection[Any]:
    return [name for name, times in Counter(names).items() if times > 1]
