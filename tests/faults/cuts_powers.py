# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Three ways to take the power from units of a running town while everybody presses; each gives it back."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, NamedTuple, cast

from centre.errors import Unavailable
from simulator.interrupts import uninterrupted
from simulator.processes import die_with_parent
from simulator.town import Town
from simulator.town_units import BROKER, DISPATCHER
from tests.faults.cuts_crowd import Crowd
from tests.faults.cuts_steps import STEPS, Step
from tests.faults.cuts_tracer import HELD, TRACED

WITHIN_S = 0.25
"""From a press to its paper on a busy machine: the moments that are worth a cut."""

FROZEN_S = 1.0
FROZEN_LONG_S = 20.0
"""The second is longer than a broker waits for who is silent, a kiosk for an answer, and a loop for a late thread."""

RUSHES, RUSH_S = 10, 6.0
"""How often people press until a process stands at its step, and how long each waits: mostly it is there at once."""


class Cut(NamedTuple):
    """What is done to a town, once; ``units`` are those whose power is taken."""

    units: tuple[str, ...]
    play: Callable[[Town, Crowd], None]


def anywhere(town: Town, chance: random.Random, unit: str) -> Cut:
    """Kill a unit, alone or with others, at a moment between a press and its paper."""
    units, moment_s = _with_others(town, chance, unit), chance.uniform(0, WITHIN_S)

    def play(town: Town, crowd: Crowd) -> None:
        with crowd.rush():
            time.sleep(moment_s)
            town.restart(*units)

    return Cut(units, play)


def frozen(town: Town, chance: random.Random, unit: str, longest_s: float) -> Cut:
    """Let a unit, alone or with others, stand still for a while, in which all others go on, then kill it."""
    units, moment_s = _with_others(town, chance, unit), chance.uniform(0, WITHIN_S)
    still_s = chance.uniform(0, longest_s)

    def play(town: Town, crowd: Crowd) -> None:
        with crowd.rush():
            time.sleep(moment_s)
            for stopped in units:
                os.kill(town.processes.pid(stopped), signal.SIGSTOP)
            with crowd.rush():
                time.sleep(still_s)
                town.restart(*units)

    return Cut(units, play)


def at_step(town: Town, chance: random.Random, step: Step) -> Cut:
    """Kill a unit of the step's role right at the step, sometimes with another, sometimes after it stood still there.

    Whoever found a button dead meanwhile presses again.
    """
    unit, times = chance.choice(_of_role(town, step.role)), chance.randint(0, step.skip)
    others = [other for other in town.names() if other != unit]
    units = (unit, *chance.sample(others, chance.choice((0, 0, 0, 1))))
    still_s = chance.choice((0.0, 0.0, 0.0, chance.uniform(0, FROZEN_S)))

    def play(town: Town, crowd: Crowd) -> None:
        with _held(town, unit, step, times) as comes:
            for _ in range(RUSHES):
                with crowd.rush():
                    if comes(RUSH_S):
                        time.sleep(still_s)
                        town.restart(*units)
                        return
        raise Unavailable(f"{unit} did not come to '{step.name}' in {RUSHES} rushes of {RUSH_S:g} s")

    return Cut(units, play)


@contextmanager
def _held(town: Town, unit: str, step: Step, times: int) -> Iterator[Callable[[float], bool]]:
    """Let a tracer hold a unit at a step; yield what waits some seconds for it and returns whether it stands there."""
    printers = ",".join(str(kiosk.printer.port) for kiosk in town.centre.kiosks)
    words = (town.processes.pid(unit), town.centre.broker.port, printers, STEPS.index(step), times)
    with uninterrupted():
        tracer = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.cuts_tracer", *map(str, words)],
            stdout=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  (one system call, no lock)
        )
    with tracer:
        said = cast("IO[bytes]", tracer.stdout)
        try:
            if said.readline().decode().strip() != TRACED:
                raise Unavailable(f"{unit} cannot be traced; the tracer's words stand above. It needs root.")
            yield lambda within_s: _hears(said, within_s)
        finally:
            tracer.kill()


def _hears(said: IO[bytes], within_s: float) -> bool:
    ready, _, _ = select.select([said], [], [], within_s)
    return bool(ready) and said.readline().decode().strip() == HELD


def _with_others(town: Town, chance: random.Random, unit: str) -> tuple[str, ...]:
    """Return the unit, alone mostly, with another often, sometimes with all."""
    others = [other for other in town.names() if other != unit]
    return (unit, *chance.sample(others, chance.choice((0, 0, 0, 1, 1, len(others)))))


def _of_role(town: Town, role: str) -> Sequence[str]:
    """Return the units of a role."""
    centre = town.centre
    named = {
        "broker": [BROKER],
        "dispatcher": [DISPATCHER],
        "kiosk": [kiosk.id for kiosk in centre.kiosks],
        "desk": [desk.id for desk in centre.desks],
        "display": [display.id for display in centre.displays],
    }
    return named[role]
