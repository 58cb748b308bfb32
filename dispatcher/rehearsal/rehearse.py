# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``cherha simulate`` does: plays a centre's days, now and with a change, and returns what there is to say."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import msgspec

from centre.config import CentreFile
from dispatcher.rehearsal import plot, report
from dispatcher.rehearsal.crowd import Habits, crowd
from dispatcher.rehearsal.day import play
from dispatcher.rehearsal.figures import Days
from dispatcher.rehearsal.timetable import working_days
from dispatcher.rehearsal.variant import changed_services, with_window, without_window
from dispatcher.rules.queue import Queue


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What the head of centre wants to see; the same wishes give the same answer, to the digit."""

    first: date
    days: int = 5
    seed: int = 1
    tickets: int | None = None
    added: Sequence[str] = ()
    removed: Sequence[int] = ()
    picture: Path | None = None


def rehearse(centre: CentreFile, wishes: Wishes) -> str:
    """Return the report; draw the picture if one is wanted. Raise BadConfig for a change that cannot be."""
    other = changed(centre, wishes)
    habits = Habits(tickets=wishes.tickets)
    now = days_of(centre, centre, habits, wishes)
    then = None if other is None else days_of(other, centre, habits, wishes)
    if wishes.picture is not None:
        name, zone = centre.centre.name, centre.centre.time_zone
        plot.draw(now, then, title=name, zone=zone, file=wishes.picture)
    if other is None or then is None:
        return report.one(centre, now)
    said = report.answer(_change(centre, wishes), changed_services(centre, other), now, then)
    return f"{report.two(centre, now, then)}\n\n{said}"


def changed(centre: CentreFile, wishes: Wishes) -> CentreFile | None:
    """Return the centre with the wished windows more and less, None if nothing is to change."""
    other = centre
    for services in wishes.added:
        other = with_window(other, services)
    for number in wishes.removed:
        other = without_window(other, number)
    return None if other is centre else other


def days_of(centre: CentreFile, asked: CentreFile, habits: Habits, wishes: Wishes) -> Days:
    """Return simulated days of a centre, one after another, with the people who would come to ``asked``."""
    queue, days = Queue.start(centre), []
    for number, timetable in enumerate(islice(working_days(queue.policy, wishes.first), wishes.days)):
        day, queue = play(queue, timetable, crowd(asked, timetable, habits, wishes.seed + number))
        days.append(day)
    return days


def _change(centre: CentreFile, wishes: Wishes) -> str:
    names = {service.id: service.name for service in centre.services}
    more = [f"a further window for {_named(services, names)}" for services in wishes.added]
    less = [f"without window {number}" for number in wishes.removed]
    said = ", ".join([*more, *less])
    return said[:1].upper() + said[1:]


def _named(services: str, names: dict[str, str]) -> str:
    return " + ".join(names[service.strip()] for service in services.split(","))
