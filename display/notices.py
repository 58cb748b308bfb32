# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall is told as a whole: where calls would be, over the waiting lines, or at the top; it knows no places."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from centre import texts_alarms
from centre.config import CentreFile, Language
from centre.messages import Board, ClosedReason, ServiceLine
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
    common, waits = _common(board.services), any(line.waiting for line in board.services)
    panel = in_languages(centre, _sayer(common, waits=waits)) if common else ()
    if board.calls:
        return Told(panel=panel, reason=common)
    if board.opens_at:
        from_time = clock(board.opens_at, centre.centre.time_zone)
        return Told(big=in_languages(centre, _sayer("not_yet", from_time)), reason="not_yet")
    if common == "over" and not waits:
        return Told(big=in_languages(centre, words.no_reception), reason=common)
    if common in {"over", "not_yet", "day_off"}:
        return Told(big=panel, reason=common)
    return Told(big=in_languages(centre, words.nobody_called), panel=panel, reason=common)


def ails(board: Board, centre: CentreFile, ill: Collection[str]) -> list[tuple[str, ...]]:
    """Return what is wrong with the centre itself, the gravest last; a battery's end leaves no room for more.

    ``ill`` kiosks matter to nobody who could get no ticket anyway: in an alert that sends people away, out of hours.
    """
    if board.power == "battery_low":
        return [in_languages(centre, texts_alarms.battery_low)]
    sayers: list[Callable[[Language], str]] = [texts_alarms.on_battery] if board.power == "battery" else []
    if ill and _gives_tickets(board):
        sayers.append(lambda language: words.kiosks_ill(len(ill), len(centre.kiosks), language))
    sayers += [texts_alarms.unheard] if board.alerts_unheard else []
    return [in_languages(centre, say) for say in sayers]


def _gives_tickets(board: Board) -> bool:
    """Return whether somebody may get a ticket now, be it with a booking alone."""
    return not (board.alert and board.alert.suspends) and any(line.booked for line in board.services)


def _common(services: Sequence[ServiceLine]) -> ClosedReason | None:
    """Return why no service gives tickets; the end of the reception is everybody's, whatever has failed besides."""
    reasons = {line.closed for line in services}
    return "over" if "over" in reasons and None not in reasons else common_reason(services)


def _sayer(reason: ClosedReason, from_time: str | None = None, *, waits: bool = False) -> Callable[[Language], str]:
    """Return how a reason is told to the whole hall, in which somebody still ``waits`` or not: as a sentence."""
    if reason == "over" and waits:
        return words.reception_over

    def say(language: Language) -> str:
        text = closed(reason, language, from_time)
        return text[0].upper() + text[1:]

    return say
