# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The clock of the services of a load experiment, moved on by hand from outside (load_clock/)."""

import os
import struct
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from zoneinfo import ZoneInfo

CLOCK = Path(__file__).parent / "load_clock"

OPENS = time_of_day(8)


class Calendar:
    """The clock of every service: real seconds pass, and besides it is moved on by hand."""

    def __init__(self, file: Path, time_zone: str) -> None:
        self._file, self._zone, self._ahead_s = file.absolute(), ZoneInfo(time_zone), 0.0
        self._write()

    def environment(self) -> dict[str, str]:
        """Return what lets a Python go by this clock."""
        path = os.pathsep.join(filter(None, (str(CLOCK), os.environ.get("PYTHONPATH"))))
        return {"PYTHONPATH": path, "CHERHA_AHEAD": str(self._file)}

    def pass_s(self, seconds: float) -> None:
        """Let time pass."""
        self._ahead_s += seconds
        self._write()

    def pass_the_night(self) -> None:
        """Let it be the next morning."""
        now = (datetime.now(UTC) + timedelta(seconds=self._ahead_s)).astimezone(self._zone)
        morning = datetime.combine(now.date() + timedelta(days=1), OPENS, self._zone)
        self.pass_s((morning.astimezone(UTC) - now.astimezone(UTC)).total_seconds())

    def _write(self) -> None:
        # In place: the services have mapped it.
        with os.fdopen(os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(struct.pack("d", self._ahead_s))
