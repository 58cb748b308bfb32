# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What follows when a source of alerts speaks, falls silent, or is overruled by hand.

Practice: during an alert services, calling included, are suspended, and after the all-clear go on from the record where
they stopped (the interior ministry's service centres, auto.24tv.ua n66056). A source that is lost, and a level that
nobody knows, never is an all-clear; a switch by hand always works, both ways.
"""

from datetime import datetime, timedelta

from msgspec.structs import replace

from centre.facts import CallResumed, QueueFact
from centre.facts_alarms import AlertCleared, AlertRaised, CallingResumed, Saying, SourceHeard
from centre.facts_base import Threat
from centre.time import day_of
from dispatcher.rules import hours
from dispatcher.rules.alarm import HAND, Alarm, Alert, Source
from dispatcher.rules.alarm_facts import after
from dispatcher.rules.commands_alarms import HearSource, SwitchAlert
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import State
from dispatcher.rules.suspension import is_suspended

Facts = tuple[QueueFact, ...]


def hear_source(queue: Queue, command: HearSource, now: datetime) -> Facts:
    """Take what a source says; what it said before makes no fact."""
    known = queue.alarm.sources.get(command.source, Source())
    overruled = command.says == "raise" and known.overruled and not _is_news(known, command.threats)
    heard = SourceHeard(at=now, source=command.source, says=command.says, threats=command.threats, overruled=overruled)
    said = after(queue.alarm, heard)
    if command.source in queue.alarm.sources and said.sources[command.source] == known:
        return ()
    return (heard, *_alert(queue, said, now))


def switch_alert(queue: Queue, command: SwitchAlert, now: datetime) -> Facts:
    """Raise an alert by hand, or say the all-clear, which overrules every source until it says news."""
    sources, said = queue.alarm.sources, queue.alarm
    heard: list[SourceHeard] = []
    if command.raised != sources.get(HAND, Source()).raised:
        heard.append(SourceHeard(at=now, source=HAND, says="raise" if command.raised else "clear"))
    if not command.raised:
        heard += [_overruled(name, source, now) for name, source in sources.items() if _counts(name, source)]
    for fact in heard:
        said = after(said, fact)
    return (*heard, *_alert(queue, said, now))


def resumed(queue: Queue, now: datetime) -> Facts:
    """Return what begins when the people are back: windows call again, and first whom they had called before."""
    resumes_at, since = queue.alarm.resumes_at, queue.alarm.suspended_since
    if resumes_at is None or since is None or (since <= now < resumes_at):
        return ()
    called = (
        CallResumed(at=now, ticket=ticket.number, window=window)
        for window in queue.windows
        if (ticket := queue.at_window(window)) and ticket.state is State.CALLED and is_suspended(queue, window)
    )
    return (CallingResumed(at=now), *called)


def still_true(queue: Queue, now: datetime) -> Facts:
    """Return what of the alarm outlives a midnight, said again for the new day."""
    alarm = queue.alarm
    said: list[QueueFact] = []
    for name, source in alarm.sources.items():
        said += _said_again(name, source, now)
    alert = alarm.alert
    if alarm.suspended_since is not None and alarm.resumes_at is not None:
        said.append(AlertRaised(at=now, level="unknown", since=alarm.suspended_since, suspends=True))
        said.append(AlertCleared(at=now, resumes_at=alarm.resumes_at, late_opening=alarm.late_opening))
    if alert is not None:
        said.append(AlertRaised(at=now, level=alert.level, since=alert.since, suspends=alert.suspends))
    return tuple(said)


def _alert(queue: Queue, alarm: Alarm, now: datetime) -> Facts:
    """Return how the alert changes, now that the sources say what ``alarm`` holds."""
    known, level = queue.alarm.alert, alarm.level()
    if level is None:
        return () if known is None else (_cleared(queue, known, now),)
    grave = level != "yellow" or queue.policy.alerts.yellow == "suspend"
    suspends = grave and not queue.policy.sheltered >= queue.windows.keys()
    if known is not None and (known.level, known.suspends) == (level, suspends):
        return ()
    since = alarm.since(now) if known is None else known.since
    eased = known is not None and known.suspends and not suspends
    resumes_at = _resumes_at(queue, since, now)[0] if eased else None
    return (AlertRaised(at=now, level=level, since=since, suspends=suspends, resumes_at=resumes_at),)


def _cleared(queue: Queue, alert: Alert, now: datetime) -> AlertCleared:
    resumes_at, late_opening = _resumes_at(queue, alert.since, now)
    if queue.alarm.resumes_at is not None:
        # It only warned any more, and the people are on their way back already.
        resumes_at, late_opening = queue.alarm.resumes_at, queue.alarm.late_opening
    return AlertCleared(at=now, resumes_at=resumes_at, late_opening=late_opening)


def _resumes_at(queue: Queue, since: datetime, now: datetime) -> tuple[datetime, bool]:
    """Return when windows call again, and whether the opening was put off for it.

    Kyiv's centres open 30 minutes after an alert that had begun before they opened (Interfax, ua-today.eu): one that
    was over half an hour before the doors puts off nothing, nor one after which some window had opened already.
    """
    alerts, begun = queue.policy.alerts, queue.alarm.suspended_since or since
    back = now + timedelta(minutes=alerts.grace_min)
    today = hours.reception(queue.policy, day_of(now, queue.policy.time_zone))
    opening = now + timedelta(minutes=alerts.opening_delay_min)
    opened = any(desk.opened_at is not None and desk.opened_at < begun for desk in queue.desks.values())
    if today is None or opened or not begun < today.opens < opening:
        return back, False
    return max(back, opening), True


def _is_news(known: Source, threats: tuple[Threat, ...]) -> bool:
    """Return whether a source that was overruled says more than it had said then."""
    levels = {threat.level for threat in known.threats} or {"unknown"}
    said = threats or (Threat(level="unknown"),)
    return any(threat.level not in levels or _is_newer(known, threat) for threat in said)


def _is_newer(known: Source, threat: Threat) -> bool:
    """Return whether the threat may have begun since; one that names no time may have while the source was lost."""
    if threat.since is None or known.overruled_at is None:
        return known.lost
    return threat.since > known.overruled_at


def _counts(name: str, source: Source) -> bool:
    return name != HAND and source.raised and not source.overruled


def _overruled(name: str, source: Source, now: datetime) -> SourceHeard:
    return SourceHeard(at=now, source=name, says="raise", threats=source.threats, overruled=True)


def _said_again(name: str, source: Source, now: datetime) -> list[SourceHeard]:
    says: Saying = "raise" if source.raised else "clear"
    said = SourceHeard(at=now, source=name, says=says, threats=source.threats, overruled=source.overruled)
    return [said, replace(said, says="lost")] if source.lost else [said]
