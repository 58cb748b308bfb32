# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of the Wi-Fi: a network can be called so, and who must not lose it has a cable; knows no password."""

from collections.abc import Iterator

from centre import cards
from centre.check_names import called
from centre.config import CentreFile
from centre.hints import shown
from centre.toml_reader import Slip, was_read

LONGEST_NAME = 32
"""Bytes of a network's name (IEEE 802.11, 9.4.2.2): a Latin letter is one, a Cyrillic one two."""


def wifi_names(centre: CentreFile) -> Iterator[Slip]:
    """Yield networks whose names no network can have, so that the Pi would look for them in vain."""
    for i, card in enumerate(centre.cards):
        if was_read(card.wifi) and (size := len(card.wifi.encode())) > LONGEST_NAME:
            text = f"{shown(card.wifi)}: {size} bytes; expected a network's name, {LONGEST_NAME} bytes at most"
            yield Slip(f"cards[{i}].wifi", f"{text} (a Cyrillic letter is two)")


def wireless(centre: CentreFile) -> Iterator[Slip]:
    """Yield cards on Wi-Fi without which nobody is called, or nobody gets a ticket."""
    kiosks = {kiosk.id for kiosk in centre.kiosks}
    for i, card in enumerate(centre.cards):
        what = "the broker" if cards.MAIN in card.units else "a kiosk" if kiosks & {*card.units} else ""
        if card.wifi and what:
            text = f"{shown(card.wifi)}: {called('card', card.id)} has {what}, which is to be on a cable"
            yield Slip(f"cards[{i}].wifi", f"{text}: Wi-Fi may be away when the hall is full; remove it if you can")
