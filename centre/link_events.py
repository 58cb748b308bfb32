# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a link tells its service, and how patiently it tries; knows the words on the wire, but no MQTT."""

import logging
import random
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from centre import messages
from centre.errors import BadMessage

log = logging.getLogger(__name__)

FIRST_RETRY_S, LAST_RETRY_S = 0.1, 1.0
"""A broker that is back is found within a second; sixty devices that knock once a second are no load for it."""


SHORT_S, PUSHES = 5.0, 3
"""So many connections in a row that stood, and ended so soon, are no weather: the broker ends the older of two that
have one name, and Debian 12's does not say why (Session taken over, MQTT 5, 3.14.2.1)."""

STAND_BACK_S = 30.0
"""Two that push each other out once a second could neither of them work; so one of them has its half minutes."""

ONE_TOO_MANY = "That was so three times within seconds: if two Pis have the same card, switch one of them off"


class Received(NamedTuple):
    """A payload off the wire: its line of the topic table, its topic's levels, and the retain flag it came with.

    ``kept_s``: so many whole seconds the broker had kept it, where it was published to be retained; 0 if it came live.
    """

    row: str
    levels: dict[str, str]
    payload: bytes
    retained: bool
    kept_s: float = 0.0

    def message(self) -> Any:
        """Return what was said, or None, with a line in the log, if it is none of the row's messages."""
        try:
            return messages.decode(self.row, self.payload)
        except BadMessage as bad:
            log.warning("dropped: %s", bad)
            return None


class LinkUp(NamedTuple):
    """The broker answers and all subscriptions stand: say again what still holds."""


class LinkDown(NamedTuple):
    """The broker cannot be reached; the link goes on trying. ``reason`` has no full stop: sentences go on from it."""

    reason: str


def pauses_s() -> Iterator[float]:
    """Yield the waits before each new try: longer and longer, and by chance, lest a whole hall knocks in one moment."""
    longest_s = FIRST_RETRY_S
    while True:
        yield random.uniform(longest_s / 2, longest_s)  # noqa: S311  (not a secret)
        longest_s = min(longest_s * 2, LAST_RETRY_S)


def rest_s(pause_s: float, tried_s: float) -> float:
    """Return how long to wait after a try: one that hung was its own pause, and the network may be back meanwhile."""
    return max(pause_s - tried_s, 0.0)


class Pushed:
    """Tells from the ends of connections whether another Pi has the same card: the two push each other out."""

    def __init__(self) -> None:
        self._in_a_row = 0

    def ended(self, lasted_s: float, *, stood: bool) -> bool:
        """Take the end of a connection; return True if it is better to leave the place to the other for a while."""
        self._in_a_row = self._in_a_row + 1 if stood and lasted_s < SHORT_S else 0
        return self._in_a_row >= PUSHES


class Holder:
    """Holds a connection in a thread of its own, and makes it again whenever it ends, until ``closing`` is set.

    ``hold`` makes one connection, returns when it has ended, and says why; ``lost`` is told, but not twice the same.
    """

    def __init__(self, name: str, hold: Callable[[], str], lost: Callable[[str], object]) -> None:
        self._hold, self._lost = hold, lost
        self._stood = False
        self._pushed = Pushed()
        self.closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to connect; returns at once, broker or not."""
        self._thread.start()

    def alive(self) -> bool:
        """Return whether the thread lives; it ends only with ``closing``."""
        return self._thread.is_alive()

    def stands(self) -> None:
        """Take the connection for a good one: the next try after it comes soon, and its end is news."""
        self._stood = True

    def join(self) -> None:
        """Wait for the end, a second at most; the connection must be told to end."""
        if self._thread.is_alive():
            self._thread.join(timeout=1.0)

    def _run(self) -> None:
        pauses, said = pauses_s(), ""
        while not self.closing.is_set():
            begun_s = time.monotonic()
            why = self._hold()
            tried_s = time.monotonic() - begun_s
            if pushed := self._pushed.ended(tried_s, stood=self._stood):
                why = f"{why}. {ONE_TOO_MANY}"
            if self._stood:
                pauses, said, tried_s = pauses_s(), "", 0.0
            self._stood = False
            if why != said:
                self._lost(why)
                said = why
            self.closing.wait(STAND_BACK_S if pushed else rest_s(next(pauses), tried_s))
