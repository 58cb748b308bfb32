# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the printer's thread waits for before a number goes to the paper: the loop's word that the journal has it."""

import threading

from centre.errors import DeviceFault


class Permit:
    """Given once by the loop, awaited once by the printer's thread."""

    def __init__(self) -> None:
        self._decided = threading.Event()
        self._granted = False

    def grant(self) -> None:
        """Say that the journal has the ticket."""
        self._granted = True

    def close(self) -> None:
        """Let the printer's thread go on, with the permit or without it."""
        self._decided.set()

    def wait(self) -> None:
        """Return when the ticket may be numbered; raise DeviceFault when the journal has refused it."""
        self._decided.wait()
        if not self._granted:
            raise DeviceFault("The kiosk's journal has not taken the ticket; its number is not printed.")
