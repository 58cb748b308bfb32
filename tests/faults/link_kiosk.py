# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Kiosks on bad cables: those with numbers of their own go on and hand over, those without leave no ghost."""

from collections.abc import Iterable
from typing import Any

from centre.english import counted
from kiosk.facts import IssuedAlone
from simulator.seen import facts
from tests.faults.experiment import Ground, Outcome, outcome
from tests.faults.ledger import judge
from tests.faults.link_faults import FAULTS
from tests.faults.link_hall import GIVE_UP_S, Hall, centre_with, hall
from tests.faults.link_judge import ghosts
from tests.faults.remains import gather

OWN, NONE = "own", "none"
"""Of each trouble's two kiosks the one with numbers of its own, and the one without."""

ROUNDS, LONG_ROUNDS = 1, 12
LOCKOUT_S = 0.2
ENDED = "print_ended"


def play(ground: Ground) -> Outcome:
    """Hurt each cable in its own way, press at once and again, mend, hand over, serve everybody, judge."""
    units = [f"{fault}-{kind}" for fault in FAULTS for kind in (OWN, NONE)]
    centre = centre_with(kiosks={unit: unit.endswith(OWN) for unit in units})
    with hall(centre, ground, units) as running:
        running.open_windows()
        tried = sum(_hurt(running, units, ground, number) for number in range(LONG_ROUNDS if ground.long else ROUNDS))
        _back(running, units)
        running.serve_everybody()
        running.town.close()
    left = gather(ground.out, running.town.timeline.entries, served=True)
    found, gone = judge(left), ghosts(left)
    alone = {unit: sum(isinstance(fact, IssuedAlone) for fact in left.kiosks[unit]) for unit in units}
    stuck = [f"{u}: never gave a number of its own" for u in units if _must_go_on(u) and not alone[u]]
    seen = _sentence(tried, alone, left.queue)
    return outcome(ground, found, tried=tried, seen=seen, broken=(*gone, *stuck))


def _must_go_on(unit: str) -> bool:
    fault, _, kind = unit.partition("-")
    return kind == OWN and FAULTS[fault].cuts


def _hurt(running: Hall, units: list[str], ground: Ground, number: int) -> int:
    """Let everybody have a trouble once; return how many presses were made in it."""
    papers = {unit: running.journal(unit, ENDED) for unit in units}
    for unit in units:
        FAULTS[unit.partition("-")[0]].begin(running.net, unit)
    _press(running, units)  # nobody has noticed yet
    own = [unit for unit in units if unit.endswith(OWN)]
    running.wait_until("a paper on each", lambda: all(running.journal(u, ENDED) > papers[u] for u in own))
    running.pass_s(GIVE_UP_S + ground.chance.uniform(0, 3))  # no citizen of a kiosk without numbers stands there now
    _press(running, units)  # everybody has
    running.pass_s(ground.chance.uniform(0, 2 * GIVE_UP_S) if number else ground.chance.uniform(0, 1))
    running.wait_until("a paper on each", lambda: all(running.journal(u, ENDED) > papers[u] + 1 for u in own))
    for unit in units:
        FAULTS[unit.partition("-")[0]].end(running.net, unit)
    return 2 * len(units)


def _press(running: Hall, units: Iterable[str]) -> None:
    """Press at each kiosk, never within a button's lock-out."""
    running.pass_s(LOCKOUT_S)
    for unit in units:
        running.take(unit)


def _back(running: Hall, units: list[str]) -> None:
    """Wait until all is handed over and told, and until each kiosk gives the centre's numbers again."""
    running.wait_until("all handed over", lambda: all(running.nothing_open(unit) for unit in units))
    before = {unit: running.journal(unit, "answered") for unit in units}
    _press(running, units)
    running.wait_until("an answer to each", lambda: all(running.journal(u, "answered") > before[u] for u in units))
    running.wait_until("all told", lambda: all(running.nothing_open(unit) for unit in units))
    number = sum(running.journal(unit, "issued_alone") for unit in units)
    running.stage.wait("what was handed over", lambda e: len(facts(e, "ticket_taken_over")) >= number)


def _sentence(tried: int, alone: dict[str, int], queue: Iterable[Any]) -> str:
    by_fault = ", ".join(f"{fault} {alone[f'{fault}-{OWN}']}" for fault in FAULTS)
    voided = sum(type(fact).__name__ == "TicketVoided" for fact in queue)
    return (
        f"{counted(tried, 'press', 'presses')} into bad cables; numbers that kiosks gave by themselves: {by_fault};"
        f" all handed over, {counted(voided, 'late answer')} taken back."
    )
