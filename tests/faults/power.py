# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Power cuts that take what was not flushed.

kill -9 leaves what was written in the kernel's memory. Here only what fsync or fdatasync was called for is left, and of
the rest what chance says, torn at sectors of 512 bytes (unflushed.c, power_card.py).
"""

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from centre.english import counted
from centre.facts import QueueFact, TicketTakenOver
from centre.journal import Journal
from centre.journal_lines import Written
from simulator.seen import papers
from simulator.town_units import BROKER, DISPATCHER
from tests.faults import needs, remains
from tests.faults.experiment import Experiment, Ground, Outcome, outcome
from tests.faults.ledger import issued, judge
from tests.faults.power_journal import told
from tests.faults.power_proofs import early_reply, lying_card, not_flushed, try_scenes
from tests.faults.power_scenes import SCENES
from tests.faults.power_town import FLUSH_MS, PowerTown, answers, on_cards
from tests.faults.power_wire import called_in_vain, told_in_vain

CENTRE_CUTS, CENTRE_CUTS_LONG = 4, 150
ALONE_CUTS, ALONE_CUTS_LONG = 2, 40

WITHIN_S = 0.4
"""From presses to their papers on a busy machine: the moments that are worth a cut."""

ALONE_AFTER_S = 2.0
"""The patience of kiosks that are to go on alone soon."""


def every_write(ground: Ground) -> Outcome:
    """Cut a journal's life before its writes, scene by scene."""
    tried = try_scenes(ground, list(SCENES))
    broken = tuple(sentence for one in tried for sentence in one.broken)
    cuts = sum(one.cuts for one in tried)
    return Outcome(tried=cuts, lost=len(broken), seed=ground.seed, seen=told(tried), broken=broken)


def whole_centre(ground: Ground) -> Outcome:
    """Cut everything, or one unit, while citizens and clerks press."""
    cuts = CENTRE_CUTS_LONG if ground.long else CENTRE_CUTS
    with on_cards(ground, flush_ms=ground.chance.choice(FLUSH_MS)) as running:
        running.morning.open_windows()
        for number in range(cuts):
            one = ground.chance.choice(sorted(running.cards))
            _press_and_cut(running, ground.chance, [one] if number % 3 == 1 else running.town.names())
        running.serve_everybody()
    return _judged(ground, running, cuts)


def kiosks_alone(ground: Ground) -> Outcome:
    """Cut the kiosks again and again while nobody but them knows which numbers they have given."""
    cuts = ALONE_CUTS_LONG if ground.long else ALONE_CUTS
    with on_cards(ground, patience_s=ALONE_AFTER_S) as running:
        running.morning.open_windows()
        running.cut([BROKER, DISPATCHER], ground.chance)
        kiosks = [kiosk.id for kiosk in running.town.centre.kiosks]
        for _ in range(cuts):
            running.press_alone()
            time.sleep(ground.chance.uniform(0, WITHIN_S))
            running.cut(kiosks, ground.chance)
            running.give_back(kiosks, ground.chance, heard=False)
        running.give_back([BROKER], ground.chance, heard=False)
        running.give_back([DISPATCHER], ground.chance)
        running.serve_everybody()
    return _judged(ground, running, cuts)


def _press_and_cut(running: PowerTown, chance: Random, units: list[str]) -> None:
    """Press, cut when a kiosk is told of a ticket, when a paper has come, or by chance, and give the power back."""
    counted = chance.choice((answers, papers, None))
    before = counted(running.town.timeline.entries) if counted else 0
    running.press(2, chance)
    if chance.choice((True, False)):
        running.call()
    if counted:
        running.wait_for_one_more(counted, before)
    else:
        time.sleep(chance.uniform(0, WITHIN_S))
    running.cut(units, chance)
    running.give_back(units, chance)


def _judged(ground: Ground, running: PowerTown, cuts: int) -> Outcome:
    """Hold all that is left of a town that has ended against what anybody was told."""
    entries, lines = running.town.timeline.entries, _lines(running.out)
    judgement, untrue = judge(remains.gather(running.out, entries, served=True)), told_in_vain(entries, lines)
    tickets = len(issued(line.fact for line in lines))
    alone = sum(isinstance(line.fact, TicketTakenOver) for line in lines)
    of_alone = f", {alone} of them given by kiosks alone" if alone else ""
    seen = f"{counted(tickets, 'ticket')}{of_alone}; {called_in_vain(lines)} of presses that a kiosk forgot in the cut."
    return outcome(ground, judgement, tried=cuts, seen=seen, lost=untrue)


def _lines(out: Path) -> list[Written]:
    journal = Journal(out / "state" / f"{DISPATCHER}.db", QueueFact)
    try:
        return list(journal.replay())
    finally:
        journal.close()


def _experiment(name: str, claim: str, play: Callable[[Ground], Outcome]) -> Experiment:
    return Experiment(f"power-{name}", "Cuts", claim, play, (needs.compiler,))


EXPERIMENTS: tuple[Experiment, ...] = (
    _experiment(
        "journal",
        "The power fails before any write of a journal and takes what was not flushed, sectors torn: what was promised"
        " is there, what was not is there whole or not at all",
        every_write,
    ),
    _experiment(
        "centre",
        "It fails in the whole centre, or in a unit, under load, on quick cards and slow ones: what anybody was told is"
        " in the journal, everybody is called, each paper has its ticket",
        whole_centre,
    ),
    _experiment(
        "alone",
        "It fails in kiosks that are alone, again and again: none gives a number twice, all are handed over",
        kiosks_alone,
    ),
    _experiment("proof-lying-card", "This finds a card that only says that it has flushed", lying_card),
    _experiment("proof-no-flush", "This finds a journal with synchronous=OFF", not_flushed),
    _experiment("proof-early-reply", "This finds a dispatcher that answers before it commits", early_reply),
)
