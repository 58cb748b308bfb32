# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The link over a real broker when one end goes away: nothing stale arrives, and everybody knows who is there."""

import socket
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from centre import messages
from centre.credentials import client_tls
from centre.link import Link, LinkDown, LinkUp, Received
from centre.link_client import ASK_AGAIN_S, HUNG_S
from centre.messages import DeviceState, TicketRequest
from centre.service import Inbox
from tests.conftest import PATIENCE_S
from tests.fakes import FullInbox

ID = UUID("0b8f7a52-5a0f-4e0c-9f0e-0d2d5a8b7c11")
REQUEST, REPLY, STATE = (f"cherha/1/kiosk/kiosk-hall/{level}" for level in ("request", "reply", "state"))
PRESS = TicketRequest(request_id=ID, service="passport")


def next_in(inbox: Inbox) -> Any:
    """Return the next item; fail when none comes."""
    return inbox._queue.get(timeout=PATIENCE_S)


def state_in(heard: Any) -> tuple[str, bool]:
    """Return the state that was heard, and whether it is kept by the broker."""
    return messages.decode("state", heard.payload).state, heard.retained


def break_connection(link: Link) -> None:
    """Cut the wire without a word."""
    client = link._client
    assert client is not None
    shut(client.socket())


def shut(wire: Any) -> None:
    """Cut a wire without a word.

    Past TLS: its own shutdown forgets the keys first, and who reads meanwhile would take a record for MQTT.
    """
    socket.socket.shutdown(wire, socket.SHUT_RDWR)


def properties(packet: int, **values: int) -> Properties:
    """Return MQTT 5 properties."""
    made = Properties(packet)  # type: ignore[no-untyped-call]  # paho left it untyped
    for name, value in values.items():
        setattr(made, name, value)
    return made


def let_the_broker_count(broker: Any, dispatcher: Any, seconds: int) -> None:
    """Return when the broker has counted so many seconds: it delivers a will that is to be delayed by them."""
    topic = "cherha/1/desk/desk-1/state"
    dispatcher.subscribe(topic)
    client = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5, reconnect_on_failure=False)
    client.tls_set_context(client_tls("desk-desk-1"))
    client.will_set(topic, b"{}", qos=1, properties=properties(PacketTypes.WILLMESSAGE, WillDelayInterval=seconds))
    client.on_connect = lambda *_: shut(client.socket())
    client.connect(broker.host, broker.port, properties=properties(PacketTypes.CONNECT, SessionExpiryInterval=60))
    client.loop_forever()
    assert dispatcher.next().topic == topic


def test_what_is_said_to_a_unit_that_is_away_waits_for_it_unless_it_expires(
    link: Link, start: Callable[..., Link], inbox: Inbox, broker: Any, dispatcher: Any
) -> None:
    """The session outlives the connection: what still holds is delivered on return, what has expired is not."""
    link.close()
    assert isinstance(next_in(inbox), LinkDown)
    dispatcher.publish(REPLY, b'{"stale":1}', properties=properties(PacketTypes.PUBLISH, MessageExpiryInterval=1))
    dispatcher.publish(REPLY, b'{"holds":1}')
    let_the_broker_count(broker, dispatcher, 3)
    start()
    news = [next_in(inbox), next_in(inbox)]
    assert sorted(news, key=lambda item: type(item).__name__) == [
        LinkUp(),
        Received("kiosk_reply", {"id": "kiosk-hall"}, b'{"holds":1}', retained=False),
    ]
    dispatcher.publish(REPLY, b'{"fresh":1}')
    assert next_in(inbox).payload == b'{"fresh":1}'


def test_cut_wire_leaves_offline_behind(link: Link, inbox: Inbox, dispatcher: Any) -> None:
    """A unit that vanishes is said to be offline by the broker, for those who come later too; then it returns."""
    dispatcher.subscribe("cherha/1/+/+/state")
    link.say_state(DeviceState(state="ready", version="1"))
    assert state_in(dispatcher.next()) == ("ready", False)
    break_connection(link)
    assert state_in(dispatcher.next()) == ("offline", False)
    assert isinstance(next_in(inbox), LinkDown)
    assert next_in(inbox) == LinkUp()
    dispatcher.subscribe(STATE)
    assert state_in(dispatcher.next()) == ("offline", True)
    link.say_state(DeviceState(state="ready", version="1"))
    assert state_in(dispatcher.next()) == ("ready", False)


def test_clean_close_says_offline(link: Link, inbox: Inbox, dispatcher: Any) -> None:
    """A unit that is switched off says so itself, once, and its network thread ends."""
    dispatcher.subscribe(STATE)
    link.say_state(DeviceState(state="ready", version="1"))
    assert state_in(dispatcher.next()) == ("ready", False)
    link.close()
    assert state_in(dispatcher.next()) == ("offline", False)
    assert isinstance(next_in(inbox), LinkDown)
    assert not link.alive()
    assert not link.publish(REQUEST, PRESS)
    dispatcher.subscribe(STATE)
    assert state_in(dispatcher.next()) == ("offline", True)


def test_killed_broker_is_noticed_and_its_return_too(link: Link, inbox: Inbox, broker: Any) -> None:
    """Down, then up, and what was subscribed before is heard again; what was said in between is forgotten."""
    broker.kill()
    down = next_in(inbox)
    assert isinstance(down, LinkDown)
    assert down.reason.startswith(f"broker 127.0.0.1:{broker.port}: ")
    assert not link.publish(REQUEST, PRESS)
    broker.start()
    dispatcher = broker.connect("dispatcher-main")
    dispatcher.subscribe(REQUEST)
    while (news := next_in(inbox)) != LinkUp():
        assert news == LinkDown(f"broker 127.0.0.1:{broker.port}: [Errno 111] Connection refused")
    dispatcher.publish(REPLY, b"{}")
    assert next_in(inbox).payload == b"{}"
    later = TicketRequest(request_id=ID, service="land")
    assert link.publish(REQUEST, later)
    assert dispatcher.next().payload == messages.encode(later)


def test_error_of_the_inbox_does_not_kill_the_network_thread(start: Callable[..., Link], dispatcher: Any) -> None:
    """A callback that raises is logged by paho; the next message is heard."""

    class Fragile(Inbox):
        """An inbox that breaks at the first message."""

        broken = False

        def put(self, item: object) -> bool:
            """Raise once."""
            if isinstance(item, Received) and not self.broken:
                self.broken = True
                raise MemoryError("no room")
            return super().put(item)

    fragile = Fragile()
    link = start(inbox=fragile)
    assert next_in(fragile) == LinkUp()
    dispatcher.publish(REPLY, b'{"first":1}')
    dispatcher.publish(REPLY, b'{"second":1}')
    assert next_in(fragile).payload == b'{"second":1}'
    assert link.alive()


def test_a_network_thread_that_hangs_is_no_living_one(
    start: Callable[..., Link], dispatcher: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """It would never tell that the broker is gone; the unit ends to be started anew, and waits for no goodbye of it."""
    inbox = FullInbox(Received)
    link = start(inbox=inbox)
    assert next_in(inbox) == LinkUp()
    dispatcher.publish(REPLY, b"{}")
    assert inbox.held.wait(PATIENCE_S)
    client = link._client
    assert client is not None
    assert link.alive()
    client.turned_s -= HUNG_S
    assert link.alive(), "the whole process may have stood still"
    client._hang._seen = client.turned_s, time.monotonic() - ASK_AGAIN_S
    assert not link.alive()
    assert not link.alive()
    assert caplog.messages == ["the network thread has not come round for 15 s: it hangs"]
    link.close()
    assert len(caplog.messages) == 1
    inbox.let_go.set()


def test_the_kernel_is_told_to_mistrust_a_silent_broker(link: Link) -> None:
    """It asks once a second and gives a connection up that stays silent, whether anything was said on it or not."""
    client = link._client
    assert client is not None
    wire: Any = client.socket()
    options = (socket.TCP_NODELAY, socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_USER_TIMEOUT)
    assert [wire.getsockopt(socket.IPPROTO_TCP, one) for one in options] == [1, 1, 1, 2500]
    assert wire.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
    assert client.connect_timeout == 1.0


def test_of_two_pis_with_one_card_one_is_told_and_stands_back(
    link: Link, start: Callable[..., Link], inbox: Inbox
) -> None:
    """They push each other out, until one says what is wrong and leaves its place to the other."""
    assert link.alive()
    other = Inbox()
    start(inbox=other)
    told: list[str] = []
    while not told:
        said = [*inbox.take_all(0.1), *other.take_all(0.1)]
        told = [item.reason for item in said if isinstance(item, LinkDown) and "two Pis" in item.reason]
    assert told[0].endswith(
        "That was so three times within seconds: if two Pis have the same card, switch one of them off"
    )
