# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a fact makes of what the queue knows of alerts and power; whether it should happen is not its matter."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from centre.facts_alarms import AlertCleared, AlertRaised, CallingResumed, PowerHeard, SourceHeard
from dispatcher.rules.alarm import Alarm, Alert, Frozen, Power, Source

AlarmFact = SourceHeard | AlertRaised | AlertCleared | CallingResumed | PowerHeard


def after(alarm: Alarm, fact: AlarmFact) -> Alarm:
    """Return what is known after the fact."""
    return _AFTER[type(fact)](alarm, fact)


def _hear(alarm: Alarm, fact: SourceHeard) -> Alarm:
    """Take the source's word; one that is lost leaves what it said."""
    known = alarm.sources.get(fact.source, Source())
    heard = {
        "raise": Source(
            raised=True,
            threats=fact.threats,
            overruled=fact.overruled,
            overruled_at=(known.overruled_at or fact.at) if fact.overruled else None,
        ),
        "clear": Source(),
        "lost": replace(known, lost=True),
    }[fact.says]
    return replace(alarm, sources={**alarm.sources, fact.source: heard})


def _raise(alarm: Alarm, fact: AlertRaised) -> Alarm:
    """Begin the alert; one that begins while people still walk back keeps the windows suspended since the first."""
    since = alarm.suspended_since or (fact.at if fact.suspends else None)
    resumes_at = None if fact.suspends else fact.resumes_at or alarm.resumes_at
    alert = Alert(fact.level, fact.since, fact.suspends)
    late_opening = alarm.late_opening and not fact.suspends
    return replace(alarm, alert=alert, suspended_since=since, resumes_at=resumes_at, late_opening=late_opening)


def _clear(alarm: Alarm, fact: AlertCleared) -> Alarm:
    if alarm.suspended_since is None:
        return replace(alarm, alert=None, resumes_at=None)
    resumes_at = alarm.resumes_at or fact.resumes_at
    return replace(alarm, alert=None, resumes_at=resumes_at, late_opening=fact.late_opening)


def _resume(alarm: Alarm, fact: CallingResumed) -> Alarm:
    since = alarm.suspended_since
    over = () if since is None else (Frozen(since, max(since, fact.at)),)
    return replace(alarm, suspended_since=None, resumes_at=None, late_opening=False, frozen=(*alarm.frozen, *over))


def _power(alarm: Alarm, fact: PowerHeard) -> Alarm:
    return replace(alarm, power={**alarm.power, fact.source: Power(fact.mains, fact.battery_low)})


_AFTER: dict[type[Any], Callable[[Alarm, Any], Alarm]] = {
    SourceHeard: _hear,
    AlertRaised: _raise,
    AlertCleared: _clear,
    CallingResumed: _resume,
    PowerHeard: _power,
}
