# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The physical floor under the latencies, measured beside them: what no queue on this machine could be faster than."""

import queue
import socket
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from centre.config_cards import Broker
from centre.credentials import client_tls
from centre.identity import user_of
from centre.link_client import no_delay
from centre.messages import Role, topic
from simulator.leaving import leave

WAIT_S = 60.0
READ_BYTES = 65536


class RoundTrip:
    """Two bare MQTT clients: one asks, the other answers at once, both over TLS, without Nagle, QoS 1, no disk.

    They speak as a kiosk and a display of the centre whose own processes do not run, on those units' state topics:
    what the ACL lets them say and hear, and nobody else of the centre listens to. ``keys`` says where an identity lies.
    """

    def __init__(self, broker: Broker, keys: Callable[[str], Path], kiosk: str, display: str) -> None:
        self._keys = keys
        self._request, self._reply = topic("state", role="kiosk", id=kiosk), topic("state", role="display", id=display)
        self._heard: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._ready: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._answerer = self._client("display", display, self._request)
        self._answerer.on_message = self._answer
        self._asker = self._client("kiosk", kiosk, self._reply)
        self._asker.on_message = lambda *_: self._heard.put(time.perf_counter_ns())
        for client in (self._answerer, self._asker):
            client.connect(broker.host, broker.port)
            client.loop_start()
            self._ready.get(timeout=WAIT_S)

    def measure_ms(self) -> float:
        """Return the time of one request and its answer."""
        started = time.perf_counter_ns()
        self._asker.publish(self._request, b"x" * 120, qos=1)
        return (self._heard.get(timeout=WAIT_S) - started) / 1e6

    def close(self) -> None:
        """Disconnect both."""
        for client in (self._asker, self._answerer):
            leave(client)

    def _answer(self, client: Client, _data: object, message: MQTTMessage) -> None:
        client.publish(self._reply, message.payload, qos=1)

    def _client(self, role: Role, unit: str, heard: str) -> Client:
        client = Client(
            CallbackAPIVersion.VERSION2, client_id=f"cherha-floor-{uuid4()}", protocol=MQTTProtocolVersion.MQTTv5
        )
        client.tls_set_context(client_tls(user_of(role, unit), self._keys(unit)))
        client.on_socket_open = no_delay
        client.on_connect = lambda connected, *_: connected.subscribe(heard, qos=1)
        client.on_subscribe = lambda *_: self._ready.put(None)
        return client


class Commit:
    """Rows, one by default, in one commit that is on the disk when it returns: WAL, synchronous=FULL."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "floor.db", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute("CREATE TABLE floor (number INTEGER PRIMARY KEY, text TEXT) STRICT")

    def measure_ms(self, rows: int = 1) -> float:
        """Return the time of one commit."""
        texts = [("x" * 200,)] * rows
        started = time.perf_counter_ns()
        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO floor (text) VALUES (?)", texts)
        self._database.execute("COMMIT")
        return (time.perf_counter_ns() - started) / 1e6

    def close(self) -> None:
        """Close the database."""
        self._database.close()


class Loopback:
    """Two ends of a bare TCP connection within this machine: one sends, a thread at the other reads all there is."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as door:
            self._sender = socket.create_connection(door.getsockname())
            self._reader, _ = door.accept()
        self._sender.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._arrived: queue.SimpleQueue[tuple[int, int]] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._read, name="loopback", daemon=True)
        self._thread.start()

    def measure_ms(self, data: bytes) -> float:
        """Return the time from before the send until the last byte has been read."""
        started, left = time.perf_counter_ns(), len(data)
        self._sender.sendall(data)
        while left > 0:
            at_ns, count = self._arrived.get(timeout=WAIT_S)
            left -= count
        return (at_ns - started) / 1e6

    def close(self) -> None:
        """Close both ends."""
        self._sender.close()
        self._thread.join()
        self._reader.close()

    def _read(self) -> None:
        while data := self._reader.recv(READ_BYTES):
            self._arrived.put((time.perf_counter_ns(), len(data)))
