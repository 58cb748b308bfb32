# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The link at a broker that behaves badly: whatever it sends, the link says what is wrong and tries again."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Any

import pytest

from centre import config
from centre.link import Link, LinkDown, LinkUp, Received
from centre.messages import DeviceState
from centre.service import Inbox

PATIENCE_S = 20.0
WELCOME = b"\x20\x03\x00\x00\x00"
NOT_WELCOME = b"\x20\x03\x00\x87\x00"
PUBLISH_ONCE = 0x32
GRANTED, NOT_GRANTED = b"\x01", b"\x87"


class BadBroker:
    """Speaks MQTT 5 just enough, byte by byte (https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html).

    Each visitor gets ``connack``, the ``suback`` code for its subscription, and the next of ``sends``.
    """

    def __init__(self) -> None:
        self.connack, self.suback = WELCOME, GRANTED
        self.sends: list[bytes] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = config.Broker(host="127.0.0.1", port=self._door.getsockname()[1])
        self.name = f"broker 127.0.0.1:{self.address.port}"
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                wire, _ = self._door.accept()
                with wire, suppress(ConnectionError):
                    self._serve(wire)

    def _serve(self, wire: socket.socket) -> None:
        assert wire.recv(4096)[0] == 0x10, "CONNECT"
        wire.sendall(self.connack)
        subscribe = wire.recv(4096)
        if not subscribe or subscribe[0] != 0x82:
            return
        wire.sendall(b"\x90\x04" + subscribe[2:4] + b"\x00" + self.suback)
        wire.sendall(self.sends.pop(0) if self.sends else b"")
        while packet := wire.recv(4096):
            if packet[0] & 0xF2 == PUBLISH_ONCE:
                topic_ends = 4 + int.from_bytes(packet[2:4], "big")
                wire.sendall(b"\x40\x02" + packet[topic_ends : topic_ends + 2])

    def close(self) -> None:
        """Close the door; the visitor must have left."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._thread.join(PATIENCE_S)
        self._door.close()


@pytest.fixture
def bad_broker() -> Iterator[BadBroker]:
    """Run a bad broker for one test."""
    with closing(BadBroker()) as running:
        yield running


@pytest.fixture
def visit(bad_broker: BadBroker) -> Iterator[Callable[[], Inbox]]:
    """Return what starts a link to it and returns its inbox."""
    inbox = Inbox()
    link = Link(
        role="kiosk", unit="hall", broker=bad_broker.address, inbox=inbox, requests=("cherha/1/kiosk/hall/reply",),
        offline=DeviceState(state="offline", version="1"),
    )  # fmt: skip

    def start() -> Inbox:
        link.start()
        return inbox

    with closing(link):
        yield start
        assert link.alive()


def next_in(inbox: Inbox) -> Any:
    """Return the next item; fail when none comes."""
    return inbox._queue.get(timeout=PATIENCE_S)


def published(topic: bytes, *, properties: bytes = b"\x00", payload: bytes = b"{}") -> bytes:
    """Return a PUBLISH packet of QoS 0."""
    body = len(topic).to_bytes(2, "big") + topic + properties + payload
    return b"\x30" + bytes([len(body)]) + body


def test_refused_unit_is_named(bad_broker: BadBroker, visit: Callable[[], Inbox]) -> None:
    """The technician reads who was refused and why, once and not at every try; when it is let in, it is up."""
    bad_broker.connack = NOT_WELCOME
    inbox = visit()
    assert next_in(inbox) == LinkDown(f"{bad_broker.name}: kiosk-hall is refused: Not authorized")
    bad_broker.connack = WELCOME
    assert next_in(inbox) == LinkUp()


def test_unit_that_may_not_hear_is_not_up(bad_broker: BadBroker, visit: Callable[[], Inbox]) -> None:
    """A deaf unit would wait for ever: it says so, and tries again."""
    bad_broker.suback = NOT_GRANTED
    inbox = visit()
    assert next_in(inbox) == LinkDown(f"{bad_broker.name}: kiosk-hall may not subscribe: Not authorized")
    bad_broker.suback = GRANTED
    assert next_in(inbox) == LinkUp()


def test_unknown_topic_is_dropped(
    bad_broker: BadBroker, visit: Callable[[], Inbox], caplog: pytest.LogCaptureFixture
) -> None:
    """What is not in the contract is logged and passed over, on the same connection."""
    bad_broker.sends = [published(b"weather/today") + published(b"\xff") + published(b"cherha/1/kiosk/hall/reply")]
    inbox = visit()
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
    bad_broker: BadBroker, visit: Callable[[], Inbox], garbage: bytes
) -> None:
    """What paho cannot read costs one connection, at most; the link is up again by itself."""
    bad_broker.sends = [garbage]
    inbox = visit()
    assert next_in(inbox) == LinkUp()
    assert isinstance(next_in(inbox), LinkDown)
    assert next_in(inbox) == LinkUp()


def test_link_that_was_never_started_closes(bad_broker: BadBroker) -> None:
    """A service that fails while it is built can close what it has."""
    link = Link(
        role="kiosk", unit="hall", broker=bad_broker.address, inbox=Inbox(),
        offline=DeviceState(state="offline", version="1"),
    )  # fmt: skip
    link.close()
    assert not link.alive()
