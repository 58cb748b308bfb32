# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a timeline tells about presses, tickets and calls: pure questions about its entries."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from centre import messages
from centre.config import CentreFile
from centre.config_displays import Display
from centre.config_kiosks import Button
from centre.identity import OFFICE
from simulator.timeline import Entry

EARLY_NS = 4_000_000
"""By how much a frame's time, or a line of a log, may be early: a tick of the kernel (simulator/screen.py)."""

Claim = Callable[[dict[str, Any]], bool]
"""What may be true of a board."""

_EVENT = messages.topic("event")
_BOARD = messages.topic("board")
_OFFICE = messages.topic("office_reply", id=OFFICE)
_CHANGES = {
    "ticket_issued",
    "ticket_taken_over",
    "ticket_voided",
    "ticket_called",
    "ticket_transferred",
    "ticket_returned",
}


def facts(entries: Iterable[Entry], kind: str) -> list[dict[str, Any]]:
    """Return the facts of one kind that the dispatcher told on the topic ``event``."""
    told = (e["payload"]["event"] for e in entries if e["what"] == "message" and e["topic"] == _EVENT)
    return [fact for fact in told if fact["fact"] == kind]


def boards(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return the boards that were published, oldest first."""
    return [e["payload"] for e in entries if e["what"] == "message" and e["topic"] == _BOARD]


def office_replies(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return what the office was answered, oldest first."""
    return [e["payload"] for e in entries if e["what"] == "message" and e["topic"] == _OFFICE]


def newest_board(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return the newest board that was published, {} before the first."""
    return (boards(entries) or [{}])[-1]


def shown_board(entries: Iterable[Entry], display: str | None = None) -> int:
    """Return the number of the newest board that the display, or any, has drawn, 0 before the first."""
    shown = (e for e in entries if e["what"] == "shown" and display in (None, e["unit"]))
    return max((e["board"] for e in shown), default=0)


def screens(centre: CentreFile) -> list[Display]:
    """Return the displays that have a screen."""
    return [display for display in centre.displays if display.screen]


def made_ns(fact: Mapping[str, Any]) -> int:
    """Return the wall-clock nanosecond of a fact: its own, for whoever watches the wire may hear of it late."""
    return round(datetime.fromisoformat(fact["at"]).timestamp() * 1e9)


def concerns(display: Display, window: int) -> bool:
    """Return whether a window lies in the zone of a display."""
    return not display.windows or window in display.windows


def in_zone(board: dict[str, Any], centre: CentreFile, display: Display) -> dict[str, Any]:
    """Return what a display has of a board: the calls to the windows of its zone, and the services given there."""
    zone = [window for window in centre.windows if concerns(display, window.number)]
    numbers = {window.number for window in zone}
    served = {service for window in zone for service in window.services}
    calls = [call for call in board["calls"] if call["window"] in numbers]
    return {**board, "calls": calls, "services": [line for line in board["services"] if line["service"] in served]}


def must_draw(entries: list[Entry], since: int, claim: Claim, centre: CentreFile) -> dict[str, int]:
    """Return the screens in whose zone the claim has come true after ``since``, each with the board that made it so."""
    before, after = boards(entries[:since])[-1:], boards(entries[since:])
    found = {}
    for screen in screens(centre):
        such = (board["number"] for board in after if claim(in_zone(board, centre, screen)))
        number = next(such, None)
        if number is not None and not any(claim(in_zone(board, centre, screen)) for board in before):
            found[screen.id] = number
    return found


def waiting(entries: Iterable[Entry], services: Iterable[str]) -> int:
    """Return how many wait for the services, by the newest board."""
    wanted = set(services)
    lines = newest_board(entries).get("services", ())
    return sum(line["waiting"] for line in lines if line["service"] in wanted)


def newest_change(entries: Iterable[Entry]) -> int:
    """Return the journal's number of the newest fact about who waits, 0 before the first.

    A journal that was damaged goes on behind the last line that could be kept, so the newest need not be the highest.
    """
    told = [e["payload"] for e in entries if e["what"] == "message" and e["topic"] == _EVENT]
    return next((line["number"] for line in reversed(told) if line["event"]["fact"] in _CHANGES), 0)


def calls_on_board(entries: Iterable[Entry]) -> dict[int, str]:
    """Return the ticket at each window, by the newest board."""
    return {call["window"]: call["ticket"] for call in newest_board(entries).get("calls", ())}


def papers(entries: Iterable[Entry]) -> int:
    """Return how many pieces of paper have come out."""
    return sum(entry["what"] == "ticket" for entry in entries)


def papers_by_letter(entries: Iterable[Entry], centre: CentreFile) -> Counter[str]:
    """Count the tickets that must have come, by their letter: one for each press on the button of a service.

    A press within the lock-out after a counted one of the same button is none: one person, one ticket. At a kiosk with
    a menu, or where somebody has listened, one press makes no ticket, so there the tickets are counted that the
    dispatcher gave, or took over when the kiosk had been alone, and nobody voided.
    """
    entries = list(entries)
    menus = _led(entries, centre)
    return _presses(entries, centre, menus) + _given(entries, menus)


def led_presses(entries: Iterable[Entry], centre: CentreFile) -> int:
    """Count the presses where one alone makes no ticket: of these nobody can say which should have brought one."""
    entries = list(entries)
    menus = _led(entries, centre)
    return sum(entry["what"] == "press" and entry["unit"] in menus for entry in entries)


def _led(entries: Iterable[Entry], centre: CentreFile) -> set[str]:
    """Return the kiosks with a menu, or at which somebody has listened."""
    menus = {kiosk.id for kiosk in centre.kiosks if kiosk.touch or any(map(_leads_on, kiosk.buttons))}
    return menus | {e["unit"] for e in entries if e["what"] == "press" and e["button"].startswith("voice-")}


def _leads_on(button: Button) -> bool:
    """Return whether the button is one step of several to a ticket, not a ticket's own or a choice about it."""
    return not (button.service or button.priority or button.language or button.voice)


def turned_away(entries: Iterable[Entry]) -> bool:
    """Return whether the hall ever showed a service as closed: only then a press may bring a notice, no ticket."""
    return any(line["closed"] for board in boards(entries) for line in board["services"])


def pages_told(entries: Iterable[Entry]) -> int:
    """Return how often a screen that is touched said why there is no ticket."""
    return sum(entry["what"] == "page" and entry["kind"] == "told" for entry in entries)


def _presses(entries: Iterable[Entry], centre: CentreFile, but: set[str]) -> Counter[str]:
    lockout_ns = {kiosk.id: kiosk.lockout_s * 1e9 for kiosk in centre.kiosks if kiosk.id not in but}
    letters = {service.id: service.letter for service in centre.services}
    counted: Counter[str] = Counter()
    last_ns: dict[tuple[str, str], int] = {}
    presses = (e for e in entries if e["what"] == "press" and e["unit"] in lockout_ns and e["button"] in letters)
    for press in sorted(presses, key=lambda entry: entry["at_ns"]):
        button = (press["unit"], press["button"])
        if press["at_ns"] - last_ns.get(button, 0) >= lockout_ns[press["unit"]]:
            last_ns[button] = press["at_ns"]
            counted[letters[press["button"]]] += 1
    return counted


def _given(entries: Iterable[Entry], kiosks: set[str]) -> Counter[str]:
    voided = {fact["ticket"] for fact in facts(entries, "ticket_voided")}
    told = (*facts(entries, "ticket_issued"), *facts(entries, "ticket_taken_over"))
    given = (fact for fact in told if fact["kiosk"] in kiosks)
    return Counter(fact["ticket"].rstrip("0123456789") for fact in given if fact["ticket"] not in voided)


def told_calls(entries: Iterable[Entry]) -> set[tuple[str, int]]:
    """Return each ticket that was called, with its window."""
    return {(fact["ticket"], fact["window"]) for fact in facts(entries, "ticket_called")}
