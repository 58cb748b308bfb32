# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The door for pages, real, before a real broker: what a guest may read, and what no guest can do."""

import queue
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import paho.mqtt.client as mqtt
import pytest
from msgspec.structs import replace
from paho.mqtt.enums import CallbackAPIVersion

from broker_config.pages import FILES_OPEN, Names, command, limit_guests, pages_conf
from centre.config import CentreFile
from centre.config_cards import Broker as BrokerTable
from centre.credentials import client_id_of
from centre.errors import BadConfig, Unavailable
from simulator.leaving import leave
from tests import identities
from tests.broker_config.goldens import assert_golden
from tests.conftest import PATIENCE_S, Broker, Heard, wait_until_open
from tests.ports import free_port

BOARD, REQUEST = "cherha/1/board", "cherha/1/kiosk/kiosk-hall/request"
SUCCESS, NOT_AUTHORISED = 0, 135


class Guest:
    """Somebody at the door for pages; ``answer`` is the broker's to CONNECT."""

    def __init__(self, port: int, user: str | None = None, password: str | None = None, client_id: str = "") -> None:
        self.heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.cut = threading.Event()
        self.paho = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id,
            protocol=mqtt.MQTTv5,
            transport="websockets",
            reconnect_on_failure=False,
        )
        if user is not None:
            self.paho.username_pw_set(user, password)
        self.paho.on_connect = lambda _c, _u, _f, reason, _p: self._answers.put(reason.value)
        self.paho.on_publish = lambda _c, _u, _mid, reason, _p: self._answers.put(reason.value)
        self.paho.on_subscribe = lambda _c, _u, _mid, reasons, _p: self._answers.put(reasons[0].value)
        self.paho.on_message = lambda _c, _u, m: self.heard.put(Heard(m.topic, bytes(m.payload), m.retain))
        self.paho.on_disconnect = lambda *_: self.cut.set()
        self.paho.connect("127.0.0.1", port)
        self.paho.loop_start()
        self.answer = self._answers.get(timeout=PATIENCE_S)

    def subscribe(self, topic: str) -> None:
        """Ask for a topic; Mosquitto grants all, and delivers what is allowed."""
        self.paho.subscribe(topic, qos=1)
        self._answers.get(timeout=PATIENCE_S)

    def publish(self, topic: str, payload: bytes) -> int:
        """Say something, retained, and return the reason code."""
        self.paho.publish(topic, payload, qos=1, retain=True)
        return self._answers.get(timeout=PATIENCE_S)

    def next(self) -> Heard:
        """Return the next message that came; fail when none does."""
        return self.heard.get(timeout=PATIENCE_S)

    def close(self) -> None:
        """Leave."""
        leave(self.paho)


Comes = Callable[..., Guest]


@pytest.fixture
def movable_centre(movable_centre: CentreFile) -> CentreFile:
    """Return a centre with a door for pages."""
    return replace(movable_centre, broker=replace(movable_centre.broker, pages_port=free_port()))


@pytest.fixture
def comes(broker: Broker, tmp_path: Path) -> Iterator[Comes]:
    """Open the door and return how somebody comes in, when a board has come there to be read."""
    dispatcher = broker.connect("dispatcher-main")
    port = broker.centre.broker.pages_port
    assert port is not None
    words = command(broker.centre, tmp_path / "door")
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL, preexec_fn=limit_guests)  # noqa: PLW1509 - no thread
    guests: list[Guest] = []

    def come(**who: Any) -> Guest:
        guests.append(Guest(port, **who))
        return guests[-1]

    try:
        wait_until_open("127.0.0.1", port, process)
        first = come()
        first.subscribe(BOARD)
        dispatcher.publish(BOARD, b"board", retain=True)
        first.next()
        yield come
    finally:
        for guest in guests:
            guest.close()
        process.terminate()
        process.wait(PATIENCE_S)


def test_page_reads_the_board_and_nothing_else(broker: Broker, comes: Comes) -> None:
    """A guest who asks for everything is told the board as it is, and as it becomes; no window, reply or state."""
    guest = comes()
    assert guest.answer == SUCCESS
    guest.subscribe("#")
    assert guest.next() == Heard(BOARD, b"board", retained=True)
    dispatcher = broker.connect("dispatcher-main")
    for topic in ("window/1", "event", "kiosk/kiosk-hall/reply", "dispatcher/main/state"):
        dispatcher.publish(f"cherha/1/{topic}", b"secret", retain=True)
    dispatcher.publish(BOARD, b"next board", retain=True)
    assert guest.next() == Heard(BOARD, b"next board", retained=False)
    assert guest.heard.empty()


@pytest.mark.parametrize(
    ("user", "password"),
    [
        ("dispatcher-main", None),
        ("dispatcher-main", ""),
        ("kiosk-kiosk-hall", "x"),
        ("technician", "x"),
        ("page-main", ""),
    ],
)
def test_nobody_can_claim_a_name_at_the_door(comes: Comes, user: str, password: str | None) -> None:
    """Whoever says to be somebody is not let in, with whatever password."""
    assert comes(user=user, password=password).answer == NOT_AUTHORISED


def test_guest_is_heard_by_nobody(broker: Broker, comes: Comes) -> None:
    """What a guest says reaches neither the centre nor another guest."""
    listener, guest, other = broker.connect("technician"), comes(), comes()
    listener.subscribe("#")
    assert listener.next().topic == BOARD
    other.subscribe("#")
    assert other.next().payload == b"board"
    for topic in (BOARD, REQUEST, "cherha/1/event", "anything"):
        assert guest.publish(topic, b"forged") == NOT_AUTHORISED
    broker.connect("dispatcher-main").publish(BOARD, b"the end", retain=True)
    assert (listener.next().payload, other.next().payload) == (b"the end", b"the end")


def test_guest_that_calls_itself_as_a_unit_parts_nobody_from_the_queue(broker: Broker, comes: Comes) -> None:
    """A client id counts at the door alone: whose it is in the hall stays connected, and the board still comes."""
    dispatcher = broker.connect("dispatcher-main")
    ids = [dispatcher.paho._client_id.decode(), "cherha-dispatcher-main", "cherha-page-main", "centre", "page-main"]
    guests = [comes(client_id=one) for one in ids]
    for guest in guests:
        guest.subscribe(BOARD)
        assert guest.next().payload == b"board"
    assert dispatcher.publish(BOARD, b"still here", retain=True) == SUCCESS
    assert {guest.next().payload for guest in guests} == {b"still here"}


def test_crowd_at_the_door_is_nothing_to_the_hall(broker: Broker, comes: Comes) -> None:
    """However many push in, the hall's broker does not notice; when they have gone, a page is let in again."""
    door = ("127.0.0.1", broker.centre.broker.pages_port)
    with ExitStack() as crowd:
        for _ in range(FILES_OPEN + 1):
            crowd.enter_context(socket.create_connection(door))
        assert broker.connect("kiosk-kiosk-hall").publish(REQUEST) in {0, 16}
    guest = comes()
    guest.subscribe(BOARD)
    assert guest.next().payload == b"board"


def test_configuration_is_the_golden_one(keys: Path) -> None:
    """What the Mosquitto behind the door is told was read and found good, line by line."""
    folder = Path("/var/lib/cherha/page")
    made = pages_conf(
        BrokerTable(host="192.168.10.10", port=8080),
        BrokerTable(),
        folder,
        Names("cherha-page", "cherha-page-main-fedcba9876543210", "0123456789abcdef"),
    )
    assert_golden(made.replace(str(keys), "/keys"), "page.conf")


def test_names_of_the_door_are_its_own_to_know(movable_centre: CentreFile, keys: Path, tmp_path: Path) -> None:
    """No guest can take the name under which the board comes in, and no unit that under which it is fetched."""
    identities.give_all(movable_centre, keys)
    texts = {Path(command(movable_centre, tmp_path)[2]).read_text(encoding="utf-8") for _ in range(2)}
    assert len(texts) == 2
    assert all(f"\nremote_clientid {client_id_of('page-main')}\n" in text for text in texts)


def test_centre_without_a_door_is_one_clear_sentence(small_centre: CentreFile, tmp_path: Path) -> None:
    """Whoever starts it all the same is told why it does not run."""
    with pytest.raises(BadConfig) as told:
        command(small_centre, tmp_path)
    assert str(told.value) == "cherha run page: centre.toml has no pages_port in [broker], so no page may come."


def test_missing_identity_is_one_clear_sentence(movable_centre: CentreFile, keys: Path, tmp_path: Path) -> None:
    """The door has an identity as every unit has."""
    with pytest.raises(Unavailable) as told:
        command(movable_centre, tmp_path)
    assert str(told.value).startswith(f"{keys}/page-main.pem: the identity cannot be read: ")
