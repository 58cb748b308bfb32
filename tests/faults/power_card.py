# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A unit's memory card of which the power takes what was not flushed, sector by sector; unflushed.c keeps the rest."""

import ctypes
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from tests.faults import preloaded

SECTOR = 512
"""What a card writes whole or not at all; SQLite trusts in no more (https://sqlite.org/atomiccommit.html, 2.0)."""

SOURCE = Path(__file__).with_name("unflushed.c")

Names = Mapping[str, str]
"""A directory: the key of the file that each name stands for."""


def build(folder: Path) -> Path:
    """Compile the layer into ``folder``; return the library."""
    return preloaded.build(SOURCE, folder)


class Card:
    """The files whose paths begin with ``begins``, and beside them, in ``durable``, what a cut would leave of them.

    Nobody may have them open while one of the methods works.
    """

    def __init__(self, library: Path, begins: Path, durable: Path) -> None:
        self._library, self._durable = library, durable
        begins.parent.mkdir(parents=True, exist_ok=True)
        self._begins = begins.parent.resolve() / begins.name
        self._key_of = ctypes.CDLL(str(library)).cherha_key
        self.settle()

    def environment(self, *, flush_ms: int = 0, lies: bool = False) -> dict[str, str]:
        """Return what a process gets that shall write on this card; one that lies keeps nothing any more."""
        words = {
            "LD_PRELOAD": str(self._library.resolve()),
            "CHERHA_UNFLUSHED": str(self._begins),
            "CHERHA_DURABLE": str(self._durable.resolve()),
            "CHERHA_FLUSH_MS": str(flush_ms),
        }
        return words | ({"CHERHA_LIES": "1"} if lies else {})

    def settle(self) -> None:
        """Let all that is there now be on the card."""
        shutil.rmtree(self._durable, ignore_errors=True)
        for kind in ("files", "names"):
            (self._durable / kind).mkdir(parents=True)
        names = self._live()
        for name, key in names.items():
            shutil.copy(self._begins.parent / name, self._durable / "files" / key)
        lines = ["flushed", *(f"{key} {name}" for name, key in names.items())]
        (self._durable / "names" / f"{0:08}").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def cut(self, chance: Random | None) -> None:
        """Leave what a power cut leaves; ``chance`` says what of the rest had reached the card, None that nothing."""
        names = self._live()
        live = {key: (self._begins.parent / name).read_bytes() for name, key in names.items()}
        moments = [*moments_of([text.read_text("utf-8") for text in sorted(self._listings())]), names]
        left = moments[0] if chance is None else chance.choice(moments)
        found = {name: self._left(key, live.get(key), chance) for name, key in left.items()}
        for name in names:
            (self._begins.parent / name).unlink()
        for name, content in found.items():
            (self._begins.parent / name).write_bytes(content)
        self.settle()

    def _listings(self) -> Sequence[Path]:
        return [entry for entry in (self._durable / "names").iterdir() if entry.name.isdecimal()]

    def _left(self, key: str, live: bytes | None, chance: Random | None) -> bytes:
        kept = self._durable / "files" / key
        flushed = kept.read_bytes() if kept.exists() else b""
        return flushed if chance is None or live is None else torn(flushed, live, chance)

    def _live(self) -> dict[str, str]:
        found = sorted(self._begins.parent.glob(f"{self._begins.name}*"))
        return {path.name: self._key(path) for path in found}

    def _key(self, path: Path) -> str:
        key = ctypes.create_string_buffer(80)
        self._key_of(os.fsencode(path), key)
        return key.value.decode()


def moments_of(listings: Sequence[str]) -> list[Names]:
    """Return the directory as it was flushed last, then as it stood before each rename and unlink after that."""
    told = [text.splitlines() for text in listings]
    last = max((place for place, lines in enumerate(told) if lines[0] == "flushed"), default=None)
    after = told if last is None else told[last:]
    never: list[Names] = [{}] if last is None else []
    return never + [{name: key for key, _, name in (line.partition(" ") for line in lines[1:])} for lines in after]


def torn(flushed: bytes, live: bytes, chance: Random) -> bytes:
    """Return a file of which some sectors had reached the card since its flush: none, all, or each by chance.

    One that grew may have any length in between; one that was cut off has the old or the new, as ext4 writes the new
    length in one piece and frees what is behind it afterwards (i_disksize, and its list of orphans).
    """
    share = chance.choice((0.0, 1.0, chance.random()))
    if share in {0.0, 1.0}:
        return live if share else flushed
    between = (chance.randint(len(flushed), len(live)),) if len(flushed) <= len(live) else ()
    size = chance.choice((len(flushed), len(live), *between))
    pieces = []
    for start in range(0, size, SECTOR):
        reached = start < len(live) and chance.random() < share
        piece = (live if reached else flushed)[start : start + SECTOR]
        pieces.append(piece.ljust(SECTOR, b"\0"))
    return b"".join(pieces)[:size]
