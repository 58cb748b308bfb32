# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whom a command of the office talks to: a dispatcher of the test's own making, at the other end of a real broker."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from paho.mqtt.client import MQTTMessage

from centre import messages
from centre.facts_base import Resource
from centre.messages import OfficeReply
from cherha.__main__ import main
from simulator.rehome import write
from tests.conftest import Broker

REQUEST, REPLY = "cherha/1/office/main/request", "cherha/1/office/main/reply"


class OfficeFriend:
    """A dispatcher that knows only the office: ``heard`` is what was asked, ``answer`` makes the answers to it.

    It subscribes and answers under the dispatcher's own name, so the broker allows it what it allows the real one.
    """

    def __init__(self, broker: Broker) -> None:
        self.heard: list[Any] = []
        self.answer: Callable[[Any], list[Any]] = lambda asked: [OfficeReply(request_id=asked.request_id)]
        self.client = broker.connect("dispatcher-main")
        self.client.paho.on_message = self._asked
        self.client.subscribe(REQUEST)

    def _asked(self, _client: object, _data: object, message: MQTTMessage) -> None:
        asked = messages.decode("office_request", bytes(message.payload))
        self.heard.append(asked)
        for answer in self.answer(asked):
            payload = answer if isinstance(answer, bytes) else messages.encode(answer)
            self.client.paho.publish(REPLY, payload, qos=1)


@pytest.fixture
def dispatcher(broker: Broker) -> OfficeFriend:
    """Return a dispatcher that says yes to everything, until it is told otherwise."""
    return OfficeFriend(broker)


@pytest.fixture
def centre_file(broker: Broker, tmp_path: Path) -> str:
    """Return the path of the small centre at the test's broker, before it has a kiosk.

    Its passports alone need the camera, nobody power.
    """
    needs: dict[str, tuple[Resource, ...]] = {"passport": ("registry", "biometrics")}
    services = tuple(replace(service, needs=needs.get(service.id, ())) for service in broker.centre.services)
    path = tmp_path / "centre.toml"
    write(replace(broker.centre, services=services, kiosks=()), path)
    return str(path)


@pytest.fixture
def said(centre_file: str, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return what runs a command at the test's centre, and gives its exit code, what it printed, and its complaint."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--centre", centre_file])
        return (code, *capsys.readouterr())

    return run
