# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The papers that came out of a Pi's serial printer: they lie on this machine, so no cut and no swap can unsay them."""

import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from simulator.cable_printer import CablePrinter
from simulator.mechanism import PrintedTicket
from simulator.reading import is_copy, read_ticket_number

WIDTH_DOTS = 384


class Paper(NamedTuple):
    """A piece of paper: its number as it can be read, "" for none; ``cut_s``: the steady second of its cut."""

    number: str
    copy: bool
    cut_s: float
    png: Path


class Papers:
    """A printer whose cable a Pi may have, and lose: it goes on when the Pi is off. Its node is ``node``.

    No speed is set: a cable that is full would hold up all of QEMU, as its serial port waits for it.
    """

    def __init__(self, folder: Path, node: Path) -> None:
        self.node, self._folder = node, folder
        self._cut: list[tuple[PrintedTicket, float]] = []
        self._printer = CablePrinter(folder, node, kind="serial", width_dots=WIDTH_DOTS, on_ticket=self._take)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._printer.close()

    def __len__(self) -> int:
        """Return how many have been cut off."""
        return len(self._cut)

    def all(self) -> list[Paper]:
        """Return the papers in their order."""
        return [_paper(ticket, cut_s) for ticket, cut_s in list(self._cut)]

    def _take(self, ticket: PrintedTicket) -> None:
        self._cut.append((ticket, time.monotonic()))


def _paper(ticket: PrintedTicket, cut_s: float) -> Paper:
    png = ticket.path_png
    return Paper(read_ticket_number(png) or "", is_copy(png), cut_s, png)


def faults(papers: Sequence[Paper], first: int = 1, may_lack: int = 0) -> list[str]:
    """Return what is wrong with the papers of one service, a sentence each: a gap, a number twice, one unreadable.

    A copy that says so is the same ticket, and no second one. ``may_lack``: the number of a press that was cut off; its
    citizen holds no paper, so the kiosk prints it when it is back, gives it up, or it is called in vain.
    """
    tickets = [paper for paper in papers if not paper.copy]
    numbers = [_count(paper.number) for paper in tickets]
    wrong = [f"{paper.png.name} has no number that can be read" for paper in papers if not paper.number]
    wrong += [f"{_named(tickets, one)} is on {times} papers" for one, times in Counter(numbers).items() if times > 1]
    last = max(numbers, default=first - 1)
    wrong += [
        f"number {one} is on no paper" for one in range(first, last + 1) if one not in {*_counts(papers), may_lack}
    ]
    if numbers != sorted(numbers):
        wrong.append(f"the numbers go back: {', '.join(paper.number for paper in tickets)}")
    return wrong


def _named(papers: Sequence[Paper], count: int) -> str:
    return next(paper.number for paper in papers if _count(paper.number) == count)


def _counts(papers: Iterable[Paper]) -> set[int]:
    return {_count(paper.number) for paper in papers}


def _count(number: str) -> int:
    """Return the number without its letters, 0 for none."""
    return int("".join(re.findall(r"\d", number)) or 0)
