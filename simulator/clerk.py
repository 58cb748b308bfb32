# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A clerk's wishes that have no key on the button box yet (transfer, postpone): said as the desk says them."""

from typing import Self
from uuid import uuid4

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from centre import messages
from centre.config import Broker
from centre.identity import user_of


class Clerk:
    """Speaks for one desk, under its name, beside the desk's own process."""

    def __init__(self, broker: Broker, desk: str) -> None:
        self._desk = desk
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=f"cherha-clerk-{uuid4()}", protocol=MQTTProtocolVersion.MQTTv5
        )
        self._client.username = user_of("desk", desk)
        self._client.connect(broker.host, broker.port)
        self._client.loop_start()

    def ask(self, action: messages.DeskAction, *, service: str | None = None, minutes: int | None = None) -> None:
        """Send one request and return when the broker has it."""
        request = messages.DeskRequest(request_id=uuid4(), action=action, service=service, minutes=minutes)
        topic = messages.topic("desk_request", id=self._desk)
        self._client.publish(topic, messages.encode(request), qos=1).wait_for_publish(timeout=5.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()
