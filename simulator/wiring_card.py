# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The drawing of one card: the Pi's connector of 40 places, and what hangs on each pin of it by centre.toml."""

from collections.abc import Sequence
from typing import Literal

from centre.places import PLACES
from simulator import wiring_parts
from simulator.drawing import COPPER, GROUND, INK, LAMP, PALE, PAPER, POWER, SOFT, Anchor, Drawing, measured
from simulator.wiring_words import Kind, Wired

WIDTH, TOP, ROW, ROWS = 1240, 128, 36, 20
MIDDLE = WIDTH / 2
PAD, BEFORE_RAIL, RAIL, WORDS = 19.0, 296.0, 318.0, 336.0
"""From the middle: to the pads of a row, to and before the wire of ground, to where words begin."""

SIZES = (15, 13.5, 12, 10.5, 9)

GROUNDS = (6, 9, 14, 20, 25, 30, 34, 39)
SUPPLIES = {1: "3.3 V", 2: "5 V", 4: "5 V", 17: "3.3 V"}
PINS = {place: pin for pin, place in PLACES.items()}
INKS: dict[Kind, str] = {"contact": COPPER, "relay": COPPER, "lamp": LAMP, "line": INK}
KINDS: dict[Kind, str] = {"contact": "кнопка button", "relay": "контакт contact", "lamp": "лампочка lamp", "line": ""}

Side = Literal[-1, 1]


def card_drawing(name: str, units: str, hang: Sequence[Wired]) -> Drawing:
    """Return the drawing of a card with these contacts and lamps."""
    drawing = Drawing(WIDTH, TOP + ROWS * ROW + 146, f"{name}: 40-pin header")
    drawing.text(40, 52, f"Картка «{name}» · card {name}", 26, bold=True)
    drawing.text(40, 82, units, 16, ink=SOFT)
    _board(drawing)
    by_place = {PLACES[one.pin]: one for one in hang}
    for place in range(1, 41):
        _place(drawing, place, by_place.get(place))
    for side in (-1, 1):
        _side(drawing, side, {place: one for place, one in by_place.items() if _side_of(place) == side})
    _legend(drawing)
    return drawing


def _board(drawing: Drawing) -> None:
    """Draw the board's edge and the connector, with what tells its first place."""
    bottom = TOP + ROWS * ROW
    drawing.box(MIDDLE - 2.3 * PAD, TOP - 12, 4.6 * PAD, ROWS * ROW + 8, fill=PALE, stroke=SOFT, round_=6)
    drawing.text(MIDDLE, TOP - 24, "картка SD з цього боку · SD card at this end", 13, "middle", ink=SOFT)
    drawing.text(
        MIDDLE, bottom + 20, "парні місця – з краю плати · even places lie at the board’s edge", 13, "middle", ink=SOFT
    )


def _place(drawing: Drawing, place: int, one: Wired | None) -> None:
    """Draw one place of the connector: its number, and the name of what it is."""
    side, y = _side_of(place), _y(place)
    x = MIDDLE + side * PAD
    used = one is not None or place in GROUNDS
    fill = INKS[one.kind] if one else GROUND if place in GROUNDS else PAPER
    drawing.dot(x, y, 13, fill=fill, stroke=INK if used else SOFT)
    ink, under = (PAPER, fill) if used else (SOFT, PAPER)
    drawing.text(x, y + 4, str(place), 11, "middle", bold=one is not None, ink=ink, ground=under)
    if one is None:
        drawing.text(
            MIDDLE + side * 50, y + 4, _idle(place), 11, _from_middle(side), ink=POWER if place in SUPPLIES else SOFT
        )


def _idle(place: int) -> str:
    if place in SUPPLIES:
        return SUPPLIES[place]
    return "GND" if place in GROUNDS else f"GPIO{PINS[place]}"


def _side(drawing: Drawing, side: Side, hang: dict[int, Wired]) -> None:
    """Draw all wires of one side, and the wire of ground that they share."""
    for place, one in hang.items():
        _wire(drawing, side, place, one)
    rows = [_y(place) for place, one in hang.items() if one.kind != "line"]
    if not rows:
        return
    free = [place for place in GROUNDS if _side_of(place) == side]
    place = min(free, key=lambda place: abs(_y(place) - sum(rows) / len(rows)))
    rail = MIDDLE + side * RAIL
    drawing.line([(rail, min(*rows, _y(place))), (rail, max(*rows, _y(place)))], GROUND, 3)
    drawing.line([(MIDDLE + side * (PAD + 13), _y(place)), (MIDDLE + side * 46, _y(place))], GROUND, 3)
    drawing.line([(MIDDLE + side * 84, _y(place)), (rail, _y(place))], GROUND, 3)
    drawing.text(
        MIDDLE + side * WORDS, _y(place) + 5, "земля, спільна · ground, shared", 14, _from_middle(side), ink=SOFT
    )
    for y in {*rows, _y(place)}:
        drawing.dot(rail, y, 4)


def _wire(drawing: Drawing, side: Side, place: int, one: Wired) -> None:
    """Draw what hangs on one pin, and say in words what it is."""
    y, ink = _y(place), INKS[one.kind]
    begin, end = MIDDLE + side * (PAD + 13), MIDDLE + side * RAIL
    drawing.line([(begin, y), (MIDDLE + side * 44, y)], ink)
    drawing.text(MIDDLE + side * 50, y + 4, f"GPIO{one.pin}", 13, _from_middle(side), bold=True, ink=ink)
    begin = MIDDLE + side * 110
    if one.kind in {"contact", "relay"}:
        _across(drawing, side, y, ink, (begin, end), ((200, wiring_parts.BUTTON),))
        sign = wiring_parts.button if one.kind == "contact" else wiring_parts.contact
        sign(drawing, _left(side, 200, wiring_parts.BUTTON), y)
    elif one.kind == "lamp":
        _across(drawing, side, y, ink, (begin, end), ((140, wiring_parts.RESISTOR), (236, wiring_parts.DIODE)))
        wiring_parts.resistor(drawing, _left(side, 140, wiring_parts.RESISTOR), y)
        drawing.text(MIDDLE + side * 163, y + 4, "330 Ω", 11, "middle", ink=LAMP)
        wiring_parts.led(drawing, _left(side, 236, wiring_parts.DIODE), y, to_right=side == 1)
    else:
        drawing.line([(begin, y), (MIDDLE + side * BEFORE_RAIL, y)], ink)
    _say(drawing, side, y, one)


def _say(drawing: Drawing, side: Side, y: float, one: Wired) -> None:
    """Write beside the wire what hangs on it; which kind of thing it is where there is room, for its sign says so."""
    what = KINDS[one.kind]
    same = one.en if one.uk != one.en else ""
    below = (" · ".join(filter(None, (what.partition(" ")[0], same, what.rpartition(" ")[2]))), same)
    x, room = MIDDLE + side * WORDS, MIDDLE - WORDS - 20
    size = next((size for size in SIZES if measured(one.uk, size, bold=True) < room), SIZES[-1])
    drawing.text(x, y - 1, one.uk, size, _from_middle(side), bold=True, ink=INKS[one.kind])
    text = next((text for text in below if measured(text, 12) < room), "")
    drawing.text(x, y + 14, text, 12, _from_middle(side), ink=SOFT)


def _across(
    drawing: Drawing, side: Side, y: float, ink: str, ends: tuple[float, float], parts: Sequence[tuple[float, float]]
) -> None:
    """Draw the wire between and beside the parts that lie in it."""
    at = ends[0]
    for begin, length in parts:
        drawing.line([(at, y), (MIDDLE + side * begin, y)], ink)
        at = MIDDLE + side * (begin + length)
    drawing.line([(at, y), (ends[1], y)], ink)


def _legend(drawing: Drawing) -> None:
    wiring_parts.notes(
        drawing,
        TOP + ROWS * ROW + 52,
        "Кнопка замикає вивід на землю, резистор їй не потрібен. Лампочка: вивід – 330 Ω – світлодіод – земля.",
        "A button joins its pin to ground and needs no resistor. A lamp: pin – 330 Ω – LED – ground.",
        "Число в кружку – місце на роз’ємі, після GPIO – число в centre.toml (pin, led_pin).",
        "The number in a circle is the place, the one after GPIO stands in centre.toml (pin, led_pin).",
    )


def _side_of(place: int) -> Side:
    return 1 if place % 2 == 0 else -1


def _y(place: int) -> float:
    return TOP + (place - 1) // 2 * ROW + 10


def _left(side: Side, begin: float, length: float) -> float:
    """Return the left end of a part that begins so far from the middle."""
    return MIDDLE + begin if side == 1 else MIDDLE - begin - length


def _from_middle(side: Side) -> Anchor:
    return "start" if side == 1 else "end"
