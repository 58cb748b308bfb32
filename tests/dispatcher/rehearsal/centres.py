# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Three centres to rehearse in, busy enough that people wait: small, medium, and the large one of the design."""

from centre.config import Centre, CentreFile, Service, Window
from centre.config_desks import Desk, Key
from centre.config_rules import Hours

LUNCHES = ("12:00-13:00", "13:00-14:00")
DAY = ("09:00-18:00",)
HOURS = Hours(monday=DAY, tuesday=DAY, wednesday=DAY, thursday=DAY, friday=DAY)
CENTRE = Centre(name="ЦНАП")

SERVICES = {
    # id: letter, name, usual minutes
    "passport": ("А", "Паспорт", 12),
    "residence": ("Ж", "Місце проживання", 10),
    "property": ("М", "Реєстрація майна", 16),
    "business": ("Р", "Бізнес, ФОП", 14),
    "land": ("К", "Земля, кадастр", 18),
    "benefits": ("П", "Пільги та допомоги", 12),
    "civil": ("Ш", "Шлюб, народження", 15),
    "driving": ("Е", "Водійські права", 11),
    "pension": ("Н", "Пенсія", 13),
    "veterans": ("У", "Послуги ветеранам", 12),
    "displaced": ("Т", "Допомога ВПО", 12),
    "legal": ("Ю", "Правова допомога", 20),
}

LARGE = (
    # who serves what: so many windows, these services
    (14, ("passport", "residence")),
    (10, ("property", "land")),
    (6, ("business", "legal")),
    (12, ("benefits", "pension", "displaced")),
    (6, ("civil", "residence")),
    (6, ("driving", "passport")),
    (6, ("veterans", "benefits", "legal")),
)
LARGE_VISITS = (400, 240, 220, 130, 110, 250, 110, 150, 160, 80, 90, 60)
"""2,000 in the order of SERVICES."""


def services(visits: dict[str, int]) -> tuple[Service, ...]:
    """Return services with so many visits a day."""
    return tuple(
        Service(id=name, letter=letter, name=said, usual_minutes=minutes, visits_per_day=visits[name])
        for name, (letter, said, minutes) in SERVICES.items()
        if name in visits
    )


def windows(*groups: tuple[int, tuple[str, ...]]) -> tuple[Window, ...]:
    """Return windows of these groups, numbered from 1; every other one goes to lunch an hour later."""
    served = [names for count, names in groups for _ in range(count)]
    return tuple(Window(number=n, services=names, lunch=LUNCHES[n % 2]) for n, names in enumerate(served, 1))


def small() -> CentreFile:
    """Return a centre of three windows for 85 visits; the clerk of window 1 says when a citizen has come."""
    key = Key(action="serve", pin=5)
    return CentreFile(
        centre=CENTRE,
        services=services({"passport": 32, "benefits": 30, "property": 16, "civil": 7}),
        windows=windows((2, ("passport", "civil", "benefits")), (1, ("property", "benefits"))),
        desks=(Desk(id="desk-1", window=1, keys=(key,)),),
        hours=HOURS,
    )


def medium() -> CentreFile:
    """Return a centre of ten windows for 310 visits."""
    visits = {"passport": 80, "residence": 60, "benefits": 60, "property": 40, "land": 20, "business": 30, "civil": 20}
    return CentreFile(
        centre=CENTRE,
        services=services(visits),
        windows=windows(
            (4, ("passport", "residence")),
            (2, ("property", "land")),
            (2, ("benefits", "residence", "civil")),
            (2, ("business", "benefits")),
        ),
        hours=HOURS,
    )


def large() -> CentreFile:
    """Return the centre of design.md, section 8: 60 windows, 12 services, 2,000 tickets."""
    return CentreFile(
        centre=CENTRE,
        services=services(dict(zip(SERVICES, LARGE_VISITS, strict=True))),
        windows=windows(*LARGE),
        hours=HOURS,
    )
