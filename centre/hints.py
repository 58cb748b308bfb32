# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a wrong value is shown and which right one was probably meant; knows nothing of centre.toml."""

import difflib
import json
from collections.abc import Iterable

LONGEST_SHOWN = 60
"""Characters of a wrong value that an error line repeats."""

_LOOK_ALIKES = dict(zip("ABCEHIKMOPTXYÏ", "АВСЕНІКМОРТХУЇ", strict=True))


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


def cyrillic_advice(value: object) -> str:
    """Return a sentence that names the Cyrillic letters to type in place of Latin ones, or nothing."""
    if not isinstance(value, str):
        return ""
    latin = [letter for letter in value if letter.upper() in _LOOK_ALIKES]
    swaps = ", ".join(
        f"Latin {letter} (U+{ord(letter):04X}): type the Cyrillic {meant} (U+{ord(meant):04X})"
        for letter in dict.fromkeys(latin)
        for meant in (_LOOK_ALIKES[letter.upper()],)
    )
    return f" This is the {swaps}." if swaps else ""
