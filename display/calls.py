# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where the calls of a board stand, how many have room, and what stands over and below them; it knows no moment."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from centre.config import CentreFile, Language
from centre.config_displays import Display
from centre.messages import Call
from centre.picture import Box, Element, Rect
from centre.typeset import Style, Try, block
from display import words
from display.cycle import Cycle
from display.footnote import footnote, sentences
from display.free_rows import Way, better, free_rows, set_in
from display.moment import Moment
from display.notices import in_languages
from display.places import Layout
from display.row_size import Fit, fit, least_cap, legible_cap, row_in_caps, usual_row_in_caps
from display.rows import Look, Plan, ends, plan, rows, slots

HEADING = (0.028, 0.024, 0.02, 0.017)
"""Capitals of the headings, shares of the screen's shorter side."""


class Called(NamedTuple):
    """All the calls of which as many stand in ``area`` as have room."""

    area: Rect
    calls: tuple[Call, ...]
    plan: Plan
    look: Look
    languages: tuple[Language, ...]

    def at(self, moment: Moment) -> Iterator[Element]:
        """Draw those that stand at this moment."""
        page = moment.page or Cycle().page(self.calls, self.plan.rows, 0.0)
        yield from rows(self.area, page.calls, self.plan, self.look, self.languages, moment._replace(page=page))


def called(place: Layout, centre: CentreFile, display: Display, calls: Sequence[Call], look: Look) -> Called:
    """Return the calls in their place."""
    planned = plan(place.calls, least_cap(display), _row_in_caps(centre, calls))
    return Called(place.calls, tuple(calls), planned, look, centre.centre.languages)


def fitting(place: Layout, centre: CentreFile, display: Display, calls: Sequence[Call]) -> Fit:
    """Return how many of such calls have room."""
    return fit(place.calls, least_cap(display), _row_in_caps(centre, calls))


def headings(place: Layout, centre: CentreFile, of: Called) -> Iterator[Element]:
    """Draw what stands over the numbers and over the windows."""
    left, right = ends(place.calls, of.plan)
    area = place.headings._replace(left=left, width=right - left)
    tries = [Try(share * place.unit) for share in HEADING]
    half = area._replace(width=area.width // 2)
    yield from block(half, " · ".join(in_languages(centre, words.ticket)), tries, Style("mist"))
    other = half._replace(left=half.right)
    yield from block(other, " · ".join(in_languages(centre, words.window)), tries, Style("mist", align="right"))


def notice(place: Layout, display: Display, of: Called, said: Sequence[str]) -> list[Element]:
    """Return what all services have in common, in the rows that no call needs; nothing where there is none."""
    area = _free(of)
    if area is None or not said:
        return []
    every, alone = _ways(area, said, display, place.unit)
    way = every if better(every, alone) else alone
    if way is None:
        return []
    return [_rule_over(of, area), *set_in(area, way, place.unit), *footnote(place.foot, place.said, place.unit)]


def why_numbers_jump(place: Layout, centre: CentreFile, display: Display, of: Called) -> Iterator[Element]:
    """Draw it into the rows that no call needs; at the foot where there are none, or for a language without room."""
    area, said = _free(of), sentences(centre)
    if not area or not said:
        yield from footnote(place.foot, place.said, place.unit)
        return
    whole = area._replace(height=place.with_foot().bottom - area.top)
    every, alone = _ways(whole, said, display, place.unit)
    line = _rule_over(of, area)
    if every and better(every, alone):
        yield from (line, *set_in(whole, every, place.unit))
        return
    alone = free_rows(area, said[:1], legible_cap(display), place.unit)
    yield from (line, *set_in(area, alone, place.unit)) if alone else ()
    yield from footnote(place.foot, place.said[1 if alone else 0 :], place.unit)


def _ways(area: Rect, said: Sequence[str], display: Display, unit: int) -> tuple[Way | None, Way | None]:
    """Return how all languages are set in the area, and how the first is alone."""
    every, alone = (free_rows(area, shown, legible_cap(display), unit) for shown in (said, said[:1]))
    return every, alone


def _rule_over(of: Called, area: Rect) -> Box:
    return Box(Rect(of.area.left, area.top, of.area.width, 2), "rule")


def _free(of: Called) -> Rect | None:
    """Return the free rows below the calls, as wide as what stands in the taken ones."""
    free = list(slots(of.area, of.plan))[len(of.calls) :]
    if not free:
        return None
    left, right = ends(of.area, of.plan)
    return Rect(left, free[0].top, right - left, of.area.bottom - free[0].top)


def _row_in_caps(centre: CentreFile, calls: Sequence[Call]) -> float:
    widest = row_in_caps([call.ticket for call in calls], [call.window for call in calls])
    return max(widest, usual_row_in_caps(centre))
