# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every picture is sound: all inside, apart, whole and in contrast, whatever the screen, the centre and the board."""

import itertools
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from centre.contrast import contrast
from centre.messages import ClosedReason
from display.board import scene
from display.cycle import Cycle
from display.fresh import key
from display.moment import Moment
from tests.display.alarms import alarmed, boards
from tests.display.looking import faults, picture, said

SCREENS = {
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "4K": (3840, 2160),
    "portrait 720p": (720, 1280),
    "portrait 1080p": (1080, 1920),
    "portrait 4K": (2160, 3840),
    "old square": (1024, 768),
}


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


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("named", ["long", "short"])
@pytest.mark.parametrize("lost", [False, True], ids=["fresh", "stale"])
def test_english_runs_into_nothing(hall: Any, size: tuple[int, int], named: str, *, lost: bool) -> None:
    """Two names, two days, two languages at the top and of the twelfth call: all stands inside and apart."""
    centre = hall.centre(6, windows=60, name=hall.long_name if named == "long" else "ЦНАП")
    centre = hall.english(centre, "Administrative Service Centre of the Borodianka Hromada, Bucha District")
    board, since = hall.board(centre, 12, times=12), hall.now - timedelta(days=1) if lost else None
    for distance, shown in itertools.product((2, 5, 10), (board, hall.board(centre, 0), None)):
        display = hall.display(*size, distance=distance)
        assert faults(picture(centre, display, shown, since, hall.now)) == []


@given(
    size=st.tuples(st.integers(640, 7680), st.integers(480, 4320)),
    distance=st.floats(0.5, 30),
    inches=st.floats(5, 120),
    calls=st.integers(0, 20),
    services=st.integers(1, 12),
)
@example(size=(640, 640), distance=0.5, inches=15.0, calls=1, services=5)
def test_any_screen_that_centre_toml_allows_is_filled_soundly(
    hall: Any, size: tuple[int, int], distance: float, inches: float, calls: int, services: int
) -> None:
    """Whatever screen the technician has, all stands inside and apart, and at least one call is shown."""
    centre = hall.centre(services, letters=2, windows=999, name=hall.long_name)
    board = hall.board(centre, calls, first=99000, times=3)
    shown = picture(centre, hall.display(*size, distance=distance, inches=inches), board, hall.now, hall.now)
    assert faults(shown) == []
    assert not calls or board.calls[0].ticket in said(shown)


@given(
    size=st.tuples(st.integers(640, 7680), st.integers(480, 4320)),
    distance=st.floats(0.5, 30),
    inches=st.floats(5, 120),
    calls=st.integers(1, 40),
    who=st.tuples(st.sets(st.integers(0, 39)), st.sets(st.integers(0, 39))),
    windows=st.sampled_from([(), (7,), tuple(range(1, 60, 2))]),
    wrong=st.sampled_from(["well", "ill", "battery", "lost", "warning", "resuming"]),
    now_s=st.integers(0, 60),
    english=st.booleans(),
    beat=st.booleans(),
)
def test_at_every_moment_any_screen_is_sound(
    hall: Any,
    size: tuple[int, int],
    distance: float,
    inches: float,
    calls: int,
    who: tuple[set[int], set[int]],
    windows: tuple[int, ...],
    wrong: str,
    now_s: int,
    *,
    english: bool,
    beat: bool,
) -> None:
    """Whoever is fresh, whatever page stands, whatever is wrong: inside, apart, and each number whole on its ground."""
    centre = alarmed(hall.centre(5, letters=2, windows=60, name=hall.long_name))
    centre = hall.english(centre) if english else centre
    board = hall.board(centre, calls, first=901, times=2)
    served, fresh = who
    made = tuple(replace(call, serving=place in served) for place, call in enumerate(board.calls))
    board = boards(replace(board, calls=made)).get(wrong, replace(board, calls=made))
    display = replace(hall.display(*size, distance=distance, inches=inches), windows=windows)
    since, ill = hall.now if wrong == "lost" else None, {"kiosk"} if wrong == "ill" else ()
    shown, cycle = scene(centre, display, board, since, hall.now, ill), Cycle()
    assert shown.called
    for second in (0, now_s):
        page = cycle.page(shown.called.calls, shown.called.plan.rows, float(second))
    new = frozenset(key(call) for place, call in enumerate(made) if place in fresh)
    seen = shown.at(Moment(new, new, beat, page))
    assert faults(seen) == []
    assert all(call.ticket in said(seen) for call in page.calls)


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
