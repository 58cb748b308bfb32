# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A real broker on loopback, private to one test, configured exactly as a centre's; and one who talks to it."""

import contextlib
import importlib
import logging
import os
import queue
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import paho.mqtt.client as mqtt
import pytest
from hypothesis import settings
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.subscribeoptions import SubscribeOptions

from broker_config.service import command
from centre.centre_file import load
from centre.config import CentreFile, Service, Sphere
from centre.config_kiosks import Button
from centre.credentials import client_tls
from centre.sight import Measured
from simulator.lan import Lan
from simulator.leaving import leave
from tests import identities
from tests.ports import free_port

if TYPE_CHECKING:
    from tests.drawn import Opener

# python-escpos makes a folder in the temporary directory whenever it is imported, and never removes it.
with tempfile.TemporaryDirectory() as leak:
    tempfile.tempdir = leak
    importlib.import_module("escpos.printer")
    tempfile.tempdir = None

# Each run draws the same examples, with nothing remembered of the run before: what is green here is green in CI.
settings.register_profile("cherha", derandomize=True, database=None, deadline=None)
settings.load_profile("cherha")

SMALL = Path(__file__).parent.parent / "centre" / "examples" / "small.toml"
_WHOLE_CENTRES = Path(__file__).parent / "system"

PATIENCE_S = 60.0
"""How long a test waits for what must come; far longer than it ever takes, so that a busy machine fails nothing."""


class Heard(NamedTuple):
    """A message that reached a client."""

    topic: str
    payload: bytes
    retained: bool


class Client:
    """One connection under one user's name; every method returns when the broker has answered.

    The name is proven by its identity over TLS; with a ``password``, at a foreign broker, by that and in the clear.
    ``heard`` holds what reached us, oldest first; ``limits`` what the broker asks of us (CONNACK, MQTT 5 3.2.2.3);
    ``paho`` is the client itself, for whoever needs more.
    """

    def __init__(self, host: str, port: int, user: str, keepalive_s: int, password: str = "") -> None:
        self.heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._linked = threading.Event()
        self.limits: dict[str, Any] = {}
        self.paho = mqtt.Client(CallbackAPIVersion.VERSION2, protocol=mqtt.MQTTv5)
        if password:
            self.paho.username_pw_set(user, password)
        else:
            self.paho.tls_set_context(client_tls(user))
        self.paho.on_connect = self._accepted
        self.paho.on_message = lambda _c, _u, m: self.heard.put(Heard(m.topic, bytes(m.payload), m.retain))
        self.paho.on_publish = lambda _c, _u, _mid, reason, _p: self._answers.put(reason.value)
        self.paho.on_subscribe = lambda _c, _u, _mid, reasons, _p: self._answers.put(reasons[0].value)
        self.paho.connect(host, port, keepalive_s)
        self.paho.loop_start()
        assert self._linked.wait(PATIENCE_S), f"{user}: the broker did not accept the connection"

    def _accepted(self, _client: object, _data: object, _flags: object, _reason: object, properties: Any) -> None:
        self.limits = vars(properties)
        self._linked.set()

    def publish(self, topic: str, payload: bytes = b"{}", **more: Any) -> int:
        """Publish with QoS 1 and return the broker's reason code; 135 is *Not authorized*."""
        self.paho.publish(topic, payload, qos=1, **more)
        return self._answers.get(timeout=PATIENCE_S)

    def subscribe(self, topic_filter: str, *, hear_own: bool = True) -> int:
        """Subscribe with QoS 1 and return the reason code; Mosquitto grants all and filters what it delivers."""
        self.paho.subscribe(topic_filter, options=SubscribeOptions(qos=1, noLocal=not hear_own))
        return self._answers.get(timeout=PATIENCE_S)

    def next(self) -> Heard:
        """Return the next message that reached us; fail when none comes."""
        return self.heard.get(timeout=PATIENCE_S)

    def close(self) -> None:
        """Say good-bye and end the network thread."""
        leave(self.paho)


class Mosquitto:
    """One that runs at ``host`` and ``port``, and the clients that came to it; ``process`` is the newest."""

    host: str
    port: int
    process: subprocess.Popen[bytes]

    def __init__(self) -> None:
        self._clients: list[Client] = []
        self.start()

    def words(self) -> list[str]:
        """Return the command line that starts it in the foreground."""
        raise NotImplementedError

    def start(self) -> None:
        """Start it, or start it again after ``kill``, and return when it accepts connections."""
        self.process = subprocess.Popen(self.words(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until_open(self.host, self.port, self.process)

    def kill(self) -> None:
        """Kill it as a power cut would."""
        self.process.kill()
        self.process.wait(PATIENCE_S)

    def admit(self, client: Client) -> Client:
        """Return a client that came; it is closed with the broker."""
        self._clients.append(client)
        return client

    def close(self) -> None:
        """Close all clients, then kill the process: it heeds SIGTERM only a moment after it listens."""
        for client in self._clients:
            client.close()
        self.kill()


class Broker(Mosquitto):
    """The centre's own; ``centre`` is small.toml moved to its port."""

    def __init__(self, centre: CentreFile, folder: Path) -> None:
        self.centre, self.folder = centre, folder
        self.host, self.port = centre.broker.host, centre.broker.port
        super().__init__()

    def words(self) -> list[str]:
        """Write its files anew, as the unit does at each start."""
        return command(self.centre, self.folder)

    def connect(self, user: str, *, keepalive_s: int = 60) -> Client:
        """Return a client under this name, which the centre's authority vouches for."""
        identities.give(user)
        return self.admit(Client(self.host, self.port, user, keepalive_s))


def wait_until_open(host: str, port: int, process: subprocess.Popen[bytes]) -> None:
    """Return when the port accepts; fail when the process ends first or nothing happens for long."""
    for _ in range(int(PATIENCE_S / 0.01)):
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection((host, port)):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise AssertionError(f"the broker ended at once with code {process.wait(0.01)}")
    raise AssertionError(f"nothing listens on {host}:{port}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, the tests of whole centres: it is waited for beside all others, not after them."""
    items.sort(key=lambda item: _WHOLE_CENTRES not in item.path.parents)


@pytest.fixture(autouse=True)
def _own_process() -> Iterator[None]:
    """Give the test's log and environment back: main takes them, as a process of its own may."""
    root = logging.getLogger()
    handlers, level, keys = root.handlers[:], root.level, os.environ.get("CHERHA_KEYS")
    yield
    os.environ.pop("CHERHA_KEYS", None)
    if keys is not None:
        os.environ["CHERHA_KEYS"] = keys
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def small_centre() -> CentreFile:
    """Return the documented small centre, its kiosk mute: keys of the voice are added where they are tested."""
    centre = load(SMALL)
    kiosk = centre.kiosks[0]
    mute = tuple(button for button in kiosk.buttons if not button.voice)
    return msgspec.structs.replace(centre, kiosks=(msgspec.structs.replace(kiosk, buttons=mute),))


@pytest.fixture(scope="session")
def voice_keys() -> tuple[Button, ...]:
    """Return the keys of the voice at the small centre's kiosk."""
    return tuple(button for button in load(SMALL).kiosks[0].buttons if button.voice)


@pytest.fixture
def movable_centre(small_centre: CentreFile) -> CentreFile:
    """Return the small centre with its broker on a free port of loopback."""
    return msgspec.structs.replace(
        small_centre, broker=msgspec.structs.replace(small_centre.broker, host="127.0.0.1", port=free_port())
    )


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where every process of this test finds its identity: empty."""
    folder = tmp_path_factory.mktemp("keys")
    monkeypatch.setenv("CHERHA_KEYS", str(folder))
    return folder


@pytest.fixture
def broker(movable_centre: CentreFile, keys: Path, tmp_path: Path) -> Iterator[Broker]:
    """Run a real Mosquitto for one test, and give everybody of the centre an identity."""
    identities.give_all(movable_centre, keys)
    running = Broker(movable_centre, tmp_path / "broker")
    try:
        yield running
    finally:
        running.close()


@pytest.fixture(scope="session")
def menu_centre(small_centre: CentreFile) -> CentreFile:
    """Return the small centre with a menu of two levels at its kiosk, a key for priority, and digits for codes."""
    documents = (
        Service(id="advice", letter="К", name="Консультація", sphere="documents", purpose="consult"),
        Service(id="passport", letter="А", name="Паспорт", sphere="documents", purpose="submit"),
        Service(id="ready", letter="Г", name="Готові документи", sphere="documents", purpose="collect"),
    )
    others = tuple(service for service in small_centre.services if service.id != "passport")
    menu = (
        Button(sphere="documents", pin=4),
        Button(purpose="consult", pin=5),
        Button(purpose="submit", pin=6),
        Button(purpose="collect", pin=7),
        Button(service="civil", pin=8),
        Button(priority=True, pin=9),
        *(Button(digit=digit, pin=10 + digit) for digit in range(10)),
    )
    window = msgspec.structs.replace(small_centre.windows[0], services=("advice", "passport", "ready", "civil"))
    return msgspec.structs.replace(
        small_centre,
        spheres=(Sphere(id="documents", name="Документи"),),
        services=(*documents, *others),
        windows=(window, *small_centre.windows[1:]),
        kiosks=(msgspec.structs.replace(small_centre.kiosks[0], buttons=menu),),
    )


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bank of recordings by espeak-ng, made once for all processes of a run."""
    from centre.bank_makers import makers  # noqa: PLC0415 - most tests hear nothing
    from centre.rhvoice import RHVoice  # noqa: PLC0415
    from simulator.town_voices import keep  # noqa: PLC0415

    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "voices"
    none = RHVoice(program="no-rhvoice")
    keep(makers(none), folder)
    return folder


@pytest.fixture
def lan() -> Iterator[Lan]:
    """Return a network of namespaces with two units."""
    with Lan() as made:
        for unit in ("one", "two"):
            made.plug(unit)
        yield made


@pytest.fixture
def open_screen(monkeypatch: pytest.MonkeyPatch) -> Iterator["Opener"]:
    """Open real screens on SDL's offscreen driver, and close them."""
    from centre.screen import Screen  # noqa: PLC0415 - most tests draw nothing

    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    opened: list[Screen] = []

    def opener(size: Measured) -> Screen:
        opened.append(Screen(size, "Display 'hall'"))
        return opened[-1]

    yield opener
    for screen in opened:
        screen.close()
