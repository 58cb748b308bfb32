# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The cards: each unit on one Pi, and what a Pi has one of is one unit's."""

from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_alarms import Siren
from centre.config_cards import Card, Region
from centre.config_desks import Pad
from centre.config_displays import Display, Panel, PanelLine, Voice
from centre.config_kiosks import Button, KioskScreen, Printer
from tests.centre.changed import UNSET, add, put, told

HALL = Card(id="main", units=("main", "hall"))
SERIAL = "/dev/serial/by-id/usb-1"


def on_cards(centre: CentreFile, *cards: Card) -> CentreFile:
    """Return the centre on these cards."""
    return put(centre, "cards", cards)


def together(centre: CentreFile, *units: str) -> list[str]:
    """Return what is said of these units on one Pi."""
    return told(on_cards(centre, Card(id="both", units=units)))


def test_units_may_share_a_pi(small_centre: CentreFile) -> None:
    """The broker and a screen, which has no pins; everybody else has a card of their own name."""
    assert told(on_cards(small_centre, HALL, Card(id="desk-1", units=("desk-1",)))) == []


@pytest.mark.parametrize(
    ("unit", "more"),
    [
        ("hal", " Did you mean 'hall'? Else describe it first"),
        ("kiosk-hal", " Did you mean 'kiosk-hall'? Else describe it under [[kiosks]]"),
        ("desk-9", " Did you mean 'desk-2'? Else describe it under [[desks]]"),
        ("mian", " Did you mean 'main'? Else describe it first"),
        ("zzz", ' Expected "main", or the id of a kiosk, desk, display, siren or rating'),
    ],
)
def test_a_card_names_units_that_are_there(small_centre: CentreFile, unit: str, more: str) -> None:
    """A slip of the pen would leave a Pi without its service."""
    assert told(on_cards(small_centre, Card(id="some", units=("desk-1", unit)))) == [
        f'cards[0].units[1]: "{unit}": no such unit.{more}'
    ]


def test_a_unit_is_on_one_card(small_centre: CentreFile) -> None:
    """Two Pis of one name would take the broker from each other for ever."""
    twice = on_cards(small_centre, Card(id="left", units=("desk-1",)), Card(id="right", units=("hall", "desk-1")))
    assert told(twice) == ["cards[1].units[1]: \"desk-1\" is already used by card 'left' (cards[0].units[0])"]


def test_a_card_that_is_named_twice_is_told_before_its_pins(small_centre: CentreFile) -> None:
    """The cause first: what it brings about on the one connector is mended with it."""
    alike = on_cards(small_centre, Card(id="left", units=("desk-1",)), Card(id="left", units=("desk-2",)))
    first, *others = told(alike)
    assert first.startswith('cards[1].id: "left" is already used by another card')
    assert "already used by key" in others[0]


def test_two_cards_have_two_names(small_centre: CentreFile) -> None:
    """Their folders would be one."""
    alike = on_cards(small_centre, Card(id="left", units=("desk-1",)), Card(id="left", units=("hall",)))
    assert told(alike) == [
        'cards[1].id: "left" is already used by another card (cards[0].id); give one of them another name'
    ]


def test_a_card_is_not_called_as_somebody_elses_unit(small_centre: CentreFile) -> None:
    """Not as a unit on another card, and not as one that has a card of its own, which has that name."""
    crossed = on_cards(small_centre, Card(id="desk-1", units=("hall",)), Card(id="left", units=("desk-1",)))
    assert told(crossed) == [
        "cards[0].id: \"desk-1\" is a unit, which is on card 'left'; choose another name, or add it to units"
    ]
    assert told(on_cards(small_centre, Card(id="main", units=("hall",)))) == [
        'cards[0].id: "main" is a unit, which has a card of its own; choose another name, or add it to units'
    ]


def test_a_card_is_not_called_as_a_folder_beside_it(small_centre: CentreFile) -> None:
    """Neither by its own name, nor by that of the one unit which stands on it."""
    text = '"office" is the name of a folder that stands beside the cards\'; choose another name'
    assert told(on_cards(small_centre, Card(id="office", units=("hall",)))) == [f"cards[0].id: {text}"]
    named = put(small_centre, "displays.0.id", "office")
    assert told(named) == [f"displays[0].id: {text}, or put it on a card of another name"]
    assert told(on_cards(named, Card(id="tv", units=("office",)))) == []


def test_one_pi_has_one_connector(small_centre: CentreFile) -> None:
    """Two boxes wired alike cannot share it; each on its own may be wired so."""
    said = together(small_centre, "desk-1", "desk-2")
    assert said[0] == (
        "desks[1].keys[0].pin: GPIO17 is already used by key 'next' (desks[0].keys[0].pin);"
        " card 'both' has one connector; take another pin"
    )
    assert len(said) == 5  # four keys and the lamp


def test_one_pi_has_one_screen(small_centre: CentreFile) -> None:
    """Only one program can draw on it."""
    screens = put(small_centre, "kiosks.0.screen", KioskScreen())
    assert together(screens, "kiosk-hall", "hall") == [
        (
            "displays[0].screen: the one screen of its Pi is already used by kiosk 'kiosk-hall' (kiosks[0].screen);"
            " put one of them on another card"
        )
    ]
    assert together(small_centre, "kiosk-hall", "hall") == []


def test_one_pi_has_one_sound_card(small_centre: CentreFile) -> None:
    """It is open while somebody listens, and closed to all others."""
    both = add(put(small_centre, "displays.0.voice", Voice()), "kiosks.0.buttons", Button(pin=4, voice="listen"))
    assert together(both, "kiosk-hall", "hall") == [
        (
            "displays[0].voice: the sound card of its Pi is already used by kiosk 'kiosk-hall'"
            " (kiosks[0].buttons[5].voice); put one of them on another card"
        )
    ]


def test_a_device_is_one_units(small_centre: CentreFile) -> None:
    """Be it a printer's, a pad's or that of panels; a Pi's own serial port has two names."""
    printer = put(small_centre, "kiosks.0.printer", Printer(connection="serial", device="/dev/ttyAMA0"))
    line = PanelLine(device="/dev/serial0", driver="ascii", panels=(Panel(window=1),))
    both = put(put(printer, "kiosks.0.buttons.0.pin", 7), "kiosks.0.slot_led_pin", None)
    both = put(both, "displays.0.panel_lines", (line,))
    assert together(both, "kiosk-hall", "hall") == [
        (
            "displays[0].panel_lines[0].device: \"/dev/serial0\" is already used by kiosk 'kiosk-hall'"
            " (kiosks[0].printer.device); put one of them on another card"
        )
    ]
    padded = put(put(small_centre, "desks.0.led_pin", None), "desks.0.pad", Pad(device=SERIAL))
    keys = tuple(replace(key, pin=None, byte=j) for j, key in enumerate(padded.desks[0].keys))
    padded = put(put(padded, "desks.0.keys", keys), "displays.0.panel_lines", (replace(line, device=SERIAL),))
    assert [said.split(":")[0] for said in together(padded, "desk-1", "hall")] == ["displays[0].panel_lines[0].device"]


def test_units_on_their_own_pis_may_have_all_of_it(small_centre: CentreFile) -> None:
    """Two displays with a screen and a voice each, on cards of their own or on none."""
    more = add(small_centre, "displays", Display(id="yard", voice=Voice()))
    assert told(on_cards(more, HALL, Card(id="outside", units=("yard",)))) == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/etc/cherha/keys/kiosk-kiosk-hall.pem", "this file is made by `cherha provision`; choose another name"),
        ("/etc/cherha/keys/Revoked.pem", "this file is made by `cherha provision`; choose another name"),
        ("/etc/cherha/keys/my key", "expected a name of Latin letters, digits, points, hyphens and underlines"),
    ],
)
def test_a_key_file_can_be_copied_by_its_name(small_centre: CentreFile, path: str, said: str) -> None:
    """It lies on the card beside the identities; one that lies elsewhere is the technician's own matter."""
    feed = Siren(id="feed", source="ukrainealarm", regions=("36",), key_file=path)
    assert told(add(small_centre, "sirens", feed)) == [f'sirens[0].key_file: "{path}": {said}']
    assert told(add(small_centre, "sirens", replace(feed, key_file="/srv/my key"))) == []
    region = Region(host="region", name="verbivka", identity_file=path)
    assert told(put(small_centre, "region", region)) == [f'region.identity_file: "{path}": {said}']


@pytest.mark.parametrize("field", ["id", "units", "address", "gateway"])
def test_a_card_that_could_not_be_read_is_complained_of_once(small_centre: CentreFile, field: str) -> None:
    """What the reader has told already is not told again."""
    half: Any = (UNSET,) if field == "units" else UNSET
    card = Card(id="left", units=("desk-1",), address="192.168.10.11/24", gateway="192.168.10.1")
    assert told(on_cards(small_centre, replace(card, **{field: half}))) == []
