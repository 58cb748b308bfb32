# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which day's lines have been kept long enough, and the counts that remain of them. Pure.

A day goes as a whole: from its ``day_started`` to the next one, so that no ticket is cut in two.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from centre import facts, facts_day
from centre.facts_alarms import AlertRaised, CallingResumed, DayMoved
from centre.journal_hours import Hour

LAST_HOUR = 23


def first_kept(oldest: Sequence[tuple[int, date]], newest: date, retain_days: int) -> int | None:
    """Return the number of the first line that stays, when the oldest day is over by ``retain_days``; else None.

    ``oldest`` are the lines of the two oldest beginnings of a day, ``newest`` is the day that the newest one began: its
    lines always stay. A day that is said to be of the future is one of a wrong clock, and goes when its turn comes.
    """
    if len(oldest) < 2:  # noqa: PLR2004  (a day is over when another has begun)
        return None
    (_, day), (next_start, _) = oldest
    kept = newest - timedelta(days=retain_days) <= day <= newest
    return None if kept else next_start


def fold(day_facts: Iterable[Any], time_zone: str) -> tuple[Hour, ...]:
    """Return the hours of a day's facts, by their order in time."""
    day = _Day(ZoneInfo(time_zone))
    for fact in day_facts:
        day.take(fact)
    return tuple(hour for _, hour in sorted(day.hours.items()))


class _Lost:
    """How many seconds were lost so far to alerts and to power; in an alert without power they are the alert's."""

    def __init__(self) -> None:
        self.alert = self.power = False
        self._alert_s = self._power_s = 0.0
        self._since: datetime | None = None

    def until(self, at: datetime) -> tuple[float, float]:
        """Return both sums at a moment."""
        passed_s = 0.0 if self._since is None else max((at - self._since).total_seconds(), 0.0)
        self._since = at
        if self.alert:
            self._alert_s += passed_s
        elif self.power:
            self._power_s += passed_s
        return self._alert_s, self._power_s


class _Day:
    """The facts so far: since when each ticket waits or is served, and what had been lost by then."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.hours: dict[tuple[str, int, str], Hour] = {}
        self._zone, self._lost = zone, _Lost()
        self._date: date | None = None
        self._services: dict[str, str] = {}
        self._carried: list[str] = []
        self._waiting: dict[str, tuple[datetime, tuple[float, float]]] = {}
        self._serving: dict[str, tuple[datetime, tuple[float, float]]] = {}

    def take(self, fact: Any) -> None:
        """Count one fact."""
        match fact:
            case facts.TicketIssued() | facts.TicketTakenOver():
                self._services[fact.ticket] = fact.service
                since = getattr(fact, "issued_at", fact.at)
                self._hour(fact.ticket, since).issued += 1
                self._wait(fact.ticket, since)
            case facts.TicketCarried():
                self._services[fact.ticket] = fact.service
                self._carried.append(fact.ticket)
            case facts.TicketCalled() if fact.ticket in self._services:
                self._hour(fact.ticket, fact.at).called += 1
                self._end_wait(fact.ticket, fact.at)
            case facts.ServingStarted():
                self._serving[fact.ticket] = (fact.at, self._lost.until(fact.at))
            case facts.TicketFinished() if fact.ticket in self._services:
                self._hour(fact.ticket, fact.at).served += 1
                self._end_serving(fact.ticket, fact.at)
            case facts.TicketNoShow() if fact.ticket in self._services:
                self._hour(fact.ticket, fact.at).no_shows += 1
            case facts.TicketPostponed():
                self._end_serving(fact.ticket, fact.at)
            case facts.TicketTransferred():
                self._end_serving(fact.ticket, fact.at)
                self._services[fact.ticket] = fact.service
                self._wait(fact.ticket, fact.at)
            case facts.TicketReturned():
                self._wait(fact.ticket, fact.at)
            case _:
                self._mind_hall(fact)

    def _mind_hall(self, fact: Any) -> None:
        """Note what is no ticket's own: the opening, words, alerts, power."""
        self._lost.until(fact.at)
        match fact:
            case facts_day.ServiceRated():
                self._rate(fact)
            case facts_day.WindowOpened():
                self._begin_carried(fact.at)
            case facts_day.DayStarted():
                self._date = fact.day
                self._lost.alert = self._lost.power = False
            case DayMoved():
                self._date = fact.day
            case AlertRaised(suspends=True):
                self._lost.alert = True
            case CallingResumed():
                self._lost.alert = False
            case facts_day.ResourceLost(resource="power"):
                self._lost.power = True
            case facts_day.ResourceReturned(resource="power"):
                self._lost.power = False

    def _begin_carried(self, at: datetime) -> None:
        """Let those of the day before wait from the first opening on: nobody spends the night in the hall."""
        for ticket in self._carried:
            self._wait(ticket, at)
        self._carried.clear()

    def _wait(self, ticket: str, at: datetime) -> None:
        self._waiting[ticket] = (at, self._lost.until(at))

    def _end_wait(self, ticket: str, at: datetime) -> None:
        if (since := self._waiting.pop(ticket, None)) is not None:
            hour = self._hour(ticket, at)
            hour.waits += 1
            hour.waiting_s += self._passed_s(hour, since, at)

    def _end_serving(self, ticket: str, at: datetime) -> None:
        if (since := self._serving.pop(ticket, None)) is not None and ticket in self._services:
            hour = self._hour(ticket, at)
            hour.servings += 1
            hour.serving_s += self._passed_s(hour, since, at)

    def _passed_s(self, hour: Hour, since: tuple[datetime, tuple[float, float]], at: datetime) -> int:
        """Return the seconds since then that were not lost, and note those that were; a clock set back gives none."""
        start, lost_before = since
        alert_s, power_s = (now - before for now, before in zip(self._lost.until(at), lost_before, strict=True))
        hour.alert_s += round(alert_s)
        hour.power_s += round(power_s)
        return max(round((at - start).total_seconds() - alert_s - power_s), 0)

    def _rate(self, fact: facts_day.ServiceRated) -> None:
        """Add words to the hour of their counting; those that a day's end counted are of its last hour."""
        local = fact.at.astimezone(self._zone)
        ended = self._date is not None and local.date() != self._date
        hour = self._hour_of(fact.service, self._date or local.date(), LAST_HOUR if ended else local.hour)
        setattr(hour, fact.word, getattr(hour, fact.word) + fact.count)

    def _hour(self, ticket: str, at: datetime) -> Hour:
        local = at.astimezone(self._zone)
        return self._hour_of(self._services[ticket], local.date(), local.hour)

    def _hour_of(self, service: str, day: date, hour: int) -> Hour:
        key = (day.isoformat(), hour, service)
        return self.hours.setdefault(key, Hour(day=key[0], hour=key[1], service=service))
