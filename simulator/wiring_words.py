# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What hangs on the pins of a card, in two languages: taken from centre.toml, so that no drawing can go stale. Pure."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from centre.cards import on_card
from centre.check_pins import SERIAL_PORTS
from centre.config import CentreFile, Service, Sphere
from centre.config_alarms import Siren
from centre.config_cards import Card
from centre.config_desks import Desk, Key
from centre.config_kiosks import Button, Kiosk
from centre.config_ratings import Rating

Kind = Literal["contact", "relay", "lamp", "line"]
Unit = Kiosk | Desk | Siren | Rating


class Wired(NamedTuple):
    """What one pin is for: a button or a relay to ground, a lamp, a line of the serial port."""

    pin: int
    kind: Kind
    uk: str
    en: str


SERIAL = {14: ("TXD", "→"), 15: ("RXD", "←"), 16: ("CTS", "←"), 17: ("RTS", "→")}
"""The serial port's lines on a Pi's connector, and which way each speaks."""

KEYS: Mapping[str, tuple[str, str]] = {
    "next": ("Наступний", "Next"),
    "recall": ("Викликати ще раз", "Recall"),
    "serve": ("Відвідувач тут", "Serve"),
    "no_show": ("Не з’явився", "No-show"),
    "postpone": ("Відкласти", "Postpone"),
    "transfer": ("Передати", "Transfer"),
    "back": ("Повернути", "Back"),
    "pause": ("Перерва", "Pause"),
    "close": ("Закрити вікно", "Close"),
    "outage": ("Не працює", "Outage"),
    "alert": ("Тривога", "Alert"),
}
RESOURCES: Mapping[str, tuple[str, str]] = {
    "power": ("світло", "power"),
    "internet": ("інтернет", "Internet"),
    "registry": ("реєстр", "registry"),
    "biometrics": ("біометрія", "biometrics"),
}
VOICE: Mapping[str, tuple[str, str]] = {
    "listen": ("Слухати", "Listen"),
    "next": ("Далі", "Next"),
    "choose": ("Вибрати", "Choose"),
    "volume": ("Гучність", "Volume"),
}
PURPOSES: Mapping[str, tuple[str, str]] = {
    "consult": ("Консультація", "Advice"),
    "submit": ("Подання", "Apply"),
    "collect": ("Видача", "Collect"),
}
WORDS: Mapping[str, tuple[str, str]] = {
    "excellent": ("Чудово", "Excellent"),
    "good": ("Добре", "Good"),
    "acceptable": ("Прийнятно", "Acceptable"),
    "terrible": ("Жахливо", "Terrible"),
}
CONTACTS: Mapping[str, tuple[str, str]] = {
    "alert_pin": ("Реле сирени", "Siren's relay"),
    "mains_lost_pin": ("Мережі немає", "Mains lost"),
    "battery_low_pin": ("Батарея сідає", "Battery low"),
}


def wired(centre: CentreFile, card: Card) -> tuple[Wired, ...]:
    """Return everything on the pins of a card, in the order of its units."""
    places = on_card(centre, card)
    every: tuple[Unit, ...] = (*centre.kiosks, *centre.desks, *centre.sirens, *centre.ratings)
    found: list[Wired] = []
    for place in places:
        named = f"{place.id}: " if sum(other.role in WITH_PINS for other in places) > 1 else ""
        unit = next((unit for unit in every if unit.id == place.id), None)
        if unit is not None:
            found += [one._replace(uk=named + one.uk, en=named + one.en) for one in _of(centre, unit)]
    return tuple(found)


WITH_PINS = ("kiosk", "desk", "siren", "rating")


def _of(centre: CentreFile, unit: Unit) -> Iterator[Wired]:
    match unit:
        case Kiosk():
            yield from _kiosk(centre, unit)
        case Desk(pad=None):
            yield from _desk(centre, unit)
        case Rating():
            for button in unit.buttons:
                yield from _both(button.pin, button.led_pin, *WORDS[button.word])
        case Siren():
            for name, words in CONTACTS.items():
                if (pin := getattr(unit, name)) is not None:
                    yield Wired(pin, "relay", *words)


def _kiosk(centre: CentreFile, kiosk: Kiosk) -> Iterator[Wired]:
    for button in kiosk.buttons:
        yield from _both(button.pin, button.led_pin, *_button(centre, button))
    if kiosk.slot_led_pin is not None:
        yield Wired(kiosk.slot_led_pin, "lamp", "Щілина для паперу", "Paper slot")
    if kiosk.printer.connection == "serial" and kiosk.printer.device in SERIAL_PORTS:
        for pin, (line, way) in SERIAL.items():
            yield Wired(pin, "line", f"Принтер: {line} {way}", f"Printer: {line} {way}")


def _desk(centre: CentreFile, desk: Desk) -> Iterator[Wired]:
    for key in desk.keys:
        if key.pin is not None:
            yield Wired(key.pin, "contact", *_key(centre, key))
    if desk.led_pin is not None:
        yield Wired(desk.led_pin, "lamp", "Лампочка пульта", "Desk lamp")


def _both(pin: int, led_pin: int | None, uk: str, en: str) -> Iterator[Wired]:
    yield Wired(pin, "contact", uk, en)
    if led_pin is not None:
        yield Wired(led_pin, "lamp", uk, en)


def _button(centre: CentreFile, button: Button) -> tuple[str, str]:
    all_named: tuple[Sphere | Service, ...] = (*centre.spheres, *centre.services)
    named = {one.id: (one.name, one.name_en or one.id) for one in all_named}
    if button.digit is not None:
        return f"Цифра {button.digit}", f"Digit {button.digit}"
    if button.voice:
        return VOICE[button.voice]
    if button.purpose:
        return PURPOSES[button.purpose]
    if button.priority:
        return "Пріоритет", "Priority"
    return ("English", "English") if button.language else named[button.service or button.sphere]


def _key(centre: CentreFile, key: Key) -> tuple[str, str]:
    uk, en = KEYS[key.action]
    if key.resource is not None:
        resource = RESOURCES[key.resource]
        return f"{uk}: {resource[0]}", f"{en}: {resource[1]}"
    named = {service.id: (service.name, service.name_en or service.id) for service in centre.services}
    more = named.get(key.service, ("", ""))
    to = f" → {key.to_window}" if key.to_window is not None else ""
    return " ".join(filter(None, (uk, more[0]))) + to, " ".join(filter(None, (en, more[1]))) + to
