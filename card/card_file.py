# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The folder that makes a Pi of the one image this Pi: its files and the words of its cherha.toml. Pure.

::

    cherha/
        cherha.toml      which card of which centre this is; the network it is in
        centre.toml      the whole centre
        keys/USER.pem    the identity of each of its units; of the broker's card revoked.pem, too
        authorized_keys  who may reach it by ssh, if anybody may
        files.sha256     as sha256sum writes it, of every other file; written last, so half a folder is known as half
"""

from typing import Annotated

import msgspec

from centre.config_cards import Address
from centre.config_rules import Section
from centre.config_words import Host, Identifier, Text

FOLDER = "cherha"
"""Its name on the card's FAT partition, which a Pi mounts at /boot/firmware."""

PARTITION, STOCK_PARTITION = "CHERHA", "bootfs"
"""What a computer calls that partition, the only one that Windows shows; the second is Raspberry Pi OS's."""

CARD, CENTRE, KEYS, REVOKED, SUMS = "cherha.toml", "centre.toml", "keys", "revoked.pem", "files.sha256"

AUTHORIZED = "authorized_keys"


class Wired(Section, frozen=True, kw_only=True):
    """A fixed address; a card without this table asks for one (DHCP)."""

    address: Address
    gateway: Host | None = None


class Wireless(Section, frozen=True, kw_only=True):
    """The Wi-Fi of the centre; ``country`` (ISO 3166) says which channels are allowed."""

    name: Text
    password: Annotated[str, msgspec.Meta(min_length=8, max_length=63)]
    country: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}\Z")] = "UA"


class CardFile(Section, frozen=True, kw_only=True):
    """All of ``cherha.toml``. ``authority`` is the SHA-256 of the authority's certificate, in small hexadecimal."""

    card: Identifier
    centre: Text
    authority: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    address: Wired | None = None
    wifi: Wireless | None = None


def host_name(card: str) -> str:
    """Return the name of a card's Pi in its network: ``cherha-main``."""
    return f"cherha-{card}"
