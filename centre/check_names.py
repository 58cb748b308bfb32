# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of names: nothing that tells two things apart is given twice; knows no wiring."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from centre.cards import kinds
from centre.config import CentreFile, Service
from centre.config_ratings import Rating
from centre.hints import shown
from centre.identity import RESERVED
from centre.toml_reader import Slip, was_read

ANOTHER_NAME = "; give one of them another name"
"""What to do where two things have one id."""


class Use(NamedTuple):
    """A value that only one may have: where it stands, what it is, how it is shown, whose it is."""

    path: str
    value: object
    shown: str
    holder: str


def used_twice(uses: Iterable[Use], advice: str = "") -> Iterator[Slip]:
    """Yield a slip for each use of a value after its first, with what to do at its end."""
    first: dict[object, Use] = {}
    for use in uses:
        if not was_read(use.value):
            continue
        owner = first.setdefault(use.value, use)
        if owner is not use:
            yield Slip(use.path, f"{use.shown} is already used by {owner.holder} ({owner.path}){advice}")


def called(kind: str, name: str) -> str:
    """Return how a thing is spoken of: ``button 'passport'``, or ``another button`` when its name could not be read."""
    return f"{kind} '{name}'" if was_read(name) else f"another {kind}"


def names(centre: CentreFile) -> Iterator[Slip]:
    """Yield each id, letter, window number, language and word given twice, and each unit id that is reserved.

    The services of one sphere may share their letter: they are one group to the citizen, and count on together.
    """
    yield from _languages(centre)
    for part in ("services", "spheres"):
        ids = (
            Use(f"{part}[{i}].id", one.id, shown(one.id), f"another {part[:-1]}")
            for i, one in enumerate(getattr(centre, part))
        )
        yield from used_twice(ids, ANOTHER_NAME)
    yield from _letters(centre)
    yield from used_twice(
        Use(f"windows[{i}].number", window.number, shown(window.number), "another window")
        for i, window in enumerate(centre.windows)
    )
    for i, rating in enumerate(centre.ratings):
        yield from _words(rating, f"ratings[{i}].buttons")
    units = list(_units(centre))
    yield from used_twice(units, ANOTHER_NAME)
    for unit in units:
        if unit.value in RESERVED:
            yield Slip(unit.path, f"{unit.shown} is kept for {RESERVED[str(unit.value)]}; choose another name")


def _words(rating: Rating, path: str) -> Iterator[Slip]:
    """Yield each word that two of the four buttons have: another one is then missing."""
    yield from used_twice(
        Use(f"{path}[{i}].word", button.word, shown(button.word), "another button")
        for i, button in enumerate(rating.buttons)
    )


def _languages(centre: CentreFile) -> Iterator[Slip]:
    languages = centre.centre.languages
    if languages and was_read(languages[0]) and languages[0] != "uk":
        why = "Ukrainian stands first (law 2704-VIII, article 27)"
        yield Slip("centre.languages[0]", f'{shown(languages[0])}: expected "uk"; {why}')
    yield from used_twice(
        Use(f"centre.languages[{i}]", language, shown(language), "the same list")
        for i, language in enumerate(languages)
    )


def _letters(centre: CentreFile) -> Iterator[Slip]:
    first: dict[str, int] = {}
    for i, service in enumerate(centre.services):
        if not was_read(service.letter):
            continue
        holder = centre.services[first.setdefault(service.letter, i)]
        if holder is not service and not _one_group(service, holder):
            owner = f"{called('service', holder.id)} (services[{first[service.letter]}].letter)"
            yield Slip(f"services[{i}].letter", f"{shown(service.letter)} is already used by {owner}")


def _one_group(one: Service, other: Service) -> bool:
    if not was_read(one.sphere) or not was_read(other.sphere):
        return True  # it may be so
    return one.sphere == other.sphere != ""


def _units(centre: CentreFile) -> Iterator[Use]:
    """Yield the ids of all units; they share one set of names, so that ``cherha press hall ...`` needs no role."""
    for role, units in kinds(centre).items():
        for i, unit in enumerate(units):
            yield Use(f"{role}s[{i}].id", unit.id, shown(unit.id), f"a {role}")
