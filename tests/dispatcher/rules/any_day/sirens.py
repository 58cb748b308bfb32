# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The notebook's page of alarms: who raised what, since when windows stand still, how the power is; facts alone."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from centre import facts_alarms as facts
from centre.config import CentreFile
from centre.facts_base import Threat

HAND = "hand"


class Sirens:
    """What was heard of alarms.

    ``raised``: what each source that raised an alert and has not said clear since said last; ``overruled``: those that
    an all-clear by hand has silenced, and when. ``stopped`` is since when windows call nobody, until they call again;
    ``spans`` are such times that are over. ``standing``: who was called when that began and whom no clerk has seen
    since; ``anew``: those of them who are to be called anew before anything else happens.
    """

    def __init__(self, centre: CentreFile) -> None:
        self.alerts = centre.alerts
        self.windows = {window.number for window in centre.windows}
        self.raised: dict[str, tuple[Threat, ...]] = {}
        self.overruled: dict[str, datetime] = {}
        self.lost: set[str] = set()
        self.alert: facts.AlertRaised | None = None
        self.stopped: datetime | None = None
        self.resumes_at: datetime | None = None
        self.late_opening = False
        self.spans: list[tuple[datetime, datetime]] = []
        self.standing: set[str] = set()
        self.anew: set[str] = set()
        self.power: dict[str, tuple[bool, bool]] = {}
        self.was_on_battery = False

    # What can be read in it.

    @property
    def shelter(self) -> Collection[int]:
        """Return the windows that go on in an alert."""
        return () if self.alerts.mode == "suspend" else self.alerts.shelter_windows or self.windows

    def stops(self, *windows: int) -> bool:
        """Tell whether none of these windows calls anybody now, for an alert or the way back from it."""
        return self.stopped is not None and not set(windows) & set(self.shelter)

    def level(self) -> str | None:
        """Return how grave it is by all that was said: yellow only if nobody says more, and nobody names no level."""
        loud = [threats for source, threats in self.raised.items() if source not in self.overruled]
        if not loud:
            return None
        levels = set[str]().union(*({threat.level for threat in threats} or {"unknown"} for threats in loud))
        return "red" if "red" in levels else "unknown" if "unknown" in levels else "yellow"

    def is_news(self, source: str, threats: tuple[Threat, ...]) -> bool:
        """Tell whether a source that a hand has overruled says more than it had said then."""
        known = {threat.level for threat in self.raised[source]} or {"unknown"}
        said = [(threat.level, threat.since) for threat in threats] or [("unknown", None)]
        later = (self.overruled[source] < since if since else source in self.lost for _, since in said)
        return any(level not in known for level, _ in said) or any(later)

    def suspends(self) -> bool:
        """Tell whether an alert of this level stops any window."""
        grave = self.level() in ("red", "unknown") or (self.level() == "yellow" and self.alerts.yellow == "suspend")
        return grave and not self.windows <= set(self.shelter)

    def ends(self, start: datetime, delay: timedelta, *windows: int) -> datetime | None:
        """Return when so much time has passed since ``start`` in which one of the windows called; None: not yet known.

        What had passed when the windows stopped has passed.
        """
        end = start + delay
        if set(windows) & set(self.shelter):
            return end
        for began, over in self.spans:
            if began < end and start < over:
                end += over - max(began, start)
        return None if self.stopped is not None and self.stopped < end else end

    def are_over(self, now: datetime) -> bool:
        """Tell whether the people are back; a clock that was set back behind the alert says nothing of their way."""
        if self.stopped is None or self.resumes_at is None:
            return False
        return not self.stopped <= now < self.resumes_at

    def covered(self, moment: datetime | None) -> bool:
        """Tell whether windows stood still at that moment; None: whether they do now."""
        if moment is None:
            return self.stopped is not None
        still = self.stopped is not None and self.stopped < moment
        return still or any(began < moment < over for began, over in self.spans)

    def on_battery(self) -> bool:
        """Tell whether any battery says that the mains is gone."""
        return not all(mains for mains, _ in self.power.values())

    def all_of_it(self) -> tuple[Any, ...]:
        """Return what outlives a midnight."""
        alert = self.alert and (self.alert.level, self.alert.since, self.alert.suspends)
        said = ({source: set(threats) for source, threats in self.raised.items()}, set(self.overruled), self.lost)
        return (*said, alert, self.stopped is not None, self.resumes_at, self.late_opening, self.power)

    # How it is written.

    def source_heard(self, fact: facts.SourceHeard) -> None:
        """Write down what a source says; one that is lost has said nothing new."""
        if fact.says == "lost":
            self.lost.add(fact.source)
            return
        self.lost.discard(fact.source)
        silenced = self.overruled.pop(fact.source, fact.at)
        self.raised.pop(fact.source, None)
        if fact.says == "raise":
            self.raised[fact.source] = fact.threats
        if fact.overruled:
            self.overruled[fact.source] = silenced

    def alert_raised(self, fact: facts.AlertRaised, called: dict[str, int]) -> None:
        """Begin or change the alert; ``called`` are the numbers that were called, and to which window."""
        self.alert = fact
        self.resumes_at = None if fact.suspends else self.resumes_at or fact.resumes_at
        self.late_opening = self.late_opening and not fact.suspends
        if fact.suspends and self.stopped is None:
            self.stopped = fact.at
            self.standing = {number for number, window in called.items() if self.stops(window)}

    def alert_cleared(self, fact: facts.AlertCleared) -> None:
        """End the alert; windows stand still until the people are back."""
        self.alert = None
        if self.stopped is not None:
            self.resumes_at, self.late_opening = fact.resumes_at, fact.late_opening

    def calling_resumed(self, fact: facts.CallingResumed) -> None:
        """Let windows call again."""
        assert self.stopped is not None
        self.spans.append((self.stopped, max(self.stopped, fact.at)))
        self.stopped, self.resumes_at, self.late_opening = None, None, False
        self.anew, self.standing = self.standing, set()

    def power_heard(self, fact: facts.PowerHeard) -> None:
        """Write down what the contacts of a battery say."""
        self.was_on_battery = self.on_battery()
        self.power[fact.source] = fact.mains, fact.battery_low
