# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The pages of the notebook, and what can be read in them; nothing is written here."""

from collections import Counter
from datetime import date, datetime

from centre.config import CentreFile, Service
from tests.dispatcher.rules.any_day.sirens import Sirens
from tests.dispatcher.rules.any_day.slips import Booked, Slip


class Pages:
    """All that happened today, and of earlier days what is still true.

    ``slots`` is the common order: a slot for each ticket in the order of issue, and in it, behind its first owner, who
    returned to stand there. ``carried`` are those whom the new day has still to name, ``outlived`` is the page of
    alarms of the day before, until all that is still true of it was said again. ``set_back``: today's clock went back.
    """

    def __init__(self, centre: CentreFile) -> None:
        self.centre = centre
        self.day: date | None = None
        self.bookings: dict[tuple[date, str], Booked] = {}
        self.outages: set[str] = set()
        self.carried: list[tuple[str, str, bool]] = []
        self.moved_from: set[date] = set()
        self.before_doubt: set[str] | None = None
        self.outlived: Sirens | None = None
        self.clear()

    def clear(self) -> None:
        """Begin a new day's pages."""
        self.slips: dict[str, Slip] = {}
        self.slots: list[list[str]] = []
        self.requests: dict[str, str | None] = {}
        self.modes: dict[int, str] = {}
        self.opened: dict[int, datetime] = {}
        self.in_row: Counter[int] = Counter()
        self.counts: Counter[tuple[str, bool]] = Counter()
        self.sirens = Sirens(self.centre)
        self.newest: datetime | None = None
        self.set_back = False

    def service(self, name: str) -> Service | None:
        """Return a service of today's centre.toml."""
        return next((service for service in self.centre.services if service.id == name), None)

    def windows_for(self, service: str) -> list[int]:
        """Return the windows that serve it."""
        return [window.number for window in self.centre.windows if service in window.services]

    def waiting(self) -> list[Slip]:
        """Return all who wait, in the common order."""
        slips = (self.slips[number] for slot in self.slots for number in slot)
        return [slip for slip in slips if slip.where == "line"]

    def may_have(self, window: int, slip: Slip) -> bool:
        """Tell whether the window serves it, and it was not sent to another that will call it."""
        windows = self.windows_for(slip.service)
        elsewhere = slip.only in windows and self.modes.get(slip.only or 0, "closed") != "closed"
        return window in windows and (slip.only in (None, window) or not elsewhere)

    def at(self, window: int) -> Slip | None:
        """Return who is at the window."""
        here = [slip for slip in self.slips.values() if slip.window == window]
        assert len(here) <= 1, f"3. window {window} has {here}"
        return here[0] if here else None

    def went_back(self, now: datetime) -> bool:
        """Tell whether the clock was set back today."""
        return self.set_back or (self.newest is not None and now < self.newest)

    def is_today(self, day: date) -> bool:
        """Tell whether a ticket of this date is of today; the paper may bear the date of a wrong clock."""
        return self.day is None or day >= self.day or day in self.moved_from
