# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A whole centre on this machine: real broker, real processes, simulated hardware, and the record of what happens."""

import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from centre.bank_index import VARIABLE
from centre.config import CentreFile
from centre.errors import Unavailable
from centre.identity import DISPATCHER as DISPATCHER_UNIT
from simulator import town_cards
from simulator.feed import FeedServer
from simulator.interrupts import uninterrupted
from simulator.lan import Lan
from simulator.out import prepared
from simulator.pad import SimulatedPad
from simulator.panel import SimulatedPanels
from simulator.pins import PinsClient
from simulator.ports import must_be_free
from simulator.processes import Processes
from simulator.record import Record
from simulator.rehome import LOOPBACK, write
from simulator.running_printer import RunningPrinter
from simulator.runtime import Runtime
from simulator.timeline import Entry, Timeline
from simulator.town_commands import commands
from simulator.town_devices import plugged_in
from simulator.town_screens import TownScreens
from simulator.town_sound import speakers
from simulator.town_units import BROKER, DISPATCHER, pin_of, ready, units
from simulator.town_voices import NO_BANK
from simulator.watcher import Watcher

START_S, START_S_PER_UNIT = 60.0, 2.0
"""A Pi Zero 2 W needs seconds for each Python process; this is far more than a centre of any size takes there."""


class Town:
    """Starts with the ``with`` block and is gone, processes, ports and sockets, when the block ends.

    ``out`` gets ``tickets/``, ``screens/``, ``logs/``, ``state/``, ``centre.toml`` and ``timeline.jsonl``; several
    hall screens get a folder each in ``screens/``, and so does each kiosk that has a screen; what is said, by
    voices in the hall and at a kiosk that was asked to, is in ``sound/``. ``window`` leaves screens and sound to the
    desktop; else they are drawn offscreen, those that are touched on X servers of their own, and each frame is kept.
    ``mm_per_s`` slows the printers down, None prints at once. ``voices`` is by what displays find their bank of
    recordings (simulator/town_voices.py). The units that have a cable of ``lan`` are there, all others on this machine.
    """

    def __init__(
        self,
        centre: CentreFile,
        *,
        out: Path,
        runtime: Path,
        port: int,
        window: bool = False,
        frames: bool = True,
        mm_per_s: float | None = None,
        voices: Mapping[str, str] = NO_BANK,
        lan: Lan | None = None,
    ) -> None:
        self._given, self._out, self._runtime_folder, self._port = centre, out, runtime, port
        self._window, self._frames, self._mm_per_s = window, frames, mm_per_s
        self._voices, self._lan = voices, lan
        self._start_s = START_S + START_S_PER_UNIT * len(units(centre))
        self._stack = ExitStack()
        self.printers: dict[str, RunningPrinter] = {}
        self.pads: dict[str, SimulatedPad] = {}
        self.panels: dict[str, list[SimulatedPanels]] = {}
        """Of each display that has some, a device for each line."""
        self.feed: FeedServer | None = None
        """All feeds of alerts from the Internet, if the centre has any; open while the town stands."""
        self.absent: set[str] = {siren.id for siren in centre.sirens if siren.source == "mqtt"}
        """Units that are in centre.toml and are not started; a foreign broker is not simulated."""
        self.environments: dict[str, Mapping[str, str]] = {}
        """What a unit's environment has besides, by its name, from its next start on."""

    def __enter__(self) -> Self:
        with ExitStack() as building:
            self._build(building)
            self._stack = building.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every process and record what they still had to show; a second call does nothing."""
        self._stack.close()

    def start(self, name: str) -> None:
        """Start a unit, or start it again, by its name: broker, dispatcher, or its id in centre.toml."""
        command, environment, cwd = self._commands[name]
        # Each unit is a Pi of its own here, and none asks for the end of the machine that the demo runs on.
        power_off = {"CHERHA_POWEROFF": str(self.runtime.power_off(name))}
        identity = {"CHERHA_KEYS": str(self.cards.keys(name))}
        sound = {**self._speakers.get(name, {}), **self._voices}
        more = self.environments.get(name, {})
        place = self._lan.words(name) if self._lan else ()
        self.processes.start(name, command, {**environment, **power_off, **identity, **sound, **more}, cwd, place)
        self.timeline.add("started", time.time_ns(), unit=name)

    def kill(self, name: str) -> None:
        """Take the power from a unit."""
        self.processes.kill(name)
        self.timeline.add("killed", time.time_ns(), unit=name)

    def end(self, name: str) -> None:
        """End a unit as its Pi does when it shuts down."""
        code = self.processes.end(name)
        self.timeline.add("stopped", time.time_ns(), unit=name, code=code)

    def ends_asked(self) -> set[str]:
        """Return the units that ask for the clean end of their Pi."""
        return {name for name in self._commands if self.runtime.power_off(name).exists()}

    def shut_down(self) -> None:
        """End every unit, the broker last, so that every service can still say goodbye."""
        for name in reversed(self.names()):
            self.end(name)

    def start_cold(self) -> None:
        """Start every unit at once, the broker last of all: on a Pi that has been cut nobody waits for anybody."""
        broker, *others = self.names()
        for name in (*others, broker):
            self.start(name)

    def restart(self, *names: str) -> None:
        """Take the power from units, give it back, and wait until whoever needs them says that it is ready again."""
        since = len(self.timeline.entries)
        for name in names:
            self.kill(name)
        for name in names:
            self.start(name)
        if BROKER in names:
            self.wait_until_ready(since)
        else:
            self._wait_for_units({DISPATCHER_UNIT if name == DISPATCHER else name for name in names}, since)

    def stop_listening(self) -> None:
        """Hear no more messages: a bench measures the centre, not its own ear."""
        self._watcher.close()

    def pins(self, unit: str) -> PinsClient:
        """Return the hand on the buttons of a unit."""
        return PinsClient(self.runtime.pins(unit))

    def press(self, unit: str, button: str, hold_s: float = 0.1) -> int:
        """Press a button; return the wall-clock nanosecond of its edge."""
        edge_ns = self.pins(unit).press(pin_of(self.centre, unit, button), hold_s)
        self.timeline.add("press", edge_ns, unit=unit, button=button)
        return edge_ns

    def touch(self, unit: str, choice: str, hold_s: float = 0.1) -> int:
        """Touch a choice of the page that a kiosk shows now; return the wall-clock nanosecond of the finger."""
        touched_ns = self._screens.touch(unit, choice, hold_s)
        self.timeline.add("press", touched_ns, unit=unit, button=choice, touched=True)
        return touched_ns

    def hold(self, unit: str, contact: str, *, closed: bool) -> None:
        """Close a contact and leave it so, or open it: a relay of another device."""
        pins, pin = self.pins(unit), pin_of(self.centre, unit, contact)
        edge_ns = pins.stick(pin) if closed else pins.release(pin)
        self.timeline.add("contact", edge_ns, unit=unit, contact=contact, closed=closed)

    def wait_for(self, claim: Callable[[list[Entry]], bool], timeout_s: float) -> bool:
        """Return True as soon as the claim holds, False when the time is over; raise Unavailable if a process dies."""
        held = self.timeline.wait_for(lambda entries: claim(entries) or self.processes.any_ended(), timeout_s)
        self.processes.check()
        return held

    def wait_until_ready(self, since: int = 0) -> None:
        """Return when each device has said that it is ready, in the timeline from its entry ``since`` on."""
        self._wait_for_units(units(self.centre) - self.absent | {DISPATCHER_UNIT}, since)

    def _wait_for_units(self, wanted: set[str], since: int) -> None:
        if not self.wait_for(lambda entries: wanted <= ready(entries[since:]), self._start_s):
            missing = ", ".join(sorted(wanted - ready(self.timeline.entries[since:])))
            raise Unavailable(f"Not ready after {self._start_s:g} s: {missing}. See {self._out / 'logs'}.")

    def _build(self, stack: ExitStack) -> None:
        with uninterrupted():
            self.runtime = stack.enter_context(Runtime(self._runtime_folder))
        host = self._lan.host if self._lan else LOOPBACK
        must_be_free(host, self._port)
        stack.enter_context(prepared(self._out))
        self.timeline = Timeline(self._out / "timeline.jsonl")
        self.timeline.add("voices", time.time_ns(), bank=self._voices.get(VARIABLE, ""))
        stack.callback(self.timeline.close)
        self._record = Record(self.timeline, self._out)
        stack.callback(lambda: self._record.presses(self.runtime.presses()))
        devices = plugged_in(
            self._given, self._out, self.runtime, self._record, self.timeline, stack, mm_per_s=self._mm_per_s
        )
        self.printers, self.pads, self.panels, self.feed = devices
        self.centre = devices.rehomed(self._given, self._port, host)
        for path in (self._out / "centre.toml", self.runtime.centre_file):
            write(self.centre, path)
        self.cards = town_cards.provision(self.centre, self.runtime, self._out)
        self._screens = TownScreens(
            self.centre, self.runtime, self._record, stack, window=self._window, frames=self._frames
        )
        self._speakers = speakers(self.centre, self.runtime, self._out, stack, window=self._window)
        self._commands = commands(self.centre, self.runtime, self._out, self._screens.sdl)
        self.processes = stack.enter_context(Processes(self._out / "logs", self._heard))
        self._start_all(stack)

    def _heard(self, unit: str, line: str | None) -> None:
        # What can be touched is known before anybody is told of the page.
        self._screens.line(unit, line)
        self._record.line(unit, line)

    def _start_all(self, stack: ExitStack) -> None:
        self.start(BROKER)
        self._watcher = Watcher(self.centre.broker, self.cards.office, self._record.message, self._record.listening)
        stack.callback(self._watcher.close)
        if not self.wait_for(lambda entries: any(entry["what"] == "listening" for entry in entries), START_S):
            raise Unavailable(f"The broker does not answer within {START_S:g} s. See {self._out / 'logs'}.")
        for name in self.names()[1:]:
            self.start(name)
        self.wait_until_ready()

    def names(self) -> list[str]:
        """Return what is started here, the broker first."""
        return [name for name in self._commands if name not in self.absent]
