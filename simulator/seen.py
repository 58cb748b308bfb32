# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a timeline tells about presses, tickets and calls: pure questions about its entries."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from centre import messages
from centre.config import CentreFile
from simulator.timeline import Entry

_EVENT = messages.topic("event")
_BOARD = messages.topic("board")


def facts(entries: Iterable[Entry], kind: str) -> list[dict[str, Any]]:
    """Return the facts of one kind that the dispatcher told on the topic ``event``."""
    told = (e["payload"]["event"] for e in entries if e["what"] == "message" and e["topic"] == _EVENT)
    return [fact for fact in told if fact["fact"] == kind]


def newest_board(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return the newest board that was published, {} before the first."""
    boards = [e["payload"] for e in entries if e["what"] == "message" and e["topic"] == _BOARD]
    return boards[-1] if boards else {}


def shown_board(entries: Iterable[Entry]) -> int:
    """Return the number of the newest board that a display has drawn, 0 before the first."""
    return max((e["board"] for e in entries if e["what"] == "shown"), default=0)


def waiting(entries: Iterable[Entry]) -> int:
    """Return how many wait, by the newest board."""
    return sum(line["waiting"] for line in newest_board(entries).get("services", ()))


def calls_on_board(entries: Iterable[Entry]) -> dict[int, str]:
    """Return the ticket at each window, by the newest board."""
    return {call["window"]: call["ticket"] for call in newest_board(entries).get("calls", ())}


def presses_by_letter(entries: Iterable[Entry], centre: CentreFile) -> Counter[str]:
    """Count the presses on ticket buttons, by the letter that their tickets must bear.

    A press within the lock-out after a counted one of the same button is none: one person, one ticket.
    """
    lockout_ns = {kiosk.id: kiosk.lockout_s * 1e9 for kiosk in centre.kiosks}
    letters = {service.id: service.letter for service in centre.services}
    counted: Counter[str] = Counter()
    last_ns: dict[tuple[str, str], int] = {}
    presses = (entry for entry in entries if entry["what"] == "press" and entry["unit"] in lockout_ns)
    for press in sorted(presses, key=lambda entry: entry["at_ns"]):
        button = (press["unit"], press["button"])
        if press["at_ns"] - last_ns.get(button, 0) >= lockout_ns[press["unit"]]:
            last_ns[button] = press["at_ns"]
            counted[letters[press["button"]]] += 1
    return counted


def told_calls(entries: Iterable[Entry]) -> set[tuple[str, int]]:
    """Return each ticket that was called, with its window."""
    return {(fact["ticket"], fact["window"]) for fact in facts(entries, "ticket_called")}
