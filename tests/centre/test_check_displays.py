# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a display is made of, which windows are in its zone, and when its voice is how loud."""

from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Display, Panel, PanelLine, Quieter, Voice
from tests.centre.changed import UNSET, told, warned

LINE = PanelLine(device="/dev/ttyUSB0", driver="ascii", letters="none", panels=(Panel(window=2),))
BACKWARD = "ends before it begins; expected the second time later than the first"

ADD_SOMETHING = "add [displays.voice] or [[displays.panel_lines]], or let it have a screen"
ADD_A_WINDOW = "add it to the windows of a display"
OR_NO_VOICE = "expected more, at some hours at least, or no [displays.voice]"


def showing(centre: CentreFile, *displays: Display) -> CentreFile:
    """Return the centre with these displays instead."""
    return replace(centre, displays=displays)


def quieter(*hours: Any, volume: int = 100) -> Display:
    """Return a display whose voice is quieter at these hours."""
    return Display(id="hall", voice=Voice(volume=volume, quieter=tuple(Quieter(hours=h, volume=40) for h in hours)))


@pytest.mark.parametrize(
    "displays",
    [
        (),
        (Display(id="hall"),),
        (Display(id="left", windows=(1,)), Display(id="right", windows=(2,), voice=Voice())),
        (Display(id="yard", screen=False, voice=Voice()),),
        (Display(id="left", windows=(1,)), Display(id="over", screen=False, panel_lines=(LINE,))),
        (quieter("07:00-09:00", "09:00-10:30", "21:00-24:00"),),
        (quieter("13:00-14:00", volume=0),),
    ],
)
def test_good_displays_have_no_complaint(small_centre: CentreFile, displays: tuple[Display, ...]) -> None:
    """One for all, one for each window, a loudspeaker alone, panels alone, hours that touch; or none at all."""
    assert warned(showing(small_centre, *displays)) == []


@pytest.mark.parametrize(
    ("display", "complaints"),
    [
        (Display(id="hall", windows=(1, 2, 7)), ["windows[2]: 7: no such window; expected a number from [[windows]]"]),
        (
            Display(id="hall", windows=(1, 2, 1)),
            ["windows[2]: 1 is already used by the same zone (displays[0].windows[0])"],
        ),
        (
            Display(id="hall", screen=False),
            [f"screen: false: a display of nothing; {ADD_SOMETHING}"],
        ),
        (
            Display(
                id="hall", screen=False, voice=Voice(), diagonal_inches=32.0, viewing_distance_m=3.5, width_px=1366,
                height_px=768, battery_brightness=20,
            ),
            [
                f"{told}: of a screen, and screen = false; remove one of them"
                for told in (
                    "diagonal_inches: 32", "viewing_distance_m: 3.5", "width_px: 1366", "height_px: 768",
                    "battery_brightness: 20",
                )
            ],
        ),
        (
            quieter("22:00-06:00"),
            [
                (
                    f'voice.quieter[0].hours: "22:00-06:00": {BACKWARD}. '
                    'Over midnight? Write two entries, "22:00-24:00" and "00:00-06:00"'
                ),
            ],
        ),
        (
            quieter("22:00-00:00"),
            [f'voice.quieter[0].hours: "22:00-00:00": {BACKWARD}. Over midnight? Write "22:00-24:00"'],
        ),
        (quieter("13:00-13:00"), [f'voice.quieter[0].hours: "13:00-13:00": {BACKWARD}']),
        (
            quieter("12:00-14:00", "08:00-09:00", "13:59-15:00"),
            [
                'voice.quieter[2].hours: "13:59-15:00" overlaps "12:00-14:00" (displays[0].voice.quieter[0].hours)',
            ],
        ),
        (
            quieter("12:00-14:00", "12:00-14:00"),
            ['voice.quieter[1].hours: "12:00-14:00" overlaps "12:00-14:00" (displays[0].voice.quieter[0].hours)'],
        ),
    ],
)  # fmt: skip
def test_a_display_that_contradicts_itself_is_told(
    small_centre: CentreFile, display: Display, complaints: list[str]
) -> None:
    """Windows that are not there or twice, nothing at all, a screen's keys without a screen, two volumes at once."""
    assert told(showing(small_centre, display)) == [f"displays[0].{complaint}" for complaint in complaints]


@pytest.mark.parametrize(
    "displays",
    [
        (Display(id="hall", windows=(1,)),),
        (Display(id="yard", screen=False, voice=Voice(), windows=(1,)), Display(id="hall", windows=(1,))),
        (
            Display(
                id="over",
                screen=False,
                windows=(1, 2),
                panel_lines=(put_panel := replace(LINE, panels=(Panel(window=1),)),),
            ),
        ),
        (Display(id="over", screen=False, panel_lines=(put_panel,)),),
    ],
)
def test_a_window_in_no_zone_is_warned_of(small_centre: CentreFile, displays: tuple[Display, ...]) -> None:
    """Whoever is called there cannot know; of a display of panels alone only the windows with a panel count."""
    assert warned(showing(small_centre, *displays)) == [
        f"windows[1].number: 2: in no display's zone: it is called where nobody sees or hears it; {ADD_A_WINDOW}"
    ]


@pytest.mark.parametrize("voice", [Voice(volume=0), Voice(volume=0, quieter=(Quieter(hours="08:00-09:00", volume=0),))])
def test_a_voice_without_volume_is_warned_of(small_centre: CentreFile, voice: Voice) -> None:
    """It runs, and says nothing; with other hours it may be meant."""
    assert warned(showing(small_centre, Display(id="hall"), Display(id="yard", voice=voice))) == [
        f"displays[1].voice.volume: 0: nothing is ever announced; {OR_NO_VOICE}"
    ]


@pytest.mark.parametrize(
    "display",
    [
        Display(id="hall", screen=UNSET),
        Display(id="hall", windows=(UNSET, UNSET)),
        Display(id="hall", screen=False, voice=Voice(volume=UNSET), width_px=UNSET),
        quieter(UNSET, "12:00-13:00", UNSET),
    ],
)
def test_an_unreadable_display_has_no_consequences(small_centre: CentreFile, display: Display) -> None:
    """What the reader has complained of already is not complained of again."""
    assert told(showing(small_centre, display)) == []
