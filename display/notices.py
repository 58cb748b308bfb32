# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall is told as a whole: in place of the calls, or over the waiting lines; it knows no places."""

from collections.abc import Callable
from typing import NamedTuple

from centre.config import CentreFile, Language
from centre.messages import Board, ClosedReason
from centre.texts import clock
from centre.texts_closed import closed
from display import words
from display.groups import common_reason


class Told(NamedTuple):
    """Each text in all languages of the centre, Ukrainian first.

    ``big`` stands where calls would; ``panel`` over the waiting lines; ``reason`` need not be repeated in these.
    """

    big: tuple[str, ...] = ()
    panel: tuple[str, ...] = ()
    reason: ClosedReason | None = None


def in_languages(centre: CentreFile, say: Callable[[Language], str]) -> tuple[str, ...]:
    """Return a text in all languages of the centre."""
    return tuple(map(say, centre.centre.languages))


def told(board: Board, centre: CentreFile) -> Told:
    """Return what the hall is told: why there are no calls, or why no service gives tickets while there are."""
    common = common_reason(board.services)
    if board.calls:
        return Told(panel=in_languages(centre, _sayer(common, None)) if common else (), reason=common)
    if board.opens_at:
        from_time = clock(board.opens_at, centre.centre.time_zone)
        return Told(big=in_languages(centre, _sayer("not_yet", from_time)), reason="not_yet")
    if common in {"over", "not_yet"}:
        return Told(big=in_languages(centre, _sayer(common, None)), reason=common)
    panel = in_languages(centre, _sayer(common, None)) if common else ()
    return Told(big=in_languages(centre, words.nobody_called), panel=panel, reason=common)


def _sayer(reason: ClosedReason, from_time: str | None) -> Callable[[Language], str]:
    """Return how a reason is told to the whole hall: as a sentence of its own."""
    if reason == "over":
        return words.reception_over

    def say(language: Language) -> str:
        text = closed(reason, language, from_time)
        return text[0].upper() + text[1:]

    return say
