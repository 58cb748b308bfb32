# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The pictures that show whether a screen is what centre.toml says it is: pure; it opens no screen.

A pattern has a frame at the very edge, two rulers by the diagonal, a circle, greys and colours with their names. The
letters follow, as large as what must be read from the given distance (0.7 degrees, EN 301 549, 5.1.4), and marks where
it is to be touched.
"""

import math
from collections.abc import Iterator
from typing import Literal

from centre.glyphs import width
from centre.picture import Align, Box, Colour, Element, Picture, Rect, Text, line_height
from centre.sight import Measured, least_cap, pixels_per_mm
from centre.typeset import wrap

LETTERS = "Аа Бб Вв Гг Ґґ Дд Ее Єє Жж Зз Ии Іі Її Йй Кк Лл Мм Нн Оо Пп Рр Сс Тт Уу Фф Хх Цц Чч Шш Щщ Ьь Юю Яя"
SIGNS = "0 1 2 3 4 5 6 7 8 9 ’ « » № —"

LENGTHS_MM = (100, 50, 20)
"""A ruler is as long as the first of these that fits into most of the screen."""

FITS = 0.8
FRAME_PX = 2
TICK_PX = 2
DENSE = 3
"""Pixels a millimetre from which each one has its tick; else each fifth has."""

RING_MM, CROSS_MM = 6, 3
"""The radius of the ring about a mark that is to be touched, and how far its cross reaches."""

GREYS: tuple[Colour, ...] = ("black", "grey_20", "grey_40", "grey_60", "grey_80", "snow")
NAMED: tuple[tuple[Colour, Colour, str], ...] = (
    ("red", "black", "червоний"),
    ("green", "black", "зелений"),
    ("blue", "snow", "синій"),
    ("snow", "black", "білий"),
)
"""Grounds, the ink on them, and what they are called."""

Axis = Literal["across", "down"]
_ALIGN: dict[Axis, Align] = {"across": "centre", "down": "left"}


def length_mm(screen: Measured, axis: Axis) -> int:
    """Return how long the ruler is that fits."""
    pixels = screen.width_px if axis == "across" else screen.height_px
    room_mm = FITS * pixels / pixels_per_mm(screen)
    return next((length for length in LENGTHS_MM if length <= room_mm), LENGTHS_MM[-1])


def pattern(screen: Measured) -> Picture:
    """Return the frame, the rulers, the circle, the greys and the colours."""
    across, down = screen.width_px, screen.height_px
    cap = max(min(across, down) // 32, 12)
    strip = down // 9
    elements: list[Element] = [
        *_frame(across, down),
        *_ruler(screen, "across", round(0.1 * across), round(0.36 * down), cap),
        *_ruler(screen, "down", round(0.05 * across), round(0.06 * down), cap),
        *_circle(round(0.86 * across), round(0.18 * down), round(0.13 * min(across, down))),
        *_greys(Rect(FRAME_PX, down - FRAME_PX - strip, across - 2 * FRAME_PX, strip)),
        *_colours(Rect(FRAME_PX, down - FRAME_PX - 2 * strip, across - 2 * FRAME_PX, strip), round(1.4 * cap)),
    ]
    return Picture(across, down, "black", tuple(elements))


def letters(screen: Measured, distance_mm: float) -> list[Picture]:
    """Return every letter and sign as large as it must be for this distance, on as many pictures as that takes."""
    cap = least_cap(screen, distance_mm)
    margin = round(0.04 * screen.width_px)
    lines = [line for text in (LETTERS, SIGNS) for line in wrap(text, cap, screen.width_px - 2 * margin)]
    fit = max((screen.height_px - 2 * FRAME_PX) // line_height(cap), 1)
    return [_page(screen, lines[at : at + fit], cap, margin) for at in range(0, len(lines), fit)]


def mark(screen: Measured, x: int, y: int, words: str) -> Picture:
    """Return a ring with a cross in it at a pixel, what is to be touched, and words above the middle."""
    per_mm = pixels_per_mm(screen)
    radius, arm, thick = round(RING_MM * per_mm), round(CROSS_MM * per_mm), max(round(per_mm / 2), 1)
    cap = max(min(screen.width_px, screen.height_px) // 24, 12)
    elements: list[Element] = [
        *_circle(x, y, radius),
        Box(Rect(x - arm, y - thick // 2, 2 * arm + 1, thick), "snow"),
        Box(Rect(x - thick // 2, y - arm, thick, 2 * arm + 1), "snow"),
        Text(words, screen.width_px // 2, round(0.35 * screen.height_px) - cap // 2, cap, "snow", "night", "centre"),
    ]
    return Picture(screen.width_px, screen.height_px, "night", tuple(elements))


def _page(screen: Measured, lines: list[str], cap: int, left: int) -> Picture:
    top = FRAME_PX - Text("", 0, 0, cap, "snow", "night").area.top
    texts = [Text(line, left, top + n * line_height(cap), cap, "snow", "night") for n, line in enumerate(lines)]
    return Picture(screen.width_px, screen.height_px, "night", tuple(texts))


def _frame(across: int, down: int) -> Iterator[Element]:
    yield Box(Rect(0, 0, across, FRAME_PX), "snow")
    yield Box(Rect(0, down - FRAME_PX, across, FRAME_PX), "snow")
    yield Box(Rect(0, 0, FRAME_PX, down), "snow")
    yield Box(Rect(across - FRAME_PX, 0, FRAME_PX, down), "snow")


def _ruler(screen: Measured, axis: Axis, left: int, top: int, cap: int) -> Iterator[Element]:
    """Yield a ruler; from the beginning of its first tick to that of its last it is as long as its figures say."""
    per_mm, length = pixels_per_mm(screen), length_mm(screen, axis)
    step = 1 if per_mm >= DENSE else 5
    for mm in range(0, length + 1, step):
        long = 3 * cap if mm % 50 == 0 else 2 * cap if mm % 10 == 0 else cap
        at = round(mm * per_mm)
        area = Rect(left + at, top, TICK_PX, long) if axis == "across" else Rect(left, top + at, long, TICK_PX)
        yield Box(area, "snow")
        if mm in {0, length}:
            x, y = (left + at, top + 4 * cap) if axis == "across" else (left + 4 * cap, top + at)
            yield Text(f"{mm} mm" if mm else "0", x, y, cap, "snow", "black", _ALIGN[axis])


def _circle(x: int, y: int, radius: int) -> Iterator[Element]:
    """Yield a ring of boxes, one or two a row of pixels."""
    inner = radius - max(radius // 24, 3)
    for down in range(-radius, radius + 1):
        outside = math.isqrt(radius**2 - down**2)
        inside = math.isqrt(inner**2 - down**2) if abs(down) < inner else 0
        if not inside:
            yield Box(Rect(x - outside, y + down, 2 * outside + 1, 1), "amber")
            continue
        yield Box(Rect(x - outside, y + down, outside - inside, 1), "amber")
        yield Box(Rect(x + inside + 1, y + down, outside - inside, 1), "amber")


def _greys(area: Rect) -> Iterator[Element]:
    yield from (Box(part, colour) for part, colour in zip(_parts(area, len(GREYS)), GREYS, strict=True))


def _colours(area: Rect, most: int) -> Iterator[Element]:
    room = FITS * area.width / len(NAMED)
    cap = next(cap for cap in range(most, 0, -1) if all(width(name, cap) <= room for _, _, name in NAMED))
    for part, (ground, ink, name) in zip(_parts(area, len(NAMED)), NAMED, strict=True):
        yield Box(part, ground)
        yield Text(name, part.left + part.width // 2, part.top + (part.height - cap) // 2, cap, ink, ground, "centre")


def _parts(area: Rect, count: int) -> Iterator[Rect]:
    """Yield the area in equal parts beside each other."""
    for n in range(count):
        left, right = (area.left + area.width * edge // count for edge in (n, n + 1))
        yield Rect(left, area.top, right - left, area.height)
