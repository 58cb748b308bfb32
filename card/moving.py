# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A whole centre into one file, whole or not at all, while its services go on; card/moving_in.py takes it out again.

It knows where a Pi keeps things: its card's folder as it was taken in, and its journals. What the file looks like is
card/moving_file.py.
"""

import errno
import os
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from card.card_file import CARD, CENTRE, SUMS, CardFile
from card.disk import sync_folder
from card.installed import NOW
from card.moving_file import FORMAT, Contents, Packing, Part
from centre.cards import cards
from centre.centre_file import load
from centre.errors import JournalDamaged, Unavailable
from centre.journal_copy import copy, files_below, is_journal, journals
from centre.journal_files import beside
from centre.toml_reader import convert, parse

QUEUE = Path("dispatcher") / "dispatcher.db"
"""The dispatcher's journal, below the folder of state."""

HOW_TO_MOUNT = "A stick does not mount itself: sudo mount /dev/sda1 /mnt; and before you pull it out, sudo umount /mnt"


class Roots(NamedTuple):
    """Where a Pi has its card's folder (``etc``/now), its journals, and the folder that a card is taken in from.

    ``cards`` is the technician's folder, if it takes part.
    """

    etc: Path
    state: Path
    boot: Path
    cards: Path | None = None


def pack(roots: Roots, file: Path, made: str, version: str) -> Contents:
    """Write the centre of this Pi into the new file ``file``, mode 0600, while its services go on; return its list.

    On return the file is on the disk; before that it bears another name, so that half of it is never taken for it.
    Raise BadConfig if the centre's own file is wrong, Unavailable if something is missing, cannot be read or written,
    JournalDamaged if a journal is not whole.
    """
    if file.exists():
        raise Unavailable(f"{file} is there already, and nothing was overwritten. Give another name.")
    folder = roots.etc / NOW
    if not (folder / SUMS).is_file():
        raise Unavailable(f"{folder}: this Pi has taken no card in. Export on the Pi of the broker and the dispatcher.")
    centre, card = load(folder / CENTRE), convert(parse(folder / CARD), CardFile).value.card
    about = partial(Contents, format=FORMAT, centre=centre.centre.name, card=card, made=made, version=version)
    unfinished, copied = beside(file, ".part"), beside(file, ".copy")
    try:
        _must_have_the_queue(roots, card, cards(centre)[0].id)
        _must_have_a_place(file.parent)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            with zipfile.ZipFile(stream, "w") as archive:
                packing = Packing(archive)
                contents = about(parts=tuple(_packed(roots, packing, copied)))
                packing.finish(contents)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.rename(file)
        sync_folder(file.parent)
    except OSError as fault:
        raise refused(file, fault) from fault
    finally:
        for leftover in (copied, unfinished):
            leftover.unlink(missing_ok=True)
    return contents


def _must_have_the_queue(roots: Roots, card: str, main: str) -> None:
    """Raise Unavailable or JournalDamaged where a file would look like a centre, and not have its queue."""
    if card != main:
        raise Unavailable(f"This Pi is {card}, and the queue is not on it. Export on the Pi of card {main}.")
    queue = roots.state / QUEUE
    if not queue.exists():
        raise Unavailable(
            f"{queue} is not there, and without it the queue would not be in the file. Is --state right? A centre that"
            " has never worked needs no export: copy its folder of `cherha provision`."
        )
    if not is_journal(queue):
        raise JournalDamaged(
            f"{queue}: no journal can be read in it, so the queue would not be in the file. Restart its service, which"
            " keeps what can be read: sudo systemctl restart cherha-dispatcher"
        )


def _must_have_a_place(folder: Path) -> None:
    if not folder.is_dir():
        raise Unavailable(f"{folder}: there is no such folder. {HOW_TO_MOUNT}")


def _packed(roots: Roots, packing: Packing, copied: Path) -> Iterator[Part]:
    """Pack everything: what does not change while services run, then the journals."""
    yield from _folder(packing, "card", roots.etc / NOW)
    if roots.cards is not None:
        yield from _folder(packing, "cards", roots.cards)
    for journal in journals(roots.state):
        copy(journal, copied)
        copied.chmod(journal.stat().st_mode & 0o777)
        yield packing.add(f"state/{journal.relative_to(roots.state).as_posix()}", copied)


def _folder(packing: Packing, name: str, folder: Path) -> Iterator[Part]:
    if not folder.is_dir():
        raise Unavailable(f"{folder}: there is no such folder. Give the one of `cherha provision --out`.")
    for path in (path for path in files_below(folder) if not path.name.startswith(".")):
        yield packing.add(f"{name}/{path.relative_to(folder).as_posix()}", path)


def refused(path: Path, fault: OSError) -> Unavailable:
    """Return what to say when the disk or the system says no."""
    advice = {
        errno.ENOSPC: "Free the disk, or take a larger stick.",
        errno.EACCES: "Run this with sudo.",
        errno.EROFS: "Mount it so that it can be written: sudo mount -o remount,rw",
    }
    return Unavailable(
        f"{fault.filename or path}: {fault.strerror}. {advice.get(fault.errno or 0, 'Look at the disk.')}"
    )
