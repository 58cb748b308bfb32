# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The network of a centre: an address is one, of one Pi, and everybody finds the broker."""

import pytest

from centre.config import CentreFile
from centre.config_cards import Card
from tests.centre.changed import put, told, warned

MAIN, DESK = "192.168.10.10/24", "192.168.10.11/24"


def in_network(centre: CentreFile, *cards: Card, host: str = "192.168.10.10") -> CentreFile:
    """Return the centre on these cards, with its broker at this host."""
    return put(put(centre, "cards", cards), "broker.host", host)


def main(address: str | None = MAIN, gateway: str | None = None) -> Card:
    """Return the broker's card."""
    return Card(id="main", units=("main", "hall"), address=address, gateway=gateway)


def desk(address: str | None = DESK, gateway: str | None = None) -> Card:
    """Return another card."""
    return Card(id="desk-1", units=("desk-1",), address=address, gateway=gateway)


def test_a_network_of_fixed_addresses(small_centre: CentreFile) -> None:
    """The broker's card has the broker's address, the others any in its network, or none."""
    good = in_network(small_centre, main(gateway="192.168.10.1"), desk(gateway="192.168.10.1"))
    assert (told(good), warned(good)) == ([], [])


@pytest.mark.parametrize("address", ["192.168.10.256/24", "192.168.10.11/33", "192.168.10.11/0", "192.168.10.11/31"])
def test_an_address_is_one(small_centre: CentreFile, address: str) -> None:
    """Its shape is checked where it is read; here, what its numbers are."""
    assert told(in_network(small_centre, main(), desk(address))) == [
        (
            f'cards[1].address: "{address}": expected four numbers from 0 to 255 and a network\'s of 8 to 30,'
            " such as 192.168.10.11/24"
        )
    ]


@pytest.mark.parametrize("address", ["192.168.10.0/24", "192.168.10.255/24"])
def test_an_address_is_not_the_whole_networks(small_centre: CentreFile, address: str) -> None:
    """Who is called so is everybody, or nobody."""
    assert told(in_network(small_centre, main(), desk(address))) == [
        (
            f'cards[1].address: "{address}" is all of the network 192.168.10.0/24; expected one of its own,'
            " as 192.168.10.1/24"
        )
    ]


@pytest.mark.parametrize("host", ["192.168.10.1O", "192.168.10", "192.168.10.256", "10.1"])
def test_a_host_that_looks_like_an_address_is_one(small_centre: CentreFile, host: str) -> None:
    """A letter O for a zero would be looked for as a name, by every Pi and for ever."""
    text = f'"{host}": expected four numbers from 0 to 255, such as 192.168.10.10, or a name'
    assert told(put(small_centre, "broker.host", host)) == [f"broker.host: {text}"]
    assert told(put(small_centre, "kiosks.0.printer.host", host)) == [f"kiosks[0].printer.host: {text}"]
    for name in ("cherha-main", "3com.example", "fe80::1", "main.local"):
        assert told(put(small_centre, "broker.host", name)) == []


def test_two_pis_have_two_addresses(small_centre: CentreFile) -> None:
    """However wide the network is that each is said to be in; a printer and the gateway have theirs, too."""
    assert told(in_network(small_centre, main(), desk("192.168.10.10/16"))) == [
        "cards[1].address: 192.168.10.10 is already used by card 'main' (cards[0].address)"
    ]
    assert told(in_network(small_centre, main(), desk("192.168.10.50/24"))) == [
        "cards[1].address: 192.168.10.50 is already used by the printer of kiosk 'kiosk-hall' (kiosks[0].printer.host)"
    ]
    assert told(in_network(small_centre, main(gateway="192.168.10.11"), desk())) == [
        "cards[1].address: 192.168.10.11 is already used by the gateway (cards[0].gateway)"
    ]


def test_a_gateway_is_in_the_cards_network(small_centre: CentreFile) -> None:
    """Else nothing leads to it; a card that asks for its address asks for the gateway, too."""
    assert told(in_network(small_centre, main(), desk(gateway="192.168.1.1"))) == [
        'cards[1].gateway: "192.168.1.1" is not in the card\'s network; expected one of 192.168.10.0/24'
    ]
    assert told(in_network(small_centre, main(), desk(gateway="router"))) == [
        'cards[1].gateway: "router": expected an address, such as 192.168.10.1'
    ]
    assert told(in_network(small_centre, main(), desk(None, "192.168.10.1"))) == [
        'cards[1].gateway: "192.168.10.1": only with address (DHCP brings its own); remove it'
    ]


def test_the_broker_is_where_everybody_looks_for_it(small_centre: CentreFile) -> None:
    """By its card's own address, or by a name, of which nothing is known here."""
    assert told(in_network(small_centre, main(), host="192.168.10.12")) == [
        (
            "broker.host: \"192.168.10.12\": the broker is on card 'main', whose address is 192.168.10.10"
            " (cards[0].address); write the same here and there"
        )
    ]
    assert told(in_network(small_centre, main(), host="cherha-main.local")) == []


def test_every_card_reaches_the_broker(small_centre: CentreFile) -> None:
    """In its network, or through a gateway."""
    assert told(in_network(small_centre, main(), desk("192.168.11.11/24"))) == [
        (
            'cards[1].address: "192.168.11.11/24": the broker, 192.168.10.10, is not in this network;'
            " expected an address in the broker's, or a gateway"
        )
    ]
    assert told(in_network(small_centre, main(), desk("192.168.11.11/24", "192.168.11.1"))) == []


def test_pages_have_a_port_of_their_own(small_centre: CentreFile) -> None:
    """On the units' own nobody is let in without an identity."""
    assert told(put(small_centre, "broker.pages_port", 8080)) == []
    assert told(put(small_centre, "broker.pages_port", small_centre.broker.port)) == [
        "broker.pages_port: 8883 is the port of the units; expected another, such as 8080"
    ]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_broker_that_serves_its_own_pi_alone_is_warned_of(small_centre: CentreFile, host: str) -> None:
    """With devices on other Pis; a file that tells of no cards says nothing of Pis yet."""
    assert warned(in_network(small_centre, main(None), host=host)) == [
        (
            f'broker.host: "{host}": only the broker\'s own Pi finds it there, and there are 4 more cards;'
            ' with devices on other Pis set the address of this one, as "192.168.10.10"'
        )
    ]
    assert warned(put(small_centre, "broker.host", host)) == []


def test_an_address_that_is_only_lent_is_warned_of(small_centre: CentreFile) -> None:
    """By tomorrow the router may have given the broker another."""
    assert warned(in_network(small_centre, main(None))) == [
        (
            "broker.host: \"192.168.10.10\": nothing gives this address to card 'main'; add address to the card,"
            ' as "192.168.10.10/24"'
        )
    ]
