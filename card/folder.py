# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A folder of files that is whole or known as half, whenever the power fails; knows nothing of what is in them.

Each file replaces its elder whole, the sums come last, and what is not ours is left alone.
"""

import contextlib
import hashlib
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from card.card_file import CARD, KEYS, SUMS
from card.disk import sync_folder

PART = ".part"
"""How a file ends that is not whole yet."""

LARGEST = 1024 * 1024
"""Bytes of a file that may be ours; a longer one is not."""

Files = Mapping[str, bytes]
"""Contents by their names in the folder: ``keys/kiosk-hall.pem``."""


def read(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder that may be ours, {} if there is none yet."""
    found = [path for place in (folder, folder / KEYS) if place.is_dir() for path in sorted(place.iterdir())]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if path.is_file() and not path.is_symlink() and path.suffix != PART and path.stat().st_size <= LARGEST
    }


def sums(files: Files) -> bytes:
    """Return the text that sha256sum would write of these files."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def summed(files: Files) -> set[str]:
    """Return the names that a folder's own sums list: what was written here once."""
    lines = files.get(SUMS, b"").decode("utf-8", "replace").splitlines()
    return {name for _, _, name in (line.partition("  ") for line in lines) if name in files}


def write(folder: Path, files: Files, stale: Collection[str] = ()) -> bool:
    """Make the folder hold these files, their sums and nothing of what is ``stale``; return whether anything changed.

    Cut off at any moment it holds what it held before, or what its sums do not fit.
    """
    make(folder)
    make(folder / KEYS)
    _sweep(folder)
    held, wanted = read(folder), {**files, SUMS: sums(files)}
    changed = [name for name in sorted(wanted, key=_rank) if held.get(name) != wanted[name]]
    gone = [name for name in stale if name not in wanted and name in held]
    for name in changed:
        if name == SUMS:
            _settle(folder, gone)
        replace(folder / name, wanted[name])
    _settle(folder, gone)
    for name in wanted:
        (folder / name).chmod(0o600)
    return bool(changed or gone)


def remove(folder: Path, names: Collection[str]) -> bool:
    """Take these files away and the folders that are then empty; return whether nothing is left of the whole."""
    _sweep(folder)
    for name in sorted(names, key=_rank, reverse=True):
        (folder / name).unlink(missing_ok=True)
    for place in (folder / KEYS, folder, folder.parent):
        with contextlib.suppress(OSError):  # what is not ours stays, and holds its folder
            place.rmdir()
    return not folder.parent.exists()


def is_empty(folder: Path) -> bool:
    """Return whether there is no file in a folder, nor in the folders in it, but those that are not whole yet."""
    return all(path.is_dir() or path.suffix == PART for path in folder.rglob("*"))


def make(folder: Path) -> None:
    """Make a folder that only its owner may look into, also when it was there before."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def replace(path: Path, content: bytes) -> None:
    """Put a file in the place of its elder: one of the two is there, whole, whenever the power fails."""
    part = path.with_name(path.name + PART)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _rank(name: str) -> tuple[int, str]:
    """Return when a file's turn is: whose folder it is stands there first, and the sums last."""
    return (0 if name == CARD else 2 if name == SUMS else 1), name


def _settle(folder: Path, gone: Collection[str]) -> None:
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    sync_folder(folder / KEYS)
    sync_folder(folder)


def _sweep(folder: Path) -> None:
    """Take away what a run that was cut off left half."""
    for place in (folder, folder / KEYS):
        for part in place.glob(f"*{PART}"):
            part.unlink()
