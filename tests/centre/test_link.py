# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The link over a real broker: what is said arrives as it was said, and tells where its answer goes."""

import queue
import socket
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from paho.mqtt.client import MQTTMessage
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from centre import messages
from centre.link import Link, LinkUp, Received
from centre.link_subscriptions import KEPT_S
from centre.messages import Confirmation, DeviceState, TicketRequest
from centre.service import Inbox
from tests.conftest import PATIENCE_S

ID = UUID("0b8f7a52-5a0f-4e0c-9f0e-0d2d5a8b7c11")
REQUEST, REPLY = (f"cherha/1/kiosk/kiosk-hall/{level}" for level in ("request", "reply"))
PRESS = TicketRequest(request_id=ID, service="passport")


def next_in(inbox: Inbox) -> Any:
    """Return the next item; fail when none comes."""
    return inbox._queue.get(timeout=PATIENCE_S)


def whole(client: Any) -> "queue.SimpleQueue[MQTTMessage]":
    """Let the client keep its messages whole from now on, properties included."""
    heard: queue.SimpleQueue[MQTTMessage] = queue.SimpleQueue()
    client.paho.on_message = lambda _client, _data, message: heard.put(message)
    return heard


def test_link_is_up_when_it_can_hear(link: Link, inbox: Inbox, dispatcher: Any) -> None:
    """After LinkUp nothing that is said to the unit is missed, and it is alive."""
    assert link.alive()
    dispatcher.publish(REPLY, b"{}")
    assert next_in(inbox) == Received("kiosk_reply", {"id": "kiosk-hall"}, b"{}", retained=False)


def test_who_hears_nobody_can_speak(start: Callable[..., Link], inbox: Inbox, dispatcher: Any) -> None:
    """As a dispatcher in a centre without sirens, while its disk does not let it begin: it says why."""
    dispatcher.subscribe(messages.topic("state", role="kiosk", id="kiosk-hall"))
    speaker = start(requests=())
    assert next_in(inbox) == LinkUp()
    speaker.say_state(DeviceState(state="degraded", version="1"))
    assert messages.decode("state", dispatcher.next().payload).state == "degraded"


def test_nagle_is_off(link: Link) -> None:
    """A request does not wait in the kernel for company."""
    client = link._client
    assert client is not None
    wire: Any = client.socket()
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


def test_nagle_is_off_at_the_broker(broker: Any) -> None:
    """Nor does a reply."""
    assert "\nset_tcp_nodelay true\n" in (broker.folder / "mosquitto.conf").read_text()


def test_request_says_where_its_answer_goes_and_how_long_it_holds(link: Link, inbox: Inbox, dispatcher: Any) -> None:
    """Response topic, correlation data and expiry reach the dispatcher; its answer reaches the asker."""
    heard = whole(dispatcher)
    dispatcher.subscribe(REQUEST)
    assert link.publish(REQUEST, PRESS, expiry_s=4.6, answer_to=REPLY)
    request = heard.get(timeout=PATIENCE_S)
    properties: Any = request.properties
    assert (request.topic, request.payload, request.qos, request.retain) == (REQUEST, messages.encode(PRESS), 1, False)
    assert (properties.ResponseTopic, properties.CorrelationData) == (REPLY, str(ID).encode())
    assert properties.MessageExpiryInterval in {4, 5}
    answer = messages.encode(Confirmation(request_id=ID))
    dispatcher.publish(properties.ResponseTopic, answer)
    assert next_in(inbox) == Received("kiosk_reply", {"id": "kiosk-hall"}, answer, retained=False)


def test_report_without_expiry_holds_for_ever(link: Link, dispatcher: Any) -> None:
    """What must arrive whenever it can has no limit at the broker; less than a second is one second."""
    heard = whole(dispatcher)
    dispatcher.subscribe(REQUEST)
    link.publish(REQUEST, PRESS)
    link.publish(REQUEST, PRESS, expiry_s=0.2)
    assert not hasattr(heard.get(timeout=PATIENCE_S).properties, "MessageExpiryInterval")
    properties: Any = heard.get(timeout=PATIENCE_S).properties
    assert properties.MessageExpiryInterval == 1


def test_too_large_message_is_not_sent(link: Link, dispatcher: Any, caplog: pytest.LogCaptureFixture) -> None:
    """The broker would cut the connection for it; it is logged, and the next one passes."""
    dispatcher.subscribe(REQUEST)
    assert not link.publish(REQUEST, TicketRequest(request_id=ID, service="x" * messages.LARGEST_PAYLOAD))
    assert link.publish(REQUEST, PRESS)
    assert dispatcher.next().payload == messages.encode(PRESS)
    assert caplog.messages == [f"{REQUEST}: 65646 bytes are not sent, at most 65536 may be"]


def test_retained_state_is_heard_by_who_comes_later(start: Callable[..., Link], inbox: Inbox, dispatcher: Any) -> None:
    """One retained message tells the truth to a unit that has just come up, flagged as retained."""
    dispatcher.publish("cherha/1/board", b'{"board":1}', retain=True)
    start(requests=(), states=("cherha/1/board",))
    news = [next_in(inbox), next_in(inbox)]
    assert sorted(news, key=lambda item: type(item).__name__) == [
        LinkUp(),
        Received("board", {}, b'{"board":1}', retained=True),
    ]


@pytest.mark.parametrize("minutes", [0, 5])
def test_who_comes_later_is_told_how_much(
    start: Callable[..., Link], inbox: Inbox, dispatcher: Any, minutes: int
) -> None:
    """The broker says what is left of the year for which it keeps what is retained; its clock alone counts."""
    properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]  # paho left it untyped
    properties.MessageExpiryInterval = KEPT_S - 60 * minutes
    dispatcher.publish("cherha/1/board", retain=True, properties=properties)
    start(requests=(), states=("cherha/1/board",))
    [board] = [item for item in (next_in(inbox), next_in(inbox)) if isinstance(item, Received)]
    assert 0 <= board.kept_s - max(60 * minutes - 1, 0) < PATIENCE_S


def test_what_is_retained_is_kept_for_a_year(link: Link, dispatcher: Any) -> None:
    """So that whoever hears it late can be told how late."""
    heard = whole(dispatcher)
    dispatcher.subscribe("cherha/1/kiosk/kiosk-hall/state")
    link.say_state(DeviceState(state="ready", version="1"))
    properties: Any = heard.get(timeout=PATIENCE_S).properties
    assert KEPT_S - properties.MessageExpiryInterval in {0, 1}


def test_retained_command_is_never_executed(start: Callable[..., Link], inbox: Inbox, dispatcher: Any) -> None:
    """It is not delivered to who comes later; to who is there it is delivered with its flag, to be refused."""
    dispatcher.publish(REPLY, b'{"first":1}', retain=True)
    start()
    assert next_in(inbox) == LinkUp()
    dispatcher.publish(REPLY, b'{"second":1}', retain=True)
    assert next_in(inbox) == Received("kiosk_reply", {"id": "kiosk-hall"}, b'{"second":1}', retained=True)
