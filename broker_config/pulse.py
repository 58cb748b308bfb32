# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Mosquitto's pulse: feeds systemd's watchdog for it, which can only say READY, as long as it answers.

A process of its own beside Mosquitto, in the same unit. It starts and ends nothing: a broker that hangs answers no
ping, its pulse falls silent, and systemd does the rest. Mosquitto has one thread for all: an answer proves it alive.
"""

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing

from centre.credentials import client_tls
from centre.errors import CherhaError
from centre.notifying import notify

log = logging.getLogger("broker_config.pulse")

CONNECT = b"\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00"
"""MQTT 3.1.1, a session that nobody keeps, at most 60 s of silence. No client id: the broker makes one up (3.1.3.1), so
that no unit can take it, silence the pulse, and have systemd end a broker that is well."""

CONNACK, PINGREQ, PINGRESP = b"\x20\x02\x00\x00", b"\xc0\x00", b"\xd0\x00"

AGAIN_S = 1.0
"""Between two tries to connect: Mosquitto needs a moment to open its port."""


def start(*door: str) -> None:
    """Start the pulse of the Mosquitto that this process is about to become, if systemd asks; ``door``: see opened."""
    if "NOTIFY_SOCKET" in os.environ and "WATCHDOG_USEC" in os.environ:
        subprocess.Popen([sys.executable, "-m", "broker_config.pulse", *door], stdin=subprocess.DEVNULL)


def opened(door: Sequence[str], period_s: float) -> socket.socket:
    """Return a connection to a Mosquitto: host, port and our user over TLS, or the path of a socket of its own.

    Raise OSError, or CherhaError without an identity.
    """
    if len(door) == 1:
        wire = socket.socket(socket.AF_UNIX)
        wire.settimeout(period_s)
        wire.connect(*door)
        return wire
    host, port, user = door
    wire = socket.create_connection((host, int(port)), period_s)
    return client_tls(user).wrap_socket(wire, server_hostname=host)


def beat(door: Sequence[str], period_s: float, pause: Callable[[float], object] = time.sleep) -> None:
    """Tell systemd after each ping that was answered in time, until one was not; raise OSError or CherhaError then."""
    with closing(opened(door, period_s)) as broker:
        _ask(broker, CONNECT, CONNACK)
        while True:
            _ask(broker, PINGREQ, PINGRESP)
            notify("WATCHDOG=1")
            pause(period_s)


def _ask(broker: socket.socket, packet: bytes, expected: bytes) -> None:
    broker.sendall(packet)
    answer = b""
    while len(answer) < len(expected):
        if not (more := broker.recv(len(expected) - len(answer))):
            raise ConnectionResetError("the broker has closed the connection")
        answer += more
    if answer != expected:
        raise ConnectionResetError(f"the broker answers {answer.hex()}")


def main() -> None:
    """Beat for ever: who ends this process is systemd, together with the broker."""
    logging.basicConfig(stream=sys.stdout, level="INFO", format="%(levelname)s %(name)s: %(message)s")
    period_s = int(os.environ["WATCHDOG_USEC"]) / 2_000_000
    said = ""
    while True:
        try:
            beat(sys.argv[1:], period_s)
        except (OSError, CherhaError) as fault:
            if str(fault) != said:
                log.info("no pulse: %s", said := str(fault))
        time.sleep(AGAIN_S)


if __name__ == "__main__":
    main()
