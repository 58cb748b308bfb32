# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall reads while kiosks print no tickets: what to do, whole, in contrast, and at no call's cost."""

import itertools
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from centre.config import CentreFile
from centre.contrast import contrast
from centre.messages import Board
from centre.picture import Picture, Text
from display.header import top
from display.layout import layout
from tests.display.alarms import alarmed, boards, raised
from tests.display.looking import big_rows, faults, picture, said, told

SCREENS = {
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "4K": (3840, 2160),
    "portrait 720p": (720, 1280),
    "portrait 1080p": (1080, 1920),
    "portrait 4K": (2160, 3840),
    "old square": (1024, 768),
}
ASK = "Термінал не друкує талонів. Зверніться, будь\xa0ласка, до\xa0адміністратора."
OTHER = "Один із терміналів не друкує талонів. Візьміть, будь\xa0ласка, талон в\xa0іншому."
UNHEARD = "Сигналів тривоги не отримуємо: прислухайтеся до\xa0сирени."


def kiosks(centre: CentreFile, count: int) -> CentreFile:
    """Return the centre with so many kiosks, named by their numbers."""
    return replace(centre, kiosks=tuple(replace(centre.kiosks[0], id=str(number)) for number in range(count)))


def shown(hall: Any, centre: CentreFile, board: Board, ill: int, *size: int, lost: bool = False) -> Picture:
    """Return the picture while so many kiosks are ill, 43 inches of 1080p when nothing else is said."""
    display = hall.display(*(size or (1920, 1080)))
    return picture(centre, display, board, hall.now if lost else None, hall.now, {str(number) for number in range(ill)})


@pytest.mark.parametrize(
    ("count", "ill", "text"),
    [
        (1, 1, ASK),
        (2, 2, "Термінали не друкують талонів. Зверніться, будь\xa0ласка, до\xa0адміністратора."),
        (2, 1, OTHER),
        (3, 2, "Деякі термінали не друкують талонів. Візьміть, будь\xa0ласка, талон в\xa0іншому."),
    ],
)
def test_the_hall_reads_what_to_do(hall: Any, count: int, ill: int, text: str) -> None:
    """To take a ticket at another kiosk while there is one, else to ask the administrator; below the calls."""
    centre = kiosks(hall.centre(4), count)
    assert f"{text} Чекають у черзі" in told(shown(hall, centre, hall.board(centre), ill))


def test_it_is_said_in_english_too(hall: Any) -> None:
    """Where the centre has English, below the Ukrainian."""
    centre = hall.english(kiosks(hall.centre(4), 2))
    english = "One of the ticket machines is not printing tickets. Please take a ticket at another one."
    assert f"{OTHER} {english} Чекають у черзі" in told(shown(hall, centre, hall.board(centre), 1))


def test_while_all_kiosks_print_nothing_is_said(hall: Any) -> None:
    """A hall whose kiosks are well looks as it did before."""
    centre = kiosks(hall.centre(4), 2)
    board = hall.board(centre)
    well = shown(hall, centre, board, 0)
    assert well == picture(centre, hall.display(1920, 1080), board, None, hall.now)
    assert "термінал" not in told(well)


@pytest.mark.parametrize("windows", [None, (), (1, 6)], ids=["stopped", "here", "in the shelter"])
def test_in_an_alert_nobody_is_sent_for_a_ticket(hall: Any, windows: tuple[int, ...] | None) -> None:
    """Nor told of anything but the shelter; a warning, in which the reception goes on, keeps the strip."""
    centre = alarmed(kiosks(hall.centre(4), 1), windows=windows)
    board = hall.board(centre)
    assert "ермінал" not in told(shown(hall, centre, raised(board), 1))
    assert ASK in told(shown(hall, centre, raised(board, "yellow", suspends=False), 1))


def test_out_of_hours_nobody_misses_a_kiosk(hall: Any) -> None:
    """A kiosk that is switched off for the night is no news; one whose citizens come with bookings is."""
    centre = kiosks(hall.centre(2), 1)
    board = hall.closed(hall.board(centre), {"s0": "over", "s1": "over"})
    night = replace(board, services=tuple(replace(line, booked=False) for line in board.services))
    assert "ермінал" not in told(shown(hall, centre, night, 1))
    assert ASK in told(shown(hall, centre, board, 1))


def test_a_lost_centre_and_a_battery_near_its_end_are_told_alone(hall: Any) -> None:
    """Each has the whole strip: what is heard of kiosks may be over, or all will be dark in a moment."""
    centre = kiosks(hall.centre(4), 1)
    board = hall.board(centre)
    assert "ермінал" not in told(shown(hall, centre, board, 1, lost=True))
    assert "ермінал" not in told(shown(hall, centre, replace(board, power="battery_low"), 1))


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1024, 768)])
def test_all_that_is_wrong_stands_in_one_band_the_gravest_first(hall: Any, size: tuple[int, int]) -> None:
    """Set smaller before anything goes."""
    centre = kiosks(hall.centre(4), 1)
    seen = told(shown(hall, centre, boards(hall.board(centre))["blackout"], 1, *size))
    assert f"{UNHEARD} {ASK} Працюємо від батареї. Чекають у черзі" in seen


def test_a_screen_of_one_row_keeps_it_and_says_what_is_wrong_at_the_top(hall: Any) -> None:
    """Below the centre's name, the gravest last, where a low screen far away has no room below its one call."""
    centre = kiosks(hall.centre(4), 1)
    board = boards(hall.board(centre))["blackout"]
    seen = picture(centre, hall.display(1920, 540, distance=9), board, None, hall.now, {"0"})
    assert f"Бородянки Працюємо від батареї. {ASK} {UNHEARD} Талон Вікно" in told(seen)
    assert len(big_rows(seen)) == 1


def test_at_the_top_where_not_all_has_room_the_gravest_stays(hall: Any) -> None:
    """On a small square screen of two languages the battery and the kiosk make room for the siren."""
    centre = hall.english(kiosks(hall.centre(4), 1))
    board = boards(hall.board(centre))["blackout"]
    display = hall.display(1024, 768)
    seen = [
        text.text
        for text in top(layout(centre, display), centre, None, hall.now, board, {"0"})
        if isinstance(text, Text)
    ]
    assert f"{UNHEARD} We receive no alert signals: listen for the siren." in " ".join(seen)
    assert "ермінал" not in " ".join(seen)


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("english", [False, True], ids=["uk", "uk and en"])
@pytest.mark.parametrize("name", ["long", "short"])
def test_the_strip_runs_into_nothing(hall: Any, size: tuple[int, int], name: str, *, english: bool) -> None:
    """From 720p to 4K, wide and tall, whatever else is told: all inside and apart, whole, in contrast."""
    centre = alarmed(kiosks(hall.centre(6, windows=60, name=hall.long_name if name == "long" else "ЦНАП"), 3))
    centre = hall.english(centre) if english else centre
    usual = hall.board(centre, 12, times=12)
    for board, ill in itertools.product((usual, *boards(usual).values()), (1, 2, 3)):
        seen = shown(hall, centre, board, ill, *size)
        assert faults(seen) == []
        assert {t for t in seen.texts if contrast(t.colour, t.background) < 7} == set()
        assert not [line for line in said(seen) if "…" in line and line.rstrip("…") not in hall.long_name]
        assert board is not usual or "ерміна" in told(seen)


@given(
    size=st.tuples(st.integers(640, 7680), st.integers(480, 4320)),
    inches=st.floats(5, 120),
    name=st.sampled_from(["battery", "blackout", "warning", "resuming"]),
    english=st.booleans(),
)
@example(size=(640, 480), inches=5.0, name="blackout", english=True)
@example(size=(640, 4320), inches=5.0, name="blackout", english=True)
def test_any_screen_shows_the_strip_soundly(
    hall: Any, size: tuple[int, int], inches: float, name: str, *, english: bool
) -> None:
    """Whatever screen the technician has, all stands inside and apart."""
    centre = alarmed(kiosks(hall.centre(5, letters=2, windows=999, name=hall.long_name), 2))
    centre = hall.english(centre) if english else centre
    board = boards(hall.board(centre, 6, first=99000, times=3))[name]
    assert faults(picture(centre, hall.display(*size, inches=inches), board, None, hall.now, {"0"})) == []
