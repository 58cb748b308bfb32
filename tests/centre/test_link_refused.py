# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The link at a broker that behaves badly: whatever it sends, the link says what is wrong and tries again."""

import queue
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from enum import IntEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from centre import config_cards
from centre.credentials import identity_file
from centre.link import Link, LinkDown, LinkUp, Received
from centre.messages import DeviceState, GiveUp
from centre.service import Inbox
from tests import identities
from tests.conftest import PATIENCE_S

WELCOME = b"\x20\x03\x00\x00\x00"
NOT_WELCOME = b"\x20\x03\x00\x87\x00"
GRANTED, NOT_GRANTED, NO_ANSWER = b"\x01", b"\x87", b""


class Packet(IntEnum):
    """The first bytes of packets that a unit sends."""

    CONNECT, SUBSCRIBE, PUBLISH = 0x10, 0x82, 0x32


class BadBroker:
    """Speaks MQTT 5 just enough, byte by byte (https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html).

    Each visitor gets ``connack``, the ``suback`` code for its subscription, and the next of ``sends``; ``heard`` has
    the first byte of what visitors sent.
    """

    def __init__(self) -> None:
        self.connack, self.suback = WELCOME, GRANTED
        self.sends: list[bytes] = []
        self.heard: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(identity_file(identities.BROKER))
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = config_cards.Broker(host="127.0.0.1", port=self._door.getsockname()[1])
        self.name = f"broker 127.0.0.1:{self.address.port}"
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                wire, _ = self._door.accept()
                with suppress(ConnectionError, ssl.SSLError), self._tls.wrap_socket(wire, server_side=True) as proven:
                    self._serve(proven)

    def _serve(self, wire: socket.socket) -> None:
        while packet := wire.recv(4096):
            self.heard.put(packet[0])
            wire.sendall(self._answer(packet))

    def _answer(self, packet: bytes) -> bytes:
        match packet[0]:
            case Packet.CONNECT:
                return self.connack
            case Packet.SUBSCRIBE if self.suback:
                return b"\x90\x04" + packet[2:4] + b"\x00" + self.suback + (self.sends.pop(0) if self.sends else b"")
            case Packet.PUBLISH:
                topic_ends = 4 + int.from_bytes(packet[2:4], "big")
                return b"\x40\x02" + packet[topic_ends : topic_ends + 2]
        return b""

    def wait_for(self, packet: Packet, times: int) -> None:
        """Return when visitors have sent so many of this packet."""
        while times:
            times -= self.heard.get(timeout=PATIENCE_S) == packet

    def close(self) -> None:
        """Close the door; the visitor must have left."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._thread.join(PATIENCE_S)
        self._door.close()


@pytest.fixture
def bad_broker(keys: Path) -> Iterator[BadBroker]:
    """Run a bad broker for one test; it is the centre's own, and believed."""
    for user in (identities.BROKER, "kiosk-hall"):
        identities.give(user, keys)
    with closing(BadBroker()) as running:
        yield running


@pytest.fixture
def inbox() -> Inbox:
    """Return where the link puts its news."""
    return Inbox()


@pytest.fixture
def link(bad_broker: BadBroker, inbox: Inbox) -> Iterator[Link]:
    """Return a link to the bad broker, not yet started; it lives until it is closed."""
    link = Link(
        role="kiosk", unit="hall", broker=bad_broker.address, inbox=inbox, requests=("cherha/1/kiosk/hall/reply",),
        offline=DeviceState(state="offline", version="1"),
    )  # fmt: skip
    with closing(link):
        yield link
        assert link.alive()


def next_in(inbox: Inbox) -> Any:
    """Return the next item; fail when none comes."""
    return inbox._queue.get(timeout=PATIENCE_S)


def published(topic: bytes, *, properties: bytes = b"\x00", payload: bytes = b"{}") -> bytes:
    """Return a PUBLISH packet of QoS 0."""
    body = len(topic).to_bytes(2, "big") + topic + properties + payload
    return b"\x30" + bytes([len(body)]) + body


def test_refused_unit_is_named(bad_broker: BadBroker, link: Link, inbox: Inbox) -> None:
    """The technician reads who was refused and why, once and not at every try; when it is let in, it is up."""
    bad_broker.connack = NOT_WELCOME
    link.start()
    assert next_in(inbox) == LinkDown(f"{bad_broker.name}: kiosk-hall is refused: Not authorized")
    bad_broker.wait_for(Packet.CONNECT, times=3)
    bad_broker.connack = WELCOME
    assert next_in(inbox) == LinkUp()


def test_unit_that_may_not_hear_is_not_up(bad_broker: BadBroker, link: Link, inbox: Inbox) -> None:
    """A deaf unit would wait for ever: it says so, and tries again."""
    bad_broker.suback = NOT_GRANTED
    link.start()
    assert next_in(inbox) == LinkDown(f"{bad_broker.name}: kiosk-hall may not subscribe: Not authorized")
    bad_broker.suback = GRANTED
    assert next_in(inbox) == LinkUp()


def test_unknown_topic_is_dropped(
    bad_broker: BadBroker, link: Link, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    """What is not in the contract is logged and passed over, on the same connection."""
    bad_broker.sends = [published(b"weather/today") + published(b"\xff") + published(b"cherha/1/kiosk/hall/reply")]
    link.start()
    assert next_in(inbox) == LinkUp()
    assert next_in(inbox) == Received("kiosk_reply", {"id": "hall"}, b"{}", retained=False)
    assert "weather/today: no such topic in the contract; see docs/asyncapi.yaml" in caplog.messages


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize(
    "garbage",
    [
        published(b"cherha/1/board", properties=b"\x02\x7f\x00"),
        published(b"cherha/1/board", properties=b"\x09\x02\x00\x00"),
        b"\x30\x01\x00",
        b"\x40\x01\x00",
    ],
    ids=["unknown property", "property cut off", "no topic", "short acknowledgement"],
)
def test_garbage_ends_the_connection_and_not_the_link(
    bad_broker: BadBroker, link: Link, inbox: Inbox, garbage: bytes
) -> None:
    """What paho cannot read costs one connection, at most; the link is up again by itself."""
    bad_broker.sends = [garbage]
    link.start()
    assert next_in(inbox) == LinkUp()
    assert isinstance(next_in(inbox), LinkDown)
    assert next_in(inbox) == LinkUp()


def test_what_is_said_goes_out_behind_the_subscriptions(bad_broker: BadBroker, link: Link) -> None:
    """An answer to what waited in the session need not wait for SUBACK; nothing is said before SUBSCRIBE."""
    bad_broker.suback = NO_ANSWER
    assert not link.publish("cherha/1/kiosk/hall/request", GiveUp(request_id=UUID(int=1), given_up=UUID(int=2)))
    link.start()
    bad_broker.wait_for(Packet.SUBSCRIBE, times=1)
    assert link._up.wait(PATIENCE_S)
    assert link.publish("cherha/1/kiosk/hall/request", GiveUp(request_id=UUID(int=1), given_up=UUID(int=2)))
    bad_broker.wait_for(Packet.PUBLISH, times=1)


def test_link_that_was_never_started_closes(bad_broker: BadBroker) -> None:
    """A service that fails while it is built can close what it has."""
    link = Link(
        role="kiosk", unit="hall", broker=bad_broker.address, inbox=Inbox(),
        offline=DeviceState(state="offline", version="1"),
    )  # fmt: skip
    link.close()
    assert not link.alive()
