# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall sees of an alert, its end and a power cut: in words, large enough, and with nothing lost below it."""

import itertools
from datetime import timedelta
from typing import Any, Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from centre.config import CentreFile
from centre.contrast import contrast
from centre.glyphs import width
from centre.messages import Board
from centre.picture import Box, Picture, Text
from display.row_size import least_cap
from tests.display.alarms import PLACE, alarmed, boards, cleared, raised
from tests.display.looking import big_rows, faults, picture, said, words

SCREENS = {
    "720p": (1280, 720),
    "1080p": (1920, 1080),
    "4K": (3840, 2160),
    "portrait 720p": (720, 1280),
    "portrait 4K": (2160, 3840),
    "old square": (1024, 768),
}
KEPT = "Талони зберігаються, черга продовжиться з\xa0того самого місця."
WAY = f"Пройдіть в\xa0укриття: {PLACE}"
ISO_9241_MINUTES = 22 / 42
"""22 minutes of arc over the 42 of 0.7 degrees."""


def shown(hall: Any, centre: CentreFile, board: Board, *size: int, lost: bool = False, distance: int = 5) -> Picture:
    """Return the picture of this board, 43 inches of 1080p when nothing else is said."""
    since = hall.now - timedelta(minutes=3) if lost else None
    return picture(centre, hall.display(*(size or (1920, 1080)), distance=distance), board, since, hall.now)


def grounds(seen: Picture) -> set[str]:
    """Return the colours of the boxes."""
    return {element.colour for element in seen.elements if isinstance(element, Box)}


@pytest.mark.parametrize(
    ("level", "told"), [("red", "Ракетна загроза (червоний рівень)."), ("yellow", "Дронова загроза (жовтий рівень).")]
)
def test_an_alert_is_the_whole_screen(hall: Any, level: Literal["red", "yellow"], told: str) -> None:
    """What it is, how grave in words, since when, where to go, that tickets stay; and no call that nobody may heed."""
    centre = alarmed(hall.centre(4))
    assert words(hall, centre, raised(hall.board(centre), level)) == (
        f"10:42 неділя, 22 листопада ЦНАП Бородянки ПОВІТРЯНА ТРИВОГА {told} Триває з\xa010:37. {WAY} {KEPT}"
    )


def test_the_levels_differ_in_more_than_their_words(hall: Any) -> None:
    """Red is light on dark, yellow dark on light: a person who sees no colours sees that too."""
    centre = alarmed(hall.centre(4))
    looks = []
    for level in ("red", "yellow"):
        seen = shown(hall, centre, raised(hall.board(centre), level))
        looks += [{(t.colour, t.background) for t in seen.texts if t.cap == max(text.cap for text in seen.texts)}]
    assert looks == [{("snow", "siren")}, {("night", "amber")}]


def test_without_a_shelter_people_go_to_the_nearest(hall: Any) -> None:
    """A centre that named none sends nobody to «»."""
    centre = alarmed(hall.centre(4), place="")
    assert f"Пройдіть до\xa0найближчого укриття {KEPT}" in words(hall, centre, raised(hall.board(centre)))


@pytest.mark.parametrize("inches", [43, 55])
@pytest.mark.parametrize("distance", [2, 5, 7])
@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (1080, 1920)])
@pytest.mark.parametrize("english", [False, True], ids=["uk", "uk and en"])
def test_the_headline_is_readable_from_the_last_chair(
    hall: Any, size: tuple[int, int], distance: int, inches: int, *, english: bool
) -> None:
    """0.7 degrees for the headline as for a called number, 22 minutes of arc at least for the way to the shelter.

    On a screen too small for its hall, which shows two calls at most, both lack as much, and 16 minutes are the least.
    """
    centre = alarmed(hall.english(hall.centre(4)) if english else hall.centre(4))
    display = hall.display(*size, distance=distance, inches=inches)
    texts = picture(centre, display, raised(hall.board(centre)), None, hall.now).texts
    headline, way = (next(t for t in texts if t.text.startswith(begin)) for begin in ("ПОВІТРЯНА", "Пройдіть"))
    too_narrow = width("ПОВІТРЯНА", least_cap(display)) > 0.9 * size[0]
    if too_narrow:
        assert headline.area.width > 0.7 * size[0]
    elif inches / distance > 8:
        assert headline.cap >= least_cap(display)
        assert way.cap >= ISO_9241_MINUTES * least_cap(display)
    else:
        assert headline.cap >= 0.7 * least_cap(display)
        assert way.cap >= 16 / 42 * least_cap(display)


@pytest.mark.parametrize("inches", [43, 55])
def test_a_long_way_is_read_from_the_last_chair_at_the_cost_of_what_stands_on_every_ticket(
    hall: Any, inches: int
) -> None:
    """22 minutes of arc for the way come before all but the headline and itself."""
    centre = alarmed(hall.centre(4), place="підземний поверх, сходи праворуч від входу")
    seen = picture(centre, hall.display(inches=inches), raised(hall.board(centre)), None, hall.now)
    way = next(text for text in seen.texts if text.text.startswith("Пройдіть"))
    assert way.cap >= ISO_9241_MINUTES * least_cap(hall.display(inches=inches))
    assert ("Талони" in " ".join(said(seen))) is (inches == 55)


def test_the_centre_may_be_lost_in_an_alert(hall: Any) -> None:
    """Since when it is lost stands over the page as over the calls; the alert stays, for nobody has taken it back."""
    centre = alarmed(hall.centre(4))
    seen = said(shown(hall, centre, raised(hall.board(centre)), lost=True))
    assert seen[2:4] == ["Немає зв’язку з\N{NO-BREAK SPACE}10:39. Дані можуть бути застарілими.", "ПОВІТРЯНА"]


def test_english_stands_below_the_alert(hall: Any) -> None:
    """On 43 inches at 5 m it has a line; from nearby all of it."""
    centre = alarmed(hall.english(hall.centre(4)))
    assert said(shown(hall, centre, raised(hall.board(centre))))[-1] == "AIR-RAID ALERT. Go to the shelter."
    near = " ".join(said(shown(hall, centre, raised(hall.board(centre)), distance=2)))
    assert near.endswith(
        f"{KEPT} AIR-RAID ALERT Missile threat (red level). Since 10:37. Go to the shelter: {PLACE}"
        " Tickets are kept, the queue will go on from the same place."
    )


@pytest.mark.parametrize("windows", [None, (1,)])
def test_english_leads_to_the_shelter_by_its_english_name(hall: Any, windows: tuple[int, ...] | None) -> None:
    """On the page of an alert, be it that windows go on in the shelter, and in the band of a warning."""
    of = alarmed(hall.english(hall.centre(4)), windows=windows)
    centre = replace(of, centre=replace(of.centre, shelter_en="school basement"))
    told = " ".join(said(shown(hall, centre, raised(hall.board(centre, 0)), distance=2)))
    assert (told.count(PLACE), told.count("Go to the shelter: school basement")) == (1, 1)
    band = words(hall, centre, raised(hall.board(centre), "yellow", suspends=False))
    assert "Reception goes on. Shelter: school basement" in band


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_from_afar_english_keeps_its_line(hall: Any, size: tuple[int, int]) -> None:
    """On 55 inches at 8 m what is no order gets small or goes, and both orders stay."""
    centre = alarmed(hall.english(hall.centre(4)), place="підземний поверх, сходи праворуч від входу")
    display = hall.display(*size, distance=8, inches=55)
    seen = picture(centre, display, raised(hall.board(centre)), None, hall.now)
    assert said(seen)[-1] == "AIR-RAID ALERT. Go to the shelter."
    assert max(text.cap for text in seen.texts) >= 0.8 * least_cap(display)


def test_windows_that_go_on_in_the_shelter_are_named_and_shown(hall: Any) -> None:
    """Their calls stay, large and marked; those of the others, whom nobody serves now, do not."""
    centre = alarmed(hall.centre(4), windows=(1, 11))
    seen = shown(hall, centre, raised(hall.board(centre)))
    told = " ".join(said(seen))
    assert f"ПОВІТРЯНА ТРИВОГА Ракетна загроза (червоний рівень). Триває з\xa010:37. {WAY}" in told
    assert told.endswith("Прийом триває в\xa0укритті: вікна\xa01, 11. Талон Вікно А017 1 Н031 11")
    assert all(text.cap >= 124 for row in big_rows(seen) for text in row)
    assert "amber" in grounds(seen)


def test_a_centre_in_a_shelter_sends_nobody_away(hall: Any) -> None:
    """All its windows go on, and their calls are shown."""
    centre = alarmed(hall.centre(4), windows=())
    told = words(hall, centre, raised(hall.board(centre)))
    assert "Прийом триває: центр працює в\xa0укритті. Талон Вікно А017 1 П024 6" in told
    assert "Пройдіть" not in told


def test_where_nobody_is_called_to_the_shelter_nobody_is_told_to_wait(hall: Any) -> None:
    """The way there is the whole screen, as in every alert, and as large."""
    centre = alarmed(hall.centre(4), windows=(3,))
    seen = shown(hall, centre, raised(hall.board(centre)))
    assert " ".join(said(seen)).endswith("Прийом триває в\xa0укритті: вікно\xa03.")
    [ground] = (element.area for element in seen.elements if isinstance(element, Box))
    assert ground.bottom >= 0.97 * seen.height
    assert next(text.cap for text in seen.texts if "ТРИВОГА" in text.text) >= least_cap(hall.display())


def test_a_centre_in_a_shelter_where_nobody_is_called_waits(hall: Any) -> None:
    """Nobody is sent away, so all wait to be called, as on any day."""
    centre = alarmed(hall.centre(4), windows=())
    told = words(hall, centre, raised(hall.board(centre, 0)))
    assert told.endswith("Прийом триває: центр працює в\xa0укритті. Очікуйте на виклик")


def test_a_warning_is_a_band_over_the_calls(hall: Any) -> None:
    """By order of the head the reception goes on at yellow: calls and waiting lines stay, the shelter is named."""
    centre = alarmed(hall.centre(4))
    told = words(hall, centre, raised(hall.board(centre), "yellow", suspends=False))
    band = f"Повітряна тривога: дронова загроза (жовтий рівень) Прийом триває. Укриття: {PLACE}"
    assert f"{band} Талон Вікно А017 1" in told
    assert "Чекають у черзі" in told


def test_after_the_all_clear_the_hall_reads_when_it_goes_on(hall: Any) -> None:
    """The calls stay and none is marked: nobody comes now, and those who were called are called first."""
    centre = alarmed(hall.centre(4))
    seen = shown(hall, centre, cleared(hall.board(centre)))
    told = " ".join(said(seen))
    all_clear = "Відбій тривоги. Черга продовжиться о\xa010:52."
    assert f"{all_clear} Тих, кого вже викликали, запросимо першими. Талон Вікно А017 1" in told
    assert "amber" not in grounds(seen)
    assert f"{all_clear} Очікуйте на виклик" in words(hall, centre, cleared(hall.board(centre, 0)))


def test_in_a_shelter_the_calls_after_the_all_clear_are_marked(hall: Any) -> None:
    """Its windows never stopped, so the newest is to come now."""
    centre = alarmed(hall.centre(4), windows=(1,))
    assert "amber" in grounds(shown(hall, centre, cleared(hall.board(centre))))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("battery", "Працюємо від батареї."),
        ("unheard", "Сигналів тривоги не отримуємо: прислухайтеся до\xa0сирени."),
        ("blackout", "Сигналів тривоги не отримуємо: прислухайтеся до\xa0сирени. Працюємо від батареї."),
        ("battery-low", "Батарея майже розряджена: скоро вимкнемося. Талони зберігаються."),
    ],
)
def test_what_ails_the_centre_stands_below_the_calls(hall: Any, name: str, told: str) -> None:
    """The gravest first; the centre's name, the newest call and the waiting lines stay where they are."""
    centre = hall.centre(4)
    ailing = shown(hall, centre, boards(hall.board(centre))[name])
    assert "неділя, 22 листопада ЦНАП Бородянки Талон Вікно А017 1" in " ".join(said(ailing))
    assert f"{told} Чекають у черзі" in " ".join(said(ailing))


def test_in_an_alert_what_ails_the_centre_stands_at_the_top(hall: Any) -> None:
    """Below the centre's name or, when all will be dark in a moment, in its place: the way to the shelter is larger."""
    centre = alarmed(hall.centre(4))
    board = raised(hall.board(centre))
    battery, low = (words(hall, centre, replace(board, power=power)) for power in ("battery", "battery_low"))
    assert "ЦНАП Бородянки Працюємо від батареї. ПОВІТРЯНА" in battery
    assert "листопада Батарея майже розряджена: скоро вимкнемося. Талони зберігаються. ПОВІТРЯНА" in low


def test_in_an_alert_a_name_that_would_be_cut_makes_room(hall: Any) -> None:
    """The whole strip says what is wrong; everybody knows where they are."""
    centre = alarmed(hall.centre(4, name=hall.long_name))
    told = words(hall, centre, replace(raised(hall.board(centre)), power="battery"), hall.display(1080, 1920))
    assert "Працюємо від батареї. ПОВІТРЯНА" in told
    assert "Центр" not in told


@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("english", [False, True], ids=["uk", "uk and en"])
@pytest.mark.parametrize("lost", [False, True], ids=["fresh", "stale"])
def test_no_alarm_runs_into_anything(hall: Any, size: tuple[int, int], *, english: bool, lost: bool) -> None:
    """From 720p to 4K, wide and tall, with a long place, all stands inside and apart, whole and in contrast."""
    centre = hall.centre(6, windows=60)
    centre = alarmed(hall.english(centre) if english else centre, place="підземний поверх, сходи праворуч від входу")
    for distance, windows, calls in itertools.product((2, 5, 10), (None, (1, 16, 58, 59, 60)), (0, 12)):
        of = alarmed(centre, place=centre.centre.shelter, windows=windows)
        for board in boards(hall.board(of, calls, times=12)).values():
            seen = shown(hall, of, board, *size, lost=lost, distance=distance)
            assert faults(seen) == []
            assert {t for t in seen.texts if contrast(t.colour, t.background) < 7} == set()
            assert not [line for line in said(seen) if "…" in line]


@given(
    size=st.tuples(st.integers(640, 7680), st.integers(480, 4320)),
    distance=st.floats(0.5, 30),
    inches=st.floats(5, 120),
    calls=st.integers(0, 20),
    name=st.sampled_from(["red", "warning", "resuming", "blackout", "all at once"]),
    windows=st.sampled_from([None, (), (1, 2, 3, 7)]),
)
@example(size=(640, 480), distance=30.0, inches=5.0, calls=9, name="red", windows=(1, 2, 3, 7))
def test_any_screen_shows_an_alarm_soundly(
    hall: Any, size: tuple[int, int], distance: float, inches: float, calls: int, name: str, windows: Any
) -> None:
    """Whatever screen the technician has, all stands inside and apart."""
    centre = alarmed(
        hall.english(hall.centre(5, letters=2, windows=999, name=hall.long_name)), place=120 * "Щ", windows=windows
    )
    board = boards(hall.board(centre, calls, first=99000, times=3))[name]
    seen = picture(centre, hall.display(*size, distance=distance, inches=inches), board, None, hall.now)
    assert faults(seen) == []


def test_nothing_of_an_alert_changes_within_a_minute(hall: Any) -> None:
    """Nothing flashes: two pictures of one minute are the same to the last pixel."""
    centre = alarmed(hall.centre(4))
    board = raised(hall.board(centre))
    one, other = (
        picture(centre, hall.display(), board, None, hall.now + timedelta(seconds=seconds)) for seconds in (0, 46)
    )
    assert one == other


def test_a_hall_without_a_word_of_alarms_is_as_it_was(hall: Any) -> None:
    """A board of an older dispatcher, which knows none of it, shows the same."""
    centre = hall.centre(4)
    board = hall.board(centre)
    assert shown(hall, centre, board) == shown(hall, centre, replace(board, alert=None, power="mains"))
    assert isinstance(shown(hall, centre, board).texts[0], Text)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (1080, 1920)])
def test_one_window_in_the_shelter_leaves_nothing_empty(hall: Any, size: tuple[int, int]) -> None:
    """It has its row at the foot of the screen, and the alert all the rest."""
    centre = alarmed(hall.centre(4), windows=(1,))
    seen = shown(hall, centre, raised(hall.board(centre)), *size)
    lowest = max(element.area.bottom for element in seen.elements if isinstance(element, Box))
    assert lowest > 0.95 * size[1]
    assert len(big_rows(seen)) == 1
