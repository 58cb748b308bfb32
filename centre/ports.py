# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tries whether a server could listen on a port, before one is started that says with less words that it cannot."""

import socket


def try_to_listen(host: str, port: int) -> None:
    """Listen for a moment, as Mosquitto does; raise OSError, with the kernel's reason, if that cannot be.

    An empty ``host`` is every address of this machine.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    with socket.socket(family, kind, protocol) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Mosquitto does
        door.bind(address)
        door.listen()
