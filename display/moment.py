# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What of the hall's picture passes with the seconds: which calls are marked, which pulse, which page stands; pure.

A call is marked by size or inverse colours for a while, and moves for its first seconds, so that whoever looks up at
the chime sees at once where. Nothing flashes: a pulse is the row's ends and its arrow in one of two places, a hundredth
of the screen, once a second; all rows pulse in one beat, so that several windows at once make no faster one.
"""

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

from centre.messages import Call
from centre.time import earliest
from display.cycle import Page
from display.fresh import Key, key

BEAT_S = 0.5
"""Half a pulse. WCAG 2.3.1 lets three flashes a second pass, of a quarter of what is looked at; this is one."""

PULSES_S = 6.0
"""How long a call moves: the chime and the number, once."""

MARKED_S = 15.0
"""How long it stays inverse though a newer one has come: a number said twice, and time to look up. At eight calls a
minute two stand so, and the mark still says something."""


class Moment(NamedTuple):
    """What passes; without any of it nothing pulses, the newest call alone is marked, and the first page stands.

    ``beat`` tells which half of a pulse it is for all that are ``pulsing``.
    """

    marked: frozenset[Key] = frozenset()
    pulsing: frozenset[Key] = frozenset()
    beat: bool = False
    page: Page | None = None


STILL = Moment()


def moment(page: Page, called_s: Callable[[Call], float], now_s: float) -> Moment:
    """Return what this second of the steady clock has of it; ``called_s`` tells at which a call was made."""
    coming = [call for call in page.calls if not call.serving]
    marked = frozenset(key(call) for call in coming if now_s < called_s(call) + MARKED_S)
    pulsing = frozenset(key(call) for call in coming if now_s < called_s(call) + PULSES_S)
    return Moment(marked, pulsing, bool(pulsing) and int(now_s / BEAT_S) % 2 == 1, page)


def changes_s(calls: Iterable[Call], called_s: Callable[[Call], float], now_s: float) -> float | None:
    """Return at which second the moment will be another one, the page apart; None when nothing passes any more."""
    made = [called_s(call) for call in calls if not call.serving]
    ends = [moment_s for at_s in made for moment_s in (at_s + PULSES_S, at_s + MARKED_S) if now_s < moment_s]
    beats = any(now_s < at_s + PULSES_S for at_s in made)
    return earliest((*ends, (math.floor(now_s / BEAT_S) + 1) * BEAT_S if beats else None))
