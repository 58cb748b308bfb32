# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where things stand on a hall screen, from centre.toml alone, so that nothing moves; it knows no calls.

Why numbers jump stands at the foot of all, in every language of the centre. It never costs the calls a row: rather it
is set smaller, the header gets lower, it goes below the waiting lines, or only its first language is shown.
"""

import functools
from collections.abc import Iterator

from centre import config
from centre.config import CentreFile
from display import groups, stack
from display.footnote import CAPS, parts_of, sentences
from display.picture import line_height
from display.places import HEADING, LEAST_LINE, Layout, Screen, Wish, aside_width, places
from display.row_size import least_cap, usual_row_in_caps
from display.typeset import SMALLEST

__all__ = ["Layout", "layout"]

TIGHT = (1.0, 0.86, 0.75)
"""What is left of header and headings where the foot needs the rest, most first."""


@functools.lru_cache(maxsize=8)
def layout(centre: CentreFile, display: config.Display, *, foot: bool) -> Layout:
    """Return the places of this screen in this centre; ``said`` is what its foot says, if it has one."""
    width, height = display.width_px, display.height_px
    screen = Screen(width, height, least_cap(display), usual_row_in_caps(centre), groups.count(centre))
    plain = places(screen, Wish())
    needed = screen.fit(plain.calls).needed
    said = sentences(centre) if foot else ()
    for shown in dict.fromkeys((said, said[:1])) if said else ():
        for wish in _wishes(screen, shown, plain, needed):
            place = places(screen, wish)
            if _sound(place, needed) and _listed(place, screen) >= min(_listed(plain, screen), screen.lines):
                return place._replace(said=shown)
    return _somehow(screen, said[:1], plain, needed) or plain


def _wishes(screen: Screen, said: tuple[str, ...], plain: Layout, needed: int) -> Iterator[Wish]:
    """Yield where the sentences could stand, best first."""
    high = [_height(screen, said, share, screen.across - 2 * screen.margin) for share in CAPS]
    yield from (Wish(foot=foot, tight=tight) for tight in TIGHT for foot in high)
    if plain.panel:
        yield Wish(aside=_height(screen, said, CAPS[-1], aside_width(screen)))
    yield from (Wish(foot=foot, tight=TIGHT[-1], calls=needed) for foot in high)


def _somehow(screen: Screen, said: tuple[str, ...], plain: Layout, needed: int) -> Layout | None:
    """Return the places with the sentence at the cost of the shortest queues, None where even that has no room."""
    found = [places(screen, wish) for wish in _wishes(screen, said, plain, needed)] if said else []
    sound = [place for place in found if _sound(place, needed) and _listed(place, screen)]
    best = max(sound, key=lambda place: _listed(place, screen), default=None)
    return best and best._replace(said=said)


def _sound(place: Layout, needed: int) -> bool:
    """Return whether the calls keep their rows, and the clock has room for the date below it."""
    return place.calls.height >= needed and int(0.3 * place.clock.height) > line_height(SMALLEST)


def _height(screen: Screen, said: tuple[str, ...], share: float, room: int) -> int:
    """Return the height of the sentences; more than the screen has when a word is too wide."""
    return stack.height(parts_of(said), int(share * screen.unit), room) or screen.down


def _listed(place: Layout, screen: Screen) -> int:
    """Return how many waiting lines have room."""
    below = place.waiting.height - round(HEADING * screen.unit)
    return max(place.columns * int(below / (LEAST_LINE * screen.unit)), 0)
