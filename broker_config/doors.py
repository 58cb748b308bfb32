# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where a Mosquitto of the centre listens, and whether it could: it would say it with less words, and too late."""

import errno

from centre.cards import is_loopback
from centre.config_cards import Broker
from centre.errors import Unavailable
from centre.ports import try_to_listen


def listens_at(door: Broker) -> str:
    """Return the words behind ``listener``: on loopback there alone, else at each address that the Pi has or gets.

    A Pi whose cable is out has no address: whoever lives on it finds its broker all the same.
    """
    return f"{door.port} {door.host}" if is_loopback(door.host) else str(door.port)


def check_door(door: Broker) -> None:
    """Raise Unavailable if nobody could listen there now."""
    try:
        try_to_listen(door.host if is_loopback(door.host) else "", door.port)
    except OSError as wrong:
        raise Unavailable(_trouble(door, wrong)) from wrong


def _trouble(door: Broker, wrong: OSError) -> str:
    match wrong.errno:
        case errno.EADDRINUSE:
            return (
                f"Port {door.port} on {door.host} is already taken. "
                "Stop the program that holds it, or choose another in [broker] of centre.toml (demo: --port)."
            )
        case errno.EACCES:
            return (
                f"Port {door.port} on {door.host} is for root only. "
                "Choose one above 1023 in [broker] of centre.toml (demo: --port)."
            )
    place = f"port {door.port} of {door.host}"
    return f"The broker cannot listen on {place}: {wrong.strerror}. See [broker] in centre.toml."
