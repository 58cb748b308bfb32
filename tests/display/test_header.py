# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The top of the hall screen: name, clock and day, and since when the centre is lost, in one language and in two."""

from datetime import timedelta
from typing import Any

from tests.display.alarms import alarmed, raised
from tests.display.looking import big_rows, picture, said, told


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


def test_a_centre_never_reached_is_told_with_its_hour(hall: Any) -> None:
    """Without a board and without a link the screen asks to wait and says since when, with the day if it was before."""
    yesterday = hall.now - timedelta(days=1)
    today, before = (
        told(picture(hall.centre(), hall.display(), None, since, hall.now)) for since in (hall.now, yesterday)
    )
    assert today.endswith("з’єднуємося з\N{NO-BREAK SPACE}центром… Немає зв’язку з\N{NO-BREAK SPACE}10:42.")
    assert before.endswith("Немає зв’язку з\N{NO-BREAK SPACE}21 листопада, 10:42.")


def test_a_lost_centre_is_told_and_its_calls_dimmed(hall: Any) -> None:
    """When the centre is lost a band says since when, and the calls above it are dimmed."""
    centre = hall.centre()
    fresh = picture(centre, hall.display(), hall.board(centre, 3), None, hall.now)
    stale = picture(centre, hall.display(), hall.board(centre, 3), hall.now - timedelta(minutes=5), hall.now)
    assert "Немає зв’язку з\N{NO-BREAK SPACE}10:37. Дані можуть бути застарілими." in told(stale)
    for (ticket, window), (old_ticket, old_window) in zip(big_rows(fresh), big_rows(stale), strict=True):
        assert (ticket.text, window.text) == (old_ticket.text, old_window.text)
        assert ticket.colour != old_ticket.colour or ticket.background != old_ticket.background


def lost_at(hall: Any, minutes: int, *size: int, board: bool = True) -> str:
    """Return what a centre with English says that was lost so many minutes ago."""
    centre, since = hall.english(hall.centre(4)), hall.now - timedelta(minutes=minutes)
    shown = picture(centre, hall.display(*size), hall.board(centre) if board else None, since, hall.now)
    return told(shown)


def test_a_lost_centre_is_told_in_both_languages(hall: Any) -> None:
    """With English the band says all of it twice, Ukrainian first, with its day where it was before; upright too."""
    twice = (
        "Немає зв’язку з\N{NO-BREAK SPACE}10:37. Дані можуть бути застарілими."
        " No connection since 10:37. This may be out of date."
    )
    assert twice in lost_at(hall, 5, 1920, 1080)
    assert twice in lost_at(hall, 5, 1080, 1920)
    assert lost_at(hall, 1440, 1920, 1080, board=False).endswith(
        "Немає зв’язку з\N{NO-BREAK SPACE}21 листопада, 10:42. No connection since 21 November, 10:42."
    )


def test_in_an_alert_a_narrow_strip_says_in_english_just_since_when(hall: Any) -> None:
    """Upright there is no room at the top for all of it twice: of the English the hour stays, of the Ukrainian all."""
    centre = alarmed(hall.english(hall.centre(4)))
    since = hall.now - timedelta(minutes=5)
    shown = said(picture(centre, hall.display(1080, 1920), raised(hall.board(centre)), since, hall.now))
    assert shown[2:5] == [
        "Немає зв’язку з\N{NO-BREAK SPACE}10:37.",
        "Дані можуть бути застарілими.",
        "No connection since 10:37.",
    ]


def test_name_and_day_stand_in_both_languages(hall: Any) -> None:
    """With English the centre's name and the day have it below the Ukrainian, in smaller letters."""
    centre = hall.english(hall.centre(4))
    shown = picture(centre, hall.display(1920, 1080), hall.board(centre), None, hall.now)
    assert said(shown)[:5] == [
        *("10:42", "неділя, 22 листопада", "Sunday, 22 November"),
        *("ЦНАП Бородянки", "Borodianka Administrative Service Centre"),
    ]
    _, day, day_en, name, name_en = shown.texts[:5]
    assert (day_en.cap < day.cap, name_en.cap < name.cap) == (True, True)


def test_a_long_name_keeps_its_size_alone(hall: Any) -> None:
    """Where both names together would be small print, the Ukrainian one stands alone, as large as without English."""
    centre, display = hall.centre(4, name=hall.long_name), hall.display(1920, 1080)
    one, other = (picture(of, display, None, None, hall.now).texts for of in (centre, hall.english(centre)))
    assert "Borodianka Administrative Service Centre" not in [text.text for text in other]
    assert [text for text in one if text.text in hall.long_name] == [t for t in other if t.text in hall.long_name]


def test_a_centre_without_an_english_name_has_the_one(hall: Any) -> None:
    """An English name that was left out leaves no gap: the name looks as it does in Ukrainian alone."""
    centre = hall.centre(4)
    names = [
        next(text for text in picture(of, hall.display(), None, None, hall.now).texts if "ЦНАП" in text.text)
        for of in (centre, hall.english(centre, name=""))
    ]
    assert names[0] == names[1]
