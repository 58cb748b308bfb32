# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Days of the large centre back to back, as fast as they go: what grows must stop growing.

Dispatcher, broker, two kiosks, a desk, a hall screen, a word box and a siren are processes, and their buttons are
pressed for some tickets of each day. The most come by voices on the wire, under the names of the entrance's kiosk and
of the desks whose processes do not run: they ask what those ask, and no paper is drawn. The services' clocks are moved
on from outside (load_clock/), an hour after each tenth of the day, then over the night, so midnight, the beginning of a
day and the pruning of old ones happen as they do in a centre.
"""

import contextlib
import itertools
import os
import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from centre import messages
from centre.config import CentreFile
from simulator.load import AT_ONCE, Load
from simulator.town import Town
from tests.faults.experiment import Experiment, Ground, Outcome
from tests.faults.load_town import large
from tests.faults.load_usage import Day, not_flat, on_disk, table, use
from tests.faults.load_wire import Ear, Voice

CLOCK = Path(__file__).parent / "load_clock"

KEPT_DAYS = 2
"""So journals are pruned from the fourth day on, and have their size by the end of the first third of the round."""

HOURS = 10

OPENS = time_of_day(8)

TOLD = ("broker", "dispatcher", "kiosk-social", "social-hall", "dispatcher.db")

ENTRANCE, DESK, SCREEN, BOX = "kiosk-entrance", "desk-35", "social-hall", "rating-exit"


class Round(NamedTuple):
    """How many days; of each day's tickets how many by voice and how many with a finger and a paper; what is flat.

    Screens keep what they have drawn with, letters of each size and a few pages, and have all of it after a week or so:
    in a shorter round more growth must be allowed, and only a coarse leak is found.
    """

    days: int
    voices: int
    papers: int
    grown: float


SHORT, LONG = Round(days=6, voices=60, papers=2, grown=0.1), Round(days=30, voices=1980, papers=20, grown=0.02)


class Calendar:
    """The clock of every service: real seconds pass, and besides it is moved on by hand."""

    def __init__(self, file: Path, time_zone: str) -> None:
        self._file, self._zone, self._ahead_s = file, ZoneInfo(time_zone), 0.0
        self._write()

    def environment(self) -> dict[str, str]:
        """Return what lets a Python go by this clock."""
        path = os.pathsep.join(filter(None, (str(CLOCK), os.environ.get("PYTHONPATH"))))
        return {"PYTHONPATH": path, "CHERHA_AHEAD": str(self._file)}

    def pass_s(self, seconds: float) -> None:
        """Let time pass."""
        self._ahead_s += seconds
        self._write()

    def pass_the_night(self) -> None:
        """Let it be the next morning."""
        now = (datetime.now(UTC) + timedelta(seconds=self._ahead_s)).astimezone(self._zone)
        morning = datetime.combine(now.date() + timedelta(days=1), OPENS, self._zone)
        self.pass_s((morning.astimezone(UTC) - now.astimezone(UTC)).total_seconds())

    def _write(self) -> None:
        # In place: the services have mapped it.
        with os.fdopen(os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(struct.pack("d", self._ahead_s))


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
        _environment(calendar.environment()),
        town,
        Ear(town.centre.broker, town.cards.office) as ear,
        ExitStack() as on,
    ):
        town.stop_listening()
        voices = _voices(town, on)
        uses = [_day(town, ground, days, voices, ear, calendar) for _ in range(days.days)]
    (ground.out / "uses.txt").write_text(table(uses) + "\n", encoding="utf-8")
    print(table(uses), flush=True)
    grown = tuple(not_flat(uses, days.grown))
    took_s = time.monotonic() - begun_s
    seen = f"{days.days} days, {ear.tickets} tickets, {ear.heard} facts in {took_s:.0f} s; {_sentence(uses)}."
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


class Voices(NamedTuple):
    """The kiosk and the desks that only speak; ``services`` is what those windows serve together."""

    kiosk: Voice
    desks: tuple[Voice, ...]
    services: tuple[str, ...]


def _voices(town: Town, on: ExitStack) -> Voices:
    """Let a kiosk speak, and as many desks as serve all that is asked for there."""
    broker, served = town.centre.broker, dict[str, set[str]]()
    windows = {window.number: set(window.services) for window in town.centre.windows}
    for desk in town.centre.desks:
        if desk.id in town.absent and windows[desk.window] - set().union(*served.values()):
            served[desk.id] = windows[desk.window]
    desks = [on.enter_context(Voice(broker, town.cards.keys(desk), "desk", desk)) for desk in served]
    kiosk = on.enter_context(Voice(broker, town.cards.keys(ENTRANCE), "kiosk", ENTRANCE))
    return Voices(kiosk, tuple(desks), tuple(sorted(set().union(*served.values()))))


def _day(town: Town, ground: Ground, days: Round, voices: Voices, ear: Ear, calendar: Calendar) -> Day:
    """Live through a day and the night after it; return what everything has grown to."""
    town.press(DESK, "pause")
    for voice in voices.desks:
        voice.ask([messages.DeskRequest(request_id=uuid4(), action="open")])
    for hour in range(HOURS):
        _hour(voices, days.voices // HOURS, itertools.islice(itertools.cycle(voices.services), hour, None))
        calendar.pass_s(3600.0)
    with Load(town, ground.chance, AT_ONCE, most=days.papers) as load:
        load.wait_until(tickets=days.papers, calls=days.papers, timeout_s=300)
        town.press(BOX, "good")
    _serve(voices)
    ear.wait_for("the call of each ticket", lambda: ear.given == ear.called)
    begun = ear.days
    calendar.pass_the_night()
    ear.wait_for("the next day", lambda: ear.days > begun)
    return _uses(town, ground.out / "town")


def _hour(voices: Voices, tickets: int, services: Iterator[str]) -> None:
    """Give so many tickets, report each as printed, and call them all."""
    asked = [messages.TicketRequest(request_id=uuid4(), service=next(services)) for _ in range(tickets)]
    printed = [
        messages.PrintResult(
            request_id=uuid4(), printed_request=one.request_id, ticket=one.ticket, day=one.day, outcome="printed"
        )
        for one in voices.kiosk.ask(asked)
        if isinstance(one, messages.TicketReply)
    ]
    voices.kiosk.ask(printed)
    _serve(voices)


def _serve(voices: Voices) -> None:
    """Let each desk call, and finish with, all whom it can call; in turns, so that the queue is everybody's."""
    calling = list(voices.desks)
    while calling:
        calling = [desk for desk in calling if _called(desk)]


def _called(desk: Voice) -> bool:
    """Return whether somebody was called; they are served at once, and nobody is at the window then."""
    (call,) = desk.ask([messages.DeskRequest(request_id=uuid4(), action="call_next")])
    if isinstance(call, messages.DeskReply):
        desk.ask([messages.DeskRequest(request_id=uuid4(), action="finish")])
    return isinstance(call, messages.DeskReply)


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


@contextlib.contextmanager
def _environment(more: dict[str, str]) -> Iterator[None]:
    """Give what is started now so much more of an environment."""
    before = {name: os.environ.get(name) for name in more}
    os.environ.update(more)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


EXPERIMENT = Experiment(
    "load-days",
    "Load",
    "Days of the large centre back to back, thirty of 2,000 tickets in the long round: each number is given once in its"
    " day and called, and memory, open files, threads and journals of every process stop growing.",
    _play,
)
