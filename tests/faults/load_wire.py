# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Units that are only a voice on the wire, for days of thousands of tickets; and an ear for the dispatcher's facts."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, Self

import msgspec
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from centre import messages
from centre.config_cards import Broker
from centre.credentials import client_tls
from centre.english import counted
from centre.identity import TECHNICIAN, user_of
from centre.link_client import no_delay
from simulator.leaving import leave
from tests.faults.patience import Patience

AT_A_TIME = 20
"""So many questions one of them has open: as many as fit on the way at once (max_inflight_messages)."""

ANSWER_S = 120.0


class Voice:
    """A kiosk or desk of the centre whose process does not run: asks under its name, from ``with`` until its end."""

    def __init__(self, broker: Broker, keys: Path, logs: Path, role: Literal["kiosk", "desk"], unit: str) -> None:
        self._row, self._topic = f"{role}_reply", messages.topic(f"{role}_request", id=unit)
        self._answers: dict[Any, Any] = {}
        self._news = threading.Condition()
        self._patience = Patience(ANSWER_S, logs, lambda: f"{counted(len(self._answers), 'answer')} of them")
        identity, heard = (user_of(role, unit), keys), messages.topic(self._row, id=unit)
        self._client, listens = _client(broker, f"cherha-voice-{unit}", identity, heard, self._hear)
        self._patience.wait(f"'{unit}' hears the broker", lambda: listens.wait(ANSWER_S))

    def ask(self, requests: Sequence[messages.Request]) -> list[Any]:
        """Ask so many at once as may be open, then the next; return the answers in the order of the questions."""
        answers: list[Any] = []
        for first in range(0, len(requests), AT_A_TIME):
            answers += self._ask(requests[first : first + AT_A_TIME])
        return answers

    def _ask(self, requests: Sequence[messages.Request]) -> list[Any]:
        for request in requests:
            self._client.publish(self._topic, messages.encode(request), qos=1)
        asked = {request.request_id for request in requests}
        with self._news:
            what = f"{counted(len(asked), 'answer')} to {self._topic}"
            self._patience.wait(what, lambda: self._news.wait_for(lambda: asked <= self._answers.keys(), ANSWER_S))
            return [self._answers.pop(request.request_id) for request in requests]

    def _hear(self, payload: bytes) -> None:
        answer = messages.decode(self._row, payload)
        with self._news:
            self._answers[answer.request_id] = answer
            self._news.notify_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        leave(self._client)


class Ear:
    """Hears the facts that the dispatcher numbers; of the day that runs, who has a number and who was called.

    ``lost`` has a sentence for each fact that did not arrive and each ticket that was not called in its day, ``twice``
    for each that was given or called twice in it.
    """

    def __init__(self, broker: Broker, keys: Path, logs: Path) -> None:
        self._number = 0
        self._news = threading.Condition()
        self.given: Counter[str] = Counter()
        self.called: Counter[str] = Counter()
        self.days = self.heard = self.tickets = 0
        self.lost, self.twice = list[str](), list[str]()
        identity, topic = (TECHNICIAN, keys), messages.topic("event")
        self._patience = Patience(ANSWER_S, logs, self._there)
        self._client, listens = _client(broker, "cherha-ear", identity, topic, self._hear)
        self._patience.wait("the ear hears the broker", lambda: listens.wait(ANSWER_S))

    def wait_for(self, what: str, claim: Callable[[], bool]) -> None:
        """Return as soon as the claim holds; raise Unavailable saying what did not come."""
        with self._news:
            self._patience.wait(what, lambda: self._news.wait_for(claim, ANSWER_S))

    def _there(self) -> str:
        return f"{self.given.total()} given and {self.called.total()} called on day {self.days}"

    def _hear(self, payload: bytes) -> None:
        told = msgspec.json.decode(payload)
        with self._news:
            if self._number and told["number"] != self._number + 1:
                self.lost.append(f"fact {told['number']} came after {self._number}")
            self._number = told["number"]
            self.heard += 1
            self._take(told["event"])
            self._news.notify_all()

    def _take(self, fact: dict[str, Any]) -> None:
        match fact["fact"]:
            case "day_started":
                self.days += 1
                self._end_day()
            case "ticket_issued" | "ticket_taken_over":
                self.given[fact["ticket"]] += 1
            case "ticket_called":
                self.called[fact["ticket"]] += 1

    def _end_day(self) -> None:
        self.tickets += len(self.given)
        self.lost += [f"{number}: was never called" for number in sorted(self.given.keys() - self.called.keys())]
        for what, numbers in (("given", self.given), ("called", self.called)):
            self.twice += [f"{number}: was {what} {n} times in a day" for number, n in numbers.items() if n > 1]
            numbers.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        leave(self._client)


def _client(
    broker: Broker, name: str, identity: tuple[str, Path], heard: str, hear: Callable[[bytes], None]
) -> tuple[Client, threading.Event]:
    """Return a client of one topic, and what is set as soon as it hears it."""
    ready = threading.Event()
    client = Client(CallbackAPIVersion.VERSION2, client_id=name, protocol=MQTTProtocolVersion.MQTTv5)
    client.tls_set_context(client_tls(*identity))
    client.on_socket_open = no_delay
    client.on_connect = lambda connected, *_: connected.subscribe(heard, qos=1)
    client.on_subscribe = lambda *_: ready.set()

    def on_message(_client: Client, _data: object, message: MQTTMessage) -> None:
        hear(bytes(message.payload))

    client.on_message = on_message
    client.connect(broker.host, broker.port, keepalive=60)
    client.loop_start()
    return client, ready
