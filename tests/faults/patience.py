# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How experiments wait: for what must come, never for a time, and each with a patience of its own."""

import json
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from centre.errors import Unavailable
from simulator.timeline import Entry
from simulator.town import Town

LOOK_S = 0.05
LAST, LETTERS = 3, 240
"""So many entries of a timeline are told, and so much of each."""


def a_moment() -> None:
    """Let so much time pass as there is between two looks."""
    threading.Event().wait(LOOK_S)


def comes(holds: Callable[[], object], within_s: float, moment: Callable[[], object] = a_moment) -> bool:
    """Return True as soon as it holds, False when the time is over; between two looks passes a ``moment``."""
    until_s = time.monotonic() + within_s
    while not holds():
        if time.monotonic() >= until_s:
            return False
        moment()
    return True


class Patience(NamedTuple):
    """Who waits ``seconds`` at most; ``there`` tells what there is instead of what was to come, ``see`` where more is.

    The seconds are far more than anything takes: they end an experiment that hangs, and measure nothing.
    """

    seconds: float
    see: Path
    there: Callable[[], object]

    def wait(self, what: str, holds: Callable[[], object], moment: Callable[[], object] = a_moment) -> None:
        """Return as soon as it holds; raise Unavailable when it does not, and whatever ``moment`` raises meanwhile.

        A look may itself wait for news, for as long as there is patience.
        """
        if not comes(holds, self.seconds, moment):
            raise Unavailable(
                f"Waited {self.seconds:g} s in vain for: {what}. There is instead: {self.there()}. See {self.see}."
            )


def of_town(town: Town, seconds: float) -> Patience:
    """Return the patience of who waits for a town; instead there is the end of its timeline, and more in its logs."""
    return Patience(seconds, town._out / "logs", lambda: last_of(town.timeline.entries))


def see(town: Town, seconds: float, what: str, claim: Callable[[list[Entry]], bool]) -> None:
    """Return as soon as a town's timeline says so, at the very entry; raise Unavailable also when a process ends."""
    of_town(town, seconds).wait(what, lambda: town.wait_for(claim, seconds))


def last_of(entries: Sequence[Entry]) -> str:
    """Return the last entries of a timeline, oldest first, in few words."""
    return "; ".join(_told(entry) for entry in entries[-LAST:]) or "nothing on the timeline"


def _told(entry: Entry) -> str:
    what = {key: value for key, value in entry.items() if key not in {"at", "at_ns", "what"}}
    words = f"{entry['what']} at {entry['at']} {json.dumps(what, ensure_ascii=False, default=str)}"
    return words if len(words) <= LETTERS else f"{words[: LETTERS - 1]}…"
