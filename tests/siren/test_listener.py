# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Topics of a real broker: what it keeps is heard at once, and when it is gone nothing it said holds."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from centre.config_alarms import SignalTopic, Siren
from centre.errors import DeviceFault
from centre.link_client import ASK_AGAIN_S, HUNG_S
from centre.service import Inbox
from siren.key_file import read_key
from siren.listener import Listener, ListenerDown, TopicHeard
from tests.conftest import PATIENCE_S
from tests.fakes import FullInbox
from tests.ports import free_port
from tests.siren.foreign import USER, ForeignBroker

TOPIC = "homeassistant/binary_sensor/air_red/state"


def siren(port: int, **more: Any) -> Siren:
    """Return a siren that hears one topic of a broker on this machine."""
    return Siren(id="local", source="mqtt", host="127.0.0.1", port=port, topics=(SignalTopic(topic=TOPIC),), **more)


def next_in(inbox: Inbox) -> Any:
    """Return the next item; fail when none comes."""
    return inbox._queue.get(timeout=PATIENCE_S)


@pytest.fixture
def inbox() -> Inbox:
    """Return where the listener puts what it hears."""
    return Inbox()


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[ForeignBroker]:
    """Run a foreign broker for one test."""
    with closing(ForeignBroker(tmp_path)) as running:
        yield running


@pytest.fixture
def listener(broker: ForeignBroker, inbox: Inbox) -> Iterator[Listener]:
    """Return a listener at the broker, as a user that may read the topic."""
    ours = siren(broker.port, user=USER, key_file=str(broker.key_file))
    with closing(Listener(siren=ours, key=read_key, inbox=inbox)) as hearing:
        yield hearing


def test_what_the_broker_keeps_and_what_comes_is_heard(broker: ForeignBroker, listener: Listener, inbox: Inbox) -> None:
    """Retained from before we came, then the change."""
    publisher = broker.connect()
    publisher.publish(TOPIC, b"off", retain=True)
    listener.start()
    assert next_in(inbox) == TopicHeard(TOPIC, b"off")
    publisher.publish(TOPIC, b"on", retain=True)
    assert next_in(inbox) == TopicHeard(TOPIC, b"on")


def test_whether_the_publisher_is_there_is_heard(broker: ForeignBroker, inbox: Inbox) -> None:
    """Its own topic, kept as the others."""
    status = "homeassistant/status"
    broker.connect().publish(status, b"offline", retain=True)
    ours = siren(broker.port, user=USER, key_file=str(broker.key_file), availability_topic=status)
    with closing(Listener(siren=ours, key=read_key, inbox=inbox)) as listener:
        listener.start()
        assert next_in(inbox) == TopicHeard(status, b"offline")


def test_a_broker_that_goes_is_said_and_found_again(broker: ForeignBroker, listener: Listener, inbox: Inbox) -> None:
    """The connection is made anew by itself, and what is kept is heard anew."""
    broker.connect().publish(TOPIC, b"on", retain=True)
    listener.start()
    assert next_in(inbox) == TopicHeard(TOPIC, b"on")
    broker.kill()
    down = next_in(inbox)
    assert isinstance(down, ListenerDown)
    assert down.why.startswith(f"Broker 127.0.0.1:{broker.port} has broken off: ")
    broker.start()
    broker.connect().publish(TOPIC, b"off", retain=True)
    heard = next_in(inbox)
    while isinstance(heard, ListenerDown):
        heard = next_in(inbox)
    assert heard == TopicHeard(TOPIC, b"off")
    assert listener.alive()


def test_a_network_thread_that_hangs_is_no_living_one(broker: ForeignBroker) -> None:
    """It would never tell that the broker is gone, and the siren would be calm for ever."""
    broker.connect().publish(TOPIC, b"off", retain=True)
    ours, inbox = siren(broker.port, user=USER, key_file=str(broker.key_file)), FullInbox(TopicHeard)
    with closing(Listener(siren=ours, key=read_key, inbox=inbox)) as listener:
        listener.start()
        assert inbox.held.wait(PATIENCE_S)
        client = listener._client
        assert client is not None
        assert listener.alive()
        client.turned_s -= HUNG_S
        assert listener.alive(), "the whole process may have stood still"
        client._hang._seen = client.turned_s, time.monotonic() - ASK_AGAIN_S
        assert not listener.alive()
    inbox.let_go.set()


def test_a_broker_that_is_not_there_is_said_once(inbox: Inbox) -> None:
    """With what to do; the listener goes on trying."""
    port = free_port()
    with closing(Listener(siren=siren(port), key=read_key, inbox=inbox)) as listener:
        listener.start()
        assert next_in(inbox) == ListenerDown(
            f"Broker 127.0.0.1:{port} cannot be reached: [Errno 111] Connection refused."
            " Is it running, and are host and port right?"
        )


def test_a_missing_password_is_said(inbox: Inbox, tmp_path: Path) -> None:
    """As a missing key of a feed: a problem of the unit, not its end."""
    ours = siren(free_port(), user="cherha", key_file=str(tmp_path / "password"))
    with pytest.raises(DeviceFault) as fault:
        read_key(ours.key_file)
    with closing(Listener(siren=ours, key=read_key, inbox=inbox)) as listener:
        listener.start()
        assert next_in(inbox) == ListenerDown(str(fault.value))
