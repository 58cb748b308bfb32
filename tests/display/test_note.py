# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is wrong is read from the seats: in a band below the calls, which costs a row or none, whatever the screen."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Display
from centre.contrast import contrast
from centre.messages import Board
from centre.picture import Box, Text
from display.board import Scene, scene
from display.row_size import SLACK, least_cap, legible_cap, usual_row_in_caps
from tests.display.alarms import alarmed, boards
from tests.display.looking import big_rows, faults, picture, told

SCREENS = {
    '43" 1080p': (1920, 1080, 43),
    '32" 1366x768': (1366, 768, 32),
    '43" portrait': (1080, 1920, 43),
    '43" 720p': (1280, 720, 43),
    '55" 4K': (3840, 2160, 55),
}
WRONG = {"lost": 21, "battery": 22, "kiosk": 19, "unheard": 16, "battery-low": 13}
"""What may be wrong, and the least minutes of arc of its first sentence; the last two are long."""


def seen(hall: Any, centre: CentreFile, display: Display, wrong: str, calls: int = 12) -> Scene:
    """Return the scene while one thing is wrong, or all is well."""
    board: Board = hall.board(centre, calls)
    board = boards(board).get(wrong, board)
    since = hall.now - timedelta(minutes=5) if wrong == "lost" else None
    return scene(centre, display, board, since, hall.now, {"kiosk"} if wrong == "kiosk" else ())


def rows_of(shown: Scene) -> int:
    """Return how many calls have room."""
    assert shown.called
    return shown.called.plan.rows


def note_of(shown: Scene) -> tuple[Box, list[Text]]:
    """Return the band below the calls, and its lines."""
    band = next(e for e in shown.after if isinstance(e, Box) and e.colour in {"rose", "mist"})
    return band, [e for e in shown.after if isinstance(e, Text) and e.background == band.colour]


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("distance", [2, 3, 5])
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_read_from_the_seats(
    hall: Any, screen: tuple[int, int, int], distance: int, wrong: str
) -> None:
    """Its first sentence has 22 minutes of arc, or nearly; a long one as many as the rows that it may cost give it."""
    centre, display = hall.centre(4), hall.display(*screen[:2], distance=distance, inches=screen[2])
    _, lines = note_of(seen(hall, centre, display, wrong))
    assert 22 * lines[0].cap / legible_cap(display) >= WRONG[wrong]


@pytest.mark.parametrize("wrong", ["lost", "battery", "kiosk", "unheard"])
def test_on_43_inches_at_5_m_it_has_22_minutes_of_arc(hall: Any, wrong: str) -> None:
    """65 pixels across the whole screen; three calls stay above it, and all waiting lines beside them."""
    centre, display = hall.centre(6), hall.display(1920, 1080)
    shown = seen(hall, centre, display, wrong)
    band, lines = note_of(shown)
    assert lines[0].cap >= legible_cap(display) == 65
    assert band.area.width > 1850
    assert rows_of(shown) == 3
    assert [text for text in told(shown.at()).split() if text in {"А", "П", "Н", "Д", "К", "В"}] == list("АПНДКВ")


def test_a_long_waiting_list_keeps_its_place(hall: Any) -> None:
    """Twelve spheres leave the band no room across the panel: it stands below the calls alone, and all are listed."""
    centre, display = hall.spheres(), hall.display(1920, 1080)
    shown = seen(hall, centre, display, "battery")
    assert note_of(shown)[0].area.width < 1400
    assert {letter for letter, _, _ in hall.sphere_names} <= set(told(shown.at()).split())


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("distance", [2, 3, 5, 8])
@pytest.mark.parametrize("wrong", WRONG)
def test_it_costs_a_third_of_the_rows_at_most(
    hall: Any, screen: tuple[int, int, int], distance: int, wrong: str
) -> None:
    """One of fewer than six, two of eight, and never the last; the calls above are as large as they must be."""
    centre, display = hall.centre(4), hall.display(*screen[:2], distance=distance, inches=screen[2])
    well, ill = (seen(hall, centre, display, what) for what in ("well", wrong))
    assert max(rows_of(well) - max(rows_of(well) // 3, 1), 1) <= rows_of(ill) <= rows_of(well)
    assert ill.called
    widest = (ill.called.area.width - SLACK) / usual_row_in_caps(centre)
    assert ill.called.plan.cap + 1 >= min(least_cap(display), widest)


def test_a_lost_centre_is_rose_and_a_battery_is_not(hall: Any) -> None:
    """What is told alone, for all else may be over, looks unlike what is not; both say it in words."""
    centre, display = hall.centre(4), hall.display(1920, 1080)
    grounds = {wrong: note_of(seen(hall, centre, display, wrong))[0].colour for wrong in WRONG}
    assert {wrong for wrong, ground in grounds.items() if ground == "rose"} == {"lost", "battery-low"}


def test_all_is_well_without_a_band(hall: Any) -> None:
    """A hall where nothing is wrong has every row."""
    centre, display = hall.centre(4), hall.display(1920, 1080)
    assert rows_of(seen(hall, centre, display, "well")) == 4


def test_sizes_do_not_follow_the_calls(hall: Any) -> None:
    """While something is wrong one call stands where and as large as the first of many."""
    centre, display = hall.centre(4), hall.display(1920, 1080)
    one, many = (big_rows(seen(hall, centre, display, "kiosk", calls).at())[0] for calls in (1, 12))
    assert one == many


def test_without_calls_it_stands_at_the_foot_all_the_same(hall: Any) -> None:
    """Below what stands in their place."""
    centre, display = hall.centre(4), hall.display(1920, 1080)
    shown = told(seen(hall, centre, display, "battery", calls=0).at())
    assert "Очікуйте на виклик Працюємо від батареї. Чекають" in shown


def test_a_warning_and_what_is_wrong_have_both_their_bands(hall: Any) -> None:
    """One over the calls, one below them; a row stays between."""
    centre = alarmed(hall.centre(4))
    board = replace(boards(hall.board(centre, 12))["warning"], power="battery")
    shown = picture(centre, hall.display(1920, 1080), board, None, hall.now)
    assert "Повітряна тривога: дронова загроза" in told(shown)
    assert "Працюємо від батареї." in told(shown)
    assert len(big_rows(shown)) >= 1
    assert faults(shown) == []


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_english_is_told_below_and_smaller(hall: Any, screen: tuple[int, int, int]) -> None:
    """At 5 m every single thing that is wrong is told in both languages, the first sentence three quarters as large."""
    centre = hall.english(hall.centre(4))
    display = hall.display(*screen[:2], inches=screen[2])
    for wrong in WRONG:
        _, lines = note_of(seen(hall, centre, display, wrong))
        uk, en = ([t for t in lines if any(c in alphabet for c in t.text)] for alphabet in ("іїєаоу", "aeiou"))
        assert max(t.cap for t in en) < min(t.cap for t in uk)
        assert {t for t in lines if contrast(t.colour, t.background) < 7} == set()


def test_no_two_things_wrong_hide_each_other(hall: Any) -> None:
    """Battery, kiosk and siren at once are all told, in Ukrainian at least, on every screen of a hall."""
    for screen, distance in itertools.product(SCREENS.values(), (2, 5, 6)):
        centre, display = hall.centre(4), hall.display(*screen[:2], distance=distance, inches=screen[2])
        board = boards(hall.board(centre, 12))["blackout"]
        shown = told(picture(centre, display, board, None, hall.now, {"kiosk"}))
        assert all(text in shown for text in ("від батареї", "не друкує талонів", "прислухайтеся"))
