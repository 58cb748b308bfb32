# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tries the touch of a screen: shows one mark after another and waits for a finger, by the service's own door."""

import time
from contextlib import closing

from centre import trial_picture
from centre.sight import Measured
from centre.touched import Touched
from centre.trial_marks import PART, Mark, enough, finding, marks, off_mm
from centre.trials import Finding, Person, Skipped

QUIET_S = 0.3
"""A finger has left its mark when nothing was felt for so long."""


def touch(person: Person, screen: Measured, unit: str) -> Finding:
    """Let the person touch each mark; return what that says of the touch panel."""
    if not person.there:
        return Finding(PART, "untried", "nobody touched it")
    from centre.screen_thread import ScreenThread  # noqa: PLC0415  (SDL is loaded only where a screen is tried)

    touches: list[Touched | None] = []
    places = marks(screen)
    with closing(ScreenThread(screen, unit, person.inbox, touch=True)) as shown:
        for number, mark in enumerate(places, start=1):
            words = f"Touch the mark ({number} of {len(places)})"
            shown.show(trial_picture.mark(screen, mark.x, mark.y, words))
            try:
                touches.append(_touched(person, screen, mark, f"{words}: {mark.name}."))
            except Skipped:
                return Finding(PART, "untried", "skipped")
            if enough(touches):
                break
    return finding(screen, touches, person.press_s)


def _touched(person: Person, screen: Measured, mark: Mark, ask: str) -> Touched | None:
    """Return the touch that follows the words, None if the time is over before."""
    asked_s = time.monotonic()
    person.tell(ask)
    for item in person.watch(person.press_s):
        if isinstance(item, Touched) and item.at_s >= asked_s:
            person.tell(f"Felt {off_mm(screen, mark, item):.0f} mm from it.")
            while any(isinstance(more, Touched) for more in person.watch(QUIET_S)):
                pass
            return item
    return None
