# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Wishes that no simulated button can say: a clerk's transfer, and the head of centre's, in their own words."""

from pathlib import Path
from typing import Literal, Self
from uuid import uuid4

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from centre import messages
from centre.config_cards import Broker
from centre.credentials import client_tls
from centre.identity import OFFICE, user_of
from simulator.leaving import leave


class Person:
    """Speaks under the name of one unit, a desk or kiosk beside its own process, or the office; hears nothing.

    ``keys`` is the folder of its identity.
    """

    def __init__(
        self, broker: Broker, keys: Path, role: Literal["desk", "kiosk", "office"], unit: str = OFFICE
    ) -> None:
        self._topic = messages.topic(f"{role}_request", id=unit)
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=f"cherha-{role}-{uuid4()}", protocol=MQTTProtocolVersion.MQTTv5
        )
        self._client.tls_set_context(client_tls(user_of(role, unit), keys))
        self._client.connect(broker.host, broker.port)
        self._client.loop_start()

    def ask(self, request: messages.Request) -> None:
        """Send one request and return when the broker has it."""
        self._client.publish(self._topic, messages.encode(request), qos=1).wait_for_publish(timeout=60.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        leave(self._client)
