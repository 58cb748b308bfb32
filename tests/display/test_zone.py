# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A display with a zone: its windows and their services alone, and the screen says for which windows it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from centre.config import CentreFile, Window
from centre.config_displays import Display
from centre.messages import Board
from centre.picture import Picture
from display import zone
from tests.display.alarms import alarmed, raised
from tests.display.looking import big_rows, faults, picture, said, told

SCREENS = {"720p": (1280, 720), "1080p": (1920, 1080), "4K": (3840, 2160), "portrait": (1080, 1920)}


def own(centre: CentreFile, *served: tuple[int, ...]) -> CentreFile:
    """Return the centre with so many windows, each with the services of these places."""
    ids = [service.id for service in centre.services]
    windows = tuple(Window(number=n, services=tuple(ids[i] for i in of)) for n, of in enumerate(served, 1))
    return replace(centre, windows=windows)


def zoned(hall: Any, centre: CentreFile, board: Board, *windows: int, size: tuple[int, int] = (1920, 1080)) -> Picture:
    """Return what a display with this zone shows."""
    display: Display = replace(hall.display(*size), windows=windows)
    here = zone.centre_of(centre, display)
    return picture(here, display, zone.board_of(board, here, display), None, hall.now)


def test_a_zone_has_its_windows_and_what_they_serve(hall: Any) -> None:
    """Services that another window serves alone are no concern of it."""
    centre = own(hall.centre(4), (0, 1), (1,), (2, 3), (3,))
    display = replace(hall.display(), windows=(2, 4))
    here = zone.centre_of(centre, display)
    board = zone.board_of(hall.board(centre, 4), here, display)
    assert [window.number for window in here.windows] == [2, 4]
    assert [service.id for service in here.services] == ["s1", "s3"]
    assert [line.service for line in board.services] == ["s1", "s3"]
    assert {call.window for call in board.calls} <= {2, 4}


def test_without_a_zone_all_is_shown(hall: Any) -> None:
    """Centre and board stay as they are."""
    centre, display = hall.centre(4), hall.display()
    board = hall.board(centre)
    assert zone.centre_of(centre, display) == centre
    assert zone.board_of(board, centre, display) == board


def test_two_zones_share_no_call_and_lose_none(hall: Any) -> None:
    """Each call of the board stands on the screen of its window and on no other."""
    centre = hall.centre(4, windows=12)
    board = hall.board(centre, 6)
    left, right = (
        {(ticket.text, window.text) for ticket, window in big_rows(zoned(hall, centre, board, *windows))}
        for windows in (range(1, 6), range(6, 13))
    )
    assert left & right == set()
    assert left | right == {(call.ticket, str(call.window)) for call in board.calls}


@given(windows=st.sets(st.integers(1, 12), min_size=1), calls=st.integers(0, 12))
def test_every_zone_has_just_its_calls(hall: Any, windows: set[int], calls: int) -> None:
    """Whatever the zone: its calls in their order, everything else of the board untouched."""
    centre = hall.centre(4, windows=12)
    display, board = replace(hall.display(), windows=tuple(windows)), hall.board(centre, calls)
    here = zone.centre_of(centre, display)
    cut = zone.board_of(board, here, display)
    assert cut.calls == tuple(call for call in board.calls if call.window in windows)
    assert replace(cut, calls=board.calls, services=board.services) == board


def test_a_call_of_another_zone_changes_no_picture(hall: Any) -> None:
    """So it draws nothing there, and wakes nobody up."""
    centre = hall.centre(4, windows=12)
    board = hall.board(centre, 6)
    before, after = (
        zoned(hall, centre, replace(board, calls=calls, number=number), 1, 4)
        for number, calls in enumerate((board.calls, tuple(c for c in board.calls if c.window in {1, 4})))
    )
    assert before == after


def test_the_screen_says_for_which_windows_it_is(hall: Any) -> None:
    """Over the centre's name, and larger: whoever is called elsewhere must not wait here."""
    centre = hall.centre(4)
    shown = zoned(hall, centre, hall.board(centre), 1, 2, 3, 4, 7)
    assert said(shown)[2:4] == ["Вікна 1–4, 7", "ЦНАП Бородянки"]
    assert shown.texts[2].cap > 1.8 * shown.texts[3].cap
    assert said(zoned(hall, centre, hall.board(centre), 5))[2:4] == ["Вікно 5", "ЦНАП Бородянки"]
    assert "Вікна" not in told(picture(centre, hall.display(), hall.board(centre), None, hall.now))


def test_it_says_so_in_both_languages(hall: Any) -> None:
    """One below the other upright, in one line where the header is low."""
    centre = hall.english(hall.centre(4))
    tall, wide = (
        zoned(hall, centre, hall.board(centre), 1, 2, 3, size=SCREENS[name]) for name in ("portrait", "1080p")
    )
    assert said(tall)[2:5] == ["Вікна 1–3", "Windows 1–3", "ЦНАП Бородянки"]
    assert said(wide)[3:5] == ["Вікна 1–3 · Windows 1–3", "ЦНАП Бородянки"]


def test_in_an_alert_everybody_is_told_alike(hall: Any) -> None:
    """The way to the shelter has no zone."""
    centre = alarmed(hall.centre(4))
    shown = told(zoned(hall, centre, raised(hall.board(centre)), 1, 2))
    assert "Вікна 1, 2 ЦНАП Бородянки ПОВІТРЯНА ТРИВОГА" in shown


def test_a_zone_without_a_window_in_the_shelter_shows_the_way_alone(hall: Any) -> None:
    """Nobody shall wait there for a call of a window that stands still."""
    centre = alarmed(hall.centre(4), windows=(11,))
    shown = told(zoned(hall, centre, raised(hall.board(centre, 6)), 1))
    assert shown.endswith("Прийом триває в\xa0укритті: вікно\xa011.")


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("english", [False, True], ids=["uk", "uk and en"])
@pytest.mark.parametrize("windows", [(7,), tuple(range(1, 60, 2))], ids=["one", "thirty"])
@pytest.mark.parametrize("named", ["long", "short"])
def test_no_zone_runs_into_anything(
    hall: Any, size: tuple[int, int], windows: tuple[int, ...], named: str, *, english: bool
) -> None:
    """Thirty odd windows and a long name: all stands inside and apart."""
    centre = hall.centre(6, windows=60, name=hall.long_name if named == "long" else "ЦНАП")
    centre = hall.english(centre) if english else centre
    for board in (hall.board(centre, 12), raised(hall.board(alarmed(centre)))):
        shown = zoned(hall, centre, board, *windows, size=size)
        assert faults(shown) == []
        assert "Вікн" in told(shown)
