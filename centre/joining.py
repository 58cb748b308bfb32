# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A sentence out of recorded pieces: which of them it is made of, and how long the pauses between them are; pure.

A piece is some words and the mark behind them: «нуль,» goes on, «нуль.» comes to an end; neither stands for the other.
"""

from collections.abc import Container, Sequence
from typing import NamedTuple

from centre.sound import SAMPLE_BYTES, Sound

LONGEST = 16
"""Words of one piece at most, a whole sentence's."""

COMMA_S = 0.1
"""With the pieces' own margins 0.16 s, between the signs of a number: a hall must hear them one by one, and they are
written down with a finger on glass or repeated in a whisper."""

STOP_S = 0.3
"""Between a ticket and its window: long enough to hear that another thing begins, as espeak-ng's own 0.4 s."""

_STOPS, _COMMAS = ".!?…", ",;:–—"
_PAUSES = {"": 0.0, ",": COMMA_S, ".": STOP_S}


class Part(NamedTuple):
    """A piece of a sentence by its key, and the pause that follows it."""

    key: str
    pause_s: float


def key(text: str) -> str:
    """Return what a piece is known by: small letters, one kind of apostrophe, a comma or a stop behind its words."""
    return " ".join(_word(word) for word in text.split())


def parts(text: str, known: Container[str]) -> tuple[Part, ...] | None:
    """Return a sentence as pieces that are known, the longest that fits at each place; None if one is missing.

    A sentence without a mark at its end is one that ends.
    """
    words = key(text).split()
    if not words:
        return None
    if words[-1].rstrip(",.") == words[-1]:
        words[-1] += "."
    found, place = list[Part](), 0
    while place < len(words):
        lengths = range(min(LONGEST, len(words) - place), 0, -1)
        here = (" ".join(words[place : place + length]) for length in lengths)
        piece = next((one for one in here if one in known), None)
        if piece is None:
            return None
        found.append(Part(piece, _PAUSES[piece[-1] if piece[-1] in _PAUSES else ""]))
        place += piece.count(" ") + 1
    return tuple(found)


def join(pieces: Sequence[tuple[Sound, float]]) -> Sound:
    """Return sounds of one rate, at least one, each with the pause behind it; no pause ends a sentence."""
    rate_hz = pieces[0][0].rate_hz
    ends = len(pieces) - 1
    samples = b"".join(
        sound.samples + bytes(0 if place == ends else round(pause_s * rate_hz) * SAMPLE_BYTES)
        for place, (sound, pause_s) in enumerate(pieces)
    )
    return Sound(samples, rate_hz)


def _word(word: str) -> str:
    bare = word.rstrip(_STOPS + _COMMAS)
    marks = word[len(bare) :]
    mark = "." if any(sign in _STOPS for sign in marks) else "," if marks else ""
    return bare.lower().replace("’", "'") + mark
