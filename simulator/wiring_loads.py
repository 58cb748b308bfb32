# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Drawings of what hangs on a single pin: a button and a lamp from near, a driver for what takes more."""

from simulator import wiring_parts as parts
from simulator.drawing import COPPER, GROUND, INK, LAMP, PAPER, POWER, SOFT, Drawing


def button_and_lamp() -> Drawing:
    """Return a button and its lamp, with the arithmetic of the resistor."""
    drawing = Drawing(1000, 470, "A button and its lamp")
    parts.heading(drawing, "Кнопка та її лампочка", "A button and its lamp")
    parts.block(drawing, (60, 120), (210, 220), ("Raspberry Pi",), right={"pin": 180, "led_pin": 240, "GND": 310})
    drawing.line([(276, 180), (430, 180)], COPPER)
    parts.button(drawing, 430, 180)
    drawing.line([(474, 180), (760, 180), (760, 310)], COPPER)
    drawing.text(452, 148, "кнопка · button", 14, "middle", ink=COPPER)
    drawing.line([(276, 240), (400, 240)], LAMP)
    parts.resistor(drawing, 400, 240)
    drawing.line([(446, 240), (540, 240)], LAMP)
    parts.led(drawing, 540, 240)
    drawing.line([(566, 240), (760, 240)], LAMP)
    drawing.text(423, 244, "330 Ω", 11, "middle", ink=LAMP)
    drawing.text(553, 272, "довга ніжка (+) до резистора · long leg (+) to the resistor", 13, "middle", ink=LAMP)
    drawing.line([(276, 310), (760, 310)], GROUND, 3)
    drawing.dot(760, 240, 4)
    drawing.dot(760, 310, 4)
    drawing.text(775, 315, "земля · ground", 14, ink=SOFT)
    parts.notes(
        drawing,
        386,
        "(3,3 В – 2,0 В) : 330 Ω ≈ 4 мА. Вивід дає 3,3 В і не більше 16 мА; кнопці резистор не потрібен.",
        "(3.3 V – 2.0 V) : 330 Ω ≈ 4 mA. A pin gives 3.3 V and 16 mA at most; a button needs no resistor.",
    )
    return drawing


def driver() -> Drawing:
    """Return the driver stage: a lamp of 12 V, a beacon or a buzzer in a lamp's place."""
    drawing = Drawing(1240, 900, "A driver for bigger loads")
    parts.heading(
        drawing,
        "Лампа на 12 В, маячок або зумер замість світлодіода",
        "A lamp of 12 V, a beacon or a buzzer in a LED’s place",
    )
    _uln(drawing)
    _transistor(drawing)
    parts.notes(
        drawing,
        800,
        "Маячок і зумер для «Черги» – та сама лампочка (led_pin, slot_led_pin): світять або звучать, коли "
        "світила б вона. Окремого зумера в centre.toml немає.",
        "To Cherha a beacon or a buzzer is that lamp (led_pin, slot_led_pin): it shines or sounds whenever "
        "the lamp would. centre.toml has no buzzer of its own.",
        "ULN2803 від 3,3 В тримає до 200 мА на канал. Більше – через реле. Мінус джерела й земля Pi "
        "з’єднані; плюс 12 В до виводів Pi не торкається ніколи.",
        "From 3.3 V a ULN2803 carries up to 200 mA a channel; for more take a relay. The supply’s minus and"
        " the Pi’s ground are joined; 12 V never touches a pin.",
    )
    return drawing


def _uln(drawing: Drawing) -> None:
    drawing.text(40, 132, "1. Мікросхема ULN2803: до восьми ламп · ULN2803: up to eight lamps", 16, bold=True)
    parts.block(drawing, (60, 160), (190, 190), ("Raspberry Pi",), right={"led_pin": 230, "GND": 310})
    parts.block(
        drawing, (400, 160), (200, 190), ("ULN2803",), left={"IN 1": 230, "GND (9)": 310},
        right={"COM (10)": 230, "OUT 1 (18)": 310},
    )  # fmt: skip
    parts.block(drawing, (720, 270), (200, 80), ("Навантаження · load",), left={"–": 310}, right={"+": 310})
    parts.block(drawing, (1020, 160), (170, 190), ("12 В · 12 V",), left={"+": 230, "–": 335})
    drawing.line([(256, 230), (394, 230)], LAMP)
    drawing.line([(256, 310), (394, 310)], GROUND, 3)
    drawing.line([(606, 310), (714, 310)], LAMP)
    drawing.line([(606, 230), (1014, 230)], POWER)
    drawing.line([(926, 310), (970, 310), (970, 230)], POWER)
    drawing.dot(970, 230, 4, fill=POWER, stroke=POWER)
    drawing.line([(325, 310), (325, 380), (990, 380), (990, 335), (1014, 335)], GROUND, 3)
    drawing.dot(325, 310, 4)
    drawing.text(657, 400, "спільна земля · common ground", 13, "middle", ink=SOFT)


def _transistor(drawing: Drawing) -> None:
    drawing.text(40, 462, "2. Один транзистор: зумер до 50 мА · one transistor: a buzzer of up to 50 mA", 16, bold=True)
    parts.block(drawing, (60, 500), (190, 220), ("Raspberry Pi",), right={"5 V": 550, "led_pin": 630, "GND": 700})
    drawing.line([(256, 630), (380, 630)], LAMP)
    parts.resistor(drawing, 380, 630)
    drawing.text(403, 634, "1 kΩ", 11, "middle", ink=LAMP)
    drawing.line([(426, 630), (520, 630)], LAMP)
    drawing.dot(540, 630, 34, fill=PAPER)
    drawing.line([(528, 608), (528, 652)], INK, 4)
    drawing.line([(520, 630), (528, 630)], LAMP)
    drawing.line([(528, 620), (556, 600), (556, 560)], INK)
    drawing.line([(528, 640), (556, 660), (556, 700)], INK)
    drawing.shape([(556, 660), (543, 657), (549, 648)], INK)
    drawing.text(586, 636, "BC337", 14, bold=True)
    for letter, y in (("C", 592), ("E", 682)):
        drawing.text(566, y, letter, 13, ink=SOFT)
    drawing.text(500, 622, "B", 13, "end", ink=SOFT)
    drawing.line([(256, 700), (556, 700)], GROUND, 3)
    drawing.line([(556, 560), (720, 560)], INK)
    parts.block(drawing, (720, 526), (230, 60), ("Зумер · buzzer",), left={"–": 560}, right={"+": 560})
    drawing.line([(956, 560), (1010, 560), (1010, 512), (300, 512), (300, 550), (256, 550)], POWER)
    drawing.line([(690, 560), (690, 700), (822, 700)], INK)
    parts.diode(drawing, 822, 700)
    drawing.line([(848, 700), (980, 700), (980, 560)], INK)
    drawing.dot(690, 560, 4)
    drawing.dot(980, 560, 4, fill=POWER, stroke=POWER)
    drawing.text(835, 736, "1N4148: риска до «+» · its band to +", 13, "middle", ink=SOFT)
