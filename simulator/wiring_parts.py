# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The symbols of a wiring drawing, each lying between two ends of one horizontal wire; they know no pin."""

from collections.abc import Mapping, Sequence

from simulator.drawing import COPPER, GROUND, INK, LAMP, PALE, PAPER, SOFT, Drawing, Point

RESISTOR, DIODE, BUTTON = 46.0, 26.0, 44.0
"""How long each is along its wire."""


def button(drawing: Drawing, x: float, y: float, ink: str = COPPER) -> None:
    """Draw a push-button, open, beginning at ``x``."""
    drawing.dot(x + 6, y, 4, fill=PAPER, stroke=ink)
    drawing.dot(x + BUTTON - 6, y, 4, fill=PAPER, stroke=ink)
    drawing.line([(x + 4, y - 9), (x + BUTTON - 4, y - 9)], ink)
    drawing.line([(x + BUTTON / 2, y - 9), (x + BUTTON / 2, y - 15)], ink)
    drawing.line([(x + BUTTON / 2 - 7, y - 15), (x + BUTTON / 2 + 7, y - 15)], ink)


def contact(drawing: Drawing, x: float, y: float, *, rests_closed: bool = False) -> None:
    """Draw the contact of a relay, beginning at ``x``: open or closed while nothing is wrong."""
    drawing.dot(x + 6, y, 4, fill=PAPER, stroke=COPPER)
    drawing.dot(x + BUTTON - 6, y, 4, fill=PAPER, stroke=COPPER)
    drawing.line([(x + 9, y - 2), (x + BUTTON - 8, y - (4 if rests_closed else 16))], COPPER)


def resistor(drawing: Drawing, x: float, y: float, ink: str = LAMP) -> None:
    """Draw a resistor (IEC 60617), beginning at ``x``."""
    drawing.box(x, y - 8, RESISTOR, 16, fill=PAPER, stroke=ink)


def led(drawing: Drawing, x: float, y: float, *, to_right: bool = True, ink: str = LAMP) -> None:
    """Draw a LED beginning at ``x``; its current goes to the right, or to the left."""
    diode(drawing, x, y, to_right=to_right, ink=ink, fill=PALE)
    for at in (8, 16):
        drawing.line([(x + at, y - 13), (x + at + 7, y - 21)], ink, 1.5)
        drawing.line([(x + at + 2.5, y - 21), (x + at + 7, y - 21), (x + at + 7, y - 16.5)], ink, 1.5)


def diode(drawing: Drawing, x: float, y: float, *, to_right: bool = True, ink: str = INK, fill: str = PAPER) -> None:
    """Draw a diode beginning at ``x``."""
    base, tip = (x, x + DIODE) if to_right else (x + DIODE, x)
    drawing.shape([(base, y - 11), (base, y + 11), (tip, y)], fill, ink)
    drawing.line([(tip, y - 11), (tip, y + 11)], ink)


def ground(drawing: Drawing, x: float, y: float) -> None:
    """Draw the sign of ground, hanging from a wire that ends here."""
    for half, below in ((14, 0), (9, 6), (4, 12)):
        drawing.line([(x - half, y + below), (x + half, y + below)], GROUND)


def block(
    drawing: Drawing,
    corner: Point,
    size: Point,
    title: Sequence[str],
    left: Mapping[str, float] | None = None,
    right: Mapping[str, float] | None = None,
) -> None:
    """Draw a thing as a box with its name in lines, and its terminals, each by its height on the drawing."""
    (x, y), (width, height) = corner, size
    drawing.box(x, y, width, height, fill=PALE, stroke=INK, round_=8)
    for number, line in enumerate(title):
        drawing.text(
            x + width / 2, y + 26 + number * 19, line, 15 if number == 0 else 12.5, "middle",
            bold=number == 0, ink=INK if number == 0 else SOFT, ground=PALE,
        )  # fmt: skip
    for name, at in (left or {}).items():
        drawing.dot(x, at, 6, fill=PAPER)
        drawing.text(x + 13, at + 5, name, 13, ground=PALE)
    for name, at in (right or {}).items():
        drawing.dot(x + width, at, 6, fill=PAPER)
        drawing.text(x + width - 13, at + 5, name, 13, "end", ground=PALE)


def heading(drawing: Drawing, uk: str, en: str, *, example: bool = False) -> None:
    """Write what the drawing is, in two languages; and whether it is none of the centre's."""
    drawing.text(40, 52, f"{uk} – приклад, тут його немає" if example else uk, 24, bold=True)
    drawing.text(40, 82, f"{en} – an example, there is none here" if example else en, 16, ink=SOFT)


def notes(drawing: Drawing, y: float, *lines: str) -> None:
    """Write what must be known beside the drawing, a line each; Ukrainian first, English below it, softer."""
    for number, line in enumerate(lines):
        drawing.text(40, y + number * 24, line, 14.5, ink=INK if number % 2 == 0 else SOFT)
