# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the queue knows of alerts and of its power; values and questions about them, no rule of what follows."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec

from centre.facts_base import AlertLevel, Threat

HAND = "hand"
"""The source that people are: a key of a desk, or the office."""


GRAVEST_FIRST: tuple[AlertLevel, ...] = ("red", "unknown", "yellow")


class Source(msgspec.Struct, frozen=True):
    """What a source said last; ``lost``: it says nothing any more, and what it said before still holds.

    ``overruled``: somebody said the all-clear by hand; that counts until the source says news: a level that it had not
    named, a threat that began after ``overruled_at``, or, if it does not say since when, anything after it was lost.
    """

    raised: bool = False
    threats: tuple[Threat, ...] = ()
    lost: bool = False
    overruled: bool = False
    overruled_at: datetime | None = None


class Alert(msgspec.Struct, frozen=True):
    """An air-raid alert; ``suspends``: windows call nobody, those in a shelter apart."""

    level: AlertLevel
    since: datetime
    suspends: bool


class Power(msgspec.Struct, frozen=True):
    """What a battery's contacts said last."""

    mains: bool = True
    low: bool = False


class Frozen(NamedTuple):
    """A time that counts for no timer: from an alert until the people were back."""

    start: datetime
    end: datetime


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. ``suspended_since`` is set from an alert that suspends until the windows call again.

    ``resumes_at`` is set from the all-clear until then; ``late_opening``: the doors were to open within the alert.
    ``frozen`` are the suspensions of today that are over, oldest first.
    """

    sources: Mapping[str, Source] = {}
    alert: Alert | None = None
    suspended_since: datetime | None = None
    resumes_at: datetime | None = None
    late_opening: bool = False
    frozen: tuple[Frozen, ...] = ()
    power: Mapping[str, Power] = {}

    def level(self) -> AlertLevel | None:
        """Return the gravest level that any source has raised, None if none has.

        What nobody knows, a siren on the roof, a hand, a new word of a feed, is graver than yellow: it may be red.
        """
        raised = [source for source in self.sources.values() if source.raised and not source.overruled]
        levels = {level for source in raised for level in _levels(source)}
        return next((level for level in GRAVEST_FIRST if level in levels), None)

    def since(self, now: datetime) -> datetime:
        """Return since when the oldest threat holds that is not of the future, by the sources' own word."""
        raised = (source for source in self.sources.values() if source.raised and not source.overruled)
        told = (threat.since for source in raised for threat in source.threats)
        return min((moment for moment in told if moment is not None and moment <= now), default=now)

    def on_battery(self) -> bool:
        """Return whether any battery says that the mains is gone."""
        return any(not power.mains for power in self.power.values())

    def battery_low(self) -> bool:
        """Return whether such a battery is nearly empty."""
        return any(power.low and not power.mains for power in self.power.values())


def _levels(source: Source) -> set[AlertLevel]:
    """Return the levels that a source names; one that names none has raised something all the same."""
    return {threat.level for threat in source.threats} or {"unknown"}
