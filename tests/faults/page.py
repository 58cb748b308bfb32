# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""docs/reliability.md, as ``make faults`` writes it: each promise, how often it was tried to break, what was seen."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.faults.experiment import Experiment, Outcome

PARTS = ("Cuts", "The link", "The disk and the clock", "Load", "Attack and nonsense", "Supervision")
"""The page's chapters, in their order."""

HEAD = """# Nothing lost: what was tried

Written by `make faults`, not by hand. Each line is an experiment with real processes, the real broker and simulated
hardware (`tests/faults/`); `make faults ONLY=NAME SEED={seed}` plays one again with the same chance, `LONG=1` as long
as it needs. **Lost** are tickets that somebody was promised and that were not there afterwards; **twice** are numbers
given or printed twice without saying so, and tickets at two windows; **unknown, kept** are tickets of which nobody
knows whether they are on paper: their place may be called in vain, and is never lost. This page is of a
{size} round, seed `{seed}`.
"""


def write(path: Path, experiments: Sequence[Experiment], found: Mapping[str, Outcome], *, long: bool) -> None:
    """Write the page of a whole round."""
    path.write_text(text(experiments, found, long=long), encoding="utf-8")


def text(experiments: Sequence[Experiment], found: Mapping[str, Outcome], *, long: bool) -> str:
    """Return the page; an experiment of a part that PARTS does not name raises ValueError."""
    if strangers := {one.part for one in experiments} - set(PARTS):
        raise ValueError(f"no such part of the page: {', '.join(sorted(strangers))}; there are: {', '.join(PARTS)}")
    seed = next(iter(found.values())).seed
    chapters = [_chapter(part, [one for one in experiments if one.part == part], found) for part in PARTS]
    return "\n".join([HEAD.format(seed=seed, size="long" if long else "short"), *filter(None, chapters)])


def _chapter(part: str, experiments: Iterable[Experiment], found: Mapping[str, Outcome]) -> str:
    rows = [_row(one, found[one.name]) for one in experiments]
    head = ["| experiment | the promise | tried | lost | twice | unknown, kept | seen |", "| --- " * 7 + "|"]
    return "\n".join([f"## {part}", "", *head, *rows, ""]) if rows else ""


def _row(one: Experiment, of: Outcome) -> str:
    words = {"BROKEN": ("broken", *of.broken), "not possible here": ("not possible here", of.impossible)}
    what, *why = words.get(of.verdict, ("",))
    seen = f"{f'**{what}**: ' * bool(what)}{' '.join(why)} {of.seen}".strip()
    cells = (f"`{one.name}`", one.claim, of.tried, of.lost, of.duplicated, of.unknown_kept, seen)
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"
