# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to MQTT 5: keeps a unit connected to the broker and puts what is heard into its inbox.

It knows nothing of what the messages mean. Nothing is queued while the link is down: on ``LinkUp`` the service says
again what still holds, so a press of ten minutes ago is never delivered as if it were fresh.
"""

import logging
import socket
import threading
import time
from typing import Any
from uuid import UUID

import msgspec
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from centre import config, messages
from centre.errors import BadMessage
from centre.identity import user_of
from centre.link_events import Holder, LinkDown, LinkUp, Received
from centre.service import Inbox

__all__ = ["Link", "LinkDown", "LinkUp", "Received", "no_delay", "until_it_ends"]

log = logging.getLogger(__name__)

KEEPALIVE_S = 5
"""A broker that hangs while its machine lives is noticed after at most two of it, so a board is stale within 10 s."""

CONNECT_S = 1.0
"""How long a broker may take to accept: the kernel would repeat a lost SYN after 1, 3 and 7 s, a new try is sooner."""

PROBE_S, UNHEARD_MS = 1, 2500
"""The kernel asks a silent peer once a second, and ends a connection in which it, or what was sent, stays unanswered.

So a lost network is noticed within 3 s, and no thread wakes for it. It must be that soon for the sake of the return:
the broker's kernel repeats a board that was lost after 0.2, 0.6, 1.4, 3 and 6.2 s. If the network is back before 3 s,
the board comes less than 2 s later; if not, a new connection fetches it."""

SESSION_EXPIRY_S = 15
"""How long the broker keeps QoS 1 messages for a unit that is away: a restart, no longer.

Who comes later asks anew, and is not told the whole past of the board."""

KEPT_S = 365 * 24 * 3600
"""How long the broker keeps what is retained. It never matters; but a broker must say of what has an expiry how much of
it is left (MQTT 5, 3.3.2.3.3), so whoever hears a board late knows how late, whatever its own clock shows."""


class _PromptClient(Client):
    """paho's client, written to by the thread that publishes: a wait for the network thread's turn costs up to 0.5 ms.

    paho's ``loop_write`` is meant for loops of one's own, not beside ``loop_start``: two threads could cut into each
    other's packets. The lock keeps them apart; a connection that breaks under a write ends as it does in paho's thread.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._writing = threading.Lock()
        super().__init__(*arguments, **options)

    def loop_write(self) -> MQTTErrorCode:
        """Write what waits, one thread at a time."""
        with self._writing:
            return super().loop_write()

    def _loop(self, timeout: float = 1.0) -> MQTTErrorCode:  # noqa: ARG002  (paho's second, which we do not need)
        """Sleep until something comes or the next ping is due: an idle unit wakes for its link's sake and no more."""
        with self._msgtime_mutex:
            silent_since_s = min(self._last_msg_out, self._last_bytes_received)
        ping_in_s = silent_since_s + self._keepalive - time.monotonic()
        return super()._loop(min(max(ping_in_s, 0.0), self._keepalive))


class Link:
    """A unit's connection. Construct, ``start``, use from the loop, ``close``.

    ``requests`` and ``states`` are topic filters, one at least; what is retained is delivered at the subscription for
    ``states`` only, so that a retained command is never executed. ``offline`` is the last will. ``connection`` tells
    connections of one unit apart: of two that are called the same the broker ends the older.
    """

    def __init__(
        self,
        *,
        role: messages.Role,
        unit: str,
        broker: config.Broker,
        inbox: Inbox,
        offline: messages.DeviceState,
        requests: tuple[str, ...] = (),
        states: tuple[str, ...] = (),
        connection: str = "",
    ) -> None:
        self._client_id = "-".join(("cherha", role, unit, *((connection,) if connection else ())))
        self._role, self._unit, self._broker, self._inbox = role, unit, broker, inbox
        self._state_topic = messages.topic("state", role=role, id=unit)
        self._offline = messages.encode(offline)
        fresh_only = SubscribeOptions(qos=1, retainAsPublished=True, retainHandling=2)
        with_state = SubscribeOptions(qos=1, retainAsPublished=True, retainHandling=0)
        self._filters = [(f, fresh_only) for f in requests] + [(f, with_state) for f in states]
        self._client: Client | None = None
        self._up = threading.Event()
        self._holder = Holder("link", self._hold, lambda reason: inbox.put(LinkDown(reason)))

    def start(self) -> None:
        """Begin to connect, in a thread of its own; returns at once, broker or not."""
        self._holder.start()

    def alive(self) -> bool:
        """Return whether the network thread lives; it ends only with ``close``."""
        return self._holder.alive()

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
        """Say offline, if anybody hears it, and disconnect; waits two seconds at most."""
        self._holder.closing.set()
        client = self._client
        if client is not None:
            if self._up.is_set():
                farewell = client.publish(self._state_topic, self._offline, qos=1, retain=True)
                try:
                    farewell.wait_for_publish(timeout=1.0)
                except (RuntimeError, ValueError):
                    log.warning("the link broke while saying goodbye")
            client.disable_logger()  # paho calls the end that we want an error
            client.disconnect()
        self._holder.join()

    def _hold(self) -> str:
        reason = self._connect_and_serve()
        self._up.clear()
        return f"broker {self._broker.host}:{self._broker.port}: {reason}"

    def _connect_and_serve(self) -> str:
        """Hold one connection until it ends; return why it ended."""
        reasons: list[str] = []
        client = self._new_client(reasons)
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]  # paho left it untyped
        properties.SessionExpiryInterval = SESSION_EXPIRY_S
        try:
            client.connect(self._broker.host, self._broker.port, KEEPALIVE_S, clean_start=False, properties=properties)
        except (OSError, ValueError) as fault:
            return str(fault)
        self._client = client
        until_it_ends(client)
        self._client = None
        return reasons[0] if reasons else "the network thread has died"

    def _new_client(self, reasons: list[str]) -> Client:
        """Return a client whose callbacks are handed ``reasons``, and leave in it why its connection ends."""
        client = _PromptClient(
            CallbackAPIVersion.VERSION2,
            client_id=self._client_id,
            userdata=reasons,
            protocol=MQTTProtocolVersion.MQTTv5,
            reconnect_on_failure=False,
        )
        client.username = user_of(self._role, self._unit)
        client.suppress_exceptions = True
        client.enable_logger(logging.getLogger("centre.link.paho"))
        client.will_set(self._state_topic, self._offline, qos=1, retain=True)
        client.connect_timeout = CONNECT_S
        client.on_socket_open = _prompt
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe
        client.on_message = self._on_message
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
            client.subscribe(self._filters)
            # What waited in the session comes before the subscriptions are confirmed, and wants its answer; what we say
            # goes out behind them, so no answer to it is missed.
            self._up.set()

    def _on_subscribe(
        self, client: Client, reasons: list[str], _mid: int, granted: list[ReasonCode], _props: object
    ) -> None:
        refused = [code for code in granted if code.is_failure]
        if refused:
            reasons.append(f"{user_of(self._role, self._unit)} may not subscribe: {refused[0]}")
            client.disconnect()
        else:
            self._holder.stands()
            self._inbox.put(LinkUp())

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        try:
            row, levels = messages.read_topic(message.topic)
        except BadMessage as unknown:
            log.warning("%s", unknown)
            return
        self._inbox.put(Received(row, levels, bytes(message.payload), message.retain, _kept_s(message)))


def _kept_s(message: MQTTMessage) -> float:
    """Return how long the broker had kept what is retained; its clock counts whole seconds, so one is not one yet."""
    left_s = getattr(message.properties, "MessageExpiryInterval", KEPT_S) if message.retain else KEPT_S
    return float(max(KEPT_S - 1 - left_s, 0))


def no_delay(_client: Client, _data: object, opened: Any) -> None:
    """Switch Nagle off on a socket that paho has just opened (its ``on_socket_open``)."""
    # With Nagle on, a request and its answer take 90 ms instead of 1 (the broker has set_tcp_nodelay too).
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _prompt(client: Client, data: object, opened: Any) -> None:
    """Let a socket neither wait to send nor trust a peer that is silent (tcp(7))."""
    no_delay(client, data, opened)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, PROBE_S)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, PROBE_S)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNHEARD_MS)


def until_it_ends(client: Client) -> None:
    """Serve a connection in paho's thread until that ends, whether paho says so or dies of what it could not read."""
    client.loop_start()
    if (network := client._thread) is not None:  # noqa: SLF001  (paho has no public way to wait for it)
        network.join()


def _on_publish(_client: Client, _data: object, _mid: int, reason: ReasonCode, _props: object) -> None:
    if reason.is_failure:
        log.error("broker refused a publication: %s", reason)


def _on_disconnect(_client: Client, reasons: list[str], _flags: object, reason: ReasonCode, _props: object) -> None:
    reasons.append(str(reason))
