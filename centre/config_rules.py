# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The rules of the queue as ``centre.toml`` may set them: each value with its default, its meaning and its source.

docs/policy.md is made from this file by ``python -m centre.policy``.
"""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from centre.hints import interval_advice

Interval = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)\Z",
        description='a time from and to, such as "08:00-17:00"',
        extra={"advice": interval_advice},
    ),
]
"""From and to on the centre's wall clock, the second later than the first; ``24:00`` is midnight."""


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of centre.toml."""


def policy(means: str, source: str, **limits: Any) -> msgspec.Meta:
    """Return what docs/policy.md says of a value, with its limits: ``ge``, ``le`` and the like."""
    return msgspec.Meta(extra={"means": means, "source": source}, **limits)


class Order(Section, frozen=True, kw_only=True):
    """Who is next."""

    minimum_age_s: Annotated[
        int,
        policy(
            "Seconds after its issue in which a ticket is not called: the citizen still walks from the kiosk.",
            "QSystem calls nobody in the first 15 s",
            ge=0,
            le=600,
        ),
    ] = 15
    priority_in_a_row: Annotated[
        int,
        policy(
            "How many priority tickets a window calls one after another while somebody without priority waits for it.",
            "Cherha: no public rule was found; with 2, every third call at least is for the common queue",
            ge=1,
            le=20,
        ),
    ] = 2
    priority_numbers: Annotated[
        Literal["mixed", "own_range"],
        policy(
            '"mixed": priority tickets take the next number like all others, so nobody is marked. "own_range": they'
            " count from 1, all others from 1000.",
            "the second is the order of the interior ministry's service centres (sud.ua 353495, February 2026)",
        ),
    ] = "mixed"


class Calls(Section, frozen=True, kw_only=True):
    """What becomes of a called ticket."""

    recalls: Annotated[
        int,
        policy(
            "How many times a called ticket may be called again; the next recall makes it a no-show.",
            "QSystem has such a limit; the number is ours",
            ge=0,
            le=20,
        ),
    ] = 2
    no_show_after_s: Annotated[
        int,
        policy(
            "Seconds after its newest call in which a called ticket becomes a no-show, at windows whose desk has a"
            ' key "serve".',
            "the migration service cancels after 2 minutes (sud.ua 353960, 2026-02-22)",
            ge=15,
            le=3600,
        ),
    ] = 120
    arrival_after_s: Annotated[
        int,
        policy(
            'At windows whose desk has no key "serve": seconds after the newest call in which the citizen is taken to'
            " have come, unless the clerk says otherwise.",
            "Cherha: the walk from the last chair, with a stick; docs/decisions/009",
            ge=5,
            le=3600,
        ),
    ] = 45
    not_offered_s: Annotated[
        int,
        policy(
            "Seconds after a no-show in which the ticket is not offered to any window again.",
            "the queue of Munich and Berlin (ZMS) waits 5 minutes",
            ge=0,
            le=7200,
        ),
    ] = 300
    offered_again: Annotated[
        int,
        policy(
            "How many times a no-show is called again by itself; after that by its number only.",
            "ZMS offers it again; 0 is the migration service's way",
            ge=0,
            le=10,
        ),
    ] = 1
    return_place: Annotated[
        Literal["kept", "after", "tail"],
        policy(
            'Where a no-show that returns stands: in its old place, "after" so many who wait now, or at the tail.',
            "both ways are in use (return at the tail or after k persons)",
        ),
    ] = "after"
    return_after: Annotated[
        int,
        policy("How many waiting citizens go before a no-show that returns.", "Cherha: time to walk in", ge=0, le=100),
    ] = 3
    postpone_minutes: Annotated[
        int,
        policy("Minutes a ticket is put off by the desk's key.", "Cherha: a form, a payment, a copy", ge=1, le=480),
    ] = 15


class Appointments(Section, frozen=True, kw_only=True):
    """Bookings, checked in by their code at the kiosk."""

    code_digits: Annotated[
        int, policy("Digits of a code, as it is keyed in at the kiosk.", "Cherha: keyed in without a slip", ge=3, le=8)
    ] = 4
    late_after_s: Annotated[
        int,
        policy(
            "Seconds after the booked time from which whoever checks in joins the live queue.",
            "Cherkasy's centre: later than 2 minutes goes to the live queue (dr.ck.ua)",
            ge=0,
            le=7200,
        ),
    ] = 120


class ExceptionDay(Section, frozen=True, kw_only=True):
    """A date whose hours are not its weekday's; no intervals: closed."""

    date: date
    intervals: tuple[Interval, ...] = ()


class Hours(Section, frozen=True, kw_only=True):
    """When the centre works; a weekday that is not named is closed."""

    monday: tuple[Interval, ...] = ()
    tuesday: tuple[Interval, ...] = ()
    wednesday: tuple[Interval, ...] = ()
    thursday: tuple[Interval, ...] = ()
    friday: tuple[Interval, ...] = ()
    saturday: tuple[Interval, ...] = ()
    sunday: tuple[Interval, ...] = ()
    exceptions: tuple[ExceptionDay, ...] = ()
    reception_ends_min: Annotated[
        int,
        policy(
            "Minutes before closing at which no more tickets are given: the last hour is for papers.",
            "Murovane's centre receives until one hour before closing (murovanska-gromada.gov.ua)",
            ge=0,
            le=240,
        ),
    ] = 60
    issue_before_min: Annotated[
        int,
        policy(
            "Minutes before opening from which tickets are given to those who already stand at the door.",
            "Ternopil: twenty people before opening (te.20minut.ua)",
            ge=0,
            le=240,
        ),
    ] = 15
    limit_by_capacity: Annotated[
        bool,
        policy(
            "Whether a service gives no more tickets when the minutes left x windows at work / mean time of service are"
            " used up: who holds a ticket is served. A window that rests is at work, a closed one is not.",
            "the migration service's «гарантований прийом» the same day (dmsu.gov.ua 6847)",
        ),
    ] = True


class Records(Section, frozen=True, kw_only=True):
    """How long the journals keep what has happened."""

    retain_days: Annotated[
        int,
        policy(
            "Days for which every event is kept; older ones become hourly counts.",
            "Cherha: no longer than needed (law 2297-VI)",
            ge=1,
            le=90,
        ),
    ] = 30
    words_among: Annotated[
        int,
        policy(
            "Citizens' words on the service are written down together, at most once an hour, and of a service once so"
            " many have been served: in a quiet hour one word would be a person.",
            "Cherha: a word is nobody's, also in a centre with three visits a day",
            ge=2,
            le=100,
        ),
    ] = 5
