# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Journals whose bytes are not what was written: a cell of the card that flipped, a torn page, a file cut off."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from centre.english import counted, times
from simulator.reading import is_copy, read_ticket_number
from simulator.seen import papers
from simulator.town_units import DISPATCHER
from tests.faults.disk_card import Cards
from tests.faults.disk_hall import hall, out_of
from tests.faults.disk_pages import PAGE, Rows, lost_besides, pages_of_lines, rows, spoiled
from tests.faults.disk_witness import KIOSK
from tests.faults.experiment import Ground, Outcome

SECTOR = 512
STARTS_AT_MOST = 3
"""Of one damaged file: one that finds the pages damaged, one that finds a letter wrong, and the one that serves."""

SHORT, LONG = 4, 100
MAIN = "main"


class Damage(NamedTuple):
    """How a journal was spoiled, its lines before, the pages that each of them needs, and those that were spoiled."""

    how: str
    lines: Rows
    pages: dict[int, set[int]]
    spoiled: set[int]

    def lost_besides(self, now: Rows) -> list[int]:
        """Return the lines that it must not have cost, and that are not what they were."""
        return lost_besides(self.lines, now, self.pages, self.spoiled)

    def gone(self, now: Rows) -> int:
        """Count the lines that are not what they were."""
        return sum(now.get(number) != line for number, line in self.lines.items())


def damage(ground: Ground) -> Outcome:
    """Spoil the dispatcher's or the kiosk's journal while its Pi is off, again and again; each time it must serve."""
    rounds = LONG if ground.long else SHORT
    done = Counter[str]()
    broken, lost, gone = list[str](), list[str](), 0
    out = out_of(ground)
    with hall(ground, Cards(out / "state", out / "cards", ())) as running:
        for number in range(rounds):
            running.press()
            running.serve()
            unit, name = ((DISPATCHER, MAIN), (KIOSK, KIOSK))[number % 2]
            before = running.keeper.starts[unit]
            journal = out / "state" / f"{'dispatcher' if unit == DISPATCHER else f'kiosk-{KIOSK}'}.db"
            running.town.end(unit)
            spoilt = _spoil(ground.chance, journal)
            done[spoilt.how] += 1
            running.town.start(unit)
            running.well_again(name)
            now = rows(journal, ended=False)
            lost += [f"{unit}: line {n}, on no page of damage {number}, is lost" for n in spoilt.lost_besides(now)]
            gone += spoilt.gone(now)
            running.press()
            starts = running.keeper.starts[unit] - before
            if starts >= STARTS_AT_MOST:
                broken.append(f"{unit}: {starts + 1} starts after damage {number}")
        running.serve()
        said = {unit: running.said(unit, "could be read and were kept") for unit in (DISPATCHER, KIOSK)}
        entries = running.town.timeline.entries
    # A kiosk that has lost the line of an end prints a copy, which says so.
    first = [png for png in sorted((out / "tickets").glob("*.png")) if not is_copy(png)]
    numbers = Counter(read for png in first if (read := read_ticket_number(png)))
    twice = tuple(f"{read}: is on {count} papers" for read, count in sorted(numbers.items()) if count > 1)
    return Outcome(
        tried=rounds,
        lost=len(lost),
        duplicated=len(twice),
        seed=ground.seed,
        seen=f"{_told(done)}; {times(sum(said.values()))} a journal was mended and said so; it cost"
        f" {counted(gone, 'line')}, {len(lost)} of them on pages that were whole; all {papers(entries)}"
        " papers have numbers of their own, or say that they are copies.",
        broken=(*broken, *lost, *twice),
    )


def _spoil(chance: random.Random, journal: Path) -> Damage:
    """Spoil the journal of a unit that has ended, on which all is in one file; return what was done.

    What is in SQLite's log after a cut is another matter: see docs/decisions/039.
    """
    how = chance.choice(sorted(_WAYS))
    lines, pages, before = rows(journal, ended=True), pages_of_lines(journal), journal.read_bytes()
    _WAYS[how](journal, chance)
    return Damage(how, lines, pages, spoiled(before, journal.read_bytes()))


def _flip(path: Path, chance: random.Random) -> None:
    """Flip a bit anywhere."""
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _tear(path: Path, chance: random.Random) -> None:
    """Leave of the last page only its first sectors as they were; the others are what was there before, or nothing."""
    content = bytearray(path.read_bytes())
    kept = len(content) - PAGE + SECTOR * chance.randrange(PAGE // SECTOR)
    rest = len(content) - kept
    content[kept:] = chance.choice((bytes(rest), chance.randbytes(rest)))
    path.write_bytes(content)


def _cut(path: Path, chance: random.Random) -> None:
    """Cut the file off in its last page."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - chance.randrange(1, PAGE)])


_WAYS: dict[str, Callable[[Path, random.Random], None]] = {"flipped": _flip, "torn": _tear, "cut": _cut}


def _told(done: Counter[str]) -> str:
    words = {
        "flipped": "a bit flipped",
        "torn": "the last page was torn",
        "cut": "the file was cut off",
    }
    return ", ".join(f"{times(count)} {words[how]}" for how, count in sorted(done.items()))
