# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a link tells its service, and how patiently it tries; knows the words on the wire, but no MQTT."""

import logging
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

from centre import messages
from centre.errors import BadMessage

log = logging.getLogger(__name__)

FIRST_RETRY_S, LAST_RETRY_S = 0.1, 5.0


class Received(NamedTuple):
    """A payload off the wire: its line of the topic table, its topic's levels, and the retain flag it came with."""

    row: str
    levels: dict[str, str]
    payload: bytes
    retained: bool

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
    """The broker cannot be reached; the link goes on trying."""

    reason: str


def pauses_s() -> Iterator[float]:
    """Yield the waits before each new try: longer and longer, and by chance, lest a whole hall knocks in one moment."""
    longest_s = FIRST_RETRY_S
    while True:
        yield random.uniform(longest_s / 2, longest_s)  # noqa: S311  (not a secret)
        longest_s = min(longest_s * 2, LAST_RETRY_S)
