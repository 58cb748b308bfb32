# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha ratings``: how today's citizens found the service, as a table; it counts nothing itself."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args
from uuid import uuid4

from centre import config
from centre.centre_file import load
from centre.facts_base import Word
from centre.messages import AskRatings, Rated
from cherha.conversation import with_dispatcher

UKRAINIAN: Mapping[Word, str] = {
    "excellent": "чудово",
    "good": "добре",
    "acceptable": "прийнятно",
    "terrible": "жахливо",
}
"""The words of the national survey (КМУ 864/2021), as they stand on the buttons."""

PLEASED: tuple[Word, ...] = ("excellent", "good")


def ratings(options: argparse.Namespace) -> None:
    """Print today's words by service, and the share of чудово and добре."""
    centre = load(options.centre)
    with with_dispatcher(centre.broker) as dispatcher:
        said = dispatcher.ask(AskRatings(request_id=uuid4())).ratings
    print("\n".join(_lines(said, centre)))


def _lines(said: Sequence[Rated], centre: config.CentreFile) -> Iterator[str]:
    if not said:
        yield "No citizen has said a word today."
        return
    words: tuple[Word, ...] = get_args(Word)
    names = {service.id: service.name for service in centre.services} | {"": "(no service)"}
    rows = [("service", *(f"{UKRAINIAN[word]} {word}" for word in words), "чудово + добре")]
    rows += [
        _row(names.get(service, service), [one for one in said if one.service == service], words)
        for service in dict.fromkeys(one.service for one in said)
    ]
    rows.append(_row("all", said, words))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(name: str, said: Sequence[Rated], words: Sequence[Word]) -> tuple[str, ...]:
    counts = {word: sum(one.count for one in said if one.word == word) for word in words}
    share = sum(counts[word] for word in PLEASED) / sum(counts.values())
    return (name, *map(str, counts.values()), f"{share:.0%}")
