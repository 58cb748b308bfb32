# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the link changes in paho's client: two threads never meet in TLS, and what is wrong is said in a sentence."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from centre.config_cards import Broker
from centre.credentials import identity_file
from centre.link import Link, LinkDown
from centre.link_client import PromptClient
from centre.messages import DeviceState
from centre.service import Inbox
from tests import identities
from tests.conftest import PATIENCE_S


class Wire(socket.socket):
    """A socket that notes whether TLS was held when it was closed."""

    def __init__(self, client: PromptClient) -> None:
        super().__init__()
        self._client = client
        self.held: list[bool] = []

    def close(self) -> None:
        """Note it."""
        self.held.append(self._client._in_tls.locked())
        super().close()


def reason_at(port: int) -> str:
    """Return why a kiosk has no link to a port of this machine."""
    inbox = Inbox()
    link: Any = Link(
        role="kiosk", unit="hall", broker=Broker(port=port), inbox=inbox, requests=("cherha/1/kiosk/hall/reply",),
        offline=DeviceState(state="offline", version="1"),
    )  # fmt: skip
    with closing(link):
        link.start()
        (down,) = inbox.take_all(PATIENCE_S)
    assert isinstance(down, LinkDown)
    return down.reason.removeprefix(f"broker 127.0.0.1:{port}: ")


@pytest.fixture
def bad_broker(keys: Path) -> Iterator[int]:
    """Return the port of one that proves who it is, and hangs up."""
    for user in (identities.BROKER, "kiosk-hall"):
        identities.give(user, keys)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(identity_file(identities.BROKER))

    def hang_up() -> None:
        wire, _ = door.accept()
        with tls.wrap_socket(wire, server_side=True) as proven:
            proven.recv(4096)

    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = threading.Thread(target=hang_up)
        thread.start()
        yield door.getsockname()[1]
        thread.join(PATIENCE_S)


def test_no_thread_is_at_a_wire_that_is_closed() -> None:
    """Its number goes to the next file that is opened, a journal perhaps: a late write of TLS must not find it."""
    client = PromptClient("", [])
    client._sock = wire = Wire(client)
    client._sock_close()
    assert wire.held == [True]
    assert not client._in_tls.locked()


def test_what_takes_a_connection_and_is_silent_is_told_from_a_broker(keys: Path) -> None:
    """The technician reads what to look at, not a line of OpenSSL's."""
    identities.give("kiosk-hall", keys)
    with socket.create_server(("127.0.0.1", 0)) as door:
        assert reason_at(door.getsockname()[1]) == (
            "what answers there does not prove who it is in time: a broker that hangs, or none. See [broker] in"
            " centre.toml"
        )


def test_a_reason_ends_without_a_full_stop(keys: Path) -> None:
    """Whoever says it goes on, "… Nobody heard the command."; and there are no two stops in a row."""
    assert reason_at(1) == (
        f"{keys}/kiosk-hall.pem: the identity cannot be read: No such file or directory. Make it with `cherha"
        " provision`, and copy the card's folder again"
    )


def test_a_wire_that_was_cut_is_called_so(bad_broker: int) -> None:
    """Paho has no words for it."""
    assert reason_at(bad_broker) == "the connection was cut"
