# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An idle link: its thread sleeps until the next ping is due, and the ping comes."""

import queue
import select
import threading
from collections.abc import Callable
from typing import Any

import pytest

from centre.link import KEEPALIVE_S, Link, LinkUp, Received
from centre.service import Inbox
from tests.conftest import PATIENCE_S

REPLY = "cherha/1/kiosk/kiosk-hall/reply"
NETWORK = "paho-mqtt-client-cherha-kiosk-kiosk-hall"


def test_an_idle_link_sleeps_until_its_ping(
    start: Callable[..., Link], inbox: Inbox, dispatcher: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it is up, no sleep of its thread is for paho's second: each is for what is left until the ping."""
    asleep: queue.SimpleQueue[float] = queue.SimpleQueue()
    real = select.select

    def spied(*arguments: Any) -> Any:
        if threading.current_thread().name.startswith(NETWORK):
            asleep.put(arguments[-1])
        return real(*arguments)

    monkeypatch.setattr("select.select", spied)
    start()
    assert inbox.take_all(PATIENCE_S) == [LinkUp()]
    dispatcher.publish(REPLY, b"{}")
    assert isinstance(inbox.take_all(PATIENCE_S)[0], Received)
    slept = [asleep.get(timeout=PATIENCE_S) for _ in range(asleep.qsize())]
    assert slept
    assert all(1.0 < timeout_s <= KEEPALIVE_S for timeout_s in slept)


def test_an_idle_link_is_kept(link: Link, dispatcher: Any, inbox: Inbox) -> None:
    """The broker is pinged in time, answers, and cuts nobody off: what is said afterwards is heard."""
    answered = threading.Event()
    client = link._client
    assert client is not None
    client.on_log = lambda _client, _data, _level, said: answered.set() if said == "Received PINGRESP" else None
    assert answered.wait(PATIENCE_S)
    dispatcher.publish(REPLY, b"{}")
    assert isinstance(inbox.take_all(PATIENCE_S)[0], Received)
