# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is said to systemd (sd_notify(3)): that a service is ready, lives, or ends; it knows nothing of the service."""

import logging
import os
import socket

log = logging.getLogger("centre.service")

LONGER_S = 60
"""For so long whoever takes long asks systemd to let it go on; much more than each of its steps takes on a card."""


def notify(message: str) -> None:
    """Tell systemd, if it started us; when it cannot hear, that is not our end but its watchdog's."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as gate:
            gate.connect(address)
            gate.sendall(message.encode())
    except OSError as fault:
        log.warning("%s not said to NOTIFY_SOCKET %s: %s", message, os.environ["NOTIFY_SOCKET"], fault)


def goes_on() -> None:
    """Say between the steps of what takes long that it goes on, both for one that starts and one that runs."""
    notify(f"WATCHDOG=1\nEXTEND_TIMEOUT_USEC={LONGER_S * 1_000_000}")
