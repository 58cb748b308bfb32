# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Fits words into a rectangle: wraps, shrinks and, as a last resort, shortens with «…»; it knows no meaning of them."""

from collections.abc import Sequence
from typing import NamedTuple

from centre.glyphs import width
from centre.picture import Align, Colour, Rect, Text, cap_within, line_height

SMALLEST = 8
"""Height of a capital in pixels below which nothing is set."""


class Style(NamedTuple):
    """How a block of text looks."""

    colour: Colour
    background: Colour = "night"
    align: Align = "left"


class Try(NamedTuple):
    """One way to set a text: at most so many lines of this height of capitals."""

    cap: float
    lines: int = 1


def shorten(text: str, cap: int, room: int) -> str:
    """Return the text, or its beginning and «…», in at most ``room`` pixels; "" when not even one letter fits."""
    if width(text, cap) <= room:
        return text
    kept = text
    while kept and width(kept.rstrip(" ,.:;") + "…", cap) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,.:;") + "…" if kept.strip(" ,.:;") else ""


def wrap(text: str, cap: int, room: int) -> list[str]:
    """Return the text in lines broken at spaces; a word wider than ``room`` keeps a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(f"{lines[-1]} {word}", cap) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def block(area: Rect, text: str, tries: Sequence[Try], style: Style) -> list[Text]:
    """Set the text into the area, in the first way in which all of it fits; the last way shortens it."""
    cap, lines = _fit(area, text, tries)
    top = area.top + (area.height - line_height(cap) * len(lines)) // 2
    return lines_at(area._replace(top=top), lines, cap, style)


def lines_at(area: Rect, lines: Sequence[str], cap: int, style: Style) -> list[Text]:
    """Set the lines one below the other from the area's top, whatever its height."""
    x = {"left": area.left, "centre": area.left + area.width // 2, "right": area.right}[style.align]
    first = area.top - Text("", 0, 0, cap, "snow", "night").area.top
    return [Text(line, x, first + i * line_height(cap), cap, *style) for i, line in enumerate(lines) if line]


def _fit(area: Rect, text: str, tries: Sequence[Try]) -> tuple[int, list[str]]:
    """Return the height of capitals and the lines."""
    cap, lines, allowed = SMALLEST, [text], 1
    for trial in tries:
        cap = max(min(int(trial.cap), cap_within(area.height / trial.lines)), SMALLEST)
        allowed = max(min(trial.lines, area.height // line_height(cap)), 1)
        lines = wrap(text, cap, area.width)
        if len(lines) <= allowed and all(width(line, cap) <= area.width for line in lines):
            return cap, lines
    kept = [*lines[: allowed - 1], " ".join(lines[allowed - 1 :])]
    return cap, [shorten(line, cap, area.width) for line in kept]
