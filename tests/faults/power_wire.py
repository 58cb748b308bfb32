# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Holds what the dispatcher has told everybody, events and boards, against what is left in its journal. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from centre import messages
from centre.facts import TicketCalled, TicketIssued, TicketPrinted, TicketTakenOver, TicketVoided
from centre.journal_lines import Written
from dispatcher import views
from simulator.seen import boards
from simulator.timeline import Entry


def told_in_vain(entries: Iterable[Entry], lines: Iterable[Written]) -> list[str]:
    """Return what was told on the wire and is not, or not so, in the journal: a sentence each."""
    entries, lines = list(entries), list(lines)
    written = {line.number: _as_told(line) for line in lines}
    calls = {(line.fact.ticket, line.fact.window) for line in lines if isinstance(line.fact, TicketCalled)}
    found = [_differs(event, written) for event in _events(entries)]
    shown = {(call["ticket"], call["window"]) for board in boards(entries) for call in board["calls"]}
    lost = [f"{ticket}: a board had it at window {window}, no line has" for ticket, window in sorted(shown - calls)]
    return [sentence for sentence in found if sentence] + lost


def called_in_vain(lines: Iterable[Written]) -> int:
    """Return how many tickets no kiosk ever told the end of: their kiosk had forgotten the press in the cut."""
    facts = [line.fact for line in lines]
    given = {fact.ticket for fact in facts if isinstance(fact, TicketIssued | TicketTakenOver)}
    return len(given - {fact.ticket for fact in facts if isinstance(fact, TicketPrinted | TicketVoided)})


def _events(entries: Iterable[Entry]) -> Iterable[Mapping[str, Any]]:
    topic = messages.topic("event")
    return (entry["payload"] for entry in entries if entry["what"] == "message" and entry["topic"] == topic)


def _as_told(line: Written) -> Any:
    return msgspec.json.decode(msgspec.json.encode(views.event(line.fact)))


def _differs(told: Mapping[str, Any], written: Mapping[int, Any]) -> str | None:
    """Return what is wrong with an event, None if the journal has it."""
    number, event = told["number"], told["event"]
    if number not in written:
        return f"line {number}: was told as {event['fact']}, and is not in the journal"
    if event != written[number]:
        return f"line {number}: was told as {event['fact']}, and is {written[number]['fact']}, or another one, now"
    return None
