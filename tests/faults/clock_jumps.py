# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Clocks of a centre's Pis that jump: to and fro, with and without a proof, and 1970 at a start (decision 015)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from centre.english import counted, times
from centre.facts import QueueFact
from simulator.seen import papers
from simulator.town_units import BROKER, DISPATCHER, ready
from tests.faults import remains
from tests.faults.clock_false import Clocks
from tests.faults.clock_judge import days, lost, twice_on_a_date, wrong_days
from tests.faults.disk_hall import Hall, hall, judged, out_of
from tests.faults.disk_witness import KIOSK
from tests.faults.experiment import Ground, Outcome
from tests.faults.ledger import issued

KYIV = ZoneInfo("Europe/Kyiv")
MORNING = datetime(2026, 11, 25, 10, 0, tzinfo=KYIV)
PIS = {BROKER: "main", DISPATCHER: "main", "desk-1": "main", "desk-2": "main", KIOSK: "kiosk", "hall": "screen"}
"""Whose clock each unit reads; the desks share the dispatcher's."""

BOOTS = datetime(1970, 1, 1, 0, 0, 20, tzinfo=UTC)
UNPROVEN = (timedelta(days=-1), timedelta(hours=-2), timedelta(days=365), timedelta(days=90))
"""From the truth; of 90 days the queue believes that they may have passed, of a year not."""

LIES = (timedelta(days=365), timedelta(days=-1), timedelta(days=1))
SHORT, LONG, OFTEN = 5, 200, 1 / 3


def unproven(ground: Ground) -> Outcome:
    """Set clocks that nothing proves, and start Pis in 1970; now and then the truth comes by the network."""

    def play(hall: Hall, clocks: Clocks) -> int:
        rounds = LONG if ground.long else SHORT
        for number in range(rounds):
            # Each kind comes in a short round too; when and where is chance's.
            (_boot_in_1970, _jump, _jump)[number % 3](ground, hall, clocks)
            hall.press()
            if ground.chance.random() < OFTEN:
                clocks.show(timedelta(0), proven=True)
                hall.press()
            if ground.chance.random() < OFTEN:
                hall.serve()
        return rounds

    return played(ground, MORNING, play, "clocks were set wrong or began in 1970")


def proven(ground: Ground) -> Outcome:
    """Let a time server lie while the hall is empty, as its day may end by that, and then tell the truth."""

    def play(hall: Hall, clocks: Clocks) -> int:
        lies = ground.chance.sample(LIES * 20, 60) if ground.long else ground.chance.sample(LIES, 2)
        for lie in lies:
            for ahead in (lie, timedelta(0)):
                _to_another_day(hall, clocks, ahead)
                hall.press()
                hall.press()
                hall.open()
                hall.serve()
        return len(lies)

    return played(ground, MORNING, play, "a proven clock lied, and told the truth again")


def played(ground: Ground, moment: datetime, play: Callable[[Hall, Clocks], int], what: str) -> Outcome:
    """Play from a moment on; then all clocks are right, a ticket comes, all are called, and nothing may be wrong."""
    with Clocks(ground.runtime.parent / "clocks", PIS) as clocks:
        clocks.begin(moment)
        with hall(ground, clocks) as running:
            tried = play(running, clocks)
            clocks.show(timedelta(0), proven=True)
            running.press()
            running.open()
            running.serve()
            entries, starts = running.town.timeline.entries, running.keeper.starts
    facts = remains.facts(out_of(ground) / "state" / "dispatcher.db", QueueFact)
    dates, missing, twice, unknown = twice_on_a_date(facts), lost(facts, papers(entries)), tuple[str, ...](), 0
    if len(days(facts)) == 1:
        found = judged(ground, entries)
        missing, twice, unknown = found.lost, found.twice, len(found.unknown_kept)
    loops = tuple(f"{unit} ended by itself {times(count)}" for unit, count in starts.items())
    return Outcome(
        tried=tried,
        lost=len(missing),
        duplicated=len(twice) + len(dates),
        unknown_kept=unknown,
        seed=ground.seed,
        seen=f"{times(tried)} {what}; {counted(len(issued(facts)), 'ticket')}, nobody ended by himself.",
        broken=(*missing, *twice, *dates, *wrong_days(facts, KYIV), *loops),
    )


def _to_another_day(hall: Hall, clocks: Clocks, ahead: timedelta) -> None:
    """Let all clocks show another day, proven, and wait until the queue has it."""

    def turns() -> int:
        return len(hall.facts("day_started")) + len(hall.facts("day_moved"))

    before = turns()
    clocks.show(ahead, proven=True)
    hall.keeper.wait(f"the day {ahead} from the truth", lambda _: turns() > before)


def _jump(ground: Ground, _: Hall, clocks: Clocks) -> None:
    """Set the clock of some Pi, or of all, without a proof."""
    pis = ground.chance.choice((("main",), ("kiosk",), tuple(clocks.of)))
    clocks.show(ground.chance.choice(UNPROVEN), proven=False, pis=pis)


def _boot_in_1970(ground: Ground, hall: Hall, clocks: Clocks) -> None:
    """Take the power from a Pi without a battery clock, and start it where there is no network."""
    pi, since = ground.chance.choice(("main", "kiosk")), hall.mark()
    units = [unit for unit, its in PIS.items() if its == pi]
    for unit in reversed(units):
        hall.town.kill(unit)
    clocks.of[pi].set(BOOTS, proven=False)
    for unit in units:
        hall.town.start(unit)
    if pi == "main":
        hall.back(since)
    else:
        hall.keeper.wait("the kiosk is back", lambda entries: KIOSK in ready(list(entries[since:])))
