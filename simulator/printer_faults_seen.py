# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What people saw of a printer's fault, read off papers, lamps and the hall screen; pure but for reading pictures."""

import functools
import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from PIL import Image, ImageChops

from simulator.marks import HALF
from simulator.reading import is_copy, read_ticket_number
from simulator.timeline import Entry

SHORT_NS = 500_000_000
LIGHT = 170
"""Of 255 in each colour, the ground of the strip that tells of a kiosk; a call's amber and the night have less."""

BLINKS = 3
"""A lamp that changed so often between a press and the help blinked."""


class Paper(msgspec.Struct, frozen=True):
    """A piece of paper: ``cut`` or torn off, the number that is read on it if any, and whether it says «КОПІЯ»."""

    cut: bool
    number: str | None
    copy: bool


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One fault at one kiosk, from the press to its end.

    ``ticket`` is what the dispatcher gave for the press, ``outcome`` what it was told of its printing, None if nothing.
    ``told`` is the problem as the kiosk named it in the end, for the first time ``told_s`` after the press, "" if it
    named none. ``pressed`` and ``others`` are the kiosk's lamps until help came, ``hall`` and ``clerk`` whether the
    screen and the desk told of it.
    """

    connection: str
    fault: str
    ticket: str | None
    outcome: str | None
    told: str
    told_s: float | None
    pressed: str
    others: str
    hall: bool
    clerk: bool
    papers: tuple[Paper, ...]


def paper(png: Path) -> Paper | None:
    """Return what lies in the hand, None for a blank piece."""
    with Image.open(png) as picture:
        if ImageChops.invert(picture.convert("L")).getbbox() is None:
            return None
    return Paper(not png.stem.endswith(".partial"), read_ticket_number(png), is_copy(png))


@functools.lru_cache(maxsize=256)
def has_strip(png: Path) -> bool:
    """Return whether a hall screen has a light strip over more than half of its width: it tells of a kiosk."""
    with Image.open(png) as frame:
        darkest = functools.reduce(ImageChops.darker, frame.convert("RGB").split())
    light_ones = darkest.point([255 * (level > LIGHT) for level in range(256)])
    rows = light_ones.resize((1, light_ones.height), Image.Resampling.BOX)
    return any(share > HALF for share in rows.tobytes())


def twitched(lamp: Sequence[Entry]) -> bool:
    """Return whether a lamp was shortly lit twice, with as short a dark between: no other light does just that."""
    spans = [(before["lit"], after["at_ns"] - before["at_ns"] < SHORT_NS) for before, after in itertools.pairwise(lamp)]
    return any(spans[i : i + 3] == [(True, True), (False, True), (True, True)] for i in range(len(spans)))


def light(before: Iterable[Entry], since: Iterable[Entry], pin: int) -> str:
    """Return what a lamp did ``since`` the press: it blinked, or is lit or dark in the end."""
    own = [change["lit"] for change in since if change["pin"] == pin]
    if len(own) >= BLINKS:
        return "blinks"
    levels = [*(change["lit"] for change in before if change["pin"] == pin), *own]
    return "lit" if levels and levels[-1] else "dark"


def lost(rounds: Iterable[Round]) -> list[str]:
    """Return, a sentence each, what was lost, or came out twice without saying so."""
    return [f"{one.fault} ({one.connection}): {said}" for one in rounds for said in _lost(one)]


def _lost(one: Round) -> Iterable[str]:
    if one.ticket is None:
        yield "the press brought no number"
        return
    mine = [paper for paper in one.papers if paper.number == one.ticket]
    if one.outcome != "printed":
        yield f"the dispatcher was told of {one.ticket}: {one.outcome or 'nothing'}"
    if not any(paper.cut for paper in mine):
        yield f"there is no paper with {one.ticket}"
    if len([paper for paper in mine if not paper.copy]) > 1:
        yield f"{one.ticket} came out twice and does not say so"
    if foreign := [paper.number for paper in one.papers if paper.number not in (None, one.ticket)]:
        yield f"paper with another number: {', '.join(map(str, foreign))}"
