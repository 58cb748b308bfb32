# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A technician's ear on the broker: every message of the centre, with its topic, payload and flags, as it was sent."""

import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.subscribeoptions import SubscribeOptions

from centre import messages
from centre.config_cards import Broker
from centre.credentials import client_tls
from centre.identity import TECHNICIAN
from simulator.leaving import leave

Heard = Callable[[str, bytes, bool, int], None]
"""Topic, payload, retain flag, and the wall-clock moment in nanoseconds."""


class Watcher:
    """Listens as the technician, who may read all and write nothing; connects again for as long as it is open.

    ``keys`` is the folder of its identity. ``listening`` is called when the broker answers and nothing is missed from
    then on; both in a thread of its own.
    """

    def __init__(self, broker: Broker, keys: Path, heard: Heard, listening: Callable[[], None]) -> None:
        self._heard = heard
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=f"cherha-watcher-{uuid4()}", protocol=MQTTProtocolVersion.MQTTv5
        )
        self._client.tls_set_context(client_tls(TECHNICIAN, keys))
        self._client.on_connect = lambda client, *_: client.subscribe(
            f"{messages.PREFIX}/#", options=SubscribeOptions(qos=1, retainAsPublished=True)
        )
        self._client.on_subscribe = lambda *_: listening()
        self._client.on_message = self._on_message
        self._client.reconnect_delay_set(1, 1)
        self._client.connect_async(broker.host, broker.port, keepalive=5)
        self._client.loop_start()

    def close(self) -> None:
        """Stop listening."""
        leave(self._client)

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        self._heard(message.topic, bytes(message.payload), message.retain, time.time_ns())
