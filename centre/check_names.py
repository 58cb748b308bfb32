# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of names: nothing that tells two things apart is given twice; knows no wiring."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from centre.config import CentreFile, Desk, Display, Kiosk
from centre.hints import shown
from centre.identity import RESERVED
from centre.toml_reader import Slip, was_read


class Use(NamedTuple):
    """A value that only one may have: where it stands, what it is, how it is shown, whose it is."""

    path: str
    value: object
    shown: str
    holder: str


def used_twice(uses: Iterable[Use]) -> Iterator[Slip]:
    """Yield a slip for each use of a value after its first."""
    first: dict[object, Use] = {}
    for use in uses:
        if not was_read(use.value):
            continue
        owner = first.setdefault(use.value, use)
        if owner is not use:
            yield Slip(use.path, f"{use.shown} is already used by {owner.holder} ({owner.path})")


def called(kind: str, name: str) -> str:
    """Return how a thing is spoken of: ``button 'passport'``, or ``another button`` when its name could not be read."""
    return f"{kind} '{name}'" if was_read(name) else f"another {kind}"


def names(centre: CentreFile) -> Iterator[Slip]:
    """Yield each service id, letter, window number and unit id given twice, and each unit id that is reserved."""
    yield from used_twice(
        Use(f"services[{i}].id", service.id, shown(service.id), "another service")
        for i, service in enumerate(centre.services)
    )
    yield from used_twice(
        Use(f"services[{i}].letter", service.letter, shown(service.letter), called("service", service.id))
        for i, service in enumerate(centre.services)
    )
    yield from used_twice(
        Use(f"windows[{i}].number", window.number, shown(window.number), "another window")
        for i, window in enumerate(centre.windows)
    )
    units = list(_units(centre))
    yield from used_twice(units)
    for unit in units:
        if unit.value in RESERVED:
            yield Slip(unit.path, f"{unit.shown} is kept for {RESERVED[str(unit.value)]}; choose another name")


def _units(centre: CentreFile) -> Iterator[Use]:
    """Yield the ids of all units; they share one set of names, so that ``cherha press hall ...`` needs no role."""
    roles: dict[str, Sequence[Kiosk | Desk | Display]] = {
        "kiosk": centre.kiosks,
        "desk": centre.desks,
        "display": centre.displays,
    }
    for role, units in roles.items():
        for i, unit in enumerate(units):
            yield Use(f"{role}s[{i}].id", unit.id, shown(unit.id), f"a {role}")
