# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""kill -9 of dispatcher, broker and kiosk in a morning: no ticket is lost, no number comes twice without saying so."""

import os
import random
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from centre.config import CentreFile
from centre.facts import QueueFact, TicketCalled, TicketIssued, TicketPrinted, TicketTakenOver, TicketVoided
from centre.journal import Journal
from kiosk.facts import GivenUp, KioskFact, KioskStarted, Pressed, PrintEnded, PrintStarted
from simulator.morning import Morning
from simulator.reading import is_copy, read_ticket_number
from simulator.seen import facts
from simulator.town import Town
from tests.system.looking import SETTLED_S, wait_for

ROUNDS = int(os.environ.get("CHERHA_FAULT_ROUNDS", "4"))
SEED = os.environ.get("CHERHA_FAULT_SEED", "20261122")
"""A round is two presses at once, one kill at a random moment within what a ticket takes, one start."""

WITHIN_S = 0.03
ALL_TOLD = """
SELECT count(DISTINCT json_extract(fact, '$.request_id')) FILTER (WHERE kind = 'pressed')
     = count(DISTINCT json_extract(fact, '$.request_id')) FILTER (WHERE json_extract(fact, '$.told'))
   AND count(DISTINCT json_extract(fact, '$.request_id')) FILTER (WHERE kind = 'issued_alone')
     = count(DISTINCT json_extract(fact, '$.request_id')) FILTER (WHERE kind = 'handed_over') FROM journal
"""
"""Each press came to an end that the dispatcher knows, and so did each number that the kiosk gave by itself."""

THREE_ANSWERED = "SELECT count(*) = 3 FROM journal WHERE kind = 'answered'"
"""The kiosk remembers its tickets: lines that nobody waits for are gathered for 20 ms (decision 005)."""

SLOW_MM_PER_S = 80.0
"""A ticket takes two seconds: it is in print when the kiosk is killed, and a kiosk still waits for its end."""


@pytest.mark.parametrize("victim", ["dispatcher", "broker", "kiosk-hall"])
def test_a_kill_loses_no_ticket_and_prints_no_number_twice_unsaid(town: Town, tmp_path: Path, victim: str) -> None:
    """Whoever is killed at whatever moment: each press comes to its end, each ticket keeps its place."""
    moments = random.Random(f"{SEED} {victim}")  # noqa: S311  (a seed that can be replayed, not a secret)
    morning = Morning(town)
    morning.open_windows()
    for number in range(ROUNDS):
        _press_and_kill(town, victim, number, moments.uniform(0, WITHIN_S))
    wait_for(tmp_path / "out" / "state" / "kiosk-kiosk-hall.db", ALL_TOLD)
    morning.serve_everybody()
    town.close()
    _check_dispatcher(_facts(tmp_path / "out" / "state" / "dispatcher.db", QueueFact))
    _check_kiosk(_facts(tmp_path / "out" / "state" / "kiosk-kiosk-hall.db", KioskFact))
    _check_paper(tmp_path / "out")


def test_tickets_behind_one_in_print_are_printed_after_a_kill(
    tmp_path: Path, runtime: Path, movable_centre: CentreFile
) -> None:
    """Killed while a slow printer prints the first of three, the kiosk owes two and does not know of one."""
    out, kiosk = tmp_path / "out", movable_centre.kiosks[0]
    port = movable_centre.broker.port
    with Town(movable_centre, out=out, runtime=runtime, port=port, mm_per_s=SLOW_MM_PER_S) as town:
        for button in kiosk.buttons[:3]:
            town.press(kiosk.id, button.service, hold_s=0.05)
        assert town.wait_for(lambda entries: len(facts(entries, "ticket_issued")) == 3, SETTLED_S)
        wait_for(out / "state" / f"kiosk-{kiosk.id}.db", THREE_ANSWERED)
        assert not [entry for entry in town.timeline.entries if entry["what"] == "ticket"], "printed too fast"
        town.restart(kiosk.id)
        wait_for(out / "state" / f"kiosk-{kiosk.id}.db", ALL_TOLD)
    told = _facts(out / "state" / "dispatcher.db", QueueFact)
    issued = {fact.ticket for fact in told if isinstance(fact, TicketIssued)}
    unknown = {fact.ticket for fact in told if isinstance(fact, TicketPrinted) and fact.outcome == "unknown"}
    assert len(issued) == 3
    assert len(unknown) <= 1, f"more tickets unknown than can have been in print: {unknown}"
    assert not any(isinstance(fact, TicketVoided) for fact in told), "a citizen's ticket was taken back"
    _check_paper(out)
    assert issued <= _numbers(out).keys() | unknown, "neither on paper nor unknown"


def _press_and_kill(town: Town, victim: str, number: int, after_s: float) -> None:
    """Press two buttons at once and take the victim's power a moment later."""
    kiosk = town.centre.kiosks[0]
    # Neither pause waits for an effect: one is a person's between two presses, the other is the moment of the cut.
    threading.Event().wait(kiosk.lockout_s)
    for button in (kiosk.buttons[number % 2], kiosk.buttons[2 + number % 2]):
        town.press(kiosk.id, button.service, hold_s=0.05)
    threading.Event().wait(after_s)
    town.restart(victim)


def _facts(journal: Path, kinds: Any) -> list[Any]:
    opened = Journal(journal, kinds)
    facts = [line.fact for line in opened.replay()]
    opened.close()
    return facts


def _check_dispatcher(facts: list[Any]) -> None:
    # A slow machine may take longer for a start than a kiosk's patience is: then it has given numbers of its own.
    issued = [fact.ticket for fact in facts if isinstance(fact, TicketIssued | TicketTakenOver)]
    assert len(issued) == len(set(issued)), "a number was issued twice"
    void = {fact.ticket for fact in facts if isinstance(fact, TicketVoided)}
    calls = Counter(fact.ticket for fact in facts if isinstance(fact, TicketCalled))
    assert calls == Counter(set(issued) - void), "a ticket was lost, or called twice"


def _check_kiosk(facts: list[Any]) -> None:
    """Each press has exactly one end: an outcome or a giving-up, known to the dispatcher."""
    pressed = {fact.request_id for fact in facts if isinstance(fact, Pressed)}
    outcomes = {(f.request_id, f.outcome) for f in facts if isinstance(f, PrintEnded) and f.told}
    given_up = {fact.request_id for fact in facts if isinstance(fact, GivenUp) and fact.told}
    assert Counter(request_id for request_id, _ in outcomes) + Counter(given_up) == Counter(pressed)
    assert any(isinstance(fact, KioskStarted) for fact in facts)


def _check_paper(out: Path) -> None:
    """Read every piece of paper, torn ones too: a number comes again only as a copy of what a kill broke off."""
    read, copies = _numbers(out), _numbers(out, copies=True)
    assert read, "nothing was printed"
    assert max((read - copies).values()) == 1, f"printed twice, and does not say so: {read - copies}"
    broken_off = _broken_off(_facts(out / "state" / "kiosk-kiosk-hall.db", KioskFact))
    assert copies.keys() <= broken_off, "a copy of a ticket that had come out"
    printed = {f.ticket for f in _facts(out / "state" / "dispatcher.db", QueueFact) if _is_printed(f)}
    assert printed <= read.keys(), "reported as printed, but there is no such paper"


def _numbers(out: Path, *, copies: bool = False) -> Counter[str]:
    """Count the numbers on all papers, or on those that say that they are copies."""
    papers = [png for png in sorted((out / "tickets").glob("*.png")) if not copies or is_copy(png)]
    return Counter(number for png in papers if (number := read_ticket_number(png)))


def _broken_off(facts: list[Any]) -> set[str]:
    """Return the tickets whose printing had begun and not ended when their kiosk started again."""
    open_now: set[str] = set()
    found: set[str] = set()
    for fact in facts:
        if isinstance(fact, PrintStarted):
            open_now.add(fact.ticket)
        elif isinstance(fact, PrintEnded):
            open_now.discard(fact.ticket)
        elif isinstance(fact, KioskStarted):
            found |= open_now
    return found


def _is_printed(fact: Any) -> bool:
    return isinstance(fact, TicketPrinted) and fact.outcome == "printed"
