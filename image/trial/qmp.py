# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""QEMU's monitor (QMP) over its socket: one question and its answer at a time; it knows nothing of the guest."""

import json
import socket
import threading
import time
from pathlib import Path
from typing import Any

from centre.errors import Unavailable

ANSWER_S = 60.0
"""QEMU under load answers in milliseconds; a screendump of a busy guest took seconds at most."""


class Monitor:
    """The monitor at ``path``, from construction to ``close``; any thread may ask. Unavailable if it is not there.

    ``events`` are all that QEMU has told unasked, oldest first: names alone. They are taken in with each answer.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._socket = connected(path)
        self._lines = self._socket.makefile("rb")
        self.events: list[str] = []
        self._heard()  # the greeting
        self.ask("qmp_capabilities")

    def ask(self, command: str, **arguments: object) -> Any:
        """Return what QEMU answers; raise Unavailable, with its words, when it refuses or has gone."""
        words = json.dumps({"execute": command, "arguments": arguments}).encode()
        with self._lock:
            try:
                self._socket.sendall(words)
                answer = self._heard()
                while "event" in answer:
                    self.events.append(answer["event"])
                    answer = self._heard()
            except (OSError, ValueError) as gone:
                raise Unavailable(f"QEMU's monitor does not answer '{command}': {gone}") from gone
        if "error" in answer:
            raise Unavailable(f"QEMU refuses '{command}': {answer['error']['desc']}")
        return answer["return"]

    def told(self, event: str) -> int:
        """Return how often QEMU has told of an event so far, as ``RESET``."""
        self.ask("query-status")
        return self.events.count(event)

    def flushes(self) -> int:
        """Return how often the guest has had its disks write out what they hold, fsync's end."""
        return sum(disk["stats"]["flush_operations"] for disk in self.ask("query-blockstats"))

    def found(self, kind: str) -> str:
        """Return the path of the first device of a kind, as ``pl061``, among those of the machine itself."""
        place = "/machine/unattached"
        parts = self.ask("qom-list", path=place)
        name = next((part["name"] for part in parts if part["type"] == f"child<{kind}>"), None)
        if name is None:
            raise Unavailable(f"QEMU's machine has no {kind}.")
        return f"{place}/{name}"

    def close(self) -> None:
        """Hang up."""
        self._lines.close()
        self._socket.close()

    def _heard(self) -> dict[str, Any]:
        line = self._lines.readline()
        if not line:
            raise ConnectionResetError("it has hung up")
        heard: dict[str, Any] = json.loads(line)
        return heard


def connected(path: Path, within_s: float = 20.0) -> socket.socket:
    """Return a connection to a socket that QEMU makes as it starts; raise Unavailable when it does not come."""
    until_s = time.monotonic() + within_s
    while True:
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(ANSWER_S)
        try:
            made.connect(str(path))
        except OSError as absent:
            made.close()
            if time.monotonic() > until_s:
                raise Unavailable(f"QEMU does not open {path.name} within {within_s:g} s ({absent}).") from absent
            time.sleep(0.05)
        else:
            return made
