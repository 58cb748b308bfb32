# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The centres of the machine: overlapping windows, desks with and without a key "serve", what a new file changes."""

from datetime import date

from msgspec.structs import replace

from centre.config import Centre, CentreFile, Service, Sphere, Window
from centre.config_alarms import Alerts, Siren
from centre.config_desks import Desk, Key, KeyAction
from centre.config_kiosks import Button, Kiosk, Printer
from centre.config_rules import Appointments, Calls, ExceptionDay, Hours, Order, Records

_WEEKDAY = ("08:00-12:00", "13:00-17:00")
HOURS = Hours(
    monday=_WEEKDAY,
    tuesday=_WEEKDAY,
    wednesday=_WEEKDAY,
    thursday=_WEEKDAY,
    friday=_WEEKDAY,
    saturday=("09:00-14:00",),
    sunday=("00:00-24:00",),
    exceptions=(
        ExceptionDay(date=date(2026, 3, 30)),
        ExceptionDay(date=date(2026, 10, 26), intervals=("10:00-13:00",)),
    ),
)
"""Both DST nights fall into a Sunday's 00:00-24:00."""

LESS, GONE = 1, 2
"""Which of ``changed`` is which."""


BATTERIES = ("ups-hall", "ups-office")


def centre(order: Order, calls: Calls, alerts: Alerts, hours: Hours | None = None) -> CentreFile:
    """Return a centre of four services and four windows; a letter is shared within a sphere.

    The kiosks' own numbers are low, so that a day reaches and passes them.
    """
    return CentreFile(
        centre=Centre(name="ЦНАП"),
        spheres=(Sphere(id="documents", name="Документи"),),
        services=(
            Service(id="advice", letter="А", name="Порада", sphere="documents", purpose="consult"),
            Service(
                id="passport", letter="А", name="Паспорт", sphere="documents", purpose="submit",
                needs=("registry", "biometrics"),
            ),
            Service(id="property", letter="Б", name="Нерухомість", needs=("registry",), usual_minutes=10),
            Service(id="land", letter="В", name="Земля", usual_minutes=5),
        ),
        windows=(
            Window(number=1, services=("advice", "passport", "property")),
            Window(number=2, services=("property", "land")),
            Window(number=3, services=("passport",)),
            Window(number=4, services=("land", "advice"), lunch="13:00-13:45"),
        ),
        desks=(_desk(1), _desk(2, "serve"), _desk(3, "serve"), _desk(4)),
        journal=Records(words_among=2),
        order=order,
        calls=calls,
        appointments=Appointments(late_after_s=120),
        hours=hours,
        alerts=alerts,
        sirens=(
            Siren(id="feed", source="mqtt"),
            Siren(id="roof", source="contact", alert_pin=20),
            *(Siren(id=name, source="ups", mains_lost_pin=21) for name in BATTERIES),
        ),
        kiosks=(_kiosk("porch", "003-006"), _kiosk("yard", "010-012")),
    )  # fmt: skip


def changed(file: CentreFile) -> tuple[CentreFile, ...]:
    """Return what the technician may have made of the file: as it was, a window of less, a service that is gone."""
    first, second, third, fourth = file.windows
    less = replace(file, windows=(replace(first, services=("advice",)), second, third, fourth))
    gone = replace(
        file,
        services=tuple(service for service in file.services if service.id != "land"),
        windows=(first, replace(second, services=("property",)), third, replace(fourth, services=("advice",))),
    )
    return file, less, gone


def _kiosk(name: str, numbers: str) -> Kiosk:
    printer = Printer(connection="network", host="printer.local")
    return Kiosk(id=name, printer=printer, buttons=(Button(pin=4, service="advice"),), alone_numbers=numbers)


def _desk(window: int, *more: KeyAction) -> Desk:
    actions: tuple[KeyAction, ...] = ("next", *more)
    return Desk(
        id=f"desk-{window}",
        window=window,
        keys=tuple(Key(action=action, pin=pin) for pin, action in enumerate(actions, 4)),
    )
