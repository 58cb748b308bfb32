# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""kill -9 and SIGSTOP at any moment between a press and its paper."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from centre.english import counted
from centre.errors import Unavailable
from simulator.town import Town
from simulator.town_units import BROKER, DISPATCHER
from tests.faults import cuts_powers, needs
from tests.faults.cuts_crowd import Crowd, crowded
from tests.faults.cuts_powers import Cut
from tests.faults.cuts_steps import STEPS
from tests.faults.experiment import Experiment, Ground, Outcome
from tests.faults.ledger import Judgement, Ledger, issued, judge
from tests.faults.remains import gather

MM_PER_S = 300.0
"""A receipt printer's speed: a ticket is in print for a third of a second."""

CUTS_PER_TOWN = 40
"""Then everybody is served and the town judged: no kiosk is to run out of the 49 numbers of its own."""

Planned = Callable[[Town, random.Random], Cut]


class Day(NamedTuple):
    """One town's end: what was left of it, how often whose power was taken, and what was wrong."""

    ledger: Ledger
    judged: Judgement
    kills: Counter[str]
    broken: tuple[str, ...]


def _anywhere(ground: Ground) -> Outcome:
    units = _each(ground, 160 if ground.long else 10)
    return _play(ground, [partial(cuts_powers.anywhere, unit=unit) for unit in units])


def _frozen(ground: Ground) -> Outcome:
    longest_s = cuts_powers.FROZEN_LONG_S if ground.long else cuts_powers.FROZEN_S
    units = _each(ground, 60 if ground.long else 7)
    return _play(ground, [partial(cuts_powers.frozen, unit=unit, longest_s=longest_s) for unit in units])


def _each(ground: Ground, count: int) -> Iterator[str]:
    """Yield so many units, all before any comes again, in an order that chance makes."""
    centre = crowded()
    units = [BROKER, DISPATCHER, *(kiosk.id for kiosk in centre.kiosks), *(desk.id for desk in centre.desks)]
    units += [display.id for display in centre.displays]
    return islice(chain.from_iterable(ground.chance.sample(units, len(units)) for _ in range(count)), count)


def _at_steps(ground: Ground) -> Outcome:
    # Every other step in a short round; which half of them is the seed's.
    steps = list(STEPS) * 6 if ground.long else list(STEPS[ground.chance.randrange(2) :: 2])
    ground.chance.shuffle(steps)
    return _play(ground, [partial(cuts_powers.at_step, step=step) for step in steps])


def _play(ground: Ground, cuts: Sequence[Planned]) -> Outcome:
    """Play the cuts, in as many towns as it takes, and add up what came of them."""
    starts = range(0, len(cuts), CUTS_PER_TOWN)
    days = [_day(ground, ground.out / str(start), cuts[start : start + CUTS_PER_TOWN]) for start in starts]
    kills = sum((day.kills for day in days), Counter[str]())
    unknown = sum(len(day.judged.unknown_kept | day.judged.called_in_vain) for day in days)
    return Outcome(
        tried=kills.total(),
        lost=sum(len(day.judged.lost) for day in days),
        duplicated=sum(len(day.judged.twice) for day in days),
        unknown_kept=unknown,
        seed=ground.seed,
        seen=_seen(days, kills),
        broken=tuple(sentence for day in days for sentence in day.broken),
    )


def _day(ground: Ground, out: Path, cuts: Sequence[Planned]) -> Day:
    """Let a town live through the cuts, serve everybody and judge what is left."""
    kills, faults = Counter[str](), list[str]()
    with Town(crowded(), out=out, runtime=ground.runtime, port=ground.port, frames=False, mm_per_s=MM_PER_S) as town:
        crowd = Crowd(town, out, ground.chance)
        crowd.open_windows()
        try:
            for planned in cuts:
                cut = planned(town, ground.chance)
                cut.play(town, crowd)
                kills.update(cut.units)
            crowd.go_home()
        except Unavailable as fault:
            faults.append(str(fault))
    ledger = gather(out, town.timeline.entries, served=not faults)
    judged = judge(ledger)
    # Where not all came to an end, nobody can say what is lost.
    return Day(ledger, judged, kills, (*faults, *(judged.twice if faults else judged.broken)))


def _seen(days: Sequence[Day], kills: Counter[str]) -> str:
    """Return the figures in one sentence."""
    tickets = sum(len(issued(day.ledger.queue)) for day in days)
    papers = sum(day.ledger.papers.total() for day in days)
    copies = sum(day.ledger.copies.total() for day in days)
    vain = sum(len(day.judged.called_in_vain) for day in days)
    whose = ", ".join(f"{unit} {times}" for unit, times in sorted(kills.items()))
    return (
        f"{counted(tickets, 'ticket')}, {counted(papers, 'paper')}, {copies} of them copies that say so;"
        f" {counted(vain, 'place')} called in vain, as a kiosk died before it could note the press, or tell that it"
        f" gave it up. Killed: {whose}."
    )


EXPERIMENTS = (
    Experiment(
        "cut-anywhere", "Cuts",
        "Whoever is killed at whatever moment, alone or with others: each press comes to its end, each ticket keeps its"
        " place, no number comes twice without saying so.",
        _anywhere,
    ),
    Experiment("cut-frozen", "Cuts", "The same of whoever stands still for a while before the kill.", _frozen),
    Experiment(
        "cut-at-steps", "Cuts",
        f"The same at each of {len(STEPS)} named steps between press and paper, key and screen, before and behind it"
        " (a short round: at every other of them, by the seed).",
        _at_steps,
        (needs.root,),
    ),
)  # fmt: skip
