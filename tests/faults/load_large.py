# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The large centre at its worst: every unit a process of its own, a crowd at its kiosks, then a broker that comes back.

In the short round the crowd comes as fast as it is served, which is told as a multiple of the busiest ten minutes that
a large centre has. In the long round it comes at just that pace for ten minutes, at ten times that for ten more, and
then the rest of 2,000 tickets as fast as it goes.
"""

import time
from collections.abc import Sequence
from typing import NamedTuple

from centre.english import counted
from simulator.crowd import BUSIEST, Pace
from simulator.load import AT_ONCE, Load, open_windows
from simulator.seen import facts
from simulator.town import Town
from simulator.town_units import BROKER
from tests.faults import remains
from tests.faults.experiment import Experiment, Ground, Outcome, outcome
from tests.faults.ledger import judge
from tests.faults.load_broker import limits_hit
from tests.faults.load_town import (
    PATIENCE_S,
    gone,
    large,
    papers_sentence,
    serve_everybody,
    settle,
    unheard,
    unseen_calls,
)

TICKETS = 120
"""In the busiest ten minutes; so many calls as there are tickets follow, more than the eight a minute of then."""

DAY = 2000
TEN_MINUTES_S = 600.0

AFTERWARDS = 12
"""So many come when the broker is back."""


class Stretch(NamedTuple):
    """A crowd: in words, and how many times the busiest pace it came."""

    said: str
    times: float


def _play(ground: Ground) -> Outcome:
    """Let the crowd come, serve all, take the broker away and give it back, let some more come; then judge."""
    out = ground.out / "town"
    with Town(large(), out=out, runtime=ground.runtime, port=ground.port, frames=False) as town:
        ready = len(town.timeline.entries)
        open_windows(town)
        stretches = [_stretch(town, ground, pace, tickets) for pace, tickets in _program(ground)]
        serve_everybody(town)
        before, units = _mark(town), len(town.names())
        town.restart(BROKER)
        back = _mark(town)
        _stretch(town, ground, AT_ONCE, AFTERWARDS)
        serve_everybody(town)
        settle(town, out)
        entries = town.timeline.entries[:]
        log = (out / "logs" / "broker.log").read_text(encoding="utf-8").splitlines()
    found = judge(remains.gather(out, entries, served=True))
    # What the broker carries while its listeners are still on their way back is not kept for them, nor need it be.
    undelivered = (*unheard(entries[:before]), *unheard(entries[back:]), *unseen_calls(entries))
    left = (*gone(entries[ready:before]), *gone(entries[back:]))
    crowds = "; ".join(one.said for one in stretches)
    seen = f"{counted(units, 'process', 'processes')}; {crowds}; {papers_sentence(entries)}."
    hit = (*left, *limits_hit(log), *too_slow(stretches))
    tried = len(facts(entries, "ticket_issued"))
    return outcome(ground, found, tried=tried, seen=seen, lost=undelivered, broken=hit)


def _program(ground: Ground) -> list[tuple[Pace, int]]:
    if not ground.long:
        return [(AT_ONCE, TICKETS)]
    return [(BUSIEST, TICKETS), (BUSIEST.times(10), 10 * TICKETS), (AT_ONCE, DAY - 11 * TICKETS)]


def _stretch(town: Town, ground: Ground, pace: Pace, tickets: int) -> Stretch:
    """Play until so many have come, and at a pace without end until as many were called; return how fast that was."""
    calls = tickets if pace == AT_ONCE else 0
    begun_s = time.monotonic()
    with Load(town, ground.chance, pace, most=tickets) as load:
        load.wait_until(tickets=tickets, calls=calls, timeout_s=2 * TEN_MINUTES_S + PATIENCE_S)
        took_s = time.monotonic() - begun_s
        times = load.tickets / took_s * 60 / BUSIEST.tickets_per_minute
        people = f"{counted(load.tickets, 'ticket')} and {counted(load.calls, 'call')}"
        said = f"{people} in {took_s:.0f} s, {times:.1f} times the busiest pace"
        return Stretch(said, times)


def too_slow(stretches: Sequence[Stretch]) -> tuple[str, ...]:
    """Return what is wrong if no crowd came as fast as in a large centre's busiest ten minutes."""
    fastest = max(stretch.times for stretch in stretches)
    return (f"the crowd came at {fastest:.2f} times the busiest pace, less than once",) if fastest < 1 else ()


def _mark(town: Town) -> int:
    return len(town.timeline.entries)


EXPERIMENT = Experiment(
    "load-large",
    "Load",
    "The large centre with 60 desks and 12 displays, each a process: of a crowd as large as that of its busiest ten"
    " minutes, and at least as fast, each gets a paper and is called, each fact and call arrives, no limit of the"
    " broker is hit, and all of them find a broker again that comes back.",
    _play,
    alone=True,
)
