# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The lines of the page of ``cherha status``: how wide they are, how they are headed and labelled. Pure."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

WIDTH, LABEL = 80, 12
"""Columns of the page, and those before the words of a line."""

Mood = Literal["plain", "head", "bad", "doubt"]


class Row(NamedTuple):
    """A line of the page, and how it is meant."""

    text: str
    mood: Mood = "plain"


def labelled(label: str, *rows: Row) -> Iterator[Row]:
    """Yield lines of which the first has a label."""
    for place, row in enumerate(rows):
        yield row._replace(text=f"{'' if place else label:<{LABEL}}{row.text}")


def section(name: str, says: str, *, old: bool, at: str = "") -> Iterator[Row]:
    """Yield the head of a part of the page; one that is ``old`` says so, and ``at`` says of when it is."""
    yield Row("")
    yield Row(f"{name:<{LABEL}}{says}{f' (OLD{at})' if old else ''}", "head")


def cut(text: str) -> str:
    """Return a line that is no wider than the page."""
    return text.rstrip() if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
