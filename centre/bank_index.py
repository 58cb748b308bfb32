# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The list of what is in a bank of recordings, ``index.json`` beside its files: what the maker tells the bank."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from centre.config import Language

INDEX = "index.json"

VARIABLE = "CHERHA_VOICES"
"""Names the folder of the bank, where it is not the image's."""

FOLDER = Path("/usr/share/cherha/voices")
"""Where the image has its bank."""


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One recording: its words with the mark behind them, its file, and what the file must be."""

    text: str
    file: str
    length_s: float
    sha256: str


class Tongue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All recordings of one language: who spoke them, at how many samples a second.

    ``recipe`` is a digest of all that they were made from: while it stays, making them anew would change nothing.
    """

    engine: str
    version: str
    voice: str
    recipe: str
    rate_hz: int
    pieces: tuple[Piece, ...]


class Index(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole bank."""

    languages: Mapping[Language, Tongue]


def to_json(index: Index) -> bytes:
    """Return the index as a person can read it too, the same each time."""
    return msgspec.json.format(msgspec.json.encode(index, order="deterministic"), indent=1) + b"\n"


def from_json(text: bytes) -> Index:
    """Return the index; raise ValueError for anything else, with what is wrong."""
    try:
        return msgspec.json.decode(text, type=Index)
    except msgspec.MsgspecError as fault:
        raise ValueError(str(fault)) from fault
