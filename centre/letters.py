# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Letters of ticket numbers: which look or sound alike, and what was meant by what staff typed; pure, knows no file."""

import re
import unicodedata
from collections.abc import Iterable

FROM_LATIN = dict(zip("ABCEHIKMOPTXYÏ", "АВСЕНІКМОРТХУЇ", strict=True))
"""The Latin capitals that look like Cyrillic ones, and which."""

READ_AS_DIGIT = {"З": "3", "О": "0", "Б": "6", "Ч": "4", "І": "1"}
"""Letters that are read as a digit from afar, and as which."""

TAKEN_FOR = {"Ґ": "Г", "Є": "Е", "Ї": "І", "Й": "И", "Щ": "Ш"}
"""Letters that differ from a commoner one by a tick, and from which."""

SOUND_ALIKE = ("БПВГД", "МН", "СФХ")
"""By their names, called out in a noisy hall: Бе, Пе, Ве, Ге, Де; Ем, Ен; Ес, Еф, Ха."""

LOOK_ALIKE = ("ІЇ", "ГҐ", "ЕЄ", "ИЙ", "ЦЩШ")

CLEAR = "АЖКЛРТУЮЯЕИМШПСНЦВГДФХ"
"""Letters without a fault of their own, those first that are like no other."""

DIGITS = 3
"""A number has at least so many."""

_TYPED = re.compile(r"(\D+)0*(\d+)", re.ASCII)
_LEFT_OUT = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return the ticket number that a human meant: ``a1``, ``A 001`` and ``а-001`` are all ``А001``.

    Latin look-alikes become Cyrillic, small letters large, lost zeros come back; what is no number stays none.
    """
    plain = _LEFT_OUT.sub("", unicodedata.normalize("NFC", text)).upper()
    meant = "".join(FROM_LATIN.get(letter, letter) for letter in plain)
    typed = _TYPED.fullmatch(meant)
    return f"{typed[1]}{typed[2].zfill(DIGITS)}" if typed else meant


def number_of(letter: str, count: int) -> str:
    """Return the ticket number of a count under a letter: ``А001``."""
    return f"{letter}{count:0{DIGITS}d}"


def split(ticket: str) -> tuple[str, int]:
    """Return the letter and the count of a ticket number."""
    letter = ticket.rstrip("0123456789")
    return letter, int(ticket.removeprefix(letter))


def likeness(one: str, other: str) -> str | None:
    """Return ``looks like`` or ``sounds like`` when two beginnings of numbers are easily confused, else None.

    Only those of equal length are, and only when each letter equals or is like the one in its place.
    """
    if one == other or len(one) != len(other):
        return None
    ways = [_way(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if None in ways:
        return None
    return "looks like" if "looks like" in ways else "sounds like"


def instead(of: str, place: int, taken: Iterable[str]) -> list[str]:
    """Return up to three beginnings that differ from ``of`` at ``place`` only and are like none that is taken."""
    others = set(taken) - {of}
    new = [f"{of[:place]}{letter}{of[place + 1 :]}" for letter in CLEAR]
    return [one for one in new if one not in {of, *others} and not any(likeness(one, other) for other in others)][:3]


def _way(one: str, other: str) -> str | None:
    if any(one in group and other in group for group in LOOK_ALIKE):
        return "looks like"
    if any(one in group and other in group for group in SOUND_ALIKE):
        return "sounds like"
    return None
