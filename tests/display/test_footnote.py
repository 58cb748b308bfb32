# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Why numbers jump: which centre says so, and that it is whole, readable, below the calls, and costs none of them."""

from typing import Any

import msgspec
import pytest

from centre.config import CentreFile, Language, Service, Window
from centre.config_displays import Display
from centre.config_kiosks import Button, Kiosk, Printer
from centre.picture import Box
from display.footnote import CAPS, can_jump
from display.layout import layout
from display.places import Layout, Screen
from display.row_size import least_cap, usual_row_in_caps
from tests.display.looking import JUMPS, JUMPS_BY_SERVICE, JUMPS_EN, big_rows, picture, words

REAL = {
    '43" 1080p': (1920, 1080, 43),
    '32" 1366x768': (1366, 768, 32),
    '43" portrait': (1080, 1920, 43),
    '43" 720p': (1280, 720, 43),
    '55" 4K': (3840, 2160, 55),
    '19" square': (1024, 768, 19),
}


@pytest.mark.parametrize(
    ("services", "buttons", "jumps"),
    [
        ((("s0",), ("s1",)), (Button(pin=4, service="s0"),), False),
        ((("s0",), ("s0", "s1")), (Button(pin=4, service="s0"),), True),
        ((("s0",), ("s1",)), (Button(pin=4, service="s0"), Button(pin=5, priority=True)), True),
        ((("s0",), ("s1",)), (Button(pin=4, service="s0"), Button(pin=5, digit=0)), True),
    ],
    ids=["one service a window", "several", "priority", "appointments"],
)
def test_numbers_jump_where_centre_toml_lets_them(
    hall: Any, services: tuple[tuple[str, ...], ...], buttons: tuple[Button, ...], *, jumps: bool
) -> None:
    """A window of several services, priority and appointments each let numbers jump; without them nothing is said."""
    centre = msgspec.structs.replace(
        hall.centre(2),
        windows=tuple(Window(number=i + 1, services=served) for i, served in enumerate(services)),
        kiosks=(Kiosk(id="kiosk", printer=Printer(connection="usb"), buttons=buttons),),
    )
    assert can_jump(centre) is jumps
    seen = words(hall, centre, hall.board(centre))
    passed = any(button.priority or button.digit is not None for button in buttons)
    assert (JUMPS in seen, JUMPS_BY_SERVICE in seen) == (jumps and passed, jumps and not passed)


def test_numbers_jump_where_a_letter_has_several_windows(hall: Any) -> None:
    """Purposes that share a letter but not a window call its numbers out of their order."""
    centre = hall.spheres(1)
    own = tuple(Window(number=i, services=(service.id,)) for i, service in enumerate(centre.services, 1))
    assert can_jump(msgspec.structs.replace(centre, windows=own, kiosks=()))
    alone = Service(id="a", letter="А", name="Паспорт")
    assert not can_jump(
        msgspec.structs.replace(centre, services=(alone,), windows=(Window(number=1, services=("a",)),), kiosks=())
    )


@pytest.mark.parametrize("screen", REAL.values(), ids=REAL)
@pytest.mark.parametrize("distance", [2, 3, 5, 8, 10])
@pytest.mark.parametrize("services", [2, 6, 12])
def test_why_numbers_jump_is_whole_and_costs_no_call(
    hall: Any, screen: tuple[int, int, int], distance: int, services: int
) -> None:
    """On every real screen the sentence is there, in letters of CAPS, and neither a row nor a waiting line is lost."""
    centre = hall.centre(services)
    display = hall.display(*screen[:2], distance=distance, inches=screen[2])
    shown = picture(centre, display, hall.board(centre, 12), None, hall.now)
    first = next(i for i, text in enumerate(shown.texts) if text.text.startswith("Номери"))
    assert JUMPS in " ".join(text.text for text in shown.texts[first:])
    assert shown.texts[first].cap >= int(CAPS[-1] * min(screen[:2]))
    told, silent = (layout(of, display) for of in (centre, in_order(centre)))
    assert (told.said, silent.said) == ((JUMPS,), ())
    assert rows_of(told, display, centre) == rows_of(silent, display, centre)
    letters = {service.letter for service in centre.services}
    same = picture(in_order(centre), display, hall.board(centre, 12), None, hall.now)
    listed, all_listed = ([text.text for text in of.texts if text.text in letters] for of in (shown, same))
    assert len(listed) >= len(all_listed)


def in_order(centre: CentreFile) -> CentreFile:
    """Return the centre with one service a window and no priority, so that its numbers never jump."""
    own = tuple(Window(number=w.number, services=(centre.services[0].id,)) for w in centre.windows)
    return msgspec.structs.replace(centre, windows=own, kiosks=())


def rows_of(place: Layout, display: Display, centre: CentreFile) -> int:
    """Return how many calls have room."""
    screen = Screen(display.width_px, display.height_px, least_cap(display), usual_row_in_caps(centre), 1, 60)
    return screen.fit(place.calls).rows


@pytest.mark.parametrize("languages", [("uk",), ("uk", "en")])
def test_on_43_inches_at_5_m_it_is_one_line_below_the_calls(hall: Any, languages: tuple[Language, ...]) -> None:
    """On 1080p each language has one line of 16 px between the last call and the edge, beside the whole panel."""
    centre = hall.centre(6)
    centre = msgspec.structs.replace(centre, centre=msgspec.structs.replace(centre.centre, languages=languages))
    shown = picture(centre, hall.display(1920, 1080), hall.board(centre), None, hall.now)
    [panel] = [box.area for box in shown.elements if isinstance(box, Box) and box.colour == "panel"]
    told = [text for text in shown.texts if text.text in {JUMPS, JUMPS_EN}]
    assert [text.text for text in told] == [JUMPS, JUMPS_EN][: len(languages)]
    assert [text.cap for text in told] == [16] * len(languages)
    assert all(text.area.right < panel.left for text in told)
    assert (panel.top, panel.bottom, panel.right) == (0, 1080, 1920)
    assert told[0].area.top >= big_rows(shown)[-1][0].area.bottom


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_nothing_moves_when_the_first_is_called(hall: Any, size: tuple[int, int]) -> None:
    """Without calls there is no sentence, since nothing has to be explained, but its place is kept."""
    centre, display = hall.centre(6), hall.display(*size)
    nobody, one = (picture(centre, display, hall.board(centre, calls), None, hall.now) for calls in (0, 1))
    assert "Номери" not in " ".join(text.text for text in nobody.texts)
    still = set(nobody.texts) - set(one.texts)
    assert " ".join(text.text for text in nobody.texts if text in still) == "Очікуйте на виклик"
