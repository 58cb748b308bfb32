# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whatever becomes of a journal's bytes, it can be opened again after three starts at most."""

import random
from contextlib import closing, suppress
from pathlib import Path

import pytest

from centre.errors import JournalDamaged
from centre.facts import QueueFact
from centre.facts_base import Word
from centre.journal import Journal, Line, Words, Written
from centre.journal_hours import Hour
from tests.centre.damage import PAGE, fact

LINES, STARTS = 60, 3
SEEDS = (26, 33, 38, 40, 52, 54, 58, 61, 64, 76, 82, 83, 85, 86, 87, 88, 98, 229, 235, 237, 244, 249)
"""Of 250, those of which each once ended a service again and again."""

BOX: dict[tuple[str, Word], int] = {("passport", "good"): 3, ("", "terrible"): 1}


def make(path: Path) -> None:
    """Make a journal that has something of each kind, in one file."""
    with closing(Journal(path, QueueFact)) as journal:
        journal.append([Line(fact(number), f"hall/{number}", b"{}") for number in range(1, LINES + 1)])
        journal.prune([1, 2], [Hour(day="2026-11-20", hour=hour, service="passport", issued=hour) for hour in range(9)])
        journal.append([Line(fact(LINES + 1))], Words(BOX, tuple(str(number) for number in range(20))))


def spoil(path: Path, chance: random.Random) -> None:
    """Flip bits, tear or repeat a page, or cut the file off."""
    content = bytearray(path.read_bytes())
    page = PAGE * chance.randrange(len(content) // PAGE)
    match chance.randrange(5):
        case 0:
            for _ in range(chance.choice((1, 5, 50))):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        case 1:
            kept = 512 * chance.randrange(8)
            content[page + kept : page + PAGE] = bytes(PAGE - kept)
        case 2:
            content[page : page + PAGE] = chance.randbytes(PAGE)
        case 3:
            other = PAGE * chance.randrange(len(content) // PAGE)
            content[page : page + PAGE] = content[other : other + PAGE]
        case 4:
            del content[chance.randrange(1, len(content)) :]
    path.write_bytes(content)


def served(path: Path) -> list[Written]:
    """Open the journal as a service does, and write a line; raise JournalDamaged where its process would end."""
    with closing(Journal(path, QueueFact)) as journal:
        journal.box(), journal.word_requests(), journal.hours()
        lines = list(journal.replay())
        journal.append([Line(fact(0))])
        return lines


@pytest.mark.parametrize("seed", SEEDS)
def test_damage_of_any_kind_costs_three_starts_at_most(tmp_path: Path, seed: int) -> None:
    """No damage ends a service again and again."""
    path = tmp_path / "queue.db"
    make(path)
    spoil(path, random.Random(seed))  # noqa: S311  (a seed that can be replayed, not a secret)
    for _ in range(STARTS - 1):
        with suppress(JournalDamaged):
            lines = served(path)
            break
    else:
        lines = served(path)
    assert [line.number for line in lines] == sorted({line.number for line in lines})
