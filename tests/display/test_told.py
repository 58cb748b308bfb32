# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall reads besides the calls: closed services, spheres, hours, why numbers jump, a second language."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from centre.config import Button, CentreFile, Display, Kiosk, Printer, Service, Window
from centre.messages import Board
from display import groups
from display.board import picture
from display.footnote import CAPS, can_jump
from display.groups import Line
from display.layout import layout
from display.picture import Text
from display.places import Layout, Screen
from display.row_size import least_cap, usual_row_in_caps

JUMPS = (
    "Номери можуть викликати не за порядком: вікна надають різні послуги, а дехто записаний на певний час або має право"
    " на першочергове обслуговування."
)
REAL = {
    '43" 1080p': (1920, 1080, 43),
    '32" 1366x768': (1366, 768, 32),
    '43" portrait': (1080, 1920, 43),
    '43" 720p': (1280, 720, 43),
    '55" 4K': (3840, 2160, 55),
    '19" square': (1024, 768, 19),
}


def said(hall: Any, centre: CentreFile, board: Board, display: Display | None = None) -> str:
    """Return all the words of the picture, line after line."""
    shown = picture(centre, display or hall.display(1920, 1080), board, None, hall.now)
    return " ".join(text.text for text in shown.texts)


def without(board: Board, *, calls: bool = False, opens_in_min: int | None = None) -> Board:
    """Return the board without its calls, before the reception if it opens in so many minutes."""
    opens_at = None if opens_in_min is None else board.at + timedelta(minutes=opens_in_min)
    return msgspec.structs.replace(board, calls=board.calls if calls else (), opens_at=opens_at)


def everything(hall: Any, centre: CentreFile, board: Board, reason: str) -> Board:
    """Return the board with all services closed for one reason."""
    closed: Board = hall.closed(board, {service.id: reason for service in centre.services})
    return closed


def text_of(hall: Any, centre: CentreFile, board: Board, words: str) -> Text:
    """Return the one line of the picture that begins so."""
    [found] = [
        text
        for text in picture(centre, hall.display(1920, 1080), board, None, hall.now).texts
        if text.text.startswith(words)
    ]
    return found


def test_a_closed_service_says_why_and_keeps_its_number_while_somebody_waits(hall: Any) -> None:
    """The reason stands below the name; the number stays while somebody waits, and goes when nobody does."""
    centre = hall.centre(4)
    board = hall.closed(hall.board(centre, 1), {"s2": "registry", "s3": "full"}, empty=("s3",))
    assert said(hall, centre, board).endswith(
        " П 7 Паспорти Н 14 Нерухомість реєстр не працює"
        " Д Соціальна допомога та субсидії на сьогодні талонів більше немає"
    )


def test_a_reason_is_told_in_words_not_by_colour(hall: Any) -> None:
    """A closed service differs from an open one in its words; dimmed with the rest, it still says them."""
    centre = hall.centre(4)
    board = hall.closed(hall.board(centre, 1), {"s2": "power"})
    stale = picture(centre, hall.display(), board, hall.now, hall.now)
    assert "немає світла" in [text.text for text in stale.texts]
    assert {text.colour for text in stale.texts if text.text == "немає світла"} == {"dim"}


def test_the_services_of_a_sphere_share_a_line(hall: Any) -> None:
    """Three purposes under one letter are one line with the sphere's name and the sum of those who wait."""
    centre = hall.spheres(2)
    assert groups.count(centre) == 2
    assert groups.lines(hall.board(centre, waiting=4), centre) == [
        Line("А", ("Паспортні послуги",), 12),
        Line("Ж", ("Місце проживання",), 12),
    ]


def test_a_sphere_names_the_purpose_that_is_closed(hall: Any) -> None:
    """When part of a sphere is closed its line says which, and for each reason; when all of it is, only why."""
    centre = hall.spheres(3)
    reasons = {
        "s0-submit": "registry",
        "s0-collect": "registry",
        "s1-consult": "full",
        "s1-submit": "power",
        "s2-consult": "full",
        "s2-submit": "full",
        "s2-collect": "full",
    }
    lines = groups.lines(hall.closed(hall.board(centre), reasons), centre)
    assert [line.reason for line in lines] == [
        ("Подати заяву, Отримати документ: реєстр не працює",),
        ("Консультація: на сьогодні талонів більше немає; Подати заяву: немає світла",),
        ("на сьогодні талонів більше немає",),
    ]


def test_a_service_alone_under_its_letter_keeps_its_name(hall: Any) -> None:
    """A letter that only one service of a sphere has, stands before that service's own name."""
    centre = hall.spheres(1)
    board = hall.board(centre)
    board = msgspec.structs.replace(board, services=board.services[:1])
    assert [line.name for line in groups.lines(board, centre)] == [("Паспортні послуги: consult",)]


def test_twelve_spheres_of_three_purposes_are_all_listed(hall: Any) -> None:
    """The panel of 43 inches at 5 m has a line for every sphere, closed ones and the sentence included."""
    centre = hall.spheres()
    board = hall.closed(hall.board(centre), {"s2-submit": "registry"})
    shown = said(hall, centre, board)
    assert [name for _, name, _ in hall.sphere_names if name not in shown] == []
    assert JUMPS in shown


def test_before_opening_the_hall_reads_from_when(hall: Any) -> None:
    """Until the reception begins the big place says when, and no line repeats it; an outage is still told."""
    centre = hall.centre(3)
    board = everything(hall, centre, without(hall.board(centre), opens_in_min=18), "not_yet")
    assert " Прийом з 11:00 " in said(hall, centre, board)
    assert said(hall, centre, board).count("рийом") == 1
    assert "Очікуйте" not in said(hall, centre, board)
    out = hall.closed(board, {"s0": "not_yet", "s1": "registry", "s2": "not_yet"})
    assert "Паспорти реєстр не працює" in said(hall, centre, out)
    sphere = hall.spheres(1)
    part = without(hall.board(sphere), opens_in_min=18)
    part = hall.closed(part, {"s0-consult": "not_yet", "s0-submit": "registry", "s0-collect": "not_yet"})
    assert said(hall, sphere, part).endswith("Паспортні послуги Подати заяву: реєстр не працює")


def test_calls_before_opening_stay(hall: Any) -> None:
    """Whoever is called is shown, whatever the hour; only the closed lines tell from when."""
    centre = hall.centre(3)
    board = hall.closed(without(hall.board(centre, 1), calls=True, opens_in_min=18), {"s0": "not_yet"})
    shown = said(hall, centre, board)
    assert "А017 1" in shown
    assert "проживання прийом з 11:00" in shown


def test_after_the_reception_holders_of_tickets_are_told_to_stay(hall: Any) -> None:
    """When nobody is called the big place says that it is over and who is served; with calls the panel says it."""
    centre = hall.centre(3)
    board = everything(hall, centre, hall.board(centre, 2), "over")
    told = "Прийом завершено. Усіх, хто має талон, буде обслуговано."
    assert said(hall, centre, without(board)).count(told) == 1
    assert f"Чекають у черзі {told} А 0 " in said(hall, centre, board)
    assert "А017 1" in said(hall, centre, board)


def test_what_closes_all_services_is_told_once(hall: Any) -> None:
    """One outage of everything is one sentence over the lines, which keep their numbers."""
    centre = hall.centre(3)
    board = everything(hall, centre, hall.board(centre, 0), "internet")
    shown = said(hall, centre, board)
    assert "Очікуйте на виклик Чекають у черзі Немає інтернету А 0 " in shown
    assert shown.count("інтернету") == 1


def test_a_day_without_an_hour_to_open_is_told(hall: Any) -> None:
    """Not begun, and nobody knows when: the hall is not told to wait for a call."""
    centre = hall.centre(2)
    board = everything(hall, centre, hall.board(centre, 0), "not_yet")
    assert "Прийом ще не почався" in said(hall, centre, board)
    assert "Очікуйте" not in said(hall, centre, board)


@pytest.mark.parametrize(
    ("services", "buttons", "jumps"),
    [
        ((("s0",), ("s1",)), (Button(pin=4, service="s0"),), False),
        ((("s0",), ("s0", "s1")), (Button(pin=4, service="s0"),), True),
        ((("s0",), ("s1",)), (Button(pin=4, service="s0"), Button(pin=5, priority=True)), True),
        ((("s0",), ("s1",)), (Button(pin=4, service="s0"), Button(pin=5, digit=0)), True),
    ],
    ids=["one service a window", "several", "priority", "appointments"],
)
def test_numbers_jump_where_centre_toml_lets_them(
    hall: Any, services: tuple[tuple[str, ...], ...], buttons: tuple[Button, ...], *, jumps: bool
) -> None:
    """A window of several services, priority and appointments each let numbers jump; without them nothing is said."""
    centre = msgspec.structs.replace(
        hall.centre(2),
        windows=tuple(Window(number=i + 1, services=served) for i, served in enumerate(services)),
        kiosks=(Kiosk(id="kiosk", printer=Printer(connection="usb"), buttons=buttons),),
    )
    assert can_jump(centre) is jumps
    assert (JUMPS in said(hall, centre, hall.board(centre))) is jumps


def test_numbers_jump_where_a_letter_has_several_windows(hall: Any) -> None:
    """Purposes that share a letter but not a window call its numbers out of their order."""
    centre = hall.spheres(1)
    own = tuple(Window(number=i, services=(service.id,)) for i, service in enumerate(centre.services, 1))
    assert can_jump(msgspec.structs.replace(centre, windows=own))
    alone = Service(id="a", letter="А", name="Паспорт")
    assert not can_jump(
        msgspec.structs.replace(centre, services=(alone,), windows=(Window(number=1, services=("a",)),))
    )


@pytest.mark.parametrize("screen", REAL.values(), ids=REAL)
@pytest.mark.parametrize("distance", [2, 3, 5, 8, 10])
@pytest.mark.parametrize("services", [2, 6, 12])
def test_why_numbers_jump_is_whole_readable_and_costs_no_call(
    hall: Any, screen: tuple[int, int, int], distance: int, services: int
) -> None:
    """On every real screen the sentence is there, in letters like the date's or larger, and no row of calls is lost."""
    centre = hall.centre(services)
    display = hall.display(*screen[:2], distance=distance, inches=screen[2])
    board = hall.board(centre, 12)
    shown = picture(centre, display, board, None, hall.now)
    first = next(i for i, text in enumerate(shown.texts) if text.text.startswith("Номери"))
    assert JUMPS in " ".join(text.text for text in shown.texts[first:])
    assert shown.texts[first].cap >= int(CAPS[-1] * min(screen[:2]))
    with_foot, without_foot = (layout(centre, display, foot=foot) for foot in (True, False))
    assert rows_of(with_foot, display, centre) == rows_of(without_foot, display, centre)


def rows_of(place: Layout, display: Display, centre: CentreFile) -> int:
    """Return how many calls have room."""
    screen = Screen(display.width_px, display.height_px, least_cap(display), usual_row_in_caps(centre), 1)
    return screen.fit(place.calls).rows


def test_without_calls_there_is_no_sentence(hall: Any) -> None:
    """Where no number is shown nothing has to be explained."""
    centre = hall.centre()
    assert "Номери" not in said(hall, centre, hall.board(centre, 0))


def test_without_calls_the_waiting_lines_have_the_room_of_the_sentence(hall: Any) -> None:
    """On a small screen a list that loses its shortest queues to the sentence has them all when there is none."""
    centre = hall.spheres()
    with_calls, nobody = (said(hall, centre, hall.board(centre, calls), hall.display()) for calls in (1, 0))
    assert [name for _, name, _ in hall.sphere_names if name not in with_calls]
    assert [name for _, name, _ in hall.sphere_names if name not in nobody] == []


def test_english_stands_second(hall: Any) -> None:
    """With "en" among its languages the centre's headings, names and sentences are in both, Ukrainian first."""
    centre = hall.spheres(3, english=True)
    board = hall.board(centre, 2)
    shown = said(hall, centre, board)
    assert "Талон · Ticket Вікно · Window А017" in shown
    assert "Чекають у черзі · Waiting" in shown
    assert "Паспортні послуги Passports" in shown
    assert f"{JUMPS} Numbers may be called out of order" in shown
    assert "Очікуйте на виклик Please wait to be called" in said(hall, centre, without(board))
    uk, en = (text_of(hall, centre, board, name) for name in ("Паспортні", "Passports"))
    assert en.cap < uk.cap


def test_english_makes_room_for_a_reason(hall: Any) -> None:
    """Where a line is full the second language goes before anything gets tiny, and Ukrainian is whole."""
    centre = hall.spheres(english=True)
    board = hall.closed(hall.board(centre), {"s2-submit": "registry"})
    shown = said(hall, centre, board)
    assert "Реєстрація майна Подати заяву: реєстр не працює" in shown
    assert "Водійські права Driving licences" in shown


def test_ukrainian_alone_has_no_english(hall: Any) -> None:
    """The default says nothing in English, whatever English names the file has."""
    centre = hall.spheres(3)
    words = said(hall, centre, hall.board(centre, 2))
    assert not set(words) & set("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1080, 1920)])
def test_names_of_two_lines_have_air_between_them(hall: Any, size: tuple[int, int]) -> None:
    """Between two services is more air than between the lines of one name."""
    centre = hall.centre(6)
    shown = picture(centre, hall.display(*size), hall.board(centre, 0), None, hall.now)
    first, second = (next(t for t in shown.texts if t.text.startswith(words)) for words in ("Реєстрація", "Паспорти"))
    own = [t for t in shown.texts if t.text in {"Реєстрація місця", "проживання"}] or [first]
    below = own[-1].top + own[-1].cap
    leading = own[1].top - (own[0].top + own[0].cap) if len(own) > 1 else 0
    assert second.top - below > 1.3 * leading
