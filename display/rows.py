# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The calls, as big as the hall needs them, the newest on top: ticket left, window right; it knows no clock."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from centre.config import Language
from centre.messages import Call
from centre.picture import Arrow, Box, Colour, Element, Rect, Text, line_height
from centre.typeset import SMALLEST, Style, Try, block
from display import words
from display.row_size import LINE, PAD, SLACK, fit

NEWEST = 1.15
"""How much larger than the others the newest call is, where the screen is wide enough."""


class Plan(NamedTuple):
    """How many rows there are, how much higher the newest is, and how high its capitals and the others' are."""

    rows: int
    newest: float
    newest_cap: int
    cap: int


class Look(NamedTuple):
    """The colours of the rows; while the centre is lost they are dimmed, and still readable.

    Without a ``mark`` no row stands out: all were called before an alert, and nobody is to come now.
    """

    text: Colour = "snow"
    mark: Colour | None = "amber"


FRESH, STALE, PAUSED = Look(), Look(text="dim", mark="dim"), Look(mark=None)


def plan(area: Rect, least_cap: int, row_in_caps: float) -> Plan:
    """Return as many rows as fit at the least size, grown to fill the area.

    Only a row too wide for the screen is set smaller than ``least_cap``; being read comes before standing out.
    """
    count, exact, _, widest = fit(area, least_cap, row_in_caps)
    base = min(least_cap, widest)
    newest = max(1.0, min(NEWEST, exact - count + 1))
    by_height = ((area.height - SLACK) / (count - 1 + newest) - SLACK) / LINE
    cap = min(by_height, max(widest / newest, base))
    return Plan(count, newest, newest_cap=round(min(cap * newest, widest) - 0.49), cap=round(cap - 0.49))


def chosen(calls: Sequence[Call], count: int) -> list[Call]:
    """Return the calls to show, newest first; who is being served already makes room for who still has to come."""
    newest_first = sorted(calls, key=lambda call: (call.called_at, call.window), reverse=True)
    kept = sorted(newest_first, key=lambda call: call.serving)[:count]
    return [call for call in newest_first if call in kept]


def rows(
    area: Rect, calls: Sequence[Call], plan: Plan, look: Look, languages: Sequence[Language] = ("uk",)
) -> Iterator[Element]:
    """Draw the calls from the top; the newest is marked by size and inverse colours, never by colour alone."""
    marked = look.mark if calls and not calls[0].serving else None
    lines: list[tuple[Call, Text, Text]] = []
    for place, (slot, call) in enumerate(zip(_slots(area, plan), calls, strict=False)):
        inverse = marked if place == 0 else None
        if inverse:
            yield Box(slot, inverse)
        elif place > (marked is not None):
            yield Box(slot._replace(height=2), "rule")
        style = Style("night", inverse) if inverse else Style(look.text)
        cap = plan.newest_cap if place == 0 else plan.cap
        lines.append((call, *_ends_of_row(slot, call, cap, ends(area, plan), style)))
    for _, ticket, window in lines:
        yield ticket
        yield window
    yield from _middles(lines, languages)


def ends(area: Rect, plan: Plan) -> tuple[int, int]:
    """Return where the tickets begin and the window numbers end."""
    pad = round(PAD * plan.cap)
    return area.left + pad, area.right - pad


def _slots(area: Rect, plan: Plan) -> Iterator[Rect]:
    height = (area.height - SLACK) / (plan.rows - 1 + plan.newest)
    top = area.top
    for row in range(plan.rows):
        bottom = area.top + round(height * (row + plan.newest))
        yield Rect(area.left, top, area.width, bottom - top)
        top = bottom


def _ends_of_row(slot: Rect, call: Call, cap: int, sides: tuple[int, int], style: Style) -> tuple[Text, Text]:
    above = -Text("", 0, 0, cap, *style).area.top
    top = slot.top + (slot.height - line_height(cap)) // 2 + above
    left = Text(call.ticket, sides[0], top, cap, style.colour, style.background)
    return left, Text(str(call.window), sides[1], top, cap, style.colour, style.background, "right")


def _middles(lines: Sequence[tuple[Call, Text, Text]], languages: Sequence[Language]) -> Iterator[Element]:
    """Draw the arrows in one column, and around the newest's which call of the ticket this is."""
    left = max((ticket.area.right for _, ticket, _ in lines), default=0)
    right = min((window.area.left for _, _, window in lines), default=0)
    for place, (call, ticket, _) in enumerate(lines):
        arrow = _arrow((left + right) // 2, ticket)
        yield arrow
        if place == 0 and call.times > 1:
            above = Rect(left, ticket.area.top, right - left, arrow.area.top - ticket.area.top)
            yield from _times(above, above._replace(top=arrow.area.bottom), call.times, ticket, languages)


def _times(above: Rect, below: Rect, times: int, ticket: Text, languages: Sequence[Language]) -> Iterator[Element]:
    """Draw it above the arrow, and in the second language below, where nothing of the first has to give way.

    Rows too low for the smallest letters are of no hall, and go without it.
    """
    style = Style(ticket.colour, ticket.background, "centre")
    for area, language, share in zip((above, below), languages, (0.16, 0.14), strict=False):
        tries = [Try(share * ticket.cap, lines) for lines in (1, 2)]
        if area.height >= line_height(SMALLEST):
            yield from block(area, words.times_called(times, language), tries, style)


def _arrow(centre: int, ticket: Text) -> Arrow:
    """Return an arrow half way up the ticket, too small to be taken for a letter."""
    size = round(0.34 * ticket.cap)
    area = Rect(centre - size // 2, ticket.top + (ticket.cap - size) // 2, size, size)
    return Arrow(area, "mist" if ticket.colour == "snow" else ticket.colour)
