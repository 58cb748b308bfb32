# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre, its boards and its morning for the tests of the hall screen."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from centre.config import Centre, CentreFile, Service, Sphere, Window
from centre.config_displays import Display
from centre.config_kiosks import Button, Kiosk, Printer
from centre.config_words import Purpose
from centre.messages import Board, Call, ClosedReason, ServiceLine

NOW = datetime(2026, 11, 22, 8, 42, 13, tzinfo=UTC)
LONG_NAME = "Центр надання адміністративних послуг Бородянської селищної ради Бучанського району"
SERVICES = (
    ("А", "Реєстрація місця проживання"),
    ("П", "Паспорти"),
    ("Н", "Нерухомість"),
    ("Д", "Соціальна допомога та субсидії"),
    ("К", "Консультація"),
    ("В", "Видача готових документів"),
    ("М", "Ветерани та члени їхніх сімей"),
    ("Р", "Реєстрація бізнесу"),
    ("С", "Земельні питання та кадастр"),
    ("Т", "Реєстрація транспорту та водійські посвідчення"),
    ("Щ", "Діти та сім'я"),
    ("Ф", "Довідки"),
)

SPHERES = (
    ("А", "Паспортні послуги", "Passports"),
    ("Ж", "Місце проживання", "Residence"),
    ("М", "Реєстрація майна", "Property"),
    ("Б", "Бізнес, ФОП", "Business"),
    ("К", "Земля, кадастр", "Land"),
    ("П", "Пільги та допомоги", "Benefits"),
    ("Ш", "Шлюб, народження", "Marriage, birth"),
    ("Е", "Водійські права", "Driving licences"),
    ("Н", "Пенсія", "Pensions"),
    ("У", "Послуги ветеранам", "Veterans"),
    ("Т", "Допомога ВПО", "Displaced persons"),
    ("Ю", "Правова допомога", "Legal aid"),
)
PURPOSES: tuple[Purpose, ...] = ("consult", "submit", "collect")


KIOSKS = (Kiosk(id="kiosk", printer=Printer(connection="usb"), buttons=(Button(pin=4, priority=True),)),)
"""A kiosk that gives priority, so that the hall has to explain the most."""


class Hall:
    """Makes what a test looks at; ``now`` is 10:42:13 of a Sunday in Kyiv."""

    now = NOW
    long_name = LONG_NAME
    sphere_names = SPHERES

    @staticmethod
    def centre(services: int = 4, *, letters: int = 1, windows: int = 12, name: str = "ЦНАП Бородянки") -> CentreFile:
        """Return a centre with the first of SERVICES, their letters repeated ``letters`` times."""
        offered = tuple(
            Service(id=f"s{i}", letter=letter * letters, name=named)
            for i, (letter, named) in enumerate(SERVICES[:services])
        )
        everything = tuple(service.id for service in offered)
        places = tuple(Window(number=i, services=everything) for i in range(1, windows + 1))
        return CentreFile(centre=Centre(name=name), services=offered, windows=places, kiosks=KIOSKS)

    @staticmethod
    def spheres(count: int = 12, *, windows: int = 60, english: bool = False) -> CentreFile:
        """Return a large centre: so many SPHERES, all purposes of each under one letter, as ``s2-submit``."""
        named = SPHERES[:count]
        spheres = tuple(Sphere(id=f"s{i}", name=name, name_en=name_en) for i, (_, name, name_en) in enumerate(named))
        offered = tuple(
            Service(id=f"s{i}-{purpose}", letter=letter, name=f"{name}: {purpose}", sphere=f"s{i}", purpose=purpose)
            for i, (letter, name, _) in enumerate(named)
            for purpose in PURPOSES
        )
        everything = tuple(service.id for service in offered)
        centre = Centre(name="ЦНАП міста Бровари", languages=("uk", "en") if english else ("uk",))
        places = tuple(Window(number=i, services=everything) for i in range(1, windows + 1))
        return CentreFile(centre=centre, services=offered, windows=places, spheres=spheres, kiosks=KIOSKS)

    @staticmethod
    def english(centre: CentreFile, name: str = "Borodianka Administrative Service Centre") -> CentreFile:
        """Return the centre with English second, for its own name too."""
        both = msgspec.structs.replace(centre.centre, languages=("uk", "en"), name_en=name)
        return msgspec.structs.replace(centre, centre=both)

    @staticmethod
    def closed(board: Board, reasons: dict[str, ClosedReason], *, empty: tuple[str, ...] = ()) -> Board:
        """Return the board with these services closed, nobody waiting for the ``empty`` ones."""
        lines = tuple(
            msgspec.structs.replace(
                line, closed=reasons.get(line.service), waiting=0 if line.service in empty else line.waiting
            )
            for line in board.services
        )
        return msgspec.structs.replace(board, services=lines)

    @staticmethod
    def board(
        centre: CentreFile, calls: int = 6, *, number: int = 7, first: int = 17, times: int = 1, waiting: int = 0
    ) -> Board:
        """Return a board with so many calls, newest first, three minutes apart; ``times`` is the newest's."""
        made = tuple(
            Call(
                ticket=f"{centre.services[i % len(centre.services)].letter}{first + 7 * i:03}",
                window=(5 * i) % len(centre.windows) + 1,
                called_at=NOW - timedelta(minutes=3 * i),
                times=times if i == 0 else 1,
                serving=False,
            )
            for i in range(calls)
        )
        lines = tuple(
            ServiceLine(service=service.id, waiting=waiting or 7 * i % 23, open=True)
            for i, service in enumerate(centre.services)
        )
        return Board(number=number, at=NOW, day=NOW.date(), calls=made, services=lines)

    @classmethod
    def at_work(cls) -> Board:
        """Return a board on which window 1 calls, window 6 serves, and the others have nobody."""
        made = cls.board(cls.centre(), calls=2)
        calling, serving = made.calls
        return msgspec.structs.replace(made, calls=(calling, msgspec.structs.replace(serving, serving=True)))

    @staticmethod
    def display(width: int = 1280, height: int = 720, *, distance: float = 5.0, inches: float = 43.0) -> Display:
        """Return a display of so many pixels, inches and metres."""
        return Display(id="hall", width_px=width, height_px=height, viewing_distance_m=distance, diagonal_inches=inches)


@pytest.fixture(scope="session")
def hall() -> type[Hall]:
    """Return the maker; a test names it Any, since a conftest cannot be imported."""
    return Hall
