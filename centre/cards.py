# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which Pi runs what, as centre.toml has it: pure, and the one place that knows what a card left out means."""

from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from typing import NamedTuple

import msgspec

from centre.config import CentreFile
from centre.config_alarms import Siren
from centre.config_cards import Broker, Card
from centre.config_desks import Desk
from centre.config_displays import Display
from centre.config_kiosks import Kiosk
from centre.config_ratings import Rating
from centre.identity import DISPATCHER
from centre.messages import Role

MAIN = DISPATCHER
"""What stands in a card's ``units`` for the broker with the dispatcher."""

ALONE = ("broker", "dispatcher", "bridge", "page")
"""Roles of which a centre has one unit at most, called *main*; of the others it has as many as its file names."""

LOOPBACK = "127.0.0.1"

BESIDE_CARDS = ("authority", "office", "feed-keys")
"""Folders that `cherha provision` has beside those of the cards, so no card may be called so."""


class Place(NamedTuple):
    """A unit of a card: ``kiosk``, ``kiosk-hall``; the broker and the dispatcher are both called *main*."""

    role: Role
    id: str


def kinds(centre: CentreFile) -> dict[Role, Sequence[Kiosk | Desk | Display | Siren | Rating]]:
    """Return all devices of centre.toml by their role, in the order in which they stand there."""
    return {
        "kiosk": centre.kiosks,
        "desk": centre.desks,
        "display": centre.displays,
        "siren": centre.sirens,
        "rating": centre.ratings,
    }


def devices(centre: CentreFile) -> Iterator[Place]:
    """Yield each of them."""
    for role, kind in kinds(centre).items():
        yield from (Place(role, unit.id) for unit in kind)


def units(centre: CentreFile) -> Iterator[Place]:
    """Yield each unit that runs on some Pi, broker and dispatcher first."""
    yield Place("broker", MAIN)
    yield Place("dispatcher", MAIN)
    if centre.region is not None:
        yield Place("bridge", MAIN)
    if centre.broker.pages_port is not None:
        yield Place("page", MAIN)
    yield from devices(centre)


def cards(centre: CentreFile) -> tuple[Card, ...]:
    """Return every card of the centre, the broker's first: those of centre.toml, and one for each unit left out."""
    named = {unit for card in centre.cards for unit in card.units}
    left = dict.fromkeys(unit.id for unit in units(centre) if unit.id not in named)
    every = (*centre.cards, *(Card(id=unit, units=(unit,)) for unit in left))
    return tuple(sorted(every, key=lambda card: MAIN not in card.units))


def on_card(centre: CentreFile, card: Card) -> tuple[Place, ...]:
    """Return the units of a card in the order in which they are listed on the wire."""
    return tuple(place for place in units(centre) if place.id in card.units)


def all_in_one(centre: CentreFile) -> CentreFile:
    """Return the centre on a single Pi: a mobile one, whose broker is found without any network."""
    everyone = tuple(dict.fromkeys(unit.id for unit in units(centre)))
    broker = msgspec.structs.replace(centre.broker, host=LOOPBACK)
    return msgspec.structs.replace(centre, broker=broker, cards=(Card(id=MAIN, units=everyone),))


def broker_for(centre: CentreFile, unit: str) -> Broker:
    """Return where a unit finds the broker: on the broker's own Pi by loopback, which needs no cable and no address."""
    beside = next(card for card in cards(centre) if MAIN in card.units).units
    if unit not in beside or is_loopback(centre.broker.host):
        return centre.broker
    return msgspec.structs.replace(centre.broker, host=LOOPBACK)


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine to itself, and nobody's to others."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
