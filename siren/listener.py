# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The door to a foreign broker, as Home Assistant's: hears a few topics of it, says nothing; knows no meaning of them.

Not ``Link``, which is Cherha's own wire: here are other people's topics and payloads, a password, and MQTT
3.1.1, which every broker speaks.
"""

import logging
from collections.abc import Callable
from typing import NamedTuple

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from centre.config_alarms import Siren
from centre.errors import DeviceFault
from centre.link_client import TurningClient, until_it_ends
from centre.link_events import Holder
from centre.service import Inbox

log = logging.getLogger(__name__)

KEEPALIVE_S = 15
"""A broker that is gone is noticed after at most one and a half of it."""


class TopicHeard(NamedTuple):
    """A topic has said something, now or, if the broker keeps it, before we came."""

    topic: str
    payload: bytes


class ListenerDown(NamedTuple):
    """The broker cannot be heard; what its topics said holds no longer."""

    why: str


class Listener:
    """A connection that hears; it is made again whenever it breaks. Construct, ``start``, ``close``."""

    def __init__(self, *, siren: Siren, key: Callable[[str], str], inbox: Inbox) -> None:
        self._siren, self._key, self._inbox = siren, key, inbox
        self._broker = f"Broker {siren.host}:{siren.port}"
        self._client: TurningClient | None = None
        self._holder = Holder("listener", self._connect_and_hear, lambda why: inbox.put(ListenerDown(why)))

    def start(self) -> None:
        """Begin to connect, in a thread of its own; returns at once, broker or not."""
        self._holder.start()

    def alive(self) -> bool:
        """Return whether the thread lives and comes round; it ends only with ``close``."""
        return self._holder.alive() and not self._hangs()

    def close(self) -> None:
        """Disconnect; waits a second at most, and for a thread that hangs not at all."""
        self._holder.closing.set()
        if (client := self._client) is not None and not client.late():
            client.disable_logger()
            client.disconnect()
        self._holder.join()

    def _hangs(self) -> bool:
        client = self._client
        return client is not None and client.hangs()

    def _connect_and_hear(self) -> str:
        """Hold one connection until it ends; return why it ended, and what to do, as a sentence."""
        reasons: list[str] = []
        try:
            client = self._new_client(reasons)
            client.connect(self._siren.host, self._siren.port, KEEPALIVE_S)
        except DeviceFault as no_key:
            return str(no_key)
        except (OSError, ValueError) as fault:
            return f"{self._broker} cannot be reached: {fault}. Is it running, and are host and port right?"
        self._client = client
        until_it_ends(client)
        self._client = None
        return reasons[0] if reasons else f"{self._broker}: the network thread has died. It is started again."

    def _new_client(self, reasons: list[str]) -> TurningClient:
        client = TurningClient(
            CallbackAPIVersion.VERSION2,
            client_id=f"cherha-siren-{self._siren.id}",
            userdata=reasons,
            protocol=MQTTProtocolVersion.MQTTv311,
            reconnect_on_failure=False,
        )
        password = self._key(self._siren.key_file)
        if self._siren.user:
            client.username_pw_set(self._siren.user, password or None)
        client.suppress_exceptions = True
        client.enable_logger(logging.getLogger("siren.listener.paho"))
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe
        client.on_message = self._on_message
        client.on_disconnect = self._on_disconnect
        return client

    def _on_connect(
        self, client: Client, reasons: list[str], _flags: object, reason: ReasonCode, _props: object
    ) -> None:
        if reason.is_failure:
            reasons.append(f"{self._broker} refuses user '{self._siren.user}': {reason}. Compare user and key_file.")
            client.disconnect()
        elif self._holder.closing.is_set():
            client.disconnect()
        else:
            topics = [signal.topic for signal in self._siren.topics] + [self._siren.availability_topic]
            client.subscribe([(topic, 1) for topic in topics if topic])

    def _on_subscribe(
        self, client: Client, reasons: list[str], _mid: int, granted: list[ReasonCode], _props: object
    ) -> None:
        if any(code.is_failure for code in granted):
            reasons.append(f"{self._broker} lets user '{self._siren.user}' not hear all topics. Look at its rights.")
            client.disconnect()
        else:
            self._holder.stands()

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        self._inbox.put(TopicHeard(message.topic, bytes(message.payload)))

    def _on_disconnect(
        self, _client: Client, reasons: list[str], _flags: object, reason: ReasonCode, _props: object
    ) -> None:
        reasons.append(f"{self._broker} has broken off: {reason}. Is it running?")
