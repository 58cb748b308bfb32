# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The texts of a card's folder, all but its identities. Pure."""

import msgspec

from card.card_file import CardFile, Wired, Wireless
from centre.cards import MAIN, on_card
from centre.config import CentreFile
from centre.config_cards import Card
from centre.toml_writer import text_of

_HEAD = """\
# Made by `cherha provision` for card "{card}": {runs}.
# Copy the whole folder onto the card and change nothing in it; what is wrong here is put right in centre.toml.

"""

_ALL_IN_ONE = "# Made by `cherha provision --all-in-one`: the whole centre on one Pi.\n\n"


def card_text(centre: CentreFile, card: Card, authority: str, password: str | None) -> bytes:
    """Return cherha.toml; ``authority`` is a fingerprint, ``password`` that of the card's Wi-Fi."""
    wired = None if card.address is None else Wired(address=card.address, gateway=card.gateway)
    wireless = Wireless(name=card.wifi, password=password) if card.wifi and password is not None else None
    file = CardFile(card=card.id, centre=centre.centre.name, authority=authority, address=wired, wifi=wireless)
    return (_HEAD.format(card=card.id, runs=", ".join(runs(centre, card))) + text_of(file)).encode()


def read_card(text: bytes | None) -> CardFile | None:
    """Return what a cherha.toml says, or None if it is none of ours."""
    try:
        return None if text is None else msgspec.toml.decode(text, type=CardFile)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def centre_text(centre: CentreFile) -> bytes:
    """Return the centre.toml of a centre that was made one Pi."""
    return (_ALL_IN_ONE + text_of(centre)).encode()


def runs(centre: CentreFile, card: Card) -> list[str]:
    """Return what a card runs, as it is spoken of: ``broker``, ``kiosk-hall``, ``display hall``."""
    return [
        place.role if place.id == MAIN else place.id if place.id.startswith(place.role) else f"{place.role} {place.id}"
        for place in on_card(centre, card)
    ]
