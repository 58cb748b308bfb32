# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall sees of the calls and who waits: sizes, order, marks, and that all it needs is said."""

from typing import Any

import msgspec
import pytest

from centre.contrast import luminance
from display.row_size import least_cap
from tests.display.looking import JUMPS, big_rows, picture, said


def test_a_43_inch_screen_at_5_m_shows_four_calls(hall: Any) -> None:
    """On 43 inches of 1080p read from 5 m a capital is 124 px high or more, and four calls fit, newest on top."""
    centre, display = hall.centre(), hall.display(1920, 1080)
    rows = big_rows(picture(centre, display, hall.board(centre), None, hall.now))
    assert least_cap(display) == 124
    assert [(ticket.text, window.text) for ticket, window in rows] == [
        ("А017", "1"),
        ("П024", "6"),
        ("Н031", "11"),
        ("Д038", "4"),
    ]
    assert all(text.cap >= 124 for row in rows for text in row)


@pytest.mark.parametrize(("inches", "distance", "count"), [(43, 5, 4), (43, 8, 2), (55, 5, 5), (55, 8, 3), (55, 10, 2)])
def test_as_many_calls_are_shown_as_can_be_read(hall: Any, inches: float, distance: float, count: int) -> None:
    """Each usual television shows the rows that 0.7 degrees allow, and none of them smaller."""
    centre, display = hall.centre(), hall.display(1920, 1080, inches=inches, distance=distance)
    rows = big_rows(picture(centre, display, hall.board(centre, 12), None, hall.now))
    assert len(rows) == count
    assert all(text.cap >= least_cap(display) for row in rows for text in row)


def test_tickets_stand_left_and_windows_right(hall: Any) -> None:
    """All tickets begin at one pixel and all windows end at one pixel."""
    centre = hall.centre()
    rows = big_rows(picture(centre, hall.display(), hall.board(centre), None, hall.now))
    assert {(ticket.x, ticket.align) for ticket, _ in rows} == {(rows[0][0].x, "left")}
    assert {(window.x, window.align) for _, window in rows} == {(rows[0][1].x, "right")}


def test_the_newest_call_is_marked_without_colour_alone(hall: Any) -> None:
    """The newest call is larger where there is room, and dark on light where the others are light on dark."""
    centre = hall.centre()
    newest, *others = big_rows(picture(centre, hall.display(1920, 1080), hall.board(centre), None, hall.now))
    assert all(newest[0].cap > other[0].cap for other in others)
    assert luminance(newest[0].colour) < luminance(newest[0].background)
    assert all(luminance(other[0].colour) > luminance(other[0].background) for other in others)


def test_who_is_served_makes_room_for_who_has_to_come(hall: Any) -> None:
    """When more are called than fit, those at their windows already leave the list first."""
    centre = hall.centre()
    board = hall.board(centre, 6)
    calls = [msgspec.structs.replace(call, serving=place in {1, 2}) for place, call in enumerate(board.calls)]
    board = msgspec.structs.replace(board, calls=tuple(calls))
    rows = big_rows(picture(centre, hall.display(), board, None, hall.now))
    assert [ticket.text for ticket, _ in rows] == ["А017", "Д038", "А045", "П052"]


def test_a_newest_call_that_is_served_is_not_marked(hall: Any) -> None:
    """When the citizen has come, the row stays and looks like the others."""
    centre = hall.centre()
    board = hall.board(centre, 1)
    board = msgspec.structs.replace(board, calls=(msgspec.structs.replace(board.calls[0], serving=True),))
    [(ticket, _)] = big_rows(picture(centre, hall.display(), board, None, hall.now))
    assert (ticket.colour, ticket.background) == ("snow", "night")


def test_each_recall_changes_the_picture(hall: Any) -> None:
    """A recall is seen as well as heard: the newest row says which call it is."""
    centre = hall.centre()
    first, second, third = (
        picture(centre, hall.display(), hall.board(centre, times=times), None, hall.now) for times in (1, 2, 3)
    )
    assert not [line for line in said(first) if line.endswith("-й виклик")]
    assert "2-й виклик" in said(second)
    assert "3-й виклик" in said(third)


def test_between_wide_numbers_a_recall_has_two_lines(hall: Any) -> None:
    """Upright, between Ж038 and window 16, which call it is stands whole, in two lines."""
    centre = hall.spheres()
    shown = said(picture(centre, hall.display(1080, 1920), hall.board(centre, times=2), None, hall.now))
    assert shown[shown.index("2-й") :][:2] == ["2-й", "виклик"]


def test_all_that_the_hall_needs_is_said(hall: Any) -> None:
    """The centre's name, the headings and the waiting lines are there."""
    centre = hall.centre(2)
    shown = said(picture(centre, hall.display(), hall.board(centre, 1), None, hall.now))
    assert " ".join(shown) == (
        f"10:42 неділя, 22 листопада ЦНАП Бородянки Талон Вікно А017 1 {JUMPS}"
        " Чекають у черзі А 0 Реєстрація місця проживання П 7 Паспорти"
    )


def test_before_the_first_board_it_says_what_it_waits_for(hall: Any) -> None:
    """Until a board came the screen asks to wait, and never shows an empty queue."""
    shown = said(picture(hall.centre(), hall.display(), None, None, hall.now))
    assert " ".join(shown[3:]) == "Зачекайте, з’єднуємося з\u00a0центром…"


def test_nobody_called_is_said(hall: Any) -> None:
    """An empty hall is told to wait, not shown an empty list."""
    centre = hall.centre()
    assert "Очікуйте на виклик" in said(picture(centre, hall.display(), hall.board(centre, 0), None, hall.now))


def test_without_services_there_is_no_waiting_list(hall: Any) -> None:
    """A board that names no service shows its calls and no heading over nothing."""
    centre = hall.centre()
    board = msgspec.structs.replace(hall.board(centre, 1), services=())
    shown = said(picture(centre, hall.display(), board, None, hall.now))
    assert " ".join(shown[3:]) == f"Талон Вікно А017 1 {JUMPS}"


def test_an_unknown_service_is_shown_by_its_id(hall: Any) -> None:
    """A board newer than our centre.toml still shows all its lines."""
    centre = hall.centre(3)
    board = hall.board(hall.centre(4), 1)
    assert "s3" in said(picture(centre, hall.display(), board, None, hall.now))


def test_the_shortest_queues_leave_a_full_list(hall: Any) -> None:
    """Where not all services have room, the longest queues stay, in their order."""
    centre = hall.centre(12)
    shown = said(picture(centre, hall.display(distance=8), hall.board(centre, 1), None, hall.now))
    listed = [text for text in shown[shown.index("Чекають у черзі") + 1 :] if text.isdigit()]
    assert listed == ["7", "14", "21", "12", "19", "10", "17", "8"]
