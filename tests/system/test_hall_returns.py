# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Two screens and a loudspeaker, each with a zone and a cable of its own, go away and come back: real processes.

How soon, is measured: ``python -m simulator.bench_return``, on a computer that does nothing else. Here all of them
start at once beside other tests, and what is claimed is what they show and say.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from centre.config import CentreFile, Window
from centre.config_displays import Display, Voice
from centre.voice import Espeak
from display.spoken_calls import call
from simulator.bench_return import true_at
from simulator.lan import Lan
from simulator.reading import read_calls
from simulator.seen import boards, facts
from simulator.sounds_heard import heard
from simulator.stage import Stage
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_units import BROKER
from tests.dispatcher.rig import at_once

EFFECT_S, NOTICED_S = 120.0, 30.0
"""A silence is noticed by the link's own pings, in less than ten seconds; by the broker's it would be in ninety."""

FRESH_S = 40
"""So long may a call be announced; four times what a busy machine needs to start all displays at once."""

SERVICES = {1: "passport", 2: "property", 3: "benefits"}
LEFT = Display(id="left", windows=(1, 2))
RIGHT = Display(id="right", windows=(3,))
YARD = Display(id="yard", screen=False, windows=(2, 3), voice=Voice(times=1, announce_within_s=FRESH_S))
DISPLAYS = (LEFT, RIGHT, YARD)


class Called(NamedTuple):
    """A call, and the first board that has it."""

    ticket: str
    window: int
    board: int


class Halls:
    """The running centre, seen and heard in all its zones."""

    def __init__(self, town: Town, lan: Lan, out: Path) -> None:
        self.town, self.lan, self._out = town, lan, out
        self._stage = Stage(town, {desk.window: desk for desk in town.centre.desks})
        for window in SERVICES:
            self._stage.press_key(window, "pause")
        self._stage.wait("the windows open", lambda e: len(facts(e, "window_opened")) == len(SERVICES))

    def call(self, window: int) -> Called:
        """Let somebody take a ticket for the window and be called there."""
        since = self._stage.mark()
        self.town.press("kiosk-hall", SERVICES[window])
        self._stage.wait("the ticket", lambda e: bool(facts(e[since:], "ticket_printed")))
        self._stage.press_key(window, "next")
        self._stage.wait("the call", lambda e: bool(self._calls(e[since:], window)))
        return self._calls(self.town.timeline.entries[since:], window)[0]

    def show(self, display: str, calls: list[Called], back_ns: int) -> bool:
        """Return whether a screen that was back then tells the truth, which is these calls and no others."""
        newest = max(one.board for one in calls)
        soon = self.town.wait_for(lambda e: true_at(e, display, back_ns, newest) is not None, EFFECT_S)
        wanted = {(one.ticket, one.window) for one in calls}

        def seen(_entries: object) -> bool:
            frames = [e for e in self.town.timeline.entries if e["what"] == "frame" and e["unit"] == display]
            return bool(frames) and set(read_calls(self._out / frames[-1]["png"])) == wanted

        return soon and self.town.wait_for(seen, EFFECT_S)

    def wait_until_said(self, called: Called, yard: str = "yard") -> None:
        """Return when the yard's voice has announced the call to its end."""
        said = called.ticket, called.window
        assert self.town.wait_for(lambda _entries: said in self.announced(yard), EFFECT_S)

    def announced(self, yard: str = "yard") -> list[tuple[str, int]]:
        """Return what the yard's voice says that it has announced, in its order."""
        return [(e["ticket"], e["window"]) for e in self._told("announced", yard)]

    def shown_only(self, yard: str) -> list[tuple[str, int, str]]:
        """Return the calls of which the yard's voice says that nobody hears them, and why."""
        return [(e["ticket"], e["window"], e["why"]) for e in self._told("shown_only", yard)]

    def heard(self, yard: str, *called: Called) -> list[str]:
        """Return which of these calls can be heard in the recording of the yard, in its order, each to its end."""
        engine = Espeak()
        sounds = {one.ticket: engine.sound(call(one.ticket, one.window, "uk")) for one in called}
        recording = (self._out / "sound" / f"{yard}.raw").read_bytes()
        return [one.name for one in heard(recording, sounds) if not one.cut_off]

    def _told(self, what: str, unit: str) -> list[Entry]:
        return [e for e in self.town.timeline.entries if e["what"] == what and e["unit"] == unit]

    def notices_the_loss(self, display: Display) -> bool:
        """Return whether a display says that it has lost the broker, and with a screen shows so after that."""

        def noticed(entries: list[Entry]) -> bool:
            mine = [e for e in entries if e.get("unit") == display.id]
            lost_ns = [e["at_ns"] for e in mine if e["what"] == "lost" and e["broker"] == self.lan.host]
            shown = any(e["what"] == "shown" and e["at_ns"] >= at_ns for e in mine for at_ns in lost_ns)
            return bool(lost_ns) and (shown or not display.screen)

        return self.town.wait_for(noticed, NOTICED_S)

    def _calls(self, entries: list[Entry], window: int) -> list[Called]:
        told = [fact["ticket"] for fact in facts(entries, "ticket_called") if fact["window"] == window]
        return [
            Called(ticket, window, board["number"])
            for ticket in told
            for board in boards(entries)
            if (ticket, window) in {(one["ticket"], one["window"]) for one in board["calls"]}
        ]


@pytest.fixture
def halls(request: pytest.FixtureRequest, tmp_path: Path, runtime: Path, movable_centre: CentreFile) -> Iterator[Halls]:
    """Run the small centre with a third window, and displays in its zones: the three, if the test wants no others."""
    displays = getattr(request, "param", DISPLAYS)
    centre = of_three_windows(movable_centre, displays)
    with Lan() as lan:
        for display in displays:
            lan.plug(display.id)
        with Town(centre, out=tmp_path / "out", runtime=runtime, port=centre.broker.port, lan=lan) as town:
            yield Halls(town, lan, tmp_path / "out")


def of_three_windows(centre: CentreFile, displays: tuple[Display, ...]) -> CentreFile:
    """Return the centre with three windows, each for one service, and these displays."""
    desks = [replace(centre.desks[0], id=f"desk-{number}", window=number, settle_s=0.0) for number in SERVICES]
    return replace(
        at_once(centre),
        services=tuple(service for service in centre.services if service.id in SERVICES.values()),
        windows=tuple(Window(number=number, services=(service,)) for number, service in SERVICES.items()),
        kiosks=tuple(
            replace(k, buttons=tuple(b for b in k.buttons if b.service in SERVICES.values())) for k in centre.kiosks
        ),
        desks=tuple(desks),
        displays=displays,
    )


def let_grow_old(called: Called, halls: Halls) -> None:
    """Return when the call is older than it may be announced: its age is real, and nothing else makes it so."""
    fact = next(f for f in facts(halls.town.timeline.entries, "ticket_called") if f["ticket"] == called.ticket)
    old_s = datetime.fromisoformat(fact["at"]).timestamp() + FRESH_S + 3
    while time.time() < old_s:
        halls.town.wait_for(lambda _entries: time.time() >= old_s, old_s - time.time())


WAYS: dict[str, tuple[Callable[[Halls, str], object], Callable[[Halls, str], object]]] = {
    "late": (lambda halls, unit: halls.town.end(unit), lambda halls, unit: halls.town.start(unit)),
    "restarted": (lambda halls, unit: halls.town.kill(unit), lambda halls, unit: halls.town.start(unit)),
    "cable": (lambda halls, unit: halls.lan.pull(unit), lambda halls, unit: halls.lan.put_back(unit)),
    "silence": (lambda halls, unit: halls.lan.lose(unit), lambda halls, unit: halls.lan.join(unit)),
}


AWAY = tuple(replace(one, id=f"{one.id}-{way}") for one in DISPLAYS for way in WAYS)
"""The three displays, once for each way to be away: the same time makes the same call old for all of them."""


@pytest.mark.parametrize("halls", [AWAY], indirect=True, ids=["each way"])
def test_who_was_away_shows_the_truth_and_announces_only_what_is_fresh(halls: Halls) -> None:
    """Of an old call and two fresh ones each screen has those of its zone, the loudspeaker the fresh one of its own."""
    for display in AWAY:
        WAYS[display.id.partition("-")[2]][0](halls, display.id)
    old = halls.call(2)
    let_grow_old(old, halls)
    other, fresh = halls.call(1), halls.call(3)
    back_ns = time.time_ns()
    for display in AWAY:
        WAYS[display.id.partition("-")[2]][1](halls, display.id)
    for way in WAYS:
        assert halls.show(f"left-{way}", [other, old], back_ns), way
        assert halls.show(f"right-{way}", [fresh], back_ns), way
        halls.wait_until_said(fresh, f"yard-{way}")
        assert halls.announced(f"yard-{way}") == [(fresh.ticket, 3)], way
        assert halls.shown_only(f"yard-{way}") == [(old.ticket, 2, "too_old")], way
    halls.town.close()
    for way in WAYS:
        assert halls.heard(f"yard-{way}", old, other, fresh) == [fresh.ticket], way


def test_silence_is_noticed_and_shown(halls: Halls) -> None:
    """No end is told of it; each screen soon says that it has lost the centre."""
    for display in DISPLAYS:
        halls.lan.lose(display.id)
    for display in DISPLAYS:
        assert halls.notices_the_loss(display), display.id


def test_a_moments_silence_loses_no_call(halls: Halls) -> None:
    """What was said in it comes when it is over, on the same connection, and is announced: it is fresh."""
    for display in DISPLAYS:
        halls.lan.lose(display.id)
    calls = [halls.call(window) for window in SERVICES]
    back_ns = time.time_ns()
    for display in DISPLAYS:
        halls.lan.join(display.id)
    assert halls.show("left", calls[:2], back_ns)
    assert halls.show("right", calls[2:], back_ns)
    halls.wait_until_said(calls[2])
    assert halls.announced() == [(one.ticket, one.window) for one in calls[1:]]


def test_a_broker_that_returns_makes_no_old_call_new(halls: Halls) -> None:
    """What stood there stands there again, unannounced; the next call is shown and announced."""
    stood = halls.call(3)
    halls.wait_until_said(stood)
    since = len(halls.town.timeline.entries)
    halls.town.kill(BROKER)
    back_ns = time.time_ns()
    halls.town.start(BROKER)
    halls.town.wait_until_ready(since)
    assert halls.show("right", [stood], back_ns)
    new = halls.call(2)
    assert halls.show("left", [new], back_ns)
    halls.wait_until_said(new)
    assert halls.announced() == [(stood.ticket, 3), (new.ticket, 2)]
