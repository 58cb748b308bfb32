# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A technician without a terminal: does what the doctor asks for, and says yes to all that is to be seen."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from centre.service import Inbox
from tests.conftest import PATIENCE_S

REST_S = 1.0
"""What follows a press, follows it so soon."""


class Technician:
    """Presses what the doctor asks for by its name, unless it is ``broken``; see centre.trials.Person."""

    there, press_s = True, PATIENCE_S

    def __init__(self, press: Callable[[str], object], *broken: str) -> None:
        self.inbox, self._press, self._broken = Inbox(), press, broken
        self._pressed = False

    def tell(self, text: str) -> None:
        """Do what is asked."""
        name = text.split("'")[1] if "'" in text else ""
        if text.startswith("Press"):
            self._pressed = name not in self._broken
            if self._pressed:
                self._press(name)

    def ask(self, _question: str) -> str:
        """Say yes."""
        return "y"

    def watch(self, seconds: float) -> Iterator[Any]:
        """Yield what comes; of a press that was none nothing will, and of another what comes soon after its first."""
        if seconds == self.press_s:
            yield from self.inbox.take_all(seconds if self._pressed else 0.0)
            seconds = REST_S if self._pressed else 0.0
        end_s = time.monotonic() + seconds
        while (left_s := end_s - time.monotonic()) > 0:
            yield from self.inbox.take_all(left_s)
