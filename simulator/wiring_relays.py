# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Drawings of dry contacts: those of a battery (UPS), and the relay of a siren on the roof.

Each has the pins of its centre; where a centre has no such siren it says that it is an example.
"""

from collections.abc import Mapping

from centre.config import CentreFile
from centre.config_alarms import Siren
from centre.places import PLACES
from simulator import wiring_parts as parts
from simulator.drawing import COPPER, GROUND, INK, PALE, POWER, SOFT, Drawing

ALERT, MAINS_LOST, BATTERY_LOW = 20, 16, 21
"""The pins of the examples; a test holds them against large.toml."""

WORDS = ("мережі немає · mains lost", "батарея сідає · battery low")


def relays(centre: CentreFile) -> Mapping[str, Drawing]:
    """Return the drawings by their files' names: of each siren of the centre, the second of a kind by its id."""
    made: dict[str, Drawing] = {}
    for source, name, draw in (("ups", "ups", ups), ("contact", "roof-siren", roof_siren)):
        own: list[Siren | None] = [siren for siren in centre.sirens if siren.source == source]
        for siren in own or [None]:
            made[f"{name}-{siren.id}" if siren is not None and name in made else name] = draw(siren)
    return made


def ups(siren: Siren | None = None) -> Drawing:
    """Return the contacts of a battery: of a siren, or of an example."""
    drawing = Drawing(1240, 560, "The contacts of a battery")
    parts.heading(drawing, "Сигнали батареї (UPS)", "The signals of a battery (UPS)", example=siren is None)
    lost, low = (siren.mains_lost_pin, siren.battery_low_pin) if siren else (MAINS_LOST, BATTERY_LOW)
    named = {"mains_lost_pin": (lost, 210.0), "battery_low_pin": (low, 280.0)}
    pins = {name: (pin, y) for name, (pin, y) in named.items() if pin is not None}
    parts.block(
        drawing, (50, 120), (330, 290), ("Raspberry Pi",),
        right={**{f"{name} · GPIO{pin} · {PLACES[pin]}": y for name, (pin, y) in pins.items()}, "GND · 39": 350},
    )  # fmt: skip
    parts.block(drawing, (760, 120), (430, 290), ("UPS: сухі контакти · dry contacts",))
    for words, (_, y) in zip(WORDS, named.values(), strict=True):
        if y not in {at for _, at in pins.values()}:
            continue
        drawing.line([(386, y), (790, y)], COPPER)
        parts.contact(drawing, 790, y)
        drawing.line([(834, y), (880, y), (880, 350)], COPPER)
        drawing.text(900, y + 5, words, 14, ground=PALE)
    drawing.line([(386, 350), (880, 350)], GROUND, 3)
    if low is not None:
        drawing.dot(880, 280, 4)
    drawing.dot(880, 350, 4)
    drawing.text(900, 355, "спільний · common", 14, ground=PALE)
    parts.notes(
        drawing,
        454,
        "Сухий контакт – без напруги: перевірте тестером до під’єднання. Має UPS лише USB? Візьміть реле: "
        "котушка – від розетки без UPS, контакт – NC.",
        "A dry contact carries no voltage: measure before you connect. A UPS with USB alone? A relay: its "
        "coil fed from a socket without backup, its contact NC.",
        "Контакти розмикаються при аварії? alarm_when_open = true. Вивід battery_low_pin можна не вказувати.",
        "They open at a fault? alarm_when_open = true. battery_low_pin may be left out.",
    )
    return drawing


def roof_siren(siren: Siren | None = None) -> Drawing:
    """Return the relay of a siren, or of an example, in both ways: closing at an alarm, and opening."""
    drawing = Drawing(1240, 660, "The relay of a siren on the roof")
    words = ("Сирена на даху: через реле", "A siren on the roof: by a relay")
    parts.heading(drawing, *words, example=siren is None)
    alert = siren.alert_pin if siren is not None and siren.alert_pin is not None else ALERT
    _relay(drawing, 120, "alarm_when_open = false", alert, rests_closed=False)
    _relay(drawing, 350, "alarm_when_open = true", alert, rests_closed=True)
    parts.notes(
        drawing,
        590,
        "Котушка – на напругу сирени, контакт – без напруги. Нижній спосіб кращий: обірваний провід тоді "
        "теж тривога. 230 В під’єднує електрик.",
        "The coil has the siren’s voltage, its contact none. The lower way is better: a broken wire is an "
        "alarm, too. 230 V is an electrician’s work.",
    )
    return drawing


def _relay(drawing: Drawing, y: float, key: str, alert: int, *, rests_closed: bool) -> None:
    pin, common = y + 80, y + 140
    names = {f"alert_pin · GPIO{alert} · {PLACES[alert]}": pin, "GND · 39": common}
    parts.block(drawing, (50, y), (280, 190), ("Raspberry Pi",), right=names)
    way = "NC" if rests_closed else "NO"
    parts.block(drawing, (560, y), (330, 190), ("Реле · relay",), right={"A1": pin, "A2": common})
    drawing.line([(336, pin), (590, pin)], COPPER)
    parts.contact(drawing, 590, pin, rests_closed=rests_closed)
    drawing.line([(634, pin), (670, pin), (670, common), (336, common)], COPPER)
    drawing.text(612, pin - 28, way, 14, "middle", bold=True, ground=PALE)
    drawing.box(760, pin + 8, 60, 44)
    drawing.text(790, pin + 35, "~ / =", 13, "middle")
    drawing.line([(790, pin + 8), (790, pin), (840, pin)], POWER)
    drawing.line([(790, pin + 52), (790, common), (840, common)], POWER)
    parts.block(drawing, (1000, y), (190, 190), ("Сирена · siren",), left={"L, +": pin, "N, –": common})
    drawing.line([(896, pin), (994, pin)], POWER)
    drawing.line([(896, common), (994, common)], POWER)
    drawing.text(446, y + 176, key, 14, "middle", bold=True, ink=INK)
    words = ("замкнуто, доки тихо · closed while quiet", "розімкнуто, доки тихо · open while quiet")
    drawing.text(725, y + 178, words[0] if rests_closed else words[1], 12.5, "middle", ink=SOFT, ground=PALE)
