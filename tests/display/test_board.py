# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall sees, as pure descriptions: sizes, order, marks, contrast, and that nothing runs into anything."""

import itertools
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.messages import ClosedReason
from display.board import picture
from display.picture import PALETTE, Arrow, Box, Picture, Rect, Text
from display.row_size import least_cap

SCREENS = {
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "4K": (3840, 2160),
    "portrait 720p": (720, 1280),
    "portrait 1080p": (1080, 1920),
    "portrait 4K": (2160, 3840),
    "old square": (1024, 768),
}

JUMPS_ASIDE = (
    "Номери можуть викликати",
    "не за порядком: вікна",
    "надають різні послуги, а",
    "дехто записаний на певний",
    "час або має право на",
    "першочергове",
    "обслуговування.",
)
"""Why numbers jump, as a small screen has it in its panel."""


def big_rows(shown: Picture) -> list[tuple[Text, Text]]:
    """Return tickets and windows as a reader finds them: the biggest texts, from the top."""
    biggest = max(text.cap for text in shown.texts)
    big = [text for text in shown.texts if text.cap > biggest * 0.85]
    return [(big[i], big[i + 1]) for i in range(0, len(big), 2)]


def said(shown: Picture) -> list[str]:
    """Return all the lines of a picture."""
    return [text.text for text in shown.texts]


def inside(inner: Rect, outer: Rect) -> bool:
    """Return whether no pixel of ``inner`` is outside."""
    across = outer.left <= inner.left and inner.right <= outer.right
    return across and outer.top <= inner.top and inner.bottom <= outer.bottom


def meet(one: Rect, other: Rect) -> bool:
    """Return whether two rectangles share a pixel."""
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def faults(shown: Picture) -> list[str]:
    """Return what overflows, overlaps, or stands on another ground than it says."""
    found = []
    whole = Rect(0, 0, shown.width, shown.height)
    found += [f"outside: {element}" for element in shown.elements if not inside(element.area, whole)]
    printed = [element for element in shown.elements if isinstance(element, Text | Arrow)]
    found += [f"{a} meets {b}" for a, b in itertools.combinations(printed, 2) if meet(a.area, b.area)]
    for text in shown.texts:
        under = [e for e in shown.elements if isinstance(e, Box) and meet(e.area, text.area)]
        ground = under[-1].colour if under else shown.background
        if ground != text.background or any(not inside(text.area, box.area) for box in under):
            found.append(f"{text} does not stand on its own ground alone: {under}")
    return found


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour of the palette (WCAG 2.2)."""
    parts = (channel / 255 for channel in PALETTE[colour])  # type: ignore[index]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


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


def test_the_picture_changes_with_the_minute_only(hall: Any) -> None:
    """Within a minute equal boards make equal pictures; the clock is Kyiv's."""
    centre = hall.centre()
    at = [hall.now + timedelta(seconds=seconds) for seconds in (0, 46, 47)]
    first, same, next_minute = (
        picture(centre, hall.display(), hall.board(centre, number=number), None, moment)
        for number, moment in enumerate(at)
    )
    assert first == same
    assert first != next_minute
    assert "10:42" in said(first)
    assert "10:43" in said(next_minute)
    assert "неділя, 22 листопада" in said(first)


def test_all_that_the_hall_needs_is_said(hall: Any) -> None:
    """The centre's name, the headings and the waiting lines are there."""
    centre = hall.centre(2)
    shown = said(picture(centre, hall.display(), hall.board(centre, 1), None, hall.now))
    assert shown == [
        *("10:42", "неділя, 22 листопада", "ЦНАП Бородянки"),
        *("Талон", "Вікно", "А017", "1", *JUMPS_ASIDE),
        *("Чекають у черзі", "А", "0", "Реєстрація місця", "проживання", "П", "7", "Паспорти"),
    ]


def test_before_the_first_board_it_says_what_it_waits_for(hall: Any) -> None:
    """Until a board came the screen asks to wait, and never shows an empty queue."""
    shown = said(picture(hall.centre(), hall.display(), None, None, hall.now))
    assert " ".join(shown[3:]) == "Зачекайте, з’єднуємося з\u00a0центром…"


def test_a_centre_never_reached_is_told_with_its_hour(hall: Any) -> None:
    """Without a board and without a link the screen asks to wait and says since when, with the day if it was before."""
    yesterday = hall.now - timedelta(days=1)
    today, before = (
        said(picture(hall.centre(), hall.display(), None, since, hall.now)) for since in (hall.now, yesterday)
    )
    assert today[2] == "Немає зв’язку з 10:42."
    assert before[2] == "Немає зв’язку з 21 листопада, 10:42."


def test_a_lost_centre_is_told_and_its_calls_dimmed(hall: Any) -> None:
    """When the centre is lost the strip says since when, the calls stay where they are and are dimmed."""
    centre = hall.centre()
    fresh = picture(centre, hall.display(), hall.board(centre), None, hall.now)
    stale = picture(centre, hall.display(), hall.board(centre), hall.now - timedelta(minutes=5), hall.now)
    assert said(stale)[2:4] == ["Немає зв’язку з 10:37.", "Дані можуть бути застарілими."]
    for (ticket, window), (old_ticket, old_window) in zip(big_rows(fresh), big_rows(stale), strict=True):
        assert (ticket.area, window.area) == (old_ticket.area, old_window.area)
        assert ticket.colour != old_ticket.colour or ticket.background != old_ticket.background


def test_nobody_called_is_said(hall: Any) -> None:
    """An empty hall is told to wait, not shown an empty list."""
    centre = hall.centre()
    assert "Очікуйте на виклик" in said(picture(centre, hall.display(), hall.board(centre, 0), None, hall.now))


def test_without_services_there_is_no_waiting_list(hall: Any) -> None:
    """A board that names no service shows its calls and no heading over nothing."""
    centre = hall.centre()
    board = msgspec.structs.replace(hall.board(centre, 1), services=())
    shown = said(picture(centre, hall.display(), board, None, hall.now))
    assert shown[3:] == ["Талон", "Вікно", "А017", "1", *JUMPS_ASIDE]


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
    assert listed == ["14", "21", "19", "17"]


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("services", [1, 3, 12])
@pytest.mark.parametrize("letters", [1, 2])
@pytest.mark.parametrize("lost", [False, True], ids=["fresh", "stale"])
def test_nothing_runs_into_anything(
    hall: Any, size: tuple[int, int], services: int, letters: int, *, lost: bool
) -> None:
    """With the longest real names, from 720p to 4K, wide and tall, all stands inside and apart."""
    centre = hall.centre(services, letters=letters, windows=60, name=hall.long_name)
    board = hall.board(centre, 12, first=901, times=12, waiting=120)
    since = hall.now - timedelta(days=1) if lost else None
    for distance, shown in ((2, board), (5, board), (10, board), (5, hall.board(centre, 0)), (5, None)):
        display = hall.display(*size, distance=distance)
        assert faults(picture(centre, display, shown, since, hall.now)) == []


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("english", [False, True], ids=["uk", "uk and en"])
@pytest.mark.parametrize("reason", ["registry", "biometrics", "full", "over"])
def test_closed_services_run_into_nothing(
    hall: Any, size: tuple[int, int], reason: ClosedReason, *, english: bool
) -> None:
    """Twelve spheres with some purposes closed or all, in one language or two: all inside and apart, nothing cut."""
    centre = hall.spheres(english=english)
    whole, part = hall.board(centre, 6), hall.board(centre, 6)
    whole = hall.closed(whole, dict.fromkeys((line.service for line in whole.services), reason))
    part = hall.closed(part, {"s2-submit": reason, "s4-consult": reason, "s4-submit": reason, "s4-collect": reason})
    for distance, board in itertools.product((2, 5, 10), (whole, part, msgspec.structs.replace(whole, calls=()))):
        shown = picture(centre, hall.display(*size, distance=distance), board, None, hall.now)
        assert faults(shown) == []
        assert not [line for line in said(shown) if "…" in line]


@given(
    size=st.tuples(st.integers(640, 7680), st.integers(480, 4320)),
    distance=st.floats(0.5, 30),
    inches=st.floats(5, 120),
    calls=st.integers(0, 20),
    services=st.integers(1, 12),
)
def test_any_screen_that_centre_toml_allows_is_filled_soundly(
    hall: Any, size: tuple[int, int], distance: float, inches: float, calls: int, services: int
) -> None:
    """Whatever screen the technician has, all stands inside and apart, and at least one call is shown."""
    centre = hall.centre(services, letters=2, windows=999, name=hall.long_name)
    board = hall.board(centre, calls, first=99000, times=3)
    shown = picture(centre, hall.display(*size, distance=distance, inches=inches), board, hall.now, hall.now)
    assert faults(shown) == []
    assert not calls or board.calls[0].ticket in said(shown)


def test_every_text_has_a_contrast_of_7_to_1(hall: Any) -> None:
    """Fresh, stale and waiting: each text stands out at least 7:1 against its ground."""
    centre = hall.centre()
    shut = hall.closed(hall.board(centre), {"s2": "registry"})
    boards = (hall.board(centre, times=2), hall.board(centre, 0), shut, None)
    pictures = [
        picture(centre, hall.display(1920, height), board, since, hall.now)
        for board, since, height in itertools.product(boards, (None, hall.now), (1080, 2160))
    ]
    pairs = {(text.colour, text.background) for shown in pictures for text in shown.texts}
    assert len(pairs) > 6
    assert {pair: ratio for pair in pairs if (ratio := contrast(*pair)) < 7} == {}


@pytest.mark.parametrize("letter", ["Ш", "Щ", "Ж", "ШЩ", "І"])
def test_each_letter_stands_before_its_queue(hall: Any, letter: str) -> None:
    """The widest letter has its place in the waiting list as the narrowest has."""
    centre = hall.centre(4)
    renamed = msgspec.structs.replace(centre.services[3], letter=letter)
    centre = msgspec.structs.replace(centre, services=(*centre.services[:3], renamed))
    shown = picture(centre, hall.display(), hall.board(centre, calls=0), None, hall.now)
    assert letter in [text.text for text in shown.texts]
