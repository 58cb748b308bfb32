# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What happened in a demo, in its order: each press, message, ticket and frame as one JSON object a line."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Entry = dict[str, Any]


class Timeline:
    """Writes ``timeline.jsonl`` and lets the demo wait for what it wants to see; any thread may add."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8")
        self._news = threading.Condition()
        self._listeners: list[Callable[[Entry], None]] = []
        self.entries: list[Entry] = []

    def listen(self, listener: Callable[[Entry], None]) -> None:
        """Call ``listener`` with each entry to come, in their order."""
        self._listeners.append(listener)

    def add(self, what: str, at_ns: int, **details: Any) -> None:
        """Add an entry; ``at_ns`` is wall-clock time, nanoseconds since 1970, of the moment itself."""
        at = datetime.fromtimestamp(at_ns / 1e9, UTC).isoformat()
        entry = {"at": at, "at_ns": at_ns, "what": what, **details}
        with self._news:
            if self._file.closed:
                return
            self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self._file.flush()
            self.entries.append(entry)
            for listener in self._listeners:
                listener(entry)
            self._news.notify_all()

    def wait_for(self, claim: Callable[[list[Entry]], bool], timeout_s: float) -> bool:
        """Return True as soon as the claim holds for all entries so far, False when the time is over."""
        with self._news:
            return self._news.wait_for(lambda: claim(self.entries), timeout_s)

    def close(self) -> None:
        """Close the file; what is added later is dropped."""
        with self._news:
            self._file.close()
