# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What hangs in the hall: publishes each view that has changed, a call at once, a mere count a moment later."""

from collections.abc import Mapping
from typing import Any

import msgspec

from centre import messages
from centre.link import Link
from centre.time import Now
from dispatcher import views
from dispatcher.rules.queue import Queue

LATER_S = 0.2
"""How late the hall may learn how many wait. A burst of presses then costs every screen one frame, and no screen draws
in the very moment in which a kiosk on the same Pi prints."""

View = messages.Board | messages.WindowState


class Showing:
    """The views as they were last published, retained; used by the dispatcher's loop only."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._shown: dict[str, View] = {}
        self._later_s: float | None = None

    def forget(self) -> None:
        """Take nothing for published: the broker may have lost what it had."""
        self._shown.clear()

    def show(self, queue: Queue, number: int, now: Now) -> None:
        """Publish what has changed and is due; ``number`` is the journal's last line."""
        changed = {topic: view for topic, view in _views(queue, number, now) if not self._hangs(topic, view)}
        due = self._later_s is not None and now.steady_s >= self._later_s
        if due or not all(self._can_wait(topic, view) for topic, view in changed.items()):
            self._publish(changed)
            changed.clear()
        if not changed:
            self._later_s = None
        elif self._later_s is None:
            self._later_s = now.steady_s + LATER_S

    def _publish(self, changed: Mapping[str, View]) -> None:
        """Publish all together, so that no view tells of a moment that another has left behind."""
        for topic, view in changed.items():
            if self._link.publish(topic, view, retain=True):
                self._shown[topic] = view

    def deadline_s(self) -> float | None:
        """Return when ``show`` must be called for what could wait."""
        return self._later_s

    def _hangs(self, topic: str, view: View) -> bool:
        before = self._shown.get(topic)
        return before is not None and _content(before) == _content(view)

    def _can_wait(self, topic: str, view: View) -> bool:
        """Return True when nothing differs but how many wait."""
        before = self._shown.get(topic)
        return before is not None and _urgent(before) == _urgent(view)


def _views(queue: Queue, number: int, now: Now) -> list[tuple[str, View]]:
    windows = [
        (messages.topic("window", window=window), views.window_state(queue, window, number, now.utc))
        for window in queue.windows
    ]
    return [(messages.topic("board"), views.board(queue, number, now.utc)), *windows]


def _content(view: View) -> dict[str, Any]:
    """Return what a view says, without when and after which line it was said."""
    said = msgspec.structs.asdict(view)
    return {name: value for name, value in said.items() if name not in {"number", "at"}}


def _urgent(view: View) -> dict[str, Any]:
    """Return what the hall must see at once: all but the counts of those who wait."""
    content = {name: value for name, value in _content(view).items() if name not in {"waiting", "ready"}}
    if isinstance(view, messages.Board):
        content["services"] = tuple((line.service, line.open, line.closed) for line in view.services)
    return content
