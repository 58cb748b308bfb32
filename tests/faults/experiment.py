# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What an experiment of ``make faults`` is: a promise, what is done to break it, and what was counted afterwards."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from tests.faults.ledger import Judgement

Need = Callable[[], str]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one experiment; ``faults.json`` has it under the experiment's name.

    ``tried``: how often it was tried to break the promise, in the experiment's own unit (kills, cuts, messages).
    ``lost``: tickets that somebody was promised and that are not there, or calls that nobody saw. ``duplicated``:
    numbers given or printed twice, tickets at two windows. ``unknown_kept``: tickets of which nobody knows whether they
    are on paper, and that are kept. ``seen``: one sentence with the figures, for docs/reliability.md. ``broken``: a
    sentence for each claim that did not hold, with values; () if the promise was kept. ``impossible``: why this machine
    could not prove the promise, and what to do; "" if it could. What is broken all the same is broken.
    """

    tried: int
    lost: int = 0
    duplicated: int = 0
    unknown_kept: int = 0
    seed: str
    seen: str = ""
    broken: tuple[str, ...] = ()
    impossible: str = ""

    @property
    def verdict(self) -> str:
        """Return how it ended, in a word or three."""
        return "BROKEN" if self.broken else "not possible here" if self.impossible else "kept"


def outcome(
    ground: "Ground", found: Judgement, *, tried: int, seen: str, lost: Sequence[str] = (), broken: Sequence[str] = (),
    impossible: str = "",
) -> Outcome:  # fmt: skip
    """Return what came of it: what the judge has found, what is ``lost`` besides, and what else is ``broken``."""
    return Outcome(
        tried=tried,
        lost=len(found.lost) + len(lost),
        duplicated=len(found.twice),
        unknown_kept=len(found.unknown_kept),
        seed=ground.seed,
        seen=seen,
        broken=(*found.broken, *lost, *broken),
        impossible=impossible,
    )


class Ground(NamedTuple):
    """Where an experiment takes place: nobody else uses these folders, this port and this chance.

    ``out`` keeps what is to be looked at afterwards; ``runtime`` has a path short enough for Unix sockets and is
    removed. ``seed`` is what ``chance`` was made of. ``long``: as long as it needs; else a minute at most on two cores.
    """

    out: Path
    runtime: Path
    port: int
    seed: str
    chance: random.Random
    long: bool


class Experiment(NamedTuple):
    """``part`` is its chapter of docs/reliability.md (page.PARTS); ``claim`` is the promise, one sentence.

    ``play`` returns an Outcome, also when the promise was broken; what else it raises is a fault of the experiment.
    ``needs``: each returns what to do where something is missing without which it cannot be played, "" if nothing is.
    ``alone``: no other is played meanwhile, as it measures how soon something comes, or needs every core.
    """

    name: str
    part: str
    claim: str
    play: Callable[[Ground], Outcome]
    needs: tuple[Need, ...] = ()
    alone: bool = False
