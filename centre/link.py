# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to MQTT 5: keeps a unit connected to the broker and puts what is heard into its inbox.

It knows nothing of what the messages mean. Nothing is queued while the link is down: on ``LinkUp`` the service says
again what still holds, so a press of ten minutes ago is never delivered as if it were fresh.
"""

import logging
import threading
from typing import cast
from uuid import UUID

import msgspec
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import MQTTErrorCode
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from centre import config_cards, messages
from centre.credentials import client_id_of, unit_tls
from centre.errors import Unavailable
from centre.identity import user_of
from centre.link_client import PromptClient, until_it_ends
from centre.link_events import Holder, LinkDown, LinkUp, Received
from centre.link_subscriptions import KEPT_S, Subscriptions
from centre.service import Inbox

__all__ = ["Link", "LinkDown", "LinkUp", "Received"]

log = logging.getLogger(__name__)

KEEPALIVE_S = 5
"""A broker that hangs while its machine lives is noticed after at most two of it, so a board is stale within 10 s."""

SESSION_EXPIRY_S = 15
"""How long the broker keeps QoS 1 messages for a unit that is away: a restart, no longer.

Who comes later asks anew, and is not told the whole past of the board."""


class Link:
    """A unit's connection. Construct, ``start``, use from the loop, ``close``.

    ``requests`` and ``states`` are topic filters; who has none only speaks. What is retained is delivered at the
    subscription for ``states`` only, so that a retained command is never executed. ``offline`` is the last will.
    ``connection`` tells connections of one unit apart: of two that are called the same the broker ends the older.

    Whoever floods a topic that is named without a wildcard is left alone for a while (centre/link_floods.py).
    """

    def __init__(
        self,
        *,
        role: messages.Role,
        unit: str,
        broker: config_cards.Broker,
        inbox: Inbox,
        offline: messages.DeviceState,
        requests: tuple[str, ...] = (),
        states: tuple[str, ...] = (),
        connection: str = "",
    ) -> None:
        self._connection = connection
        self._role, self._unit, self._broker, self._inbox = role, unit, broker, inbox
        self._state_topic = messages.topic("state", role=role, id=unit)
        self._offline = messages.encode(offline)
        self._subscriptions = Subscriptions(inbox, requests, states)
        self._client: PromptClient | None = None
        self._up = threading.Event()
        self._holder = Holder("link", self._hold, lambda reason: inbox.put(LinkDown(reason)))

    def start(self) -> None:
        """Begin to connect, in a thread of its own; returns at once, broker or not."""
        self._holder.start()

    def alive(self) -> bool:
        """Return whether the network thread lives and comes round; it ends only with ``close``.

        One that hangs would never tell that the broker is gone: a screen would show for ever what was true once.
        """
        return self._holder.alive() and not self._hangs()

    def publish(
        self,
        topic: str,
        message: msgspec.Struct,
        *,
        retain: bool = False,
        expiry_s: float | None = None,
        answer_to: str | None = None,
    ) -> bool:
        """Hand a message to the network; return False, and forget it, while the link is down.

        ``expiry_s`` is the broker's limit for delivering it; ``answer_to`` the response topic of a request.
        """
        client = self._client
        payload = messages.encode(message)
        if len(payload) > messages.LARGEST_PAYLOAD:
            # The broker would cut the connection, and paho send the same again on the next.
            log.error("%s: %d bytes are not sent, at most %d may be", topic, len(payload), messages.LARGEST_PAYLOAD)
            return False
        if client is None or not self._up.is_set():
            return False
        properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]  # paho left it untyped
        expiry_s = KEPT_S if retain and expiry_s is None else expiry_s
        if expiry_s is not None:
            properties.MessageExpiryInterval = max(1, round(expiry_s))
        if answer_to is not None:
            properties.ResponseTopic = answer_to
        request_id = getattr(message, "request_id", None)
        if isinstance(request_id, UUID):
            properties.CorrelationData = str(request_id).encode()
        sent = client.publish(topic, payload, qos=1, retain=retain, properties=properties)
        client.loop_write()
        return sent.rc == MQTTErrorCode.MQTT_ERR_SUCCESS

    def say_state(self, state: messages.DeviceState) -> None:
        """Publish what this unit says of itself, retained."""
        self.publish(self._state_topic, state, retain=True)

    def close(self) -> None:
        """Say offline, if anybody hears it, and disconnect; waits two seconds at most.

        A network thread that may hang may hold paho's locks: then nothing is said, and the broker finds out by itself.
        """
        self._holder.closing.set()
        client = self._client
        if client is not None and not client.late():
            if self._up.is_set():
                farewell = client.publish(self._state_topic, self._offline, qos=1, retain=True)
                try:
                    farewell.wait_for_publish(timeout=1.0)
                except (RuntimeError, ValueError):
                    log.warning("the link broke while saying goodbye")
            client.disable_logger()  # paho calls the end that we want an error
            client.disconnect()
        self._holder.join()

    def _hangs(self) -> bool:
        client = self._client
        return client is not None and client.hangs()

    def _hold(self) -> str:
        reason = self._connect_and_serve()
        self._up.clear()
        return f"broker {self._broker.host}:{self._broker.port}: {reason}".removesuffix(".")

    def _connect_and_serve(self) -> str:
        """Hold one connection until it ends; return why it ended."""
        reasons: list[str] = []
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]  # paho left it untyped
        properties.SessionExpiryInterval = SESSION_EXPIRY_S
        try:
            client = self._new_client(reasons)
            client.connect(self._broker.host, self._broker.port, KEEPALIVE_S, clean_start=False, properties=properties)
        except (OSError, ValueError, Unavailable) as fault:
            return reasons[0] if reasons else str(fault)
        self._client = client
        until_it_ends(client)
        self._client = None
        return reasons[0] if reasons else "the network thread has died"

    def _new_client(self, reasons: list[str]) -> PromptClient:
        """Return a client that leaves in ``reasons`` why its connection ends; raise Unavailable without an identity."""
        client = PromptClient(client_id_of(user_of(self._role, self._unit), self._connection), reasons)
        client.tls_set_context(unit_tls(self._role, self._unit))
        client.will_set(self._state_topic, self._offline, qos=1, retain=True)
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe
        client.on_message = self._on_message
        client.on_round = self._subscriptions.go_round
        client.on_publish = _on_publish
        client.on_disconnect = _on_disconnect
        return client

    def _on_connect(
        self, client: Client, reasons: list[str], _flags: object, reason: ReasonCode, _props: object
    ) -> None:
        if reason.is_failure:
            reasons.append(f"{user_of(self._role, self._unit)} is refused: {reason}")
            client.disconnect()
        elif self._holder.closing.is_set():
            client.disconnect()
        else:
            listens = self._subscriptions.begin(client)
            # What waited in the session comes before the subscriptions are confirmed, and wants its answer; what we say
            # goes out behind them, so no answer to it is missed.
            self._up.set()
            if not listens:
                self._stands()

    def _on_subscribe(
        self, client: Client, reasons: list[str], mid: int, granted: list[ReasonCode], _props: object
    ) -> None:
        refused = [code for code in granted if code.is_failure]
        if refused:
            reasons.append(f"{user_of(self._role, self._unit)} may not subscribe: {refused[0]}")
            client.disconnect()
        elif self._subscriptions.are_begun(mid):
            self._stands()

    def _stands(self) -> None:
        self._holder.stands()
        self._inbox.put(LinkUp())

    def _on_message(self, client: Client, _data: object, message: MQTTMessage) -> None:
        self._subscriptions.hear(cast("PromptClient", client), message)


def _on_publish(_client: Client, _data: object, _mid: int, reason: ReasonCode, _props: object) -> None:
    if reason.is_failure:
        log.error("broker refused a publication: %s", reason)


def _on_disconnect(_client: Client, reasons: list[str], _flags: object, reason: ReasonCode, _props: object) -> None:
    # Of a wire that was cut paho says no more than so.
    reasons.append("the connection was cut" if reason == "Unspecified error" else str(reason))
