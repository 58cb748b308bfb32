# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An export that lies on the card's open partition: a Pi that is nobody becomes the centre's, with its queue.

So a main Pi whose card is dead is replaced at a computer that reads cards, and nobody types a command on the new one.
"""

from pathlib import Path
from typing import NamedTuple

from card import refusals
from card.card_file import SUMS
from card.disk import Disk
from card.installed import ETC, STATE
from card.moving import Roots
from card.moving_in import unpack
from card.open_partition import writable
from card.programs import Programs
from card.refusals import Refused
from centre.errors import CherhaError

ENDING = ".cherha"
"""Of what ``cherha export`` writes, as the guide names it."""


def exports(source: Path) -> list[Path]:
    """Return the exports beside the folder ``source``, as a technician has copied them onto the partition."""
    return sorted(file for file in source.parent.glob(f"*{ENDING}") if file.is_file())


class Brought(NamedTuple):
    """What became of an export: the ``file`` that was unpacked just now, or why it was not."""

    file: Path | None = None
    refused: Refused | None = None


def bring(root: Path, source: Path, programs: Programs) -> Brought:
    """Unpack the one export that lies there: its card's folder to ``source``, its journals to their places.

    Of a Pi that is nobody only: whole or not at all, and cut off it begins anew. The folder is then taken in as any
    other, with all that is asked of one.
    """
    try:
        return _bring(root, source, programs)
    except OSError as wrong:
        return Brought(refused=refusals.unreadable(str(wrong.filename or source.parent), wrong.strerror or str(wrong)))


def _bring(root: Path, source: Path, programs: Programs) -> Brought:
    found = exports(source)
    if not found or (source / SUMS).exists():
        return Brought()
    if len(found) > 1:
        return Brought(refused=refusals.several_exports(", ".join(file.name for file in found)))
    try:
        with writable(programs, root, source.parent):
            unpack(found[0], Roots(root / ETC, root / STATE, source))
    except CherhaError as wrong:
        why = str(wrong).splitlines()[0].removeprefix(f"{found[0]}: ")
        return Brought(refused=refusals.no_export(found[0].name, why))
    return Brought(found[0])


def remove(disk: Disk, source: Path, brought: Brought) -> Refused | None:
    """Erase the export by which this Pi was made just now; return what to say of another one.

    That may be somebody's only copy of a queue, so it stays.
    """
    for file in exports(source):
        if file != brought.file:
            return refusals.export_left(file.name)
        disk.erase(file)
    return None
