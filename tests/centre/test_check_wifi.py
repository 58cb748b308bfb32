# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The Wi-Fi of a centre: a network can have its name, and the broker and the kiosks are on a cable."""

import pytest

from centre.config import CentreFile
from centre.config_cards import Card
from tests.centre.changed import put, told, warned


def on_wifi(centre: CentreFile, unit: str, name: str) -> CentreFile:
    """Return the centre in a network, with a unit on this Wi-Fi."""
    address = "192.168.10.10/24" if unit == "main" else None
    cards: tuple[Card, ...] = (Card(id="card", units=(unit,), wifi=name, address=address),)
    if unit != "main":
        cards = (Card(id="main", units=("main",), address="192.168.10.10/24"), *cards)
    return put(put(centre, "cards", cards), "broker.host", "192.168.10.10")


def test_a_network_is_called_as_one_can_be(small_centre: CentreFile) -> None:
    """32 bytes, of which a Cyrillic letter is two."""
    for good in ("x" * 32, "й" * 16):
        assert told(on_wifi(small_centre, "desk-1", good)) == []
    text = "34 bytes; expected a network's name, 32 bytes at most (a Cyrillic letter is two)"
    assert told(on_wifi(small_centre, "desk-1", "й" * 17)) == [f'cards[1].wifi: "{"й" * 17}": {text}']


@pytest.mark.parametrize(("unit", "what"), [("main", "the broker"), ("kiosk-hall", "a kiosk"), ("desk-1", "")])
def test_who_must_not_lose_the_network_has_a_cable(small_centre: CentreFile, unit: str, what: str) -> None:
    """It works all the same, so it is a warning; a desk or a screen may be on Wi-Fi."""
    at = 0 if unit == "main" else 1
    text = (
        f"cards[{at}].wifi: \"Cherha\": card 'card' has {what}, which is to be on a cable: Wi-Fi may be away when the"
    )
    expected = [f"{text} hall is full; remove it if you can"] if what else []
    assert warned(on_wifi(small_centre, unit, "Cherha")) == expected
