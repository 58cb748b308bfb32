# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Asks for this Pi's clean end when the battery is almost empty; it switches nothing off itself, and needs no rights.

The request is an empty file, $CHERHA_POWEROFF or /run/cherha/poweroff, on which a systemd path unit powers off. Then
every service has its SIGTERM, and ends as ever: the ticket in the printer comes out, the journal is closed.
"""

import logging
import os
from pathlib import Path
from typing import Literal

log = logging.getLogger(__name__)

Power = Literal["mains", "battery", "battery_low"]
"""How the centre has its power, in the words of the board."""

DEFAULT = "/run/cherha/poweroff"


class PowerOff:
    """The request of one service; any of several on one Pi may write it, and any takes it back.

    Only a battery that turns low while the service listens counts: the board of before a cold start, which the broker
    has kept, still says *battery_low*, and a Pi that believed it would go out each time it came up.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or Path(os.environ.get("CHERHA_POWEROFF", DEFAULT))
        self._was_better = self._asked = self.due = False
        self._take_back()

    def hear(self, power: Power) -> None:
        """Take what a board says of the power; ``due`` is whether the end is near, the mains makes a request void."""
        self.due = power == "battery_low" and self._was_better
        self._was_better = self._was_better or power != "battery_low"
        self._asked = self._asked and self.due
        if power == "mains":
            self._take_back()

    def ask(self, *, ready: bool = True) -> None:
        """Write the request, once it is due and the service is ``ready``; a folder that is not there is no Pi's."""
        if not self.due or not ready or self._asked:
            return
        self._asked = True
        try:
            self._path.touch()
            log.warning("the battery is almost empty: asked to power off by %s", self._path)
        except OSError as fault:
            log.warning("the battery is almost empty, but nobody can be asked to power off: %s", fault)

    def _take_back(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as fault:
            log.warning("the request to power off cannot be taken back: %s", fault)
