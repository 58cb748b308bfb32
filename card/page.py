# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What this Pi is, on one page: pure. It is what ``cherha card`` prints."""

from card.card_file import CardFile, host_name
from card.machine import Machine
from card.machine_setup import unit_name
from card.reading import Verified
from centre.cards import broker_for

HEADS = ("Unit", "Service", "Identity holds until")


def page(card: Verified, machine: Machine, ssh: str = "") -> str:
    """Return the page; every line ends with a newline. ``ssh``: who may reach this Pi, where that is ours to say."""
    broker = broker_for(card.centre, card.places[0].id)
    facts = {
        "Card": f"{card.about.card} of {card.about.centre}",
        "Host name": host_name(card.about.card),
        "Machine": ", ".join(word for word in (machine.model, machine.serial, *machine.ethernet) if word) or "unknown",
        "Addresses": ", ".join(machine.addresses) or "none now",
        "Network": _network(card.about),
        "Broker": f"{broker.host}:{broker.port}",
        "Authority": card.about.authority[:16],
        **({"Image": machine.image} if machine.image else {}),
        **({"By ssh": ssh} if ssh else {}),
    }
    rows = [(user.user, unit_name(place), f"{user.until:%Y-%m-%d}") for place, user in card.identities.items()]
    return _table([*facts.items()]) + "\n" + _table([HEADS, *rows])


def _network(about: CardFile) -> str:
    address = "its address by DHCP"
    if about.address is not None:
        way = f" by {about.address.gateway}" if about.address.gateway else ""
        address = f"{about.address.address}{way}"
    return f"Wi-Fi {about.wifi.name}, {address}" if about.wifi else f"cable, {address}"


def _table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{line.rstrip()}\n" for line in lines)
