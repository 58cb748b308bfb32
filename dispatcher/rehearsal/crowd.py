# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who comes on a simulated day, when, and for what: drawn from a seed, the same whatever windows then serve them.

So two variants of a centre are compared on the same people, and the difference is the windows'.
"""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

import msgspec

from centre.config import CentreFile, Service
from centre.errors import BadConfig
from dispatcher.rehearsal.timetable import Timetable

TICKETS_PER_WINDOW = 30
"""A day's tickets where centre.toml tells no ``visits_per_day``: seven hours of 12 minutes each, a little less."""

USUAL_MINUTES = 12.0
"""At a window where centre.toml tells no ``usual_minutes``: an assumption, as no public figure was found."""

CONSULT_SHARE_SMALL, CONSULT_SHARE_LARGE, LARGE_FROM = 0.4, 0.215, 10
"""Of a sphere's visitors those who only ask: 40 of 100 in small centres (U-LEAD), 21.5 % in big cities (DIF 2019)."""

AT_THE_DOOR_SHARE, AT_THE_DOOR = 0.06, timedelta(minutes=10)
"""Who stands there when tickets begin: 120 of the large centre's 2,000 press within ten minutes (design, section 8)."""

PEAK_SHARE, PEAK_AT, PEAK_WIDTH = 0.34, 0.2, 0.1
"""Who comes in the morning's peak: its middle and its standard deviation as parts of the time of the reception.

An assumption, as no public figure was found.
"""

EARLY = timedelta(minutes=5)
"""So long before an appointment its citizen checks in, and so far appointments lie apart: an assumption."""

NOBODY = (
    "visits_per_day is 0 for every service, so nobody comes. Give at least one service visits above 0, or leave"
    " visits_per_day out: then 30 come to each window."
)


class Habits(msgspec.Struct, frozen=True, kw_only=True):
    """What people are like; ``variability`` is the deviation of a time at a window as a share of its mean.

    ``tickets``: so many come altogether, in the proportions of centre.toml; None: as many as it says.
    """

    tickets: int | None = None
    priority_share: float = 0.05  # an assumption, as no public figure was found
    booked_share: float = 0.0  # none by default: centre.toml says nothing of bookings
    no_show_share: float = 0.05  # an assumption, as no public figure was found
    variability: float = 0.6  # an assumption, as no public figure was found; the ranges are tested from 0.4 to 0.8


class Citizen(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who presses a button at ``at``; ``needs_s`` is from the call to the end, the walk included.

    ``stays``: will come when called; False for who has left by then. ``due``: has an appointment for that time.
    """

    at: datetime
    service: str
    needs_s: float
    priority: bool = False
    stays: bool = True
    due: datetime | None = None


def crowd(centre: CentreFile, timetable: Timetable, habits: Habits, seed: int) -> tuple[Citizen, ...]:
    """Return who comes, in the order of their coming; raise BadConfig where nobody would come to any service."""
    random = Random(f"{seed} {timetable.day}")  # noqa: S311  (a rehearsal, no secret)
    services = {service.id: service for service in centre.services}
    expected = visits(centre, habits)
    if not any(expected.values()):
        raise BadConfig(NOBODY)
    who = random.choices(list(expected), weights=list(expected.values()), k=round(sum(expected.values())))
    people = (_citizen(services[service], timetable, habits, random) for service in who)
    return tuple(sorted(people, key=lambda citizen: citizen.at))


def visits(centre: CentreFile, habits: Habits) -> Mapping[str, float]:
    """Return how many are expected for each service; those that name no number have an even share of the usual sum."""
    usual = TICKETS_PER_WINDOW * len(centre.windows) / len(centre.services)
    expected = {
        service.id: usual * _weight(centre, service)
        if service.visits_per_day is None
        else float(service.visits_per_day)
        for service in centre.services
    }
    scale = 1.0 if habits.tickets is None else habits.tickets / max(sum(expected.values()), 1.0)
    return {service: count * scale for service, count in expected.items()}


def _weight(centre: CentreFile, service: Service) -> float:
    """Return the share of a service within its sphere, 1 where all are alike."""
    sphere = [other for other in centre.services if other.sphere == service.sphere and service.sphere]
    asking = sum(other.purpose == "consult" for other in sphere)
    if not asking or asking == len(sphere):
        return 1.0
    share = CONSULT_SHARE_SMALL if len(centre.windows) < LARGE_FROM else CONSULT_SHARE_LARGE
    here, of = (share, asking) if service.purpose == "consult" else (1 - share, len(sphere) - asking)
    return len(sphere) * here / of


def _citizen(service: Service, timetable: Timetable, habits: Habits, random: Random) -> Citizen:
    booked = habits.booked_share and random.random() < habits.booked_share
    due = _appointment(timetable, random) if booked else None
    return Citizen(
        at=_arrival(timetable, random) if due is None else max(due - EARLY, timetable.tickets_from),
        due=due,
        service=service.id,
        needs_s=_needs_s(service.usual_minutes or USUAL_MINUTES, habits.variability, random),
        priority=random.random() < habits.priority_share,
        stays=random.random() >= habits.no_show_share,
    )


def _appointment(timetable: Timetable, random: Random) -> datetime:
    """Return a time of the reception in steps of five minutes, as lists of bookings have them."""
    return timetable.opens + random.randrange((timetable.tickets_until - timetable.opens) // EARLY) * EARLY


def _arrival(timetable: Timetable, random: Random) -> datetime:
    """Return a moment: with those at the door, in the morning's peak, or any time until the reception ends."""
    kind, reception = random.random(), timetable.tickets_until - timetable.opens
    if kind < AT_THE_DOOR_SHARE:
        return timetable.tickets_from + random.random() * AT_THE_DOOR
    part = random.random()
    if kind < AT_THE_DOOR_SHARE + PEAK_SHARE:
        peak = random.gauss(PEAK_AT, PEAK_WIDTH)
        part = peak if 0 <= peak < 1 else part
    return timetable.opens + part * reception


def _needs_s(mean_min: float, variability: float, random: Random) -> float:
    """Return a lognormal time: many short ones, a few very long."""
    spread = math.log(1 + variability**2)
    return random.lognormvariate(math.log(mean_min * 60) - spread / 2, math.sqrt(spread))
