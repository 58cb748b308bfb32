# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How many wait for each service, and why one gives no tickets; small, for those who stand near; it knows no calls."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from centre.picture import Element, Rect, Text
from centre.stack import SECOND, Part, largest, stack
from centre.typeset import SMALLEST, Style, Try, block
from display.groups import Line
from display.places import HEADING, LEAST_LINE, Layout
from display.waiting_line import Ink, Sizes, calm, waiting_line

HIGHEST = 0.11
"""A line's height as a share of the screen's shorter side; below LEAST_LINE the shortest queues are left out."""

TALLER = 1.7
"""How much higher a row is in which a line says why it gives no tickets, where there is room."""

NOTICE = (0.021, 0.019, 0.017)
"""Capitals of what holds for all services, shares of the shorter side."""

AFTER_NOTICE, BESIDE = 0.015, 0.04
"""The air below it, or between it and the heading where it stands beside that, shares of the shorter side."""


class List(NamedTuple):
    """What the panel says; ``notice`` holds for all services. Each text is in all languages of the centre."""

    heading: tuple[str, ...]
    notice: tuple[str, ...]
    lines: tuple[Line, ...]


def waiting(place: Layout, listed: List, *, stale: bool) -> Iterator[Element]:
    """Draw the waiting lines in the order of the board, dimmed while the centre is lost."""
    if not listed.lines:
        return
    ink = Ink.of("panel" if place.panel else "night", stale=stale)
    heading = place.waiting._replace(height=round(HEADING * place.unit))
    tries = [Try(share * place.unit) for share in (0.025, 0.022, 0.019, 0.017, 0.015, 0.013)]
    headed = block(heading, " · ".join(listed.heading), tries, Style("mist", ink.ground))
    yield from headed
    area = Rect(heading.left, heading.bottom, heading.width, place.waiting.bottom - heading.bottom)
    left = headed[-1].area.right + round(BESIDE * place.unit)
    beside = _notice(heading._replace(left=left, width=heading.right - left), listed.notice, ink, place.unit)
    said = beside or _at_top(area, _notice(area._replace(height=area.height // 3), listed.notice, ink, place.unit))
    yield from said
    below = said[-1].area.bottom + round(AFTER_NOTICE * place.unit) if said and not beside else area.top
    yield from _lines(area._replace(top=below, height=area.bottom - below), listed.lines, place, ink)


def _notice(area: Rect, notice: Sequence[str], ink: Ink, unit: int) -> list[Text]:
    """Return what holds for all services, in the middle of the area's height, if it has room there."""
    parts = [Part(text, ink.reason, SECOND if i else 1.0) for i, text in enumerate(notice)]
    cap = largest(area, parts, (share * unit for share in NOTICE)) if area.width > 0 else None
    return stack(area, parts, cap, Style(ink.reason, ink.ground)) if cap else []


def _at_top(area: Rect, texts: Sequence[Text]) -> list[Text]:
    """Return the lines moved up to the area's top."""
    up = texts[0].area.top - area.top if texts else 0
    return [msgspec.structs.replace(text, top=text.top - up) for text in texts]


def _lines(area: Rect, lines: Sequence[Line], place: Layout, ink: Ink) -> Iterator[Element]:
    """Draw as many lines as can be whole; where not even one can, the last resort of waiting_line."""
    most = min(place.columns * int(area.height / (LEAST_LINE * place.unit)), len(lines))
    for count in range(most, 0, -1):
        shown = _shown(lines, count)
        cells = list(_cells(area, shown, place))
        sizes = Sizes.of(cells, shown, place.unit, ink)
        name = calm(cells, shown, sizes, place.unit)
        if name or count == 1:
            for cell, line in zip(cells, shown, strict=True):
                yield from waiting_line(cell, line, sizes, name or SMALLEST)
            return


def _shown(lines: Sequence[Line], most: int) -> list[Line]:
    """Return the closed services and the longest queues that have room, in their old order."""
    first = sorted(lines, key=lambda line: (not line.reason, -line.waiting))[:most]
    return [line for line in lines if line in first]


def _cells(area: Rect, lines: Sequence[Line], place: Layout) -> Iterator[Rect]:
    """Yield a cell for each line, down the columns, in rows that go through all columns."""
    per_column = math.ceil(len(lines) / place.columns)
    gap = round(0.04 * place.unit)
    across = (area.width - gap * (place.columns - 1)) // place.columns
    rows = _rows(
        area.height, [any(line.reason for line in lines[i::per_column]) for i in range(per_column)], place.unit
    )
    for i in range(len(lines)):
        column, row = divmod(i, per_column)
        top, bottom = int(sum(rows[:row])), int(sum(rows[: row + 1]))
        yield Rect(area.left + column * (across + gap), area.top + top, across, bottom - top)


def _rows(room: int, reasons: Sequence[bool], unit: int) -> list[float]:
    """Return the heights of the rows: as even as the reasons allow, and none below the least."""
    taller = sum(reasons)
    even = room / len(reasons)
    usual = room / (len(reasons) + (TALLER - 1) * taller)
    usual = min(max(usual, min(even, LEAST_LINE * unit)), HIGHEST * unit)
    high = min(TALLER * usual, (room - usual * (len(reasons) - taller)) / max(taller, 1))
    return [high if reason else usual for reason in reasons]
