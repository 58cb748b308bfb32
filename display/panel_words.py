# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a panel over a window shows: nothing, a number that stands or blinks, or that nothing is known; pure.

*Blinking*: called, and not yet there. *Steady*: being served; the number stays, as QSystem leaves it, so that whoever
comes late or looks for a free window sees that this one is taken, and by whom is on the hall's screen anyway.
*Blank*: nobody. In an alert that stops the window it is blank too: a number would hold somebody there, and the way to
the shelter is on the hall's screens. Until windows call again after one, whoever had been called stands, and blinks
when called anew.
"""

from typing import NamedTuple

from centre.messages import Board

STALE_S = 30.0
"""For so long without the centre what stood on a panel stays, at rest, for somebody is on the way to it: a broker or a
dispatcher that is started anew is back in seconds. After that dashes: nobody shall take an old number for a call."""


class Shown(NamedTuple):
    """What a panel shows: a ticket's number, or that number as the panel has it; empty: nothing."""

    text: str = ""
    blinking: bool = False


BLANK = Shown()


def shown(board: Board, window: int, *, goes_on: bool) -> Shown:
    """Return what stands over a window by the newest board; ``goes_on``: no alert stops it."""
    call = next((call for call in board.calls if call.window == window), None)
    if call is None or (not goes_on and board.alert is not None and board.alert.suspends):
        return BLANK
    waits = not goes_on and board.resumes_at is not None
    return Shown(call.ticket, blinking=not call.serving and not waits)
