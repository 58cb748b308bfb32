# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a source says, whichever it is: an alert with its threats, none, or nothing that can be read. Pure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec

from centre.facts_base import Threat

T = TypeVar("T")

Trouble = Literal["feed_unreadable", "feed_unauthorised", "feed_silent", "key_missing"]
"""The code of the problem that a source has when it cannot be read."""

LONGEST_REASON = 120
"""Characters of a source's own words that are passed on."""

ALERT = "Повітряна тривога"
"""The reason of an alert whose source gives none."""


class Answer(NamedTuple):
    """What a web server answered; the names of ``headers`` are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Report(NamedTuple):
    """What a source says; ``why`` and ``trouble`` tell what is wrong when it is *unreadable*, which is no all-clear."""

    says: Literal["raise", "clear", "unreadable"]
    threats: tuple[Threat, ...] = ()
    why: str = ""
    trouble: Trouble = "feed_unreadable"


CLEAR = Report("clear")


def raised(threats: Iterable[Threat]) -> Report:
    """Return an alert; the same threat told twice is one, and their order is ours, so that it is no news."""
    return Report("raise", tuple(sorted(set(threats), key=repr)))


def unreadable(why: str, trouble: Trouble = "feed_unreadable") -> Report:
    """Return that nothing was learned; ``why`` is one sentence for the technician, with what to do."""
    return Report("unreadable", why=why, trouble=trouble)


def not_ok(answer: Answer) -> Report:
    """Return what an answer other than 200 means: never an alert, never an all-clear."""
    match answer.status:
        case HTTPStatus.UNAUTHORIZED:
            why = "it refuses the key, or it was asked too often with it. Compare key_file; let nobody else use the key"
            return unreadable(f"The feed answers 401: {why}.", "feed_unauthorised")
        case HTTPStatus.FORBIDDEN:
            why = "it wants a key, or bars this address. Compare key_file; ask its operator"
            return unreadable(f"The feed answers 403: {why}.", "feed_unauthorised")
        case HTTPStatus.TOO_MANY_REQUESTS:
            why = "it is asked too often from this address. Let nobody else ask, or make poll_s larger"
            return unreadable(f"The feed answers 429: {why}.")
        case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            why = "a fault of its own. Wait, and listen for the siren"
            return unreadable(f"The feed answers {status}: {why}.")
        case status:
            return unreadable(f"The feed answers {status} where 200 was expected. Compare url and regions.")


def understood(answer: Answer, shape: type[T], meaning: Callable[[T], Report]) -> Report:
    """Return what ``meaning`` makes of the body of a good answer; one not good, or of another shape, says nothing."""
    if answer.status != HTTPStatus.OK:
        return not_ok(answer)
    try:
        told = msgspec.json.decode(answer.body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        why = str(wrong).rstrip(".")
        return unreadable(
            f"The feed answers what cannot be read ({why}). Compare url; if it goes on, its form has changed."
        )
    return meaning(told)


def fields(said: Any) -> dict[str, Any]:
    """Return the fields of what should be an object; anything that is none has none."""
    return said if isinstance(said, dict) else {}


def place(said: Any) -> str:
    """Return the number of a region, which comes as a number or as a text; "" when it is neither."""
    number = str(said) if isinstance(said, int | str) else ""
    return number if number.isascii() and number.isdecimal() else ""


def words(said: Any) -> str:
    """Return a source's own words as one line that any screen can show; anything that is no text is none."""
    if not isinstance(said, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())[:LONGEST_REASON]


def moment(said: Any) -> datetime | None:
    """Return a moment of a feed, UTC where it names no zone; None when it cannot be read."""
    if not isinstance(said, str):
        return None
    for reading in (datetime.fromisoformat, _with_slashes):
        try:
            read = reading(said)
            return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _with_slashes(said: str) -> datetime:
    """Read ``2022/04/04 08:45:33 +0000``, as alerts.in.ua writes it."""
    return datetime.strptime(said, "%Y/%m/%d %H:%M:%S %z")
