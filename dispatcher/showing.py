# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What hangs in the hall: publishes each view that has changed, a call at once, a mere count a moment later."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from centre import messages
from centre.link import Link
from centre.time import Now
from dispatcher import views
from dispatcher.rules.queue import Queue
from dispatcher.rules.timers import next_moment

LATER_S = 0.2
"""How late the hall may learn how many wait. A burst of presses then costs every screen one frame, and no screen draws
in the very moment in which a kiosk on the same Pi prints."""

View = messages.Board | messages.WindowState


class Showing:
    """The views as they were last published, retained; used by the dispatcher's loop only.

    Views of sixty windows cost milliseconds where hundreds wait, so they are made only when the hall is to see them.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._shown: dict[str, View] = {}
        self._later_s: float | None = None
        self._seen: tuple[Queue, datetime | None] | None = None
        self._urgent: object = None

    def forget(self) -> None:
        """Take nothing for published: the broker may have lost what it had."""
        self._shown.clear()
        self._seen = self._urgent = None

    def show(self, queue: Queue, number: int, now: Now) -> None:
        """Publish what has changed and is due; ``number`` is the journal's last line."""
        if self._is_seen(queue, now.utc):
            self._later_s = None
            return
        urgent = views.urgent(queue, now.utc)
        due = self._later_s is not None and now.steady_s >= self._later_s
        if urgent == self._urgent and not due:
            self._later_s = now.steady_s + LATER_S if self._later_s is None else self._later_s
            return
        self._later_s = None
        if self._publish(queue, number, now):
            self._seen, self._urgent = (queue, next_moment(queue, now.utc)), urgent

    def deadline_s(self) -> float | None:
        """Return when ``show`` must be called for what could wait."""
        return self._later_s

    def _is_seen(self, queue: Queue, now: datetime) -> bool:
        """Return whether the hall shows this very queue, and no moment has passed at which it would look different."""
        if self._seen is None or self._seen[0] is not queue:
            return False
        return self._seen[1] is None or now < self._seen[1]

    def _publish(self, queue: Queue, number: int, now: Now) -> bool:
        """Publish all changes together, so that no view tells of a moment that another has left behind.

        Return False if the broker was out of reach; the link says when it is back.
        """
        published = True
        for topic, view in _views(queue, number, now):
            if self._hangs(topic, view):
                continue
            if self._link.publish(topic, view, retain=True):
                self._shown[topic] = view
            else:
                published = False
        return published

    def _hangs(self, topic: str, view: View) -> bool:
        before = self._shown.get(topic)
        return before is not None and before == _as_said_with(before, view)


def _views(queue: Queue, number: int, now: Now) -> Iterator[tuple[str, View]]:
    yield messages.topic("board"), views.board(queue, number, now.utc)
    for window in queue.windows:
        yield messages.topic("window", window=window), views.window_state(queue, window, number, now.utc)


def _as_said_with(before: View, view: View) -> View:
    """Return a view as if it had been said when, and after which line, the one before was."""
    when = {name: getattr(before, name) for name in ("number", "at") if hasattr(before, name)}
    return msgspec.structs.replace(view, **when)
