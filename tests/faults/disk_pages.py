# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""On which pages of its file each line of a journal is: what a spoiled page may cost, and nothing else.

By the file's own format (https://sqlite.org/fileformat2.html, 1.6); the first page and the inner ones lead to all lines
below them.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

PAGE = 4096
"""SQLite's page, and the journals'."""

_LEAF, _INNER = 13, 5
_NUMBER_OF_ROOT = "SELECT rootpage FROM sqlite_schema WHERE name = 'journal'"
_ALL = "SELECT number, at, kind, fact, request, answer FROM journal"

Rows = Mapping[int, tuple[Any, ...]]


def rows(path: Path, *, ended: bool) -> Rows:
    """Return all lines by their numbers, texts as bytes: of a damaged one that nobody has read yet they may be none.

    ``ended``: nobody has the file open, and it is all there is.
    """
    with closing(
        sqlite3.connect(f"file:{path.absolute()}?{'immutable=1' if ended else 'mode=ro'}", uri=True)
    ) as database:
        database.text_factory = bytes
        return {number: tuple(rest) for number, *rest in database.execute(_ALL)}


def pages_of_lines(path: Path) -> dict[int, set[int]]:
    """Return for each line of a whole journal, that nobody has open, the pages without which it cannot be read."""
    with closing(sqlite3.connect(f"file:{path.absolute()}?immutable=1", uri=True)) as database:
        (root,) = database.execute(_NUMBER_OF_ROOT).fetchone()
    return dict(_below(path.read_bytes(), root, {1}))


def spoiled(before: bytes, after: bytes) -> set[int]:
    """Return the pages that are not as they were."""
    pages = range(0, max(len(before), len(after)), PAGE)
    return {at // PAGE + 1 for at in pages if before[at : at + PAGE] != after[at : at + PAGE]}


def lost_besides(before: Rows, after: Rows, pages: Mapping[int, set[int]], spoiled: set[int]) -> list[int]:
    """Return the lines that are not what they were, though no page was spoiled that they need."""
    return [number for number, line in before.items() if after.get(number) != line and not pages[number] & spoiled]


def _below(data: bytes, page: int, above: set[int]) -> Iterator[tuple[int, set[int]]]:
    """Yield each line at or below a page with all pages that lead to it."""
    begin, way = (page - 1) * PAGE, above | {page}
    head = begin + (100 if page == 1 else 0)
    kind, count = data[head], _int(data, head + 3, 2)
    if kind not in {_LEAF, _INNER}:
        raise ValueError(f"page {page} is of kind {kind}; a table has {_LEAF} and {_INNER}")
    cells = [begin + _int(data, head + (8 if kind == _LEAF else 12) + 2 * n, 2) for n in range(count)]
    if kind == _LEAF:
        for cell in cells:
            number, more = _line(data, cell)
            yield number, way | more
        return
    for child in (*(_int(data, cell, 4) for cell in cells), _int(data, head + 8, 4)):
        yield from _below(data, child, way)


def _line(data: bytes, at: int) -> tuple[int, set[int]]:
    """Return the number of the line at a place, and the pages that the rest of a long one is on."""
    size, at = _varint(data, at)
    number, at = _varint(data, at)
    here, pages = _here(size), set[int]()
    following = _int(data, at + here, 4) if here < size else 0
    while following:
        pages.add(following)
        following = _int(data, (following - 1) * PAGE, 4)
    return number, pages


def _here(size: int) -> int:
    """Return how many bytes of a line are on its leaf."""
    most, least = PAGE - 35, (PAGE - 12) * 32 // 255 - 23
    if size <= most:
        return size
    here = least + (size - least) % (PAGE - 4)
    return here if here <= most else least


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of up to nine bytes, and the place behind it."""
    value = 0
    for n in range(8):
        value = value << 7 | data[at + n] & 0x7F
        if data[at + n] < 0x80:
            return value, at + n + 1
    return value << 8 | data[at + 8], at + 9


def _int(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")
