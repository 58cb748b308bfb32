# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How late this machine itself is: a claim of seconds is held against it, measured in the same run."""

import threading
import time
from typing import Self

BEAT_S = 0.02

MOST_S = 2.0
"""By so much a limit is widened at most: beside more noise than that nothing is proven."""


def slack_s(late_s: float) -> float:
    """Return by how much a limit is widened on a machine that was late by ``late_s``."""
    return min(late_s, MOST_S)


def too_noisy(late_s: float) -> str:
    """Return what to say of a machine that was later than MOST_S, "" if it was not."""
    if late_s <= MOST_S:
        return ""
    return f"The seconds could not be judged: this machine was late by {late_s:.1f} s. Play it on a quiet one."


class Noise:
    """Sleeps a moment again and again, from ``with`` to its end; ``worst_s`` is by how much it ever overslept."""

    def __init__(self) -> None:
        self.worst_s = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="noise", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while True:
            slept_from_s = time.monotonic()
            if self._over.wait(BEAT_S):
                return
            self.worst_s = max(self.worst_s, time.monotonic() - slept_from_s - BEAT_S)
