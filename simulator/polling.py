# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A queue of the usual kind, to compare with: a web server with a table, and screens that ask it again and again.

It has the easier life: no TLS, no rules, one row, and nobody draws. What it cannot have is the moment of the call.
"""

import http.client
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from simulator.floor import Commit

Seen = tuple[int, float]
"""A screen, and when it has read the newest call, by time.perf_counter()."""


class PollingQueue(ThreadingHTTPServer):
    """The server on a free port of loopback: ``call`` commits one call and shows it to whoever asks from then on."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.called, self._commit = 0, Commit(folder)

    def call(self) -> None:
        """Write a call."""
        self._commit.measure_ms()
        self.called += 1

    def server_close(self) -> None:
        """Close the door and the table."""
        super().server_close()
        self._commit.close()


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Say how many calls there have been."""
        text = str(self.server.called).encode()  # type: ignore[attr-defined]  # a PollingQueue
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class PollingScreen:
    """Asks every ``period_s``, beginning at some moment of it, and tells ``seen`` of what is new."""

    def __init__(self, number: int, port: int, period_s: float, first_s: float, seen: queue.SimpleQueue[Seen]) -> None:
        self._number, self._port, self._period_s, self._seen = number, port, period_s, seen
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask_for_ever, args=(first_s,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ask no more."""
        self._over.set()
        self._thread.join()

    def _ask_for_ever(self, first_s: float) -> None:
        connection, known = http.client.HTTPConnection("127.0.0.1", self._port), 0
        next_s = time.monotonic() + first_s
        while not self._over.wait(max(next_s - time.monotonic(), 0.0)):
            connection.request("GET", "/")
            called = int(connection.getresponse().read())
            if called > known:
                known = called
                self._seen.put((self._number, time.perf_counter()))
            next_s += self._period_s
        connection.close()


@contextmanager
def polling_hall(folder: Path, screens: int, period_s: float) -> Iterator[tuple[PollingQueue, queue.SimpleQueue[Seen]]]:
    """Run the server and so many screens, whose moments are spread evenly over the period."""
    seen: queue.SimpleQueue[Seen] = queue.SimpleQueue()
    with PollingQueue(folder) as server:
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        started = [
            PollingScreen(number, server.server_address[1], period_s, period_s * number / screens, seen)
            for number in range(screens)
        ]
        try:
            yield server, seen
        finally:
            for screen in started:
                screen.close()
            server.shutdown()
            serving.join()
