# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Drawings of cables: a printer on the serial port, on USB and in the network; panels and pads on RS-485."""

from typing import NamedTuple

from centre.places import PLACES
from simulator import wiring_parts as parts
from simulator.drawing import COPPER, GROUND, INK, LAMP, PALE, PAPER, POWER, SOFT, Drawing
from simulator.wiring_words import SERIAL


def serial_printer(*, example: bool = True) -> Drawing:
    """Return a printer with RS-232 on the Pi's own serial port, through a level converter; these pins are the port's.

    ``example``: no kiosk of the centre has one.
    """
    drawing = Drawing(1240, 700, "A serial printer")
    words = ("Принтер на послідовному порту Pi (/dev/ttyAMA0)", "A printer on the Pi’s serial port (/dev/ttyAMA0)")
    parts.heading(drawing, *words, example=example)
    names = {line: f"{line} · GPIO{pin} · {PLACES[pin]}" for pin, (line, _) in SERIAL.items()}
    heights = {"TXD": 220, "RXD": 280, "RTS": 340, "CTS": 400}
    parts.block(
        drawing, (50, 120), (250, 420), ("Raspberry Pi", "число в кінці – місце", "the last number: place"),
        right={**{names[line]: y for line, y in heights.items()}, "3.3 V · 1": 460, "GND · 6": 510},
    )  # fmt: skip
    parts.block(
        drawing, (470, 120), (300, 420), ("MAX3232", "перетворювач рівнів", "level converter"),
        left={"T1 IN": 220, "R1 OUT": 280, "T2 IN": 340, "R2 OUT": 400, "VCC": 460, "GND": 510},
        right={"T1 OUT": 220, "R1 IN": 280, "T2 OUT": 340, "R2 IN": 400, "GND ": 510},
    )  # fmt: skip
    parts.block(
        drawing, (950, 120), (240, 420), ("Принтер · printer", "RS-232"),
        left={"RXD": 220, "TXD": 280, "CTS (DSR)": 340, "BUSY (DTR, RTS)": 400, "GND": 510},
    )  # fmt: skip
    for y, to_right in ((220, True), (280, False), (340, True), (400, False)):
        for begin, end in ((306, 464), (776, 944)):
            drawing.line([(begin, y), (end, y)], COPPER)
            middle = (begin + end) / 2
            tip = middle + (9 if to_right else -9)
            drawing.shape([(tip, y), (2 * middle - tip, y - 8), (2 * middle - tip, y + 8)], COPPER, COPPER)
    drawing.line([(306, 460), (464, 460)], POWER)
    drawing.line([(306, 510), (464, 510)], GROUND, 3)
    drawing.line([(776, 510), (944, 510)], GROUND, 3)
    parts.notes(
        drawing,
        584,
        "Без перетворювача не можна: RS-232 має ±12 В, вивід Pi – 3,3 В. BUSY у принтері: лише «буфер "
        "повний». Роз’єми різні: контакти – з паперів принтера.",
        "Never without the converter: RS-232 has ±12 V, a pin 3.3 V. The printer’s BUSY: “buffer full” "
        "alone. Sockets differ: take the pins from its papers.",
        "На цих виводах тоді немає кнопок; це каже й cherha check. Де світло часто зникає, краще USB або "
        "мережа: docs/printer-faults.md.",
        "No button is on these pins then; cherha check says so, too. Where the mains are bad take USB or "
        "the network: docs/printer-faults.md.",
    )
    return drawing


class Cable(NamedTuple):
    """A printer's cable: its socket at the Pi, what stands in centre.toml of it, and what lies between, if anything."""

    y: float
    socket: str
    toml: tuple[str, str]
    between: tuple[str, str] | None = None


CABLES = (
    Cable(115, "USB", ('connection = "usb"', 'device = "/dev/usb/lp0"')),
    Cable(
        285,
        "RJ45",
        ('connection = "network"', 'host = "192.168.10.50"'),
        ("Комутатор · switch", "живлення від UPS · on the UPS"),
    ),
    Cable(
        455,
        "USB",
        ('connection = "serial"', 'device = "/dev/serial/by-id/…"'),
        ("USB – RS-232", "з RTS/CTS · with RTS/CTS"),
    ),
)


def printers() -> Drawing:
    """Return the three cables of a printer that need no soldering iron."""
    drawing = Drawing(1240, 700, "Printers on USB, in the network, on a USB adapter")
    parts.heading(drawing, "Принтер без паяльника", "A printer without a soldering iron")
    for cable in CABLES:
        _cable(drawing, cable)
    parts.notes(
        drawing,
        644,
        "Папір 80 мм: width_dots = 576; 58 мм: 384. Адресу друкує самотест принтера.",
        "Paper of 80 mm: width_dots = 576; 58 mm: 384. The printer’s self-test page has its address.",
    )
    return drawing


def _cable(drawing: Drawing, cable: Cable) -> None:
    y, middle = cable.y, cable.y + 76
    parts.block(drawing, (50, y), (210, 140), ("Raspberry Pi",), right={cable.socket: middle})
    own = ("Принтер · printer", "своє живлення · its own supply")
    parts.block(drawing, (940, y), (250, 140), own, left={"": middle})
    ends = [(266, 934)] if cable.between is None else [(266, 464), (746, 934)]
    for begin, end in ends:
        drawing.line([(begin, middle), (end, middle)], COPPER, 4)
    ground, at = PAPER, y + 40
    if cable.between is not None:
        parts.block(drawing, (470, y), (270, 140), cable.between, left={"": middle}, right={" ": middle})
        ground, at = PALE, y + 104
    for line, word in enumerate(cable.toml):
        drawing.text(605, at + 18 * line, word, 14, "middle", ink=(INK, SOFT)[line], ground=ground)


def rs485() -> Drawing:
    """Return panels over windows on one RS-485 line, and a button pad on its own."""
    drawing = Drawing(1240, 790, "Panels and pads on RS-485")
    parts.heading(drawing, "Табло над вікнами й пульти: RS-485", "Panels over windows, and pads: RS-485")
    parts.block(drawing, (40, 130), (150, 120), ("Raspberry Pi", "екран · display"), right={"USB": 212})
    parts.block(
        drawing, (270, 130), (200, 190), ("USB – RS-485", "сам перемикає напрям", "switches its direction"),
        left={"USB ": 212}, right={"A": 230, "B": 260, "GND": 295},
    )  # fmt: skip
    drawing.line([(196, 212), (264, 212)], COPPER, 4)
    for number, x in enumerate((590, 800, 1010), 1):
        parts.block(
            drawing,
            (x, 360),
            (170, 90),
            (f"Табло {number} · panel {number}", f"address = {number}", "12 V окремо · own 12 V"),
        )
        for at, y, ink in ((x + 35, 230, COPPER), (x + 75, 260, LAMP), (x + 115, 295, GROUND)):
            drawing.line([(at, y), (at, 360)], ink)
            drawing.dot(at, y, 4, fill=ink, stroke=ink)
            drawing.dot(at, 360, 6, fill=PAPER)
    for name, y, ink, end in (("A", 230, COPPER, 1180), ("B", 260, LAMP, 1180), ("GND", 295, GROUND, 1125)):
        drawing.line([(476, y), (end, y)], ink, 3)
        drawing.text(500, y - 6, name, 13, bold=True, ink=ink)
    for x in (545, 1180):
        drawing.line([(x, 230), (x, 260)], INK)
        drawing.box(x - 8, 234, 16, 22)
        drawing.text(x, 218, "120 Ω", 13, "middle", bold=True)
        drawing.dot(x, 230, 4, fill=COPPER, stroke=COPPER)
        drawing.dot(x, 260, 4, fill=LAMP, stroke=LAMP)
    parts.block(drawing, (40, 510), (150, 110), ("Raspberry Pi", "вікно · desk"), right={"USB  ": 592})
    parts.block(
        drawing,
        (270, 510),
        (200, 110),
        (
            "USB – RS-485",
            "або USB – RS-232",
        ),
        left={"USB   ": 592},
        right={"A, B, GND": 592},
    )
    parts.block(drawing, (590, 510), (240, 110), ("Пульт · pad", "один на порт · one a port"), left={"": 592})
    drawing.line([(196, 592), (264, 592)], COPPER, 4)
    drawing.line([(476, 592), (584, 592)], COPPER, 4)
    parts.notes(
        drawing,
        670,
        "Одна кручена пара від табло до табло, відводи короткі; 120 Ω лише на двох кінцях. A і B "
        "переплутано – табло мовчить, і нічого не згорить.",
        "One twisted pair from panel to panel, short stubs; 120 Ω at the two ends alone. A and B exchanged:"
        " the panel is mute, and nothing burns.",
        "Не більше шести табло на лінію, якщо всі мають блимати. Ім’я порту для centre.toml показує ls "
        "/dev/serial/by-id",
        "At most six panels a line if all are to blink. The port’s name for centre.toml: ls /dev/serial/by-id",
    )
    return drawing
