# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Plays experiments two at a time, each in a process of its own: most of their time they wait for something to happen.

What one does to itself, its environment, its signals, the threads that it traces, is nobody else's. Those that measure
how soon something comes, or need every core, have no company (Experiment.alone).
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess

import msgspec

from simulator.interrupts import let_be_interrupted, uninterrupted
from simulator.processes import die_with_parent
from tests.faults.experiment import Experiment, Outcome

Play = Callable[[Experiment], Outcome]

TOGETHER = min(2, os.cpu_count() or 1)

_fork = multiprocessing.get_context("fork")


def play_all(experiments: Sequence[Experiment], play: Play, *, seed: str) -> dict[str, Outcome]:
    """Play them all, in their order but those alone last; return what came of each, in the order given.

    A process that ends without a word is a broken experiment. Must be called before any thread is begun (fork(2)).
    """
    found = dict[str, Outcome]()
    with _ended_together() as running:
        for one in sorted(experiments, key=lambda one: one.alone):
            _wait_until_at_most(0 if one.alone else TOGETHER - 1, running, found, seed)
            with uninterrupted():  # Python swallows an interrupt that comes while it forks
                ear, process = _begin(one, play)
                running[ear] = one, process
        _wait_until_at_most(0, running, found, seed)
    return {one.name: found[one.name] for one in experiments}


_Running = dict[Connection, tuple[Experiment, ForkProcess]]


def _begin(one: Experiment, play: Play) -> tuple[Connection, ForkProcess]:
    ear, mouth = _fork.Pipe(duplex=False)
    sys.stdout.flush()
    process = _fork.Process(target=_tell, args=(one, play, mouth), name=one.name)
    process.start()
    mouth.close()
    return ear, process


def _tell(one: Experiment, play: Play, mouth: Connection) -> None:
    die_with_parent()
    with suppress(KeyboardInterrupt):  # whoever broke it off asks for no outcome
        let_be_interrupted()
        mouth.send_bytes(msgspec.json.encode(play(one)))


def _wait_until_at_most(most: int, running: _Running, found: dict[str, Outcome], seed: str) -> None:
    while len(running) > most:
        for ear in wait(list(running)):
            assert isinstance(ear, Connection)
            one, process = running.pop(ear)
            found[one.name] = _told(ear, process, seed)


def _told(ear: Connection, process: ForkProcess, seed: str) -> Outcome:
    with ear:
        try:
            outcome = msgspec.json.decode(ear.recv_bytes(), type=Outcome)
        except EOFError:
            process.join()
            why = f"its process ended with {process.exitcode} before it had told anything"
            return Outcome(tried=0, seed=seed, broken=(f"it could not be played: {why}",))
    process.join()
    return outcome


@contextmanager
def _ended_together() -> Iterator[_Running]:
    """Give room for what runs; whoever runs at the end of the block is told to end, and waited for."""
    running: _Running = {}
    try:
        yield running
    finally:
        for _, process in running.values():
            process.terminate()
        for _, process in running.values():
            process.join()
