# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The proof that a power cut finds what is wrong: a card that lies, a journal that does not flush, an early reply.

What is wrong is put in from outside: the layer ignores each flush, or Python finds a copy of a package first in which
one line is another.
"""

from collections.abc import Sequence
from pathlib import Path

from centre.english import counted
from tests.faults import remains
from tests.faults.experiment import Ground, Outcome
from tests.faults.ledger import judge
from tests.faults.power_card import Card, build
from tests.faults.power_journal import Trial, Tried, Victim
from tests.faults.power_town import answers, on_cards, patched

SHORT_WRITES, LONG_WRITES = 16, 4000
"""Cuts of each scene of a journal at most; the longest scene has some 3,800 writes."""

LONG_ROUNDS = 5
"""Each time something else of what was not flushed has reached the card."""

SLOW_MS = 300
"""How long a flush takes here: longer than a reply needs to be heard."""


def lying_card(ground: Ground) -> Outcome:
    """Let each card say that it has flushed, and keep nothing."""
    return _proof(ground, "a card that lies", lies=True)


def not_flushed(ground: Ground) -> Outcome:
    """Let the journal be one that does not flush."""
    words = ("PRAGMA synchronous = FULL", "PRAGMA synchronous = OFF")
    return _proof(ground, "synchronous=OFF", patched(ground.out / "patched", "centre", "journal_opening.py", *words))


def early_reply(ground: Ground) -> Outcome:
    """Let the dispatcher answer before it commits."""
    old = 'None if it was refused.\n        """\n'
    new = f"{old}        self._say(batch.replies + batch.standing)\n"
    folder = patched(ground.out / "patched", "dispatcher", "service.py", old, new)
    return _proof(ground, "a reply before the commit", folder, scenes=())


def try_scenes(
    ground: Ground, scenes: Sequence[str], *, lies: bool = False, packages: Sequence[Path] = ()
) -> list[Tried]:
    """Cut each scene of a journal before its writes, in a long round before all of them, and several times.

    Where something is wrong, so that it must be found, nothing that was not flushed reaches the card.
    """
    ground.out.mkdir(parents=True, exist_ok=True)
    folder, library = ground.runtime / "journal", build(ground.out)
    card, proof = Card(library, folder / "card" / "queue", folder / "durable"), lies or bool(packages)
    at_most, rounds = SHORT_WRITES, range(1)
    if ground.long and not proof:
        at_most, rounds = LONG_WRITES, range(LONG_ROUNDS)
    with Victim(card.environment(lies=lies), packages) as victim:
        trial = Trial(victim, card, folder / "card" / "queue.db", all_gone=proof)
        return [trial.play(scene, ground.chance, at_most) for _ in rounds for scene in scenes]


def _proof(
    ground: Ground, wrong: str, *packages: Path, lies: bool = False, scenes: Sequence[str] = ("append",)
) -> Outcome:
    """Do the same to something wrong; the promise kept here is that it is found, in the journal alone and in a town."""
    tried = try_scenes(ground, scenes, lies=lies, packages=packages)
    with on_cards(ground, lies=lies, flush_ms=SLOW_MS, packages=packages) as running:
        running.press(2, ground.chance)
        running.wait_for_one_more(answers, 0)
        running.cut(running.town.names(), None)
        entries = running.town.timeline.entries
    lost = [s for s in judge(remains.gather(running.out, entries, served=False)).lost if "acknowledged" in s]
    missed = [one for one in tried if not one.broken]
    broken = [f"{wrong} went unnoticed in {counted(len(missed), 'scene')} of a journal"] if missed else []
    broken += [] if lost else [f"{wrong} went unnoticed in a town: each ticket of {answers(entries)} was there"]
    cuts, found = sum(one.cuts for one in tried), sum(len(one.broken) for one in tried)
    journal = f"Found in the journal alone after {found} of {counted(cuts, 'cut')}, and in" if tried else "Found in"
    told = counted(answers(entries), "acknowledged ticket")
    seen = f"{journal} a town, where {len(lost)} of {told} had gone."
    return Outcome(tried=cuts + 1, seed=ground.seed, seen=seen, broken=tuple(broken))
