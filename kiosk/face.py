# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a page of the kiosk's screen looks like, and where it can be touched: pure.

Ukrainian first, each language whole before the next. Words are at least 7.3 mm high, on targets 4.9 mm: see
kiosk.measures. Where that leaves no room for all of them, kiosk.wordings has shorter ones. What a ground tells by its
colour stands there in words.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from centre.config import CentreFile
from centre.config_kiosks import KioskScreen
from centre.picture import Box, Element, Picture, Rect
from centre.stack import Part, height, largest, stack
from centre.typeset import SMALLEST, Style
from kiosk import labels, said, tiles, wordings
from kiosk.looks import FIRST, look, paint
from kiosk.measures import Measures
from kiosk.pages import Page
from kiosk.tiles import Labelled, Tile

LARGEST = 0.14
"""The largest capital of a page of words, a share of the shorter side."""


class Target(NamedTuple):
    """Where a choice can be touched."""

    name: str
    area: Rect


class Face(NamedTuple):
    """A page as it is shown."""

    picture: Picture
    targets: tuple[Target, ...] = ()


class _Drawer:
    """Draws one page on one screen."""

    def __init__(self, centre: CentreFile, screen: KioskScreen, page: Page, pressed: str) -> None:
        self.centre, self.page, self.pressed, self.touch = centre, page, pressed, screen.touch
        self.measures, self.look = Measures(screen), look(page)

    def ways(self) -> Iterator[list[Part]]:
        """Yield what the page may say, best first."""
        spoken = [said.said(self.centre, self.page, one, touch=self.touch) for one in self.page.languages]
        yield from (wordings.parts(way, self.look) for way in wordings.ways(spoken))

    def words(self, area: Rect, most: float) -> list[Element]:
        """Return the words of a page that has nothing else, or of the first way that has room in the area."""
        cap, parts = wordings.fitting(area, list(self.ways()), self.measures.read_cap, most)
        return self.set(area, parts, cap)

    def set(self, area: Rect, parts: Sequence[Part], cap: int) -> list[Element]:
        """Return parts, set."""
        return [*stack(area, parts, cap, Style(self.look.ink, self.look.ground, "centre"))]

    def labelled(self, *, first: bool, short: bool = False) -> list[Labelled]:
        """Return the choices that have their place in the grid, or the others, each with its words."""
        language, zone = self.page.languages[0], self.centre.centre.time_zone
        choices = [choice for choice in self.page.choices if (choice.kind in FIRST) == first]
        written = [labels.label(self.centre, choice, self.page, language, short=short) for choice in choices]
        states = [labels.state(choice, language, self.page.opens_at, zone) for choice in choices]
        return [
            Labelled(choice, (label, state), labels.at_most(choice, label, language))
            for choice, label, state in zip(choices, written, states, strict=True)
        ]

    def tile(self, tile: Tile) -> Iterator[Element]:
        """Yield what a target is made of; the one in focus has a frame of its own with room between."""
        colours = paint(self.look, tile.choice, pressed=tile.choice.name == self.pressed)
        measures, area, fill_in = self.measures, tile.area, tile.area
        if tile.choice.name == self.page.focus:
            yield Box(self._round(area, measures.gap // 2), self.look.focus, measures.corner)
            yield Box(self._round(area, measures.gap // 6), self.look.ground, measures.corner)
        if colours.frame:
            yield Box(area, colours.frame, measures.corner)
            fill_in = area.inset(measures.frame, measures.frame)
        yield Box(fill_in, colours.fill, measures.corner - (measures.frame if colours.frame else 0))
        parts = [part._replace(colour=colours.ink) for part in tiles.parts(tile.words, tile.cap, measures.touch_cap)]
        yield from stack(tiles.inner(measures, area), parts, tile.cap, Style(colours.ink, colours.fill, "centre"))

    def _round(self, area: Rect, more: int) -> Rect:
        """Return an area grown on all sides, as far as the screen goes."""
        left, top = max(area.left - more, 0), max(area.top - more, 0)
        right = min(area.right + more, self.measures.width)
        return Rect(left, top, right - left, min(area.bottom + more, self.measures.height) - top)


def draw(centre: CentreFile, screen: KioskScreen, page: Page, pressed: str = "") -> Face:
    """Return the page; ``pressed`` is the choice that is touched at this moment, "" if none is.

    Only a screen too small for the shortest words shows them smaller than they should be.
    """
    drawer = _Drawer(centre, screen, page, pressed)
    measures = drawer.measures
    if not screen.touch or not page.choices:
        elements = drawer.words(_wide(measures), LARGEST * measures.shorter)
        return _face(drawer, elements, [])
    if page.kind == "code":
        return _with_keypad(drawer)
    return _with_tiles(drawer)


def fits(centre: CentreFile, screen: KioskScreen, page: Page) -> bool:
    """Return whether all words of a page have room at the height that they should have."""
    drawer = _Drawer(centre, screen, page, "")
    return _laid(drawer, drawer.measures.read_cap, drawer.measures.touch_cap) is not None


def _wide(measures: Measures) -> Rect:
    """Return the whole screen but for a margin."""
    unit = 0.01 * measures.shorter
    return Rect(0, 0, measures.width, measures.height).inset(round(3 * unit), round(unit))


def _with_tiles(drawer: _Drawer) -> Face:
    """Return a page of words above targets; where all has no room as it should be, the words on targets go smaller."""
    measures = drawer.measures
    for shrink in (1.0, 0.8, 0.6, 0.4):
        least = max(round(shrink * measures.touch_cap), SMALLEST)
        read = max(round(shrink * measures.read_cap), SMALLEST)
        if laid := _laid(drawer, read, least):
            parts, placed = laid
            area, cap = _above(measures, placed, parts, wordings.least_of(parts, read))
            return _face(drawer, drawer.set(area, parts, cap), placed)
    return _face(drawer, drawer.words(_wide(measures), LARGEST * measures.shorter), [])


def _above(measures: Measures, placed: Sequence[Tile], parts: Sequence[Part], least: int) -> tuple[Rect, int]:
    """Return where words stand above targets, with room between if there is any, and how high their capitals are."""
    whole = measures.area._replace(height=tiles.top_of(placed, measures.area) - measures.area.top)
    for area in (whole._replace(height=whole.height - measures.gap), whole):
        if cap := largest(area, parts, tiles.caps(measures.headline_most, least)):
            return area, cap
    return whole, SMALLEST


def _laid(drawer: _Drawer, read_cap: int, touch_cap: int) -> tuple[list[Part], list[Tile]] | None:
    """Return the first way to say it that leaves room for all targets, and these; None if there is none."""
    measures = drawer.measures
    for parts in drawer.ways():
        cap = wordings.least_of(parts, read_cap)
        needed = height(parts, cap, measures.area.width)
        if needed is None:
            continue
        below = measures.area._replace(top=measures.area.top + needed, height=measures.area.height - needed)
        for short in (False, True):
            if placed := _tiles(drawer, below, touch_cap, short=short):
                return parts, placed
    return None


def _tiles(drawer: _Drawer, area: Rect, least: int, *, short: bool) -> list[Tile] | None:
    """Return what came for above what is beside it, both at the bottom of the area."""
    measures = drawer.measures
    low = tiles.bars(measures, area, drawer.labelled(first=False, short=short), least)
    first = drawer.labelled(first=True)
    if low is None or not first:
        return low
    bottom = tiles.top_of(low, area) - (measures.gap if low else 0)
    high = tiles.grid(measures, area._replace(height=bottom - area.top), first, least)
    return None if high is None else high + low


def _with_keypad(drawer: _Drawer) -> Face:
    """Return the page of a code: the words beside the keypad, on an upright screen above it."""
    measures, area = drawer.measures, drawer.measures.area
    digits = drawer.labelled(first=True)
    if measures.upright:
        low = tiles.bars(measures, area, drawer.labelled(first=False), measures.touch_cap) or []
        bottom = tiles.top_of(low, area) - measures.gap
        pad = tiles.keypad(measures, Rect(area.left, bottom - area.height // 2, area.width, area.height // 2), digits)
        words = area._replace(height=tiles.top_of(pad, area) - measures.gap - area.top)
    else:
        wide = max(area.width * 45 // 100, 3 * measures.target + 2 * measures.gap)
        pad = tiles.keypad(measures, _tall_enough(measures)._replace(left=area.right - wide, width=wide), digits)
        left = area._replace(width=area.width - wide - 2 * measures.gap)
        low = tiles.bars(measures, left, drawer.labelled(first=False), measures.touch_cap) or []
        words = left._replace(height=tiles.top_of(low, area) - measures.gap - area.top)
    return _face(drawer, drawer.words(words, measures.headline_most), pad + low)


def _tall_enough(measures: Measures) -> Rect:
    """Return where a keypad may stand: on a screen where its four rows leave no margin, up to the edges."""
    if measures.area.height >= 4 * measures.target + 3 * measures.gap:
        return measures.area
    return measures.area._replace(top=0, height=measures.height)


def _face(drawer: _Drawer, words: Sequence[Element], placed: Sequence[Tile]) -> Face:
    """Return the page with its words and its targets, these in reading order."""
    elements = (*words, *(element for tile in placed for element in drawer.tile(tile)))
    picture = Picture(drawer.measures.width, drawer.measures.height, drawer.look.ground, elements)
    return Face(picture, tuple(Target(tile.choice.name, tile.area) for tile in placed))
