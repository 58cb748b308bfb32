# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one file that a whole centre is moved in: a zip, its list last, the hash of each part in it; it knows no place.

::

    card/centre.toml, cherha.toml, keys/…, files.sha256   the card's folder: what it is, and its secrets
    state/…/dispatcher.db                                the journals, each as it was at one moment
    cards/…                                              the technician's folder with the authority, if it was given
    cherha-centre.json                                   the list: written last, so half a file has none
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Annotated, NamedTuple, Self

import msgspec

from centre.errors import Unavailable

LIST, FORMAT = "cherha-centre.json", 1
CHUNK, HEAD_BYTES = 1 << 20, 100
NO_TIME = (1980, 1, 1, 0, 0, 0)
"""A zip knows no year before; a Pi may be in 1970."""

Name = Annotated[str, msgspec.Meta(pattern=r"^(card|state|cards)(/(?!\.\.?(/|\Z))[^/\\\x00-\x1f]+)+\Z")]
"""Where a part belongs; it can never lead out of its folder."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the centre."""

    name: Name
    bytes: int
    sha256: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    mode: Annotated[int, msgspec.Meta(ge=0, le=0o777)]

    @property
    def root(self) -> str:
        """Return which of the three folders it belongs to."""
        return self.name.split("/", 1)[0]

    @property
    def below(self) -> str:
        """Return where in that folder."""
        return self.name.split("/", 1)[1]


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """The list: whose centre it is, when it was taken, by which Cherha, and its parts."""

    format: int
    centre: str
    card: str
    made: str
    version: str
    parts: tuple[Part, ...]

    def of(self, root: str) -> list[Part]:
        """Return the parts of one of the three folders."""
        return [part for part in self.parts if part.root == root]


class Format(msgspec.Struct):
    """The one word that every Cherha can read of the list."""

    format: int


class Packing(NamedTuple):
    """A file that is being written."""

    archive: zipfile.ZipFile

    def add(self, name: str, source: Path) -> Part:
        """Write a file as a part; return what the list is to say of it."""
        mode = source.stat().st_mode & 0o777
        with source.open("rb") as read, self.archive.open(_entry(name), "w", force_zip64=True) as written:
            digest, size = _through(read, written)
        return Part(name=name, bytes=size, sha256=digest, mode=mode)

    def finish(self, contents: Contents) -> None:
        """Write the list."""
        self.archive.writestr(_entry(LIST), msgspec.json.format(msgspec.json.encode(contents), indent=1))


class Unpacking:
    """A file that was written by ``Packing``; every fault is Unavailable, in one sentence."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._archive = self._opened()
        self.contents = self._list()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def verify(self) -> None:
        """Read every part; raise Unavailable if one is not what was written, or there is one more or less."""
        there = {entry.filename for entry in self._archive.infolist()} - {LIST}
        if there != {part.name for part in self.contents.parts}:
            raise self._changed(", ".join(sorted(there ^ {part.name for part in self.contents.parts})))
        for part in self.contents.parts:
            self.read(part, None)

    def beginning(self, part: Part) -> bytes:
        """Return the first bytes of a part that was verified."""
        with self._archive.open(part.name) as read:
            return read.read(HEAD_BYTES)

    def read(self, part: Part, into: IO[bytes] | None) -> None:
        """Write a part into an open file; raise Unavailable if it is not what was written."""
        try:
            with self._archive.open(part.name) as read:
                found = _through(read, into)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError) as fault:
            raise self._changed(part.name) from fault
        if found != (part.sha256, part.bytes):
            raise self._changed(part.name)

    def _opened(self) -> zipfile.ZipFile:
        try:
            begins = _beginning(self._path)
            return zipfile.ZipFile(self._path)
        except OSError as fault:
            raise Unavailable(f"{self._path}: cannot be read: {fault.strerror}.") from fault
        except (zipfile.BadZipFile, NotImplementedError) as fault:
            raise self._half() if begins == b"PK" else self._foreign() from fault

    def _list(self) -> Contents:
        try:
            raw = self._archive.read(LIST)
            version = msgspec.json.decode(raw, type=Format).format
            if version <= FORMAT:
                return msgspec.json.decode(raw, type=Contents)
        except KeyError as fault:
            raise self._foreign() from fault
        except (zipfile.BadZipFile, zlib.error, EOFError, msgspec.DecodeError, NotImplementedError) as fault:
            raise self._changed(LIST) from fault
        raise Unavailable(
            f"{self._path}: written by a newer Cherha (format {version}, this one knows {FORMAT}). "
            "Update the package on this machine first."
        )

    def _half(self) -> Unavailable:
        return Unavailable(
            f"{self._path}: only a piece of the file is here. Copy it again; let no stick be pulled early."
        )

    def _foreign(self) -> Unavailable:
        return Unavailable(
            f"{self._path}: this is no file of `cherha export`. Give the one that the centre's Pi wrote."
        )

    def _changed(self, what: str) -> Unavailable:
        return Unavailable(
            f"{self._path}: {what} is not what was written. Copy the file again; if that is no help, export it again."
        )


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return _through(file, None)[0]


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(2)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NO_TIME)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return entry


def _through(read: IO[bytes], written: IO[bytes] | None) -> tuple[str, int]:
    """Write all that can be read; return its SHA-256 and its length. A journal is larger than a small Pi's memory."""
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(read):
        digest.update(chunk)
        size += len(chunk)
        if written is not None:
            written.write(chunk)
    return digest.hexdigest(), size


def _chunks(read: IO[bytes]) -> Iterator[bytes]:
    while chunk := read.read(CHUNK):
        yield chunk
