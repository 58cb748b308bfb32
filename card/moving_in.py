# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A whole centre out of its one file: onto a Pi that is nobody yet: whole or not at all, also in a power cut.

The card's folder comes to where every Pi takes its folder in from at its next boot, so all checks are done there again.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from card.card_file import CENTRE, SUMS
from card.installed import NOW
from card.moving import Roots, refused
from card.moving_file import Contents, Part, Unpacking
from card.placing import Good, forget, place_all
from centre.centre_file import load
from centre.errors import BadConfig, Unavailable
from centre.journal_copy import files_below, schema
from centre.journal_files import beside
from centre.journal_lines import SCHEMA

UNFINISHED = "import.unfinished"

BROUGHT = "import.brought"
"""Beside the journals, from when all of them are there: what they came from, for who has to erase it."""

IN_ITS_PLACE = ("", "-wal", "-shm", ".mended", ".mending")
"""What SQLite or a mending keeps beside a journal would become part of another one that is put there."""


def unpack(file: Path, roots: Roots, note: bytes | None = None) -> Contents:
    """Make this Pi the one of the file; return its list. ``note``: what BROUGHT is to say.

    Nothing counts until the folder's files.sha256 is in its place, which comes last: cut before that, it begins anew.
    Raise Unavailable, with nothing changed, if the file is not whole, if a newer Cherha wrote it, or if a centre or a
    journal is here already; BadConfig if this Cherha does not understand its centre.toml.
    """
    with Unpacking(file) as archive:
        archive.verify()
        try:
            _refuse_what_is_not_understood(file, archive)
            _refuse_a_centre(roots)
            forget(roots.state / UNFINISHED)
            goods = _goods(archive, roots, note)
            _refuse_what_is_there(roots, goods)
            place_all(roots.state / UNFINISHED, goods)
        except OSError as fault:
            raise refused(roots.state, fault) from fault
        return archive.contents


def _goods(archive: Unpacking, roots: Roots, note: bytes | None) -> list[Good]:
    """Return what comes to its place here: the note last but one, the card's files.sha256 last."""
    folders = {"card": roots.boot, "state": roots.state, "cards": roots.cards}
    goods = [
        Good(folder / part.below, part.sha256, part.mode, _writer(archive, part))
        for part in archive.contents.parts
        if (folder := folders[part.root]) is not None
    ]
    if note is not None:
        goods.append(
            Good(roots.state / BROUGHT, hashlib.sha256(note).hexdigest(), 0o600, lambda into: _write(into, note))
        )
    return sorted(goods, key=lambda good: good.place == roots.boot / SUMS)


def _write(into: IO[bytes], note: bytes) -> None:
    into.write(note)


def _writer(archive: Unpacking, part: Part) -> Callable[[IO[bytes]], None]:
    return lambda into: archive.read(part, into)


def _refuse_what_is_not_understood(file: Path, archive: Unpacking) -> None:
    """Refuse what this Cherha could not go on with."""
    for part in archive.contents.parts:
        if part.root == "state" and (found := schema(archive.beginning(part))) > SCHEMA:
            raise Unavailable(
                f"{file}: {part.name} was written by a newer Cherha (schema {found}, this one knows {SCHEMA}). "
                "Update the package on this machine first."
            )
    card = {part.below: part for part in archive.contents.of("card")}
    if not {CENTRE, SUMS} <= card.keys():
        raise Unavailable(f"{file}: it has no {CENTRE} or no {SUMS}. Export the centre again.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / CENTRE
        with path.open("wb") as into:
            archive.read(card[CENTRE], into)
        try:
            load(path)
        except BadConfig as fault:
            said = str(fault).replace(folder, str(file))
            raise BadConfig(f"{said}\nNothing was imported: this Cherha does not understand its {CENTRE}.") from fault


def _refuse_a_centre(roots: Roots) -> None:
    """Refuse a Pi that is somebody, or becomes somebody at its next boot."""
    for path in (roots.etc / NOW, roots.etc / CENTRE, roots.boot / SUMS):
        if os.path.lexists(path):
            raise Unavailable(
                f"{path} is there: this Pi has a centre already, and nothing was overwritten. Take a fresh card."
            )


def _refuse_what_is_there(roots: Roots, goods: list[Good]) -> None:
    """Refuse a journal that is there, and a card's folder with anything in it."""
    if roots.boot.is_dir() and (more := next(iter(files_below(roots.boot)), None)):
        raise Unavailable(f"{more} is there already, and nothing was overwritten. Remove the folder {roots.boot.name}.")
    for good in goods:
        for path in (beside(good.place, suffix) for suffix in IN_ITS_PLACE):
            if path.exists():
                raise Unavailable(f"{path} is there already, and nothing was overwritten. Take a fresh card.")
