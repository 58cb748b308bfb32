# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is known of a source's truth: its newest readable report, how old that is, and what to tell of it. Pure."""

from typing import Literal, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from centre.facts_base import Threat
from centre.messages import AlertRequest, PowerRequest, Problem
from centre.poweroff import Power
from centre.time import Now
from siren.report import Report


class AlertWord(NamedTuple):
    """The whole truth of a source of alerts, as the dispatcher is told it."""

    says: Literal["raise", "clear", "lost"]
    threats: tuple[Threat, ...] = ()

    def request(self, request_id: UUID) -> AlertRequest:
        """Return it as it goes over the wire."""
        return AlertRequest(request_id=request_id, says=self.says, threats=self.threats)


class PowerWord(NamedTuple):
    """The whole truth of a battery's contacts."""

    mains: bool
    battery_low: bool

    @property
    def power(self) -> Power:
        """Return the same in the words of the board."""
        if self.mains:
            return "mains"
        return "battery_low" if self.battery_low else "battery"

    def request(self, request_id: UUID) -> PowerRequest:
        """Return it as it goes over the wire."""
        return PowerRequest(request_id=request_id, mains=self.mains, battery_low=self.battery_low)


Word = AlertWord | PowerWord

LOST = AlertWord("lost")


class Hearing:
    """One source as it was heard: unreadable reports change nothing, until there were only such for ``stale_after_s``.

    ``zone`` is that of the times in the texts of problems.
    """

    def __init__(self, *, stale_after_s: float, zone: ZoneInfo, now: Now) -> None:
        self._stale_after_s, self._zone = stale_after_s, zone
        self._good = now
        self._trouble: Report | None = None
        self._report: Report | None = None
        self._lost = False

    @property
    def report(self) -> Report | None:
        """Return the newest readable report, None before the first."""
        return self._report

    def hear(self, report: Report, now: Now) -> None:
        """Take a report, readable or not."""
        if report.says == "unreadable":
            self._trouble = report
        else:
            self._report, self._good, self._trouble = report, now, None

    def word(self, now: Now) -> AlertWord | None:
        """Return what holds of the source now; None while it was not yet heard and may still be."""
        self._lost = now.steady_s >= self._good.steady_s + self._stale_after_s
        if self._lost:
            return LOST
        if self._report is None or self._report.says == "unreadable":
            return None
        return AlertWord(self._report.says, self._report.threats)

    def problems(self) -> tuple[Problem, ...]:
        """Say what is wrong, since when, and what to do; asked after ``word``."""
        since = f"Nothing readable since {self._good.utc.astimezone(self._zone):%Y-%m-%d %H:%M}"
        why = f" {self._trouble.why}" if self._trouble else ""
        if self._lost:
            advice = "alerts of this source go unheard. Listen for the siren, raise alerts by hand."
            return (Problem(code="feed_stale", text=f"{since}: {advice}{why}"),)
        if self._trouble:
            return (Problem(code=self._trouble.trouble, text=f"{since}.{why}"),)
        return ()

    def deadline_s(self) -> float | None:
        """Return when the silence becomes too long, None once it has."""
        return None if self._lost else self._good.steady_s + self._stale_after_s
