# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a wrong value is shown and which right one was probably meant; knows nothing of centre.toml."""

import difflib
import json
import re
from collections.abc import Iterable

from centre.letters import FROM_LATIN

LONGEST_SHOWN = 60
"""Characters of a wrong value that an error line repeats."""

_NEARLY_INTERVAL = re.compile(r"\s*(\d{1,2})[:.](\d\d)\s*[-‐‑‒–—―]\s*(\d{1,2})[:.](\d\d)\s*", re.ASCII)
LAST_HOUR, LAST_MINUTE = 24, 59


def shown(value: object) -> str:
    """Return a value as the technician wrote it, on one line and cut to a readable length."""
    match value:
        case dict():
            return "a table"
        case list() | tuple():
            return f"a list of {len(value)}"
        case str() | bool() | int():
            text = json.dumps(value, ensure_ascii=False)
        case _:
            text = str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """Return `` Did you mean 'pin'?`` for a slip of the pen, or nothing when no known word is near."""
    near = nearest(word, known)
    return f" Did you mean '{near}'?" if near else ""


def nearest(word: object, known: Iterable[str]) -> str | None:
    """Return the known word most like ``word``, or None when none is like it."""
    near = difflib.get_close_matches(word, list(known), n=1) if isinstance(word, str) else []
    return near[0] if near else None


def either(words: Iterable[str]) -> str:
    """Join words as alternatives: ``a, b or c``; there must be at least one."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def listed(words: Iterable[str]) -> str:
    """Join words as a list: ``a, b and c``; there must be at least one."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def interval_advice(value: object) -> str:
    """Return `` Did you mean '08:00-17:00'?`` for a time from and to with another dash, a point or a lost zero."""
    typed = _NEARLY_INTERVAL.fullmatch(value) if isinstance(value, str) else None
    hour, minute, end_hour, end_minute = map(int, typed.groups()) if typed else (LAST_HOUR + 1,) * 4
    if max(hour, end_hour) > LAST_HOUR or max(minute, end_minute) > LAST_MINUTE:
        return ""
    meant = f"{hour:02}:{minute:02}-{end_hour:02}:{end_minute:02}"
    return "" if meant == value else f" Did you mean '{meant}'?"


def cyrillic_advice(value: object) -> str:
    """Return a sentence that names the Cyrillic letters to type in place of Latin ones, or nothing."""
    if not isinstance(value, str):
        return ""
    latin = [letter for letter in value if letter.upper() in FROM_LATIN]
    swaps = ", ".join(
        f"Latin {letter} (U+{ord(letter):04X}): type the Cyrillic {meant} (U+{ord(meant):04X})"
        for letter in dict.fromkeys(latin)
        for meant in (FROM_LATIN[letter.upper()],)
    )
    return f" This is the {swaps}." if swaps else ""
