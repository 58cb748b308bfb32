# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A technician is warned of a screen that the last chair cannot read, and told what would do."""

import re

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Display, Voice
from display.measures import DOTS, displays, measure
from display.specimen_boards import plain
from display.too_far import too_far
from tests.display.halls import LARGE, SMALL


def warnings(display: Display, centre: CentreFile = LARGE) -> list[str]:
    """Return what is said of a centre that has this display alone."""
    return [str(slip) for slip in too_far(replace(centre, displays=(display,)))]


def test_a_screen_too_small_for_its_hall_is_told_with_what_would_do() -> None:
    """How large its calls are from the last chair, the least screen that is enough, and the farthest chair."""
    assert warnings(Display(id="hall", diagonal_inches=32, viewing_distance_m=10)) == [
        (
            "displays[0]: from 10 m this screen shows calls 27 minutes of arc high, 42 are needed; "
            "take a larger screen or sit nearer: 50 inches, or 6.5 m"
        ),
    ]


@pytest.mark.parametrize("which", DOTS)
def test_those_that_the_table_marks_are_warned_of_and_no_others(which: str) -> None:
    """Each size, distance and number of dots of docs/hall.md, whose sizes are measured in the pictures."""
    centre = plain(LARGE)
    marked = {display: measure(centre, display).too_narrow for alike in displays(which) for display in alike}
    assert {display: bool(warnings(display, centre)) for display in marked} == marked


@pytest.mark.parametrize("which", DOTS)
def test_the_advice_is_enough_and_no_more_than_needed(which: str) -> None:
    """Whoever follows it, either way, is not warned again; an inch or a tenth of a metre less is not enough."""
    for display in (display for alike in displays(which) for display in alike):
        for warning in warnings(display):
            found = re.search(r": (\d+) inches, or ([\d.]+) m$", warning)
            assert found, warning
            inches, metres = map(float, found.groups())
            seen = replace(display, diagonal_inches=inches), replace(display, viewing_distance_m=metres)
            less = replace(display, diagonal_inches=inches - 1), replace(display, viewing_distance_m=metres + 0.1)
            assert [bool(warnings(one)) for one in (*seen, *less)] == [False, False, True, True]


def test_what_no_screen_of_that_kind_can_do_is_not_advised() -> None:
    """A strip of a screen at thirty metres: there is none so large, so the chairs must come nearer."""
    strip = Display(id="hall", diagonal_inches=60, viewing_distance_m=30, width_px=640, height_px=4320)
    (warning,) = warnings(strip)
    assert re.search(r"or sit nearer: [\d.]+ m$", warning)
    (warning,) = warnings(replace(strip, diagonal_inches=5))
    assert warning.endswith("take a larger screen or sit nearer")


def test_a_display_without_a_screen_is_read_from_nowhere() -> None:
    """Its keys of a screen say nothing."""
    assert warnings(Display(id="yard", screen=False, viewing_distance_m=30, voice=Voice())) == []


@pytest.mark.parametrize("centre", [SMALL, LARGE], ids=["small", "large"])
def test_the_examples_are_read_from_their_last_chairs(centre: CentreFile) -> None:
    """What is shown as good is good by our own advice."""
    assert list(too_far(centre)) == []


def test_a_zone_of_few_digits_needs_less_room() -> None:
    """The windows of the display's zone count, not those of the whole centre."""
    wide = replace(LARGE, windows=tuple(replace(window, number=window.number + 900) for window in LARGE.windows[:2]))
    both = replace(LARGE, windows=(*LARGE.windows[:9], *wide.windows))
    hall = Display(id="hall", diagonal_inches=50, viewing_distance_m=10)
    assert warnings(hall, both)
    assert warnings(replace(hall, windows=(1, 2, 3)), both) == []
