# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Days of the large centre back to back, as fast as they go: what grows must stop growing.

Dispatcher, broker, two kiosks, a desk, a hall screen, a word box and a siren are processes, and their buttons are
pressed for some tickets of each day. The most come by voices on the wire, under the names of the entrance's kiosk and
of the desks whose processes do not run: they ask what those ask, and no paper is drawn. The services' clocks are moved
on from outside (load_clock/), an hour after each tenth of the day, then over the night, so midnight, the beginning of a
day and the pruning of old ones happen as they do in a centre.
"""

import itertools
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from msgspec.structs import replace

from centre import messages
from centre.config import CentreFile
from centre.english import counted
from simulator.load import AT_ONCE, Load
from simulator.town import Town
from tests.faults import load_voices
from tests.faults.experiment import Experiment, Ground, Outcome
from tests.faults.load_calendar import Calendar
from tests.faults.load_town import PATIENCE_S, large
from tests.faults.load_usage import Day, last_days, not_flat, on_disk, table, use
from tests.faults.load_voices import ENTRANCE, Voices
from tests.faults.load_wire import Ear
from tests.faults.patience import a_moment, of_town
from tests.faults.surroundings import environment

KEPT_DAYS = 2
"""So journals are pruned from the fourth day on, and have their size by the end of the first third of the round."""

HOURS = 10

TOLD = ("broker", "dispatcher", "kiosk-social", "social-hall", "dispatcher.db")

DESK, SCREEN, BOX = "desk-35", "social-hall", "rating-exit"


class Round(NamedTuple):
    """How many days; of each day's tickets how many by voice and how many with a finger and a paper.

    Screens keep the lines they have drawn, up to a sum that some hundred calls fill, or months of quiet days. So the
    ``first`` day has so many times as many tickets as the others, and what grows behind it is a leak.
    """

    days: int
    voices: int
    papers: int
    first: int

    def of(self, day: int) -> "Round":
        """Return it with the tickets of this day."""
        times = 1 if day else self.first
        return self._replace(voices=times * self.voices, papers=times * self.papers)


GROWN = 0.02
"""By this part the memory of a process may grow from the middle third of the days to the last."""

SHORT = Round(days=6, voices=60, papers=2, first=6)
LONG = Round(days=30, voices=1980, papers=20, first=1)


def _play(ground: Ground) -> Outcome:
    days, begun_s = LONG if ground.long else SHORT, time.monotonic()
    centre, out = _centre(), ground.out / "town"
    ground.out.mkdir(parents=True, exist_ok=True)
    calendar = Calendar(ground.out / "ahead", centre.centre.time_zone)
    calendar.pass_the_night()
    town = Town(centre, out=out, runtime=ground.runtime, port=ground.port, frames=False)
    town.absent = {desk.id for desk in centre.desks} - {DESK} | {d.id for d in centre.displays} - {SCREEN}
    town.absent |= {ENTRANCE, "rating-10", "feed", "feed-spare", "battery"}
    with (
        environment(calendar.environment()),
        town,
        Ear(town.centre.broker, town.cards.office, out / "logs") as ear,
        ExitStack() as on,
    ):
        town.stop_listening()
        voices = load_voices.come(town, on, out / "logs")
        at_rest = use(town.processes.pid(SCREEN)).threads
        uses = list[Day]()
        for day in range(days.days):
            _day(town, ground, days.of(day), voices, ear, calendar)
            if day in last_days(days.days):
                _let_it_rest(town, calendar, at_rest)
            uses.append(_uses(town, out))
            (ground.out / "uses.txt").write_text(table(uses) + "\n", encoding="utf-8")  # to be read meanwhile
    print(table(uses), flush=True)
    grown = tuple(not_flat(uses, GROWN))
    took_s = time.monotonic() - begun_s
    people = f"{counted(days.days, 'day')}, {counted(ear.tickets, 'ticket')}, {counted(ear.heard, 'fact')}"
    seen = f"{people} in {took_s:.0f} s; {_sentence(uses)}."
    return Outcome(
        tried=ear.tickets,
        lost=len(ear.lost),
        duplicated=len(ear.twice),
        seed=ground.seed,
        seen=seen,
        broken=(*ear.lost, *ear.twice, *grown),
    )


def _centre() -> CentreFile:
    centre = large()
    return replace(centre, journal=replace(centre.journal, retain_days=KEPT_DAYS))


def _day(town: Town, ground: Ground, days: Round, voices: Voices, ear: Ear, calendar: Calendar) -> None:
    """Live through a day and the night after it."""
    town.press(DESK, "pause")
    for voice in voices.desks:
        voice.ask([messages.DeskRequest(request_id=uuid4(), action="open")])
    for hour in range(HOURS):
        asked_for = itertools.islice(itertools.cycle(voices.services), hour, None)
        load_voices.live_an_hour(voices, days.voices // HOURS, asked_for)
        calendar.pass_s(3600.0)
    with Load(town, ground.chance, AT_ONCE, most=days.papers) as load:
        load.wait_until(tickets=days.papers, calls=days.papers, timeout_s=300)
        town.press(BOX, "good")
    load_voices.serve(voices)
    ear.wait_for("the call of each ticket", lambda: ear.given == ear.called)
    begun = ear.days
    calendar.pass_the_night()
    ear.wait_for("the next day", lambda: ear.days > begun)


def _let_it_rest(town: Town, calendar: Calendar, at_rest: int) -> None:
    """Return when the hall's voice has given its card back: while it speaks it has a file and a thread more."""

    def a_second_passes() -> None:
        a_moment()
        calendar.pass_s(1.0)

    def rests() -> bool:
        return use(town.processes.pid(SCREEN)).threads <= at_rest

    of_town(town, PATIENCE_S).wait(f"the voice of {SCREEN} at rest", rests, a_second_passes)


def _uses(town: Town, out: Path) -> Day:
    """Return what the processes and the journals are now."""
    journals = sorted((out / "state").glob("*.db"))
    processes = {name: use(town.processes.pid(name)) for name in town.names()}
    return processes | {journal.name: on_disk(journal) for journal in journals}


def _sentence(uses: Sequence[Day]) -> str:
    """Tell what the dispatcher, its journal and the broker had after the first third and at the end."""
    early, late = uses[len(uses) // 3], uses[-1]
    grown = (f"{name} {early[name].megabytes:.1f} and {late[name].megabytes:.1f} MB" for name in late if name in TOLD)
    return f"after a third of them and at the end: {', '.join(grown)}"


EXPERIMENT = Experiment(
    "load-days",
    "Load",
    "Days of the large centre back to back, thirty of 2,000 tickets in the long round: each number is given once in its"
    " day and called, and memory, open files, threads and journals of every process stop growing.",
    _play,
)
