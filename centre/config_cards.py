# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``centre.toml`` says of the machines: where the broker is found, which Pi runs what, who hears of the centre."""

from typing import Annotated

import msgspec

from centre.config_rules import Section
from centre.config_words import AtLeastOne, Host, Identifier, Line, Port, Text

Address = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(\d{1,3}\.){3}\d{1,3}/\d{1,2}\Z", description="an address and its network, such as 192.168.10.11/24"
    ),
]


Bundle = Annotated[
    str,
    msgspec.Meta(pattern=r"^https?://[^\s/]+/\S+\Z", description='an address such as "https://host/cherha.raucb"'),
]


class Broker(Section, frozen=True, kw_only=True):
    """Where everybody finds the broker: always TLS, and whoever comes shows a certificate of this centre.

    On a loopback address it listens there alone; on any other it listens at every address of its Pi, so that it serves
    those on the same Pi without a network. ``pages_port``: WebSockets without TLS, for pages that read the board.
    """

    host: Host = "127.0.0.1"
    port: Port = 8883
    pages_port: Port | None = None


class Region(Section, frozen=True, kw_only=True):
    """A broker of the region, to which events and states go out over TLS; nothing comes back.

    ``name`` is this centre's there, the first level of its topics. ``identity_file`` holds what the region gave: a key,
    its certificate, and the region's authority. ``disk_mb`` is what waiting messages may take in an outage.
    """

    host: Host
    port: Port = 8883
    name: Identifier
    identity_file: Text = "/etc/cherha/keys/region.pem"
    disk_mb: Annotated[int, msgspec.Meta(ge=1, le=1024)] = 64


class Updates(Section, frozen=True, kw_only=True):
    """Where newer systems come from, at night, without anybody: ``url`` of a bundle, always the newest.

    Who made it is told by its signature, so the address need not be trusted, and may be http.
    """

    url: Bundle


class Card(Section, frozen=True, kw_only=True):
    """One Pi, by the card in it, and what it runs; "main" among ``units`` is the broker with the dispatcher.

    A unit that stands on no card has one of its own, of its name. ``address`` is fixed, left out it comes by DHCP;
    ``wifi`` is the network's name, whose password never stands here.
    """

    id: Identifier
    units: Annotated[tuple[str, ...], AtLeastOne]
    address: Address | None = None
    gateway: Host | None = None
    wifi: Line = ""
