# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The cables of a Lan made bad, each as it is told: a relay carries their frames (tests/faults/link_relay.py)."""

import subprocess
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from typing import IO, Self, cast

import msgspec

from simulator.interrupts import uninterrupted
from simulator.lan import Lan
from simulator.processes import die_with_parent
from tests.faults.link_relay import Change, Quality

GOOD = Quality()


class Cables:
    """The cables of some units of a Lan, good until one is ``made`` bad; from ``with`` to its end."""

    def __init__(self, lan: Lan, units: Iterable[str], seed: str) -> None:
        self._lan, self._units, self._seed = lan, list(units), seed
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        ends = [self._lan.cut_open(unit) for unit in self._units]
        words = [sys.executable, "-m", "tests.faults.link_relay", self._seed, *(f"{a}:{b}" for a, b in ends)]
        with uninterrupted():
            self._relay = subprocess.Popen(
                [*self._lan.in_switch(), *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509  (one system call, no lock)
            )
        self._stack.enter_context(self._relay)
        self._stack.callback(self._relay.kill)
        for unit in self._units[:1]:
            self.make(unit, GOOD)  # it carries when it has answered
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def make(self, unit: str, quality: Quality) -> None:
        """Let the cable of a unit carry so from now on; what is on its way arrives as it would have."""
        change = Change(cable=self._units.index(unit), **msgspec.structs.asdict(quality))
        into = cast("IO[bytes]", self._relay.stdin)
        into.write(msgspec.json.encode(change) + b"\n")
        into.flush()
        if not cast("IO[bytes]", self._relay.stdout).readline():
            raise RuntimeError(f"the relay of the cables has ended with code {self._relay.wait()}")
