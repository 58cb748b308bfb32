# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of the network: every address is one, of one Pi, and everybody finds the broker; knows no unit."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv4Interface, NetmaskValueError

from centre import cards
from centre.check_names import Use, called, used_twice
from centre.config import CentreFile
from centre.config_cards import Card
from centre.hints import shown
from centre.toml_reader import Slip, was_read

_LIKE_AN_ADDRESS = re.compile(r"\d+\.\d+(\.|\Z)", re.ASCII)
"""No name begins with two numbers."""

_LARGEST_NETWORK, _SMALLEST_NETWORK = 8, 30
"""Bits of a network's mask; 30 leave room for two."""


def addresses(centre: CentreFile) -> Iterator[Slip]:
    """Yield addresses that are none or another's, gateways that cannot be reached, and a broker that is elsewhere."""
    for i, card in enumerate(centre.cards):
        yield from _address(card, f"cards[{i}]")
        yield from _gateway(card, f"cards[{i}]")
    yield from _hosts(centre)
    yield from used_twice(_uses(centre))
    yield from _elsewhere(centre)
    yield from _out_of_reach(centre)
    yield from _doors(centre)


def loopback(centre: CentreFile) -> Iterator[Slip]:
    """Yield one warning if cards are told of and the broker serves its own Pi alone."""
    if centre.cards:
        yield from alone(centre)


def alone(centre: CentreFile) -> Iterator[Slip]:
    """Yield one slip if there are several Pis, and the broker serves its own alone."""
    others = [card.id for card in cards.cards(centre) if cards.MAIN not in card.units]
    if others and cards.is_loopback(centre.broker.host):
        more = "there is 1 more card" if len(others) == 1 else f"there are {len(others)} more cards"
        text = f"{shown(centre.broker.host)}: only the broker's own Pi finds it there, and {more}"
        yield Slip("broker.host", f'{text}; with devices on other Pis set the address of this one, as "192.168.10.10"')


def lent(centre: CentreFile) -> Iterator[Slip]:
    """Yield one warning if the broker is known by an address that its Pi only has as long as the router likes."""
    main = next((card for card in centre.cards if cards.MAIN in card.units), None)
    several = len(cards.cards(centre)) > 1
    if several and main is not None and main.address is None and _ip(centre.broker.host) and not _local(centre):
        text = f"{shown(centre.broker.host)}: nothing gives this address to {called('card', main.id)}"
        yield Slip("broker.host", f'{text}; add address to the card, as "{centre.broker.host}/24"')


def _hosts(centre: CentreFile) -> Iterator[Slip]:
    """Yield hosts that begin as an address, and are none: a letter O for a zero, a number too few."""
    hosts: dict[str, object] = {"broker.host": centre.broker.host}
    hosts |= {f"kiosks[{i}].printer.host": kiosk.printer.host for i, kiosk in enumerate(centre.kiosks)}
    if centre.region is not None and was_read(centre.region):
        hosts["region.host"] = centre.region.host
    for path, host in hosts.items():
        if isinstance(host, str) and _LIKE_AN_ADDRESS.match(host) and _ip(host) is None:
            yield Slip(path, f"{shown(host)}: expected four numbers from 0 to 255, such as 192.168.10.10, or a name")


def _address(card: Card, path: str) -> Iterator[Slip]:
    if not was_read(card.address) or card.address is None:
        return
    own = _interface(card.address)
    if own is None:
        text = "expected four numbers from 0 to 255 and a network's of 8 to 30, such as 192.168.10.11/24"
        yield Slip(f"{path}.address", f"{shown(card.address)}: {text}")
    elif own.ip in {own.network.network_address, own.network.broadcast_address}:
        text = f"is all of the network {own.network}; expected one of its own, as {own.network[1]}"
        yield Slip(f"{path}.address", f"{shown(card.address)} {text}/{own.network.prefixlen}")


def _gateway(card: Card, path: str) -> Iterator[Slip]:
    if not was_read(card.gateway) or card.gateway is None or not was_read(card.address):
        return
    own, gateway = _interface(card.address), _ip(card.gateway)
    if card.address is None:
        yield Slip(f"{path}.gateway", f"{shown(card.gateway)}: only with address (DHCP brings its own); remove it")
    elif gateway is None:
        yield Slip(f"{path}.gateway", f"{shown(card.gateway)}: expected an address, such as 192.168.10.1")
    elif own is not None and gateway not in own.network:
        text = f"{shown(card.gateway)} is not in the card's network; expected one of {own.network}"
        yield Slip(f"{path}.gateway", text)


def _uses(centre: CentreFile) -> Iterator[Use]:
    """Yield everything that has an address of its own: gateways, printers, cards; the first two may serve several."""
    first: dict[IPv4Address, Use] = {}
    for i, card in enumerate(centre.cards):
        if gateway := _ip(card.gateway):
            first.setdefault(gateway, Use(f"cards[{i}].gateway", gateway, str(gateway), "the gateway"))
    for i, kiosk in enumerate(centre.kiosks):
        if kiosk.printer.connection == "network" and (host := _ip(kiosk.printer.host)):
            holder = f"the printer of {called('kiosk', kiosk.id)}"
            first.setdefault(host, Use(f"kiosks[{i}].printer.host", host, str(host), holder))
    yield from first.values()
    for i, card in enumerate(centre.cards):
        if own := _interface(card.address):
            yield Use(f"cards[{i}].address", own.ip, str(own.ip), called("card", card.id))


def _elsewhere(centre: CentreFile) -> Iterator[Slip]:
    """Yield a broker that is looked for where its card is not."""
    host = _ip(centre.broker.host)
    for i, card in enumerate(centre.cards):
        own = _interface(card.address)
        if cards.MAIN in card.units and own and host and not _local(centre) and host != own.ip:
            text = f"{shown(centre.broker.host)}: the broker is on {called('card', card.id)}, whose address is {own.ip}"
            yield Slip("broker.host", f"{text} (cards[{i}].address); write the same here and there")


def _out_of_reach(centre: CentreFile) -> Iterator[Slip]:
    """Yield cards in a network that the broker is not in, and that nothing leads out of."""
    host = _ip(centre.broker.host)
    if host is None or _local(centre):
        return
    for i, card in enumerate(centre.cards):
        own = _interface(card.address)
        if own is not None and cards.MAIN not in card.units and card.gateway is None and host not in own.network:
            text = f"{shown(card.address)}: the broker, {host}, is not in this network"
            yield Slip(f"cards[{i}].address", f"{text}; expected an address in the broker's, or a gateway")


def _doors(centre: CentreFile) -> Iterator[Slip]:
    pages = centre.broker.pages_port
    if was_read(pages) and pages is not None and pages == centre.broker.port:
        yield Slip("broker.pages_port", f"{pages} is the port of the units; expected another, such as 8080")


def _local(centre: CentreFile) -> bool:
    return cards.is_loopback(centre.broker.host)


def _ip(host: object) -> IPv4Address | None:
    """Return the address that a host is, or None for a name."""
    try:
        return IPv4Address(host) if isinstance(host, str) else None
    except AddressValueError:
        return None


def _interface(address: object) -> IPv4Interface | None:
    """Return an address with its network, or None for none."""
    try:
        own = IPv4Interface(address) if isinstance(address, str) else None
    except (AddressValueError, NetmaskValueError):
        return None
    return own if own and _LARGEST_NETWORK <= own.network.prefixlen <= _SMALLEST_NETWORK else None
