# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The clock of a kiosk at a test's printer: patience ends when nothing more can come, not when a computer is busy."""

import fcntl
import struct
import termios
from collections.abc import Callable

from kiosk.printer_wire import Patience, Watch

POLL_S = 0.005
"""Between two looks whether the printer rests; nothing depends on it but the test's haste."""

UNHURRIED = Patience(answer_s=60.0, stall_s=60.0, end_s=60.0, warm_s=60.0)
"""For a printer that is well, where no silence is waited out, and so free of charge: it may take its time."""


class IdleWatch(Watch):
    """Time that stands still while the printer has anything to do or to say, and else passes at once.

    So every silence is as long as it was meant, however late the printer's thread comes to run. ``at_rest`` returns
    whether nothing more will come of it, from the kiosk's thread.
    """

    def __init__(self, at_rest: Callable[[], bool]) -> None:
        self._at_rest, self._now_s = at_rest, 0.0

    def now_s(self) -> float:
        """Return the seconds that were waited in vain."""
        return self._now_s

    def wait(self, descriptor: int, event: int, seconds: float) -> bool:
        """Return True when the device is ready; False when it will not be before somebody does something."""
        while not super().wait(descriptor, event, min(seconds, POLL_S)):
            if not seconds:
                return False
            if _arrived(descriptor) and self._at_rest():
                self._now_s += seconds
                return super().wait(descriptor, event, 0)
        return True


def _arrived(descriptor: int) -> bool:
    """Return whether the system has handed over all that was written."""
    nothing = bytes(struct.calcsize("i"))
    try:
        return fcntl.ioctl(descriptor, termios.TIOCOUTQ, nothing) == nothing
    except OSError:  # it has hung up, and says so
        return True
