# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An export that lies on the card's open partition: a Pi that is nobody becomes the centre's, with its queue.

So a main Pi whose card is dead is replaced at a computer that reads cards, and nobody types a command on the new one.
"""

from pathlib import Path

from card import refusals, refusals_machine
from card.card_file import SUMS
from card.disk import Disk
from card.installed import ETC, STATE
from card.moving import Roots
from card.moving_in import BROUGHT, unpack
from card.open_partition import writable
from card.programs import Programs
from card.refusals import Refused
from centre.errors import CherhaError

ENDING = ".cherha"
"""Of what ``cherha export`` writes, as the guide names it."""


def exports(source: Path) -> list[Path]:
    """Return the exports beside the folder ``source``, as a technician has copied them onto the partition."""
    return sorted(file for file in source.parent.glob(f"*{ENDING}") if file.is_file())


def bring(root: Path, source: Path, programs: Programs) -> Refused | None:
    """Unpack the one export that lies there: its card's folder to ``source``, its journals to their places.

    Return why it was not done, if there is one. Of a Pi that is nobody only: whole or not at all, and cut off it begins
    anew. The folder is then taken in as any other, with all that is asked of one.
    """
    try:
        return _bring(root, source, programs)
    except OSError as wrong:
        return refusals.unreadable(str(wrong.filename or source.parent), wrong.strerror or str(wrong))


def _bring(root: Path, source: Path, programs: Programs) -> Refused | None:
    found = exports(source)
    if not found or (source / SUMS).exists():
        return None
    if len(found) > 1:
        return refusals_machine.several_exports(", ".join(file.name for file in found))
    try:
        with writable(programs, root, source.parent):
            unpack(found[0], Roots(root / ETC, root / STATE, source), _named(found[0]))
    except CherhaError as wrong:
        why = str(wrong).splitlines()[0].removeprefix(f"{found[0]}: ")
        return refusals_machine.no_export(found[0].name, why)
    return None


def brought(root: Path, source: Path) -> list[Path]:
    """Return the export by which this Pi was made, as long as it lies there; also after a power cut.

    Its journals are all here then. Another one is not meant, nor one that was copied there again later.
    """
    try:
        told = (root / STATE / BROUGHT).read_bytes()
    except OSError:
        return []
    return [file for file in exports(source) if _named(file) == told]


def done(disk: Disk, root: Path) -> None:
    """Forget what was brought: it is erased."""
    disk.remove(root / STATE / BROUGHT)


def _named(file: Path) -> bytes:
    return f"{file.name} {file.stat().st_size}\n".encode()
