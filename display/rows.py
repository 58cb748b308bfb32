# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The calls, as big as the hall needs them, the newest on top: ticket left, window right; it knows no clock."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from centre.config import Language
from centre.messages import Call
from centre.picture import Box, Colour, Element, Rect, Text, line_height
from centre.typeset import Style
from display.fresh import key
from display.moment import STILL, Moment
from display.row_middle import Row, middles
from display.row_size import LINE, PAD, SLACK, fit

NEWEST = 1.15
"""How much larger than the others the newest call is, where the screen is wide enough."""

BREATH = 0.6
"""How far the ends of a pulsing row draw in, a share of the room before its ticket."""

BETWEEN = 0.03
"""What parts two marked rows, a share of a capital, where the rows have that air."""


class Plan(NamedTuple):
    """How many rows there are, how much higher the newest is, and how high its capitals and the others' are."""

    rows: int
    newest: float
    newest_cap: int
    cap: int


class Look(NamedTuple):
    """The colours of the rows; while the centre is lost they are dimmed, and still readable.

    Without a ``mark`` no row stands out: all were called before an alert, and nobody is to come now. Only where the
    hall is called something ``new`` is any call but the newest marked, or does a row pulse.
    """

    text: Colour = "snow"
    mark: Colour | None = "amber"
    new: bool = False


FRESH, STALE, PAUSED = Look(new=True), Look(text="dim", mark="dim"), Look(mark=None)


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


def rows(
    area: Rect,
    calls: Sequence[Call],
    plan: Plan,
    look: Look,
    languages: Sequence[Language] = ("uk",),
    moment: Moment = STILL,
) -> Iterator[Element]:
    """Draw the calls from the top; who is called now is marked by inverse colours, never by colour alone.

    So is the newest, by its size too, until its citizen has come.
    """
    lines: list[Row] = []
    above_marked = True  # over the first row no line is drawn
    for place, (slot, call) in enumerate(zip(slots(area, plan), calls, strict=False)):
        mark = look.mark if _is_marked(call, place, look, moment) else None
        drawn_in = moment.beat and look.new and key(call) in moment.pulsing
        cap = plan.newest_cap if place == 0 else plan.cap
        if mark:
            yield _ground(slot, mark, cap, plan, below_marked=place > 0 and above_marked, drawn_in=drawn_in)
        elif not above_marked:
            yield Box(slot._replace(height=2), "rule")
        above_marked = bool(mark)
        style = Style("night", mark) if mark else Style(look.text)
        lines.append(Row(call, *_ends_of_row(slot, call, cap, ends(area, plan), style), bool(mark), drawn_in))
    for row in lines:
        yield row.ticket
        yield row.window
    yield from middles(lines, languages, moment.page)


def slots(area: Rect, plan: Plan) -> Iterator[Rect]:
    """Yield where the rows stand, from the top."""
    height = (area.height - SLACK) / (plan.rows - 1 + plan.newest)
    top = area.top
    for row in range(plan.rows):
        bottom = area.top + round(height * (row + plan.newest))
        yield Rect(area.left, top, area.width, bottom - top)
        top = bottom


def ends(area: Rect, plan: Plan) -> tuple[int, int]:
    """Return where the tickets begin and the window numbers end."""
    pad = round(PAD * plan.cap)
    return area.left + pad, area.right - pad


def _is_marked(call: Call, place: int, look: Look, moment: Moment) -> bool:
    return not call.serving and (place == 0 or (look.new and key(call) in moment.marked))


def _ground(slot: Rect, mark: Colour, cap: int, plan: Plan, *, below_marked: bool, drawn_in: bool) -> Box:
    """Return the inverse ground of a row: parted from a marked one above it, its ends drawn in at one half of a pulse.

    It holds the whole line always, so the number is read at every moment.
    """
    spare = (slot.height - line_height(cap)) // 2 - 1
    gap = min(round(BETWEEN * cap) + 1, max(spare, 0)) if below_marked else 0
    return Box(
        slot._replace(top=slot.top + gap, height=slot.height - gap).inset(_breath(plan) if drawn_in else 0), mark
    )


def _breath(plan: Plan) -> int:
    return round(BREATH * PAD * plan.cap)


def _ends_of_row(slot: Rect, call: Call, cap: int, sides: tuple[int, int], style: Style) -> tuple[Text, Text]:
    above = -Text("", 0, 0, cap, *style).area.top
    top = slot.top + (slot.height - line_height(cap)) // 2 + above
    left = Text(call.ticket, sides[0], top, cap, style.colour, style.background)
    return left, Text(str(call.window), sides[1], top, cap, style.colour, style.background, "right")
