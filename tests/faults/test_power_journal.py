# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The trial of a journal before its writes keeps what it promised on a true card, and is seen to fail on a liar."""

from pathlib import Path
from random import Random

import pytest

from tests.faults.power_card import Card, build
from tests.faults.power_journal import Trial, Tried, Victim

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
