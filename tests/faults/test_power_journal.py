# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The trial of a journal before its writes keeps what it promised on a true card, and is seen to fail on a liar."""

from pathlib import Path
from random import Random

import msgspec
import pytest

from tests.faults.power_card import Card, build
from tests.faults.power_journal import Cut, Trial, Tried, Victim, told
from tests.faults.power_scenes import Left

AT_MOST = 8


def tried(folder: Path, scene: str, *, lies: bool) -> Tried:
    """Cut a scene some times."""
    chance = Random(7)  # noqa: S311  (a seed that can be replayed, not a secret)
    card = Card(build(folder), folder / "card" / "queue", folder / "durable")
    with Victim(card.environment(lies=lies)) as victim:
        return Trial(victim, card, folder / "card" / "queue.db", all_gone=lies).play(scene, chance, AT_MOST)


@pytest.mark.parametrize("scene", ["append", "copy"])
def test_a_true_card_keeps_each_promise(tmp_path: Path, scene: str) -> None:
    """Whatever write is the last."""
    found = tried(tmp_path, scene, lies=False)
    assert (found.cuts, found.broken) == (AT_MOST, ())


def test_a_card_that_lies_is_found(tmp_path: Path) -> None:
    """By lines that were promised and are not there, in a sentence that says which."""
    found = tried(tmp_path, "append", lies=True)
    assert found.broken
    assert all(
        sentence.startswith("append, cut before write ") and ": promised lines 1 to " in sentence
        for sentence in found.broken
    )


class Played(Victim):
    """A scene without writes, of two promises that leave STAGES, one after another; a cut leaves ``found``."""

    def __init__(self, promised: int, found: Left) -> None:
        self._promised, self._found, self._left = promised, found, STAGES[0]

    def ask(self, *words: object) -> dict[str, str]:
        """Answer as the parent of the victims does."""
        match words:
            case ["act", _, 0, 0, _]:
                return {"steps": "0", "promised": "2"}
            case ["act", _, 0, promises, _]:
                self._left = STAGES[int(str(promises))]
            case ["act", *_]:
                self._left = self._found
                return {"promised": str(self._promised)}
            case ["look", _]:
                return {"left": msgspec.json.encode(self._left).decode()}
        return {}


class AnyCard(Card):
    """A card of which nobody asks anything."""

    def __init__(self) -> None:
        """Hold nothing."""

    def settle(self) -> None:
        """Keep nothing."""

    def cut(self, chance: Random | None) -> None:
        """Leave all."""


STAGES = [Left(tuple(range(1, count)), (), 0, 0, 0, None) for count in (1, 3, 5)]
NEITHER = Left((1, 2, 3), (), 0, 0, 0, None)


@pytest.mark.parametrize(
    ("promised", "found", "cut"),
    [
        (1, STAGES[1], Cut(0, whole=False)),
        (1, STAGES[2], Cut(0, whole=True)),
        (2, STAGES[2], Cut(0)),
        (1, STAGES[0], Cut(0, f"promised {STAGES[1]}, found {STAGES[0]}")),
        (1, NEITHER, Cut(0, f"promised {STAGES[1]}, found {NEITHER}")),
    ],
    ids=["not at all", "whole", "nothing under way", "lost", "half"],
)
def test_what_was_under_way_is_there_whole_or_not_at_all(tmp_path: Path, promised: int, found: Left, cut: Cut) -> None:
    """What was promised must be there, and half of a promise must not."""
    (tmp_path / "card").mkdir()
    trial = Trial(Played(promised, found), AnyCard(), tmp_path / "card" / "queue.db")
    assert trial.play("append", Random(7), AT_MOST).made == (cut,)  # noqa: S311  (a seed)


def test_what_is_told_is_of_these_cuts() -> None:
    """Where chance has cut, and how often what was under way was there: another seed, another sentence."""
    cuts = (Cut(4, whole=True), Cut(1, whole=False), Cut(9), Cut(7, whole=False))
    first, again = Tried("append", cuts, 9, ()), Tried("append", (Cut(0, whole=False),), 9, ())
    assert told([first, Tried("prune", (Cut(3),), 5, ()), again]) == (
        "2 scenes of 14 writes, cut 6 times by chance, after so many of them: append 0 to 9, prune 3 to 3;"
        " once what was not yet promised was there whole, 3 times not at all."
    )
