# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A region's broker, as real as a centre's, of an authority of its own; and the bridge between the two."""

import contextlib
import queue
import socket
import ssl
import subprocess
import threading
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Self

import paho.mqtt.client as mqtt
from msgspec.structs import replace
from paho.mqtt.enums import CallbackAPIVersion

from broker_config.authority import Authority, write_secret
from broker_config.bridge import command
from broker_config.certificates import certificate_text
from broker_config.program import find
from centre.config import CentreFile
from centre.config_cards import Region
from simulator.leaving import leave
from tests.conftest import PATIENCE_S, Broker, Heard, wait_until_open
from tests.ports import free_port

NAME = "lviv-1"
LONG_S = 20.0
"""How long what must come may take where a bridge waits before it tries again: Mosquitto does so for seconds."""


@cache
def region_authority() -> Authority:
    """Return the authority of the region."""
    return Authority.create("region", datetime.now(UTC))


@cache
def region_identity(user: str) -> str:
    """Return an identity that the region gives."""
    return region_authority().identity(user, datetime.now(UTC), ("127.0.0.1",) if user == "broker" else ())


class RegionBroker:
    """The region's Mosquitto; whoever has an identity of the region may say and hear everything there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        folder.mkdir()
        for user in ("broker", "clerk", NAME):
            write_secret(folder / f"{user}.pem", region_identity(user))
        (folder / "authority.pem").write_text(certificate_text(region_authority().certificate))
        (folder / "mosquitto.conf").write_text(self._conf())

    def _conf(self) -> str:
        door = f"listener {self.port} 127.0.0.1\ncafile {self.folder}/authority.pem\n"
        own = f"certfile {self.folder}/broker.pem\nkeyfile {self.folder}/broker.pem\nuser root\n"
        return door + own + "require_certificate true\nuse_identity_as_username true\nmax_queued_messages 0\n"

    def start(self) -> None:
        """Start it, empty, and return when it accepts connections."""
        words = [find(), "-c", str(self.folder / "mosquitto.conf")]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until_open("127.0.0.1", self.port, self.process)

    def kill(self) -> None:
        """End it as an outage does."""
        self.process.kill()
        self.process.wait(PATIENCE_S)

    def clerk(self) -> "Clerk":
        """Return somebody in the region who hears everything."""
        return Clerk(self.port, self.folder)


class Clerk:
    """One connection to the region's broker; ``heard`` is what reached it, ``passed`` what ``next`` passed over."""

    def __init__(self, port: int, folder: Path) -> None:
        self.heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self.passed: list[Heard] = []
        self._stands = threading.Event()
        self.paho = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
        context = ssl.create_default_context(cafile=folder / "authority.pem")
        context.load_cert_chain(folder / "clerk.pem")
        self.paho.tls_set_context(context)
        self.paho.on_message = lambda _c, _u, m: self.heard.put(Heard(m.topic, bytes(m.payload), m.retain))
        self.paho.on_connect = lambda client, *_: client.subscribe("#", qos=1)
        self.paho.on_subscribe = lambda *_: self._stands.set()
        self.paho.connect("127.0.0.1", port)
        self.paho.loop_start()
        assert self._stands.wait(PATIENCE_S)

    def next(self, topic: str) -> Heard:
        """Return the next message on a topic, passing over all others; fail when none comes.

        A state that holds still is told more than once: whenever the bridge comes to the centre, or to the region.
        """
        while (heard := self.heard.get(timeout=LONG_S)).topic != topic:
            self.passed.append(heard)
        return heard

    def close(self) -> None:
        """Leave."""
        leave(self.paho)


class HostileRegion:
    """In place of the region's broker: takes the bridge in, and pushes what the bridge has never subscribed to."""

    def __init__(self, region: RegionBroker) -> None:
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(region.folder / "broker.pem")
        self._door = socket.create_server(("127.0.0.1", region.port))

    def __enter__(self) -> Self:
        self._door.settimeout(PATIENCE_S)
        return self

    def push(self, topics: tuple[str, ...]) -> None:
        """Accept the bridge, publish on each topic, retained and with QoS 1, and return when all are acknowledged."""
        plain, _ = self._door.accept()
        self._bridge = self._tls.wrap_socket(plain, server_side=True)
        self._bridge.settimeout(LONG_S)
        self._bridge.recv(4096)
        self._bridge.sendall(b"\x20\x02\x00\x00")  # CONNACK of MQTT 3.1.1
        for mid, topic in enumerate(topics, 1):
            self._bridge.sendall(_publication(topic, mid, b"forged"))
            assert self.hears(b"\x40\x02" + mid.to_bytes(2, "big"))

    def hears(self, wanted: bytes) -> bool:
        """Return when the bridge has said something."""
        heard = b""
        while wanted not in heard:
            heard += self._bridge.recv(4096)
        return True

    def __exit__(self, *_: object) -> None:
        self._bridge.close()
        self._door.close()


def _publication(topic: str, mid: int, payload: bytes) -> bytes:
    """Return a PUBLISH of MQTT 3.1.1, QoS 1, retained; at most 127 bytes."""
    words = topic.encode()
    body = len(words).to_bytes(2, "big") + words + mid.to_bytes(2, "big") + payload
    return bytes((0x33, len(body))) + body


class Bridge:
    """A centre's broker with its bridge, which is not started yet; ``folder`` is the bridge's own."""

    def __init__(self, broker: Broker, region: RegionBroker, folder: Path, disk_mb: int = 1) -> None:
        given = str(region.folder / f"{NAME}.pem")
        self.region = Region(host="127.0.0.1", port=region.port, name=NAME, disk_mb=disk_mb, identity_file=given)
        self.centre: CentreFile = replace(broker.centre, region=self.region)
        self.folder = folder

    def start(self) -> None:
        """Start it; it connects when it can."""
        words = command(self.centre, self.folder)
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT)

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait(PATIENCE_S)

    def log(self) -> str:
        """Return what it has said so far."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def close(self) -> None:
        """End it as systemd does."""
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        self.process.wait(PATIENCE_S)
