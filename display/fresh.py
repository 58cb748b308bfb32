# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long ago each call on the board was made, whatever the clocks of this Pi and the dispatcher's show; pure.

``called_at`` is a wall clock's word, and the dispatcher's may be another's than this Pi's: without a battery it is
wrong by hours until the network has set it, and it jumps when that happens. So no two clocks are held against each
other. A call's age is what passed on the dispatcher's clock from the call to the board that first told of it, and
what the broker says it kept that board, and what passed here on the steady clock since it was heard. Live that is
nothing; on a display that was started late, or was cut off, it is what the hall has missed.
"""

import math
from datetime import datetime

from centre.messages import Call
from centre.time import Now
from display.heard import Heard

Key = tuple[str, int, datetime]
"""What tells one call from every other: a ticket that is called again, or elsewhere, is called anew."""


def key(call: Call) -> Key:
    """Return what tells this call from every other."""
    return call.ticket, call.window, call.called_at


class Fresh:
    """The ages of the calls that are on the board now; each part of a display that needs them has its own.

    The age of a call is settled when it is first heard: a clock that is set later makes no old call young, nor a
    young one old.
    """

    def __init__(self) -> None:
        self._heard: Heard | None = None
        self._called_s: dict[Key, float] = {}

    def hear(self, heard: Heard, now: Now) -> None:
        """Note which calls are new; to be called with each board, and cheap with the same again."""
        if heard.board is None or (self._heard is not None and heard.board is self._heard.board):
            return
        self._heard = heard
        self._called_s = {
            key(call): self._called_s.get(key(call), now.steady_s - _age_s(heard, call)) for call in heard.board.calls
        }

    def age_s(self, call: Call, now: Now) -> float:
        """Return how many seconds ago the call was made, never less than 0; infinity for one that was never heard."""
        called_s = self._called_s.get(key(call), -math.inf)
        return now.steady_s - called_s

    def called_s(self, call: Call) -> float:
        """Return the steady-clock second of the call, from which deadlines are reckoned; minus infinity if unheard."""
        return self._called_s.get(key(call), -math.inf)


def _age_s(heard: Heard, call: Call) -> float:
    """Return how old the call was when it was heard."""
    at = heard.board.at if heard.board else call.called_at
    return max((at - call.called_at).total_seconds(), 0.0) + heard.kept_s
