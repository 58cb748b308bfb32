# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The feeds of alerts on loopback: a web server whose alerts are set by hand and that can fail in every known way."""

import contextlib
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self

from simulator.feed_words import Alert, FeedAnswer, Mode, answer

HOST = "127.0.0.1"

PARENTS: Mapping[str, str] = {"36": "4", "155": "36", "37": "4"}
"""Vinnytsia oblast is 4, its raions 36 and 37, a hromada of the first 155; numbers as ukrainealarm's."""


class Asked(NamedTuple):
    """A question that came; names of headers in small letters."""

    path: str
    headers: Mapping[str, str]


class FeedServer:
    """A web server at ``url`` from construction to ``close``, which answers as ukrainealarm and alerts.in.ua do.

    How it behaves and what is in force may be set from any thread at any time; the next answer obeys. ``key`` is the
    one it accepts, None any; ``asked`` holds every question. A *slow* answer waits until the mode is another.
    """

    def __init__(
        self,
        *,
        key: str | None = None,
        parents: Mapping[str, str] = PARENTS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._key, self._parents, self._clock = key, parents, clock
        self._changed = threading.Condition()
        self._mode: Mode = "ok"
        self._alerts: Sequence[Alert] = ()
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer((HOST, 0), self._handler())
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.port: int = self._server.server_port
        self.url = f"http://{HOST}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Free the port; a second call does nothing."""
        self.set("ok")
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    def set(self, mode: Mode) -> None:
        """Behave so from the next answer on; an answer that was slow is given now."""
        with self._changed:
            self._mode = mode
            self._changed.notify_all()

    def alert(self, *alerts: Alert) -> None:
        """Have these alerts in force, and no others."""
        with self._changed:
            self._alerts = alerts

    def raise_in(self, region: str, level: str = "Red") -> None:
        """Have one alert in force since now."""
        self.alert(Alert(region, self._clock(), level))

    def _answer(self, path: str, headers: Mapping[str, str]) -> FeedAnswer:
        with self._changed:
            self.asked.append(Asked(path, headers))
            self._changed.wait_for(lambda: self._mode != "slow")
            wrong_key = self._key is not None and headers.get("authorization", "").split(" ")[-1] != self._key
            mode = "unauthorised" if wrong_key else self._mode
            return answer(path, self._alerts, self._parents, mode, self._clock())

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        feed = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 5.0

            def do_GET(self) -> None:
                """Answer one question."""
                told = feed._answer(self.path, {name.lower(): value for name, value in self.headers.items()})
                with contextlib.suppress(OSError):
                    self._send(told)

            def _send(self, told: FeedAnswer) -> None:
                self.send_response(told.status)
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(told.body)))
                self.end_headers()
                self.wfile.write(told.body[: len(told.body) // 2] if told.cut else told.body)
                self.close_connection = told.cut

            def log_message(self, *_: Any) -> None:
                """Say nothing: ``asked`` holds it."""

        return Handler
