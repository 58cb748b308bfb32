# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who plays in the scripted morning: whatever the centre, all that is pressed is served."""

import msgspec
import pytest

from centre.centre_file import load
from centre.config import CentreFile
from centre.config_kiosks import KioskScreen
from simulator.cast import Cast
from tests.conftest import SMALL

LARGE = SMALL.with_name("large.toml")


def alone(centre: CentreFile) -> CentreFile:
    """Return a centre of one service, one window, one desk with one key and one kiosk."""
    replace = msgspec.structs.replace
    kiosk, desk = centre.kiosks[0], centre.desks[0]
    return replace(
        centre,
        services=centre.services[:1],
        windows=(replace(centre.windows[0], services=(centre.services[0].id,)),),
        kiosks=(replace(kiosk, buttons=kiosk.buttons[:1]),),
        desks=(replace(desk, keys=desk.keys[:1]),),
    )


@pytest.mark.parametrize("centre", [load(SMALL), load(LARGE), alone(load(SMALL))], ids=["small", "large", "alone"])
def test_all_that_is_pressed_is_served(centre: CentreFile) -> None:
    """Each button that is pressed is of a service that one of the desks serves."""
    cast = Cast(centre)
    served = set[str]().union(*(cast.services(desk.window) for desk in cast.desks))
    assert {button.service for kiosk in centre.kiosks for button in cast.buttons(kiosk)} <= served


def test_the_small_centre_plays_whole() -> None:
    """Both windows and all four buttons."""
    centre = load(SMALL)
    cast = Cast(centre)
    assert [desk.id for desk in cast.desks] == ["desk-1", "desk-2"]
    assert len(cast.buttons(centre.kiosks[0])) == 4


def test_of_the_large_centre_two_windows_play() -> None:
    """Those two that serve the most services; every kiosk has buttons for them."""
    centre = load(LARGE)
    cast = Cast(centre)
    assert [desk.window for desk in cast.desks] == [1, 35]
    assert all(cast.buttons(kiosk) for kiosk in centre.kiosks)


def test_a_morning_presses_no_button_of_the_menu(menu_centre: CentreFile) -> None:
    """A sphere needs a second press, a digit three more: the morning takes the buttons that bring a ticket at once."""
    assert [button.name for button in Cast(menu_centre).buttons(menu_centre.kiosks[0])] == ["civil"]


def test_one_service_has_no_other() -> None:
    """A lonely service cannot be transferred to another."""
    cast = Cast(alone(load(SMALL)))
    assert ([desk.id for desk in cast.desks], cast.other_service("passport")) == (["desk-1"], None)
    assert Cast(load(SMALL)).other_service("passport") == "property"


def test_a_kiosk_whose_services_nobody_plays_has_no_button() -> None:
    """Its citizens would wait for ever; the morning leaves it out."""
    centre = load(LARGE)
    driving = next(button for button in centre.kiosks[0].buttons if button.service == "driving")
    assert Cast(centre).buttons(msgspec.structs.replace(centre.kiosks[0], buttons=(driving,))) == []


def test_a_touch_screen_offers_every_service() -> None:
    """A kiosk without a single button brings the citizens of all windows, as one with all buttons does."""
    centre = load(SMALL)
    touched = msgspec.structs.replace(centre.kiosks[0], buttons=(), screen=KioskScreen(touch=True))
    cast = Cast(msgspec.structs.replace(centre, kiosks=(touched,)))
    assert cast.all_services == Cast(centre).all_services
    assert cast.buttons(touched) == []
