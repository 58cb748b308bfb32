# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which key of the terminal is which button, and what of the timeline a person is told."""

from typing import Any

import msgspec
import pytest

from centre.config import CentreFile
from centre.config_desks import Key
from centre.errors import Unavailable
from simulator.keyboard import DESK_KEYS, UKRAINIAN, Button, buttons, describe
from simulator.town_units import pin_of

AT = "2026-11-22T08:00:00+00:00"


def test_digits_are_tickets_and_rows_are_desks(small_centre: CentreFile) -> None:
    """The kiosk's buttons in their order, then a row of letters for each desk, and one for each box for a word."""
    keys = buttons(small_centre)
    assert keys["1"] == Button("kiosk-hall", "passport")
    assert keys["q"] == Button("desk-1", "next")
    assert keys["a"] == Button("desk-2", "next")
    assert [keys[key] for key in "zv"] == [Button("rating-exit", "excellent"), Button("rating-exit", "terrible")]
    assert len(keys) == len(small_centre.kiosks[0].buttons) + sum(len(desk.keys) for desk in small_centre.desks) + 4


def test_a_menu_is_named_by_its_buttons(menu_centre: CentreFile) -> None:
    """Sphere, purpose and priority have a key by their names; sixteen buttons are too many, so digits have none."""
    keys = buttons(menu_centre)
    assert [keys[key].name for key in "123456"] == ["documents", "consult", "submit", "collect", "civil", "priority"]
    assert "7" not in keys


def test_digits_have_keys_where_there_are_enough(menu_centre: CentreFile) -> None:
    """Nine buttons, three of them digits: each has its key."""
    kiosk = menu_centre.kiosks[0]
    few = msgspec.structs.replace(kiosk, buttons=kiosk.buttons[:9])
    keys = buttons(msgspec.structs.replace(menu_centre, kiosks=(few,)))
    assert [keys[key].name for key in "6789"] == ["priority", "digit-0", "digit-1", "digit-2"]


def test_a_key_is_named_in_full(small_centre: CentreFile) -> None:
    """A desk with five keys, one of them for an outage: each has its letter, and its whole name."""
    desk = small_centre.desks[0]
    five = msgspec.structs.replace(desk, keys=(*desk.keys[:4], Key(action="outage", resource="registry", pin=5)))
    centre = msgspec.structs.replace(small_centre, desks=(five,))
    assert buttons(centre)["t"] == Button("desk-1", "outage-registry")
    assert pin_of(centre, "desk-1", "outage-registry") == 5


@pytest.mark.parametrize(("button", "pin"), [("documents", 4), ("submit", 6), ("priority", 9), ("digit-3", 13)])
def test_each_button_of_a_menu_can_be_pressed_by_name(menu_centre: CentreFile, button: str, pin: int) -> None:
    """``cherha press kiosk-hall digit-3`` finds the pin of that button."""
    assert pin_of(menu_centre, "kiosk-hall", button) == pin


def test_an_unknown_button_is_answered_with_those_there_are(menu_centre: CentreFile) -> None:
    """The sentence lists what can be pressed."""
    few = msgspec.structs.replace(menu_centre.kiosks[0], buttons=menu_centre.kiosks[0].buttons[:3])
    with pytest.raises(Unavailable) as refused:
        pin_of(msgspec.structs.replace(menu_centre, kiosks=(few,)), "kiosk-hall", "pasport")
    assert str(refused.value) == "Unit 'kiosk-hall' has no button 'pasport'. It has: documents, consult, submit."


def test_the_ukrainian_layout_presses_the_same_buttons() -> None:
    """Whoever has not switched the keyboard presses what lies under the finger."""
    assert "йцукенгшщзфівапролдячсмить".translate(UKRAINIAN) == "".join(DESK_KEYS)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"what": "press", "unit": "desk-1", "button": "next"}, "press   desk-1 next"),
        ({"what": "ticket", "png": "tickets/001.png"}, "ticket  tickets/001.png"),
        (
            {
                "what": "message",
                "payload": {"number": 3, "event": {"fact": "ticket_called", "ticket": "А001", "window": 1}},
            },
            "ticket_called  А001  1",
        ),
        ({"what": "message", "payload": {"message": "refusal", "text": "nobody waits"}}, "refused  nobody waits"),
    ],
)
def test_what_a_person_is_told(entry: dict[str, Any], told: str) -> None:
    """One line a happening, after its time."""
    line = describe({"at": AT, **entry})
    assert line is not None
    assert line.split("  ", 1)[1] == told


def test_what_is_too_small_is_not_told() -> None:
    """Boards, states and frames scroll by unseen."""
    assert describe({"at": AT, "what": "frame", "png": "x"}) is None
    assert describe({"at": AT, "what": "message", "payload": {"message": "board"}}) is None
