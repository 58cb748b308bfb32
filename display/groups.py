# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the waiting panel lists: one line for each letter of a sphere, how many wait there, and why it gives no tickets.

It knows no places and draws nothing.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from centre.config import CentreFile, Language, Service
from centre.messages import Board, ClosedReason, ServiceLine
from centre.texts import apostrophe, clock, purpose
from centre.texts_closed import closed


class Line(NamedTuple):
    """One line of the panel; ``name`` and ``reason`` stand in all languages of the centre, Ukrainian first.

    An empty ``reason``: tickets are given, or the hall reads elsewhere why not.
    """

    letter: str
    name: tuple[str, ...]
    waiting: int
    reason: tuple[str, ...] = ()


def group_of(service: Service) -> tuple[str, str]:
    """Return what the services of one line have in common: sphere and letter; alone, without a sphere, their id."""
    return (service.sphere, service.letter) if service.sphere else ("", service.id)


def count(centre: CentreFile) -> int:
    """Return how many lines the panel of this centre has."""
    return len({group_of(service) for service in centre.services})


def common_reason(services: Sequence[ServiceLine]) -> ClosedReason | None:
    """Return why no service at all gives tickets, None when some do or the reasons differ."""
    reasons = {line.closed for line in services}
    return reasons.pop() if len(reasons) == 1 else None


def lines(board: Board, centre: CentreFile, told: ClosedReason | None = None) -> list[Line]:
    """Return the lines in the order of the board; the reason ``told`` is not repeated in them."""
    known = {service.id: service for service in centre.services}
    grouped: dict[tuple[str, str], list[ServiceLine]] = {}
    for line in board.services:
        key = group_of(known[line.service]) if line.service in known else ("", line.service)
        grouped.setdefault(key, []).append(line)
    from_time = clock(board.opens_at, centre.centre.time_zone) if board.opens_at else None
    return [_line(members, centre, known, told, from_time) for members in grouped.values()]


def _line(
    members: list[ServiceLine],
    centre: CentreFile,
    known: dict[str, Service],
    told: ClosedReason | None,
    from_time: str | None,
) -> Line:
    first = known.get(members[0].service)
    languages = centre.centre.languages
    reasons = (_reason(members, known, language, told, from_time) for language in languages)
    return Line(
        letter=first.letter if first else "",
        name=_name(first, centre, alone=len(members) == 1) if first else (members[0].service,),
        waiting=sum(line.waiting for line in members),
        reason=tuple(reason for reason in reasons if reason),
    )


def _name(service: Service, centre: CentreFile, *, alone: bool) -> tuple[str, ...]:
    """Return the names of the service, or of its sphere when several services share the line."""
    spheres = {sphere.id: sphere for sphere in centre.spheres}
    named = service if alone else spheres.get(service.sphere, service)
    names = (named.name, named.name_en if "en" in centre.centre.languages else "")
    return tuple(apostrophe(name) for name in names if name)


def _reason(
    members: Iterable[ServiceLine],
    known: dict[str, Service],
    language: Language,
    told: ClosedReason | None,
    from_time: str | None,
) -> str:
    """Return why the line gives no tickets: a phrase for all of it, or each phrase after whom it concerns."""
    of: dict[ClosedReason | None, list[str]] = {}
    for line in members:
        of.setdefault(line.closed, []).append(_purpose(line, known, language))
    if len(of) == 1:
        [only] = of
        return closed(only, language, from_time) if only and only != told else ""
    named = ((", ".join(names), reason) for reason, names in of.items() if reason and reason != told)
    return "; ".join(f"{names}: {closed(reason, language, from_time)}" for names, reason in named)


def _purpose(line: ServiceLine, known: dict[str, Service], language: Language) -> str:
    service = known.get(line.service)
    if service and service.purpose:
        return purpose(service.purpose, language)
    return apostrophe(service.name) if service else line.service
