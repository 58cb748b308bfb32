# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What has happened around the queue: alerts, power, and the clock itself; facts as those of ``centre/facts.py``."""

from datetime import date
from typing import Literal

from centre.facts_base import AlertLevel, Fact, Moment, Threat

Saying = Literal["raise", "clear", "lost"]
"""What a source of alerts says, or that it says nothing any more, which never is an all-clear."""


class SourceHeard(Fact, frozen=True, kw_only=True):
    """A source of alerts said something new; ``source`` is a unit, or ``hand``. ``overruled``: by hand, until news."""

    source: str
    says: Saying
    threats: tuple[Threat, ...] = ()
    overruled: bool = False


class AlertRaised(Fact, frozen=True, kw_only=True):
    """There is an alert since ``since``, or its level has changed; ``suspends``: windows call nobody.

    ``resumes_at``: it suspends no more, and windows call again then.
    """

    level: AlertLevel
    since: Moment
    suspends: bool
    resumes_at: Moment | None = None


class AlertCleared(Fact, frozen=True, kw_only=True):
    """All-clear; what was suspended goes on at ``resumes_at``. ``late_opening``: the doors open later for it."""

    resumes_at: Moment
    late_opening: bool = False


class CallingResumed(Fact, frozen=True, kw_only=True):
    """The people are back: windows call again, from where they stopped."""


class PowerHeard(Fact, frozen=True, kw_only=True):
    """The contacts of a battery said how the power is."""

    source: str
    mains: bool
    battery_low: bool


class ClockDoubted(Fact, frozen=True, kw_only=True):
    """From here on nothing proves the clock: no day begins by it."""


class ClockTrusted(Fact, frozen=True, kw_only=True):
    """The clock is proven again."""


class DayMoved(Fact, frozen=True, kw_only=True):
    """The day of service is in truth ``day``: tickets given under the doubted clock stay, numbers go on."""

    day: date


SurroundingFact = (
    SourceHeard | AlertRaised | AlertCleared | CallingResumed | PowerHeard | ClockDoubted | ClockTrusted | DayMoved
)
"""Every fact of this file."""
