# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Real processes write a journal and are killed; what they said they had written is there, in order, none twice."""

import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from centre.facts import QueueFact
from centre.journal import Journal

VICTIM = [sys.executable, str(Path(__file__).with_name("journal_victim.py"))]


def last_number_in(path: Path) -> int:
    """Open the journal, see that each line is the one of its number, and return the last number."""
    with closing(Journal(path, QueueFact)) as journal:
        for expected, line in enumerate(journal.replay(), 1):
            assert (line.number, line.fact.given_up) == (expected, str(expected))
            assert (line.request, line.answer) == (f"request {expected}", b"{}")
        return journal.last


def test_append_that_returned_survives_a_kill_at_every_step(tmp_path: Path) -> None:
    """Whatever step of SQLite's machine is the last, a batch is there whole or not at all, and there if it was said."""
    path = tmp_path / "queue.db"
    run = subprocess.run([*VICTIM, path, "at_every_step"], stdout=subprocess.PIPE, text=True, check=True)
    *wrote, steps = run.stdout.splitlines()
    said = [int(line.removeprefix("wrote ")) for line in wrote]
    assert int(steps.removeprefix("steps ")) > 50
    assert said == sorted(set(said))
    assert last_number_in(path) == said[-1]
    assert all(number % 2 == 0 for number in said)


@pytest.mark.parametrize("seed", range(3))
def test_append_that_returned_survives_a_kill_from_outside(tmp_path: Path, seed: int) -> None:
    """Killed at any moment of its life, and again at one of its next life, the journal has every line it promised."""
    chance, path = random.Random(seed), tmp_path / "queue.db"  # noqa: S311 - chance, not a secret
    for _ in range(2):
        with subprocess.Popen([*VICTIM, path, "until_killed"], stdout=subprocess.PIPE, text=True) as victim:
            assert victim.stdout
            said = [victim.stdout.readline() for _ in range(chance.randint(1, 150))]
            victim.kill()
            said += victim.stdout.readlines()
        promised = int(said[-1].removeprefix("wrote "))
        assert last_number_in(path) in {promised, promised + 1}


def test_pruning_killed_at_every_step_leaves_the_lines_or_their_counts(tmp_path: Path) -> None:
    """Whatever step of SQLite's machine is the last: five lines and no count, or their count and no line."""
    path = tmp_path / "queue.db"
    run = subprocess.run([*VICTIM, path, "prune_at_every_step"], stdout=subprocess.PIPE, text=True, check=True)
    lines = run.stdout.splitlines()
    left = [line for line in lines if line.startswith("left")]
    assert set(left) == {"left 1-10 of 10, 0", "left 6-10 of 5, 5"}
    assert left == sorted(left), "once it is done it stays done"
    assert int(lines[-1].removeprefix("steps ")) > 50
