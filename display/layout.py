# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where things stand on a hall screen, from centre.toml alone, so that nothing moves; it knows no calls.

Why numbers jump stands below the calls, in every language of the centre; its place is kept while nobody is called. It
costs neither a row of calls nor a waiting line: the header gets lower, and where that is not enough the sentence is set
smaller, only its first language is shown, or none.
"""

import functools
from collections.abc import Iterator

from centre.config import CentreFile
from centre.config_displays import Display
from centre.picture import line_height
from centre.typeset import SMALLEST
from display import groups
from display.footnote import heights, sentences
from display.places import HEADING, LEAST_LINE, Layout, Screen, Wish, places
from display.row_size import least_cap, usual_row_in_caps

__all__ = ["Layout", "layout"]

TIGHT = (0.86, 0.75)
"""What is left of header and headings above a foot, most first."""


@functools.lru_cache(maxsize=8)
def layout(centre: CentreFile, display: Display) -> Layout:
    """Return the places of this screen in this centre; ``said`` is what its foot says, if it has one."""
    width, height = display.width_px, display.height_px
    windows = len(centre.windows)
    screen = Screen(width, height, least_cap(display), usual_row_in_caps(centre), groups.count(centre), windows)
    plain, said = places(screen, Wish()), sentences(centre)
    needed, listed = screen.fit(plain.calls).needed, min(_listed(plain, screen), screen.lines)
    for shown in dict.fromkeys((said, said[:1])) if said else ():
        for wish in _wishes(screen, shown, plain.calls.width, needed):
            place = places(screen, wish)
            if _sound(place, needed) and _listed(place, screen) >= listed:
                return place._replace(said=shown)
    return plain


def _wishes(screen: Screen, said: tuple[str, ...], room: int, needed: int) -> Iterator[Wish]:
    """Yield where the sentences could stand, best first: the header gives way, then the waiting lines' air."""
    high = heights(said, screen.unit, room)
    yield from (Wish(foot=foot, tight=tight) for tight in TIGHT for foot in high)
    yield from (Wish(foot=foot, tight=TIGHT[-1], calls=needed) for foot in high)


def _sound(place: Layout, needed: int) -> bool:
    """Return whether the calls keep their rows, and the clock has room for the date below it."""
    return place.calls.height >= needed and int(0.3 * place.clock.height) > line_height(SMALLEST)


def _listed(place: Layout, screen: Screen) -> int:
    """Return how many waiting lines have room."""
    below = place.waiting.height - round(HEADING * screen.unit)
    return max(place.columns * int(below / (LEAST_LINE * screen.unit)), 0)
