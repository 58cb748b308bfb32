# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where choices stand on a screen that can be touched, and how high their words are. Pure; it draws nothing."""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from centre.glyphs import width
from centre.picture import Rect
from centre.stack import Part, height, largest
from kiosk.measures import Measures
from kiosk.pages import Choice

STEP = 0.96
FEW = 2
ENOUGH, SHAPE = 0.7, 3
"""A share of the highest labels from which it does not matter whether they could be higher; a tile's best shape."""

STATE_SHARE = 0.8
"""What stands below a label is lower than it, where both may be."""

Words = tuple[str, str]
"""A label, and what stands below it: its state, or nothing."""


class Tile(NamedTuple):
    """A choice at its place; ``cap`` is the height of its capitals, the same on all of one block."""

    choice: Choice
    area: Rect
    words: Words
    cap: int


class Labelled(NamedTuple):
    """A choice and its words, now and at the most: nothing moves when a service closes, or priority is chosen."""

    choice: Choice
    words: Words
    most: Words


def parts(words: Words, cap: int, least: int) -> list[Part]:
    """Return the words as they are set at this height of capitals, none below ``least``; colours are the drawer's."""
    label, state = words
    share = min(max(STATE_SHARE, least / cap), 1.0)
    # A share that rounds down must not fall below the least.
    share = share if round(share * cap) >= min(least, cap) else 1.0
    return [Part(label, "snow", even=True), *([Part(state, "snow", share)] if state else [])]


def caps(most: float, least: int) -> Iterator[float]:
    """Yield heights from the largest to the least, which is tried last."""
    while most > least:
        yield most
        most *= STEP
    yield least


def grid(measures: Measures, area: Rect, choices: Sequence[Labelled], least: int) -> list[Tile] | None:
    """Return the choices in rows of equal tiles at the bottom of the area, in the way that lets words be highest.

    None where not all words are inside their tiles at ``least``. Of ways that are good enough the one with the fewest
    empty places, and then with tiles of the best shape.
    """
    enough = round(ENOUGH * measures.label_most)
    ways = [
        (min(cap, enough), -(-len(choices) % columns), -abs(places[0].width / places[0].height - SHAPE), places)
        for columns in range(1, 5)
        if (places := _places(measures, area, len(choices), columns))
        and (cap := _common_cap(measures, places, [one.most for one in choices], least))
    ]
    if not ways:
        return None
    _, _, _, places = max(ways, key=lambda way: way[:3])
    cap = _common_cap(measures, places, [one.words for one in choices], least)
    return [Tile(one.choice, place, one.words, cap) for one, place in zip(choices, places, strict=True)]


def bar(measures: Measures, area: Rect, choices: Sequence[Labelled], least: int) -> list[Tile] | None:
    """Return the choices beside each other at the bottom of the area, each as wide as it needs; None without room."""
    if not choices:
        return []
    if area.height < measures.bar:
        return None
    most = min(measures.label_most, max(least, int(measures.bar / 3.5)))
    for cap in map(int, caps(most, least)):
        needs = [_needs(measures, one.most, cap, least) for one in choices]
        room = area.width - measures.gap * (len(choices) - 1)
        if sum(needs) <= room:
            return _spread(measures, area, choices, needs, cap)
    return None


def bars(measures: Measures, area: Rect, choices: Sequence[Labelled], least: int) -> list[Tile] | None:
    """Return a bar, in two rows if one has no room for all."""
    if one := bar(measures, area, choices, least):
        return one
    if not choices:
        return []
    for cut in sorted(range(1, len(choices)), key=lambda cut: abs(2 * cut - len(choices))):
        lower = bar(measures, area, choices[cut:], least)
        above = area._replace(height=area.height - measures.bar - measures.gap)
        upper = bar(measures, above, choices[:cut], least)
        if lower and upper:
            return upper + lower
    return None


def keypad(measures: Measures, area: Rect, digits: Sequence[Labelled]) -> list[Tile]:
    """Return ten digits as on a telephone, at the bottom of the area and in its middle; the area has room for them."""
    gap = measures.gap
    tall = max(min((area.height - 3 * gap) // 4, measures.key_most), measures.target)
    wide = min((area.width - 2 * gap) // 3, max(round(1.3 * tall), measures.target))
    left, top = area.left + (area.width - 3 * wide - 2 * gap) // 2, area.bottom - 4 * tall - 3 * gap
    places = [(i % 3, i // 3) for i in range(9)] + [(1, 3)]
    cap = min(round(0.4 * tall), 2 * measures.label_most)
    return [
        Tile(one.choice, Rect(left + x * (wide + gap), top + y * (tall + gap), wide, tall), one.words, cap)
        for one, (x, y) in zip(digits, places, strict=True)
    ]


def top_of(tiles: Sequence[Tile], area: Rect) -> int:
    """Return the first line that tiles use, the end of the area if there are none."""
    return min((tile.area.top for tile in tiles), default=area.bottom)


def inner(measures: Measures, tile: Rect) -> Rect:
    """Return the part of a tile in which its words stand."""
    return tile.inset(measures.pad, 0)


def _places(measures: Measures, area: Rect, count: int, columns: int) -> list[Rect]:
    """Return equal places in so many columns, at the bottom of the area; none if they would be too small."""
    rows, gap = -(-count // columns), measures.gap
    wide, tall = (area.width - gap * (columns - 1)) // columns, (area.height - gap * (rows - 1)) // rows
    tall = min(tall, max(measures.tile_most, measures.target))
    if columns > count or wide < measures.target or tall < measures.target:
        return []
    top = area.bottom - rows * tall - gap * (rows - 1)
    every = itertools.product(range(rows), range(columns))
    return [Rect(area.left + x * (wide + gap), top + y * (tall + gap), wide, tall) for y, x in every][:count]


def _common_cap(measures: Measures, places: Sequence[Rect], every: Sequence[Words], least: int) -> int:
    """Return the largest height of capitals at which all words are inside their places, 0 if there is none."""
    cap = measures.label_most
    for place, words in zip(places, every, strict=True):
        room = inner(measures, place)
        # With some air above and below, if there is any.
        cap = _cap(room.inset(0, measures.pad // 2), words, cap, least) or _cap(room, words, cap, least)
        if not cap:
            return 0
    return cap


def _cap(area: Rect, words: Words, most: int, least: int) -> int:
    for cap in map(int, caps(most, least)):
        if largest(area, parts(words, cap, least), [cap]):
            return cap
    return 0


def _needs(measures: Measures, words: Words, cap: int, least: int) -> int:
    """Return the least width in which the words are no higher than a bar; a target's at least."""
    label, state = words
    longest = max(width(word, cap) for word in (*label.split(" "), state))
    whole = width(label, cap)
    for room in (longest, *sorted(_breaks(label, cap)), whole):
        tall = height(parts(words, cap, least), cap, max(room, longest))
        if tall is not None and tall <= measures.bar - 2 * measures.frame:
            return max(max(room, longest) + 2 * measures.pad, measures.target)
    return whole + measures.width


def _breaks(label: str, cap: int) -> list[int]:
    """Return the widths of all beginnings and ends of a label: at one of them it breaks best."""
    words = label.split(" ")
    cuts = range(1, len(words))
    return [max(width(" ".join(words[:cut]), cap), width(" ".join(words[cut:]), cap)) for cut in cuts]


def _spread(measures: Measures, area: Rect, choices: Sequence[Labelled], needs: Sequence[int], cap: int) -> list[Tile]:
    """Give what is left to all alike; one or two do not become wider than they look well."""
    gap = measures.gap
    left_over = area.width - sum(needs) - gap * (len(needs) - 1)
    more = left_over // len(needs)
    if len(choices) <= FEW:
        more = min(more, max(measures.alone_most - max(needs), 0))
    whole = sum(needs) + more * len(needs) + gap * (len(needs) - 1)
    left, tiles = area.left + (area.width - whole) // 2, list[Tile]()
    for one, need in zip(choices, needs, strict=True):
        place = Rect(left, area.bottom - measures.bar, need + more, measures.bar)
        tiles.append(Tile(one.choice, place, one.words, cap))
        left += need + more + gap
    return tiles
