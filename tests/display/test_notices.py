# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall reads when services are closed: why, in place of the calls, over the waiting lines or in them."""

from typing import Any

import msgspec
import pytest

from centre.config import CentreFile
from centre.messages import Board, ClosedReason
from display.row_size import legible_cap
from tests.display.looking import JUMPS, picture, without, words


def everything(hall: Any, centre: CentreFile, board: Board, reason: str) -> Board:
    """Return the board with all services closed for one reason."""
    closed: Board = hall.closed(board, {service.id: reason for service in centre.services})
    return closed


def nobody_waits(board: Board) -> Board:
    """Return the board with a zero for each service."""
    empty = tuple(msgspec.structs.replace(line, waiting=0) for line in board.services)
    return msgspec.structs.replace(board, services=empty)


def test_a_closed_service_says_why_and_keeps_its_number_while_somebody_waits(hall: Any) -> None:
    """The reason stands below the name; the number stays while somebody waits, and goes when nobody does."""
    centre = hall.centre(4)
    board = hall.closed(hall.board(centre, 1), {"s2": "registry", "s3": "full"}, empty=("s3",))
    assert words(hall, centre, board).endswith(
        " П 7 Паспорти Н 14 Нерухомість реєстр не працює Д Соціальна допомога та субсидії вільних талонів зараз немає"
    )


def test_a_reason_is_told_in_words_not_by_colour(hall: Any) -> None:
    """A closed service differs from an open one in its words; dimmed with the rest, it still says them."""
    centre = hall.centre(4)
    board = hall.closed(hall.board(centre, 1), {"s2": "power"})
    stale = picture(centre, hall.display(), board, hall.now, hall.now)
    told = [text for text in stale.texts if text.text in {"немає", "електропостачання"}]
    assert [(text.text, text.colour) for text in told] == [("немає", "dim"), ("електропостачання", "dim")]


def test_twelve_spheres_of_three_purposes_are_all_listed(hall: Any) -> None:
    """The panel of 43 inches at 5 m has a line for every sphere, closed ones and the sentence included."""
    centre = hall.spheres()
    board = hall.closed(hall.board(centre), {"s2-submit": "registry"})
    shown = words(hall, centre, board)
    assert [name for _, name, _ in hall.sphere_names if name not in shown] == []
    assert JUMPS in shown


def test_before_opening_the_hall_reads_from_when(hall: Any) -> None:
    """Until the reception begins the big place says when, and no line repeats it; an outage is still told."""
    centre = hall.centre(3)
    board = everything(hall, centre, without(hall.board(centre), opens_in_min=18), "not_yet")
    assert " Прийом з\N{NO-BREAK SPACE}11:00 " in words(hall, centre, board)
    assert words(hall, centre, board).count("рийом") == 1
    assert "Очікуйте" not in words(hall, centre, board)
    out = hall.closed(board, {"s0": "not_yet", "s1": "registry", "s2": "not_yet"})
    assert "Паспорти реєстр не працює" in words(hall, centre, out)
    sphere = hall.spheres(1)
    part = without(hall.board(sphere), opens_in_min=18)
    part = hall.closed(part, {"s0-consult": "not_yet", "s0-submit": "registry", "s0-collect": "not_yet"})
    assert words(hall, sphere, part).endswith("Паспортні послуги Подати заяву: реєстр не працює")


def test_calls_before_opening_stay(hall: Any) -> None:
    """Whoever is called is shown, whatever the hour; only the closed lines tell from when."""
    centre = hall.centre(3)
    board = hall.closed(without(hall.board(centre, 1), calls=True, opens_in_min=18), {"s0": "not_yet"})
    shown = words(hall, centre, board)
    assert "А017 1" in shown
    assert "проживання прийом з\N{NO-BREAK SPACE}11:00" in shown


def test_after_the_reception_holders_of_tickets_are_told_to_stay(hall: Any) -> None:
    """When nobody is called the big place says that it is over and who is served; with calls the panel says it."""
    centre = hall.centre(3)
    board = everything(hall, centre, hall.board(centre, 2), "over")
    told = "Прийом завершено. Усіх, хто має талон, буде обслуговано."
    assert words(hall, centre, without(board)).count(told) == 1
    assert f"Чекають у черзі {told} А 0 " in words(hall, centre, board)
    assert "А017 1" in words(hall, centre, board)


def test_what_all_services_have_in_common_is_read_from_the_seats(hall: Any) -> None:
    """Where rows are free it stands there in place of why numbers jump, which goes to the foot."""
    centre, display = hall.centre(3), hall.display(1920, 1080)
    board = everything(hall, centre, hall.board(centre, 2), "over")
    texts = picture(centre, display, board, None, hall.now).texts
    large = [text for text in texts if text.text.startswith("Прийом завершено")]
    foot = next(text for text in texts if text.text.startswith("Номери"))
    assert large[0].cap >= legible_cap(display) > 2 * foot.cap
    full = everything(hall, centre, hall.board(centre, 6), "over")
    assert words(hall, centre, full).count("Прийом завершено") == 1


def test_who_still_waits_is_told_to_stay_and_nobody_else(hall: Any) -> None:
    """While the last are called and nobody waits, the panel says that it is over, and promises nothing to nobody."""
    centre = hall.centre(3)
    board = everything(hall, centre, hall.board(centre, 2), "over")
    assert "Чекають у черзі Прийом завершено А 0 Реєстрація" in words(hall, centre, nobody_waits(board))
    one = (msgspec.structs.replace(board.services[2], waiting=1),)
    board = msgspec.structs.replace(board, services=nobody_waits(board).services[:2] + one)
    assert "Чекають у черзі Прийом завершено. Усіх, хто має талон, буде обслуговано. А 0" in words(hall, centre, board)


@pytest.mark.parametrize("out", [{}, {"s1": "registry"}])
def test_an_empty_hall_is_told_that_there_is_no_reception(hall: Any, out: dict[str, ClosedReason]) -> None:
    """On a day off, at night and after closing nobody waits and nobody is called: then just that, in big letters."""
    centre = hall.english(hall.centre(3))
    board = nobody_waits(everything(hall, centre, hall.board(centre, 0), "over"))
    board = hall.closed(board, {line.service: "over" for line in board.services} | out)
    shown = picture(centre, hall.display(1920, 1080), board, None, hall.now)
    clock, big = sorted(shown.texts, key=lambda text: -text.cap)[:2]
    assert (clock.text, big.text) == ("10:42", "Зараз прийому немає")
    told = " ".join(text.text for text in shown.texts)
    assert told.count("Зараз прийому немає No reception now") == 1
    assert told.count("реєстр не працює") == len(out)
    assert all(text not in told for text in ("авершено", "is over", "Очікуйте", "обслуговано"))


def test_what_closes_all_services_is_told_once(hall: Any) -> None:
    """One outage of everything is one sentence over the lines, which keep their numbers."""
    centre = hall.centre(3)
    board = everything(hall, centre, hall.board(centre, 0), "internet")
    shown = words(hall, centre, board)
    assert "Очікуйте на виклик Чекають у черзі Немає інтернету А 0 " in shown
    assert shown.count("інтернету") == 1


def test_a_day_without_an_hour_to_open_is_told(hall: Any) -> None:
    """Not begun, and nobody knows when: the hall is not told to wait for a call."""
    centre = hall.centre(2)
    board = everything(hall, centre, hall.board(centre, 0), "not_yet")
    assert "Прийом ще не почався" in words(hall, centre, board)
    assert "Очікуйте" not in words(hall, centre, board)


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
