# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Answers the desktop on which a screen may stand, for the loop that owns it; on a console there is nothing to do."""

import logging
from typing import Protocol

from centre.picture import Picture
from centre.service import Inbox, Stop
from centre.time import Now

log = logging.getLogger(__name__)

PUMP_S = 0.5
"""How often a desktop is answered; on a console nothing is to be answered, and the loop sleeps."""


class Surface(Protocol):
    """What a loop needs of centre.screen.Screen."""

    desktop: bool

    def show(self, picture: Picture) -> float | None:
        """Draw a picture unless it is shown already; return the milliseconds."""

    def pump(self) -> bool:
        """Answer the desktop; return False when the window was closed."""

    def close(self) -> None:
        """Give the screen back."""


class Desktop:
    """Whoever looks whether a window was covered or closed; a closed one ends its loop cleanly."""

    def __init__(self, screen: Surface, inbox: Inbox) -> None:
        self._screen, self._inbox = screen, inbox
        self._pump_s: float | None = None

    def answer(self, now: Now) -> None:
        """Answer, if it is time; to be called at each turn of the loop."""
        if not self._screen.desktop or (self._pump_s is not None and now.steady_s < self._pump_s):
            return
        self._pump_s = now.steady_s + PUMP_S
        if not self._screen.pump():
            log.info("the window was closed")
            self._inbox.put(Stop())

    def deadline_s(self) -> float | None:
        """Return when a desktop wants to be answered, None on a console."""
        return self._pump_s
