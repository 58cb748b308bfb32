# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Warnings of letters that are misread or misheard in the hall; none of them keeps the centre from working."""

import itertools
from collections.abc import Iterator

from centre.config import CentreFile
from centre.hints import either, listed, shown
from centre.letters import READ_AS_DIGIT, TAKEN_FOR, instead, likeness
from centre.toml_reader import Slip, was_read


def letters(centre: CentreFile) -> Iterator[Slip]:
    """Yield one warning for each letter with a fault of its own and for each pair that is easily confused.

    ``path`` is that of the first service with the letter; of a pair, of the later one.
    """
    first = {s.letter: f"services[{i}].letter" for i, s in reversed(list(enumerate(centre.services)))}
    used = [letter for letter in dict.fromkeys(service.letter for service in centre.services) if was_read(letter)]
    for one in used:
        yield from (Slip(first[one], f"{text}; {_advice(one, place, used)}") for place, text in _faults(centre, one))
    for one, other in itertools.combinations(used, 2):
        if like := likeness(other, one):
            place = next(i for i, (a, b) in enumerate(zip(other, one, strict=True)) if a != b)
            said = f"{_of(centre, other)} {like} {_of(centre, one)} ({first[one]})"
            yield Slip(first[other], f"{said}; {_advice(other, place, used)}")


def _faults(centre: CentreFile, letters: str) -> Iterator[tuple[int, str]]:
    """Yield the place and the fault of each letter that is misread wherever it stands."""
    for place, letter in enumerate(letters):
        within = f"{shown(letter)} in {_of(centre, letters)}" if len(letters) > 1 else _of(centre, letters)
        if digit := READ_AS_DIGIT.get(letter):
            yield place, f"{within} is read as the digit {digit}"
        elif common := TAKEN_FOR.get(letter):
            yield place, f"{within} is easily taken for {shown(common)}"


def _of(centre: CentreFile, letters: str) -> str:
    """Return ``"П" of service 'benefits'``."""
    holders = [f"'{s.id}'" if was_read(s.id) else "another" for s in centre.services if s.letter == letters]
    return f"{shown(letters)} of service{'s' * (len(holders) > 1)} {listed(holders)}"


def _advice(letters: str, place: int, used: list[str]) -> str:
    better = instead(letters, place, used)
    return f"choose another, such as {either(map(shown, better))}" if better else "choose two letters for each service"
