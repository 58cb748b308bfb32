# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Writes of which a power cut leaves the old or the new: the one way in which take-in changes the Pi's files."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

Step = Callable[[str], object]


def _go_on(_step: str) -> None:
    """Do nothing before a step."""


class Disk:
    """Each method returns when what it did is on the disk. ``before`` hears of each step; what it raises stops there.

    That is how a test cuts the power at any of them.
    """

    def __init__(self, before: Step = _go_on) -> None:
        self._before = before

    def write(self, path: Path, content: bytes, mode: int = 0o644) -> None:
        """Give a file this content, by a second file that takes its name; no step for what it is already."""
        if _holds(path, content, mode):
            return
        self.folder(path.parent)
        beside = path.with_name(f".{path.name}.new")
        self._before(f"create {path}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            half = len(content) // 2
            file.write(content[:half])
            file.flush()
            self._before(f"write {path}")
            file.write(content[half:])
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        self._rename(beside, path)

    def link(self, path: Path, target: str) -> None:
        """Let a symbolic link lead to ``target``, whatever stood there before, a folder excepted."""
        if path.is_symlink() and path.readlink() == Path(target):
            return
        self.folder(path.parent)
        beside = path.with_name(f".{path.name}.new")
        beside.unlink(missing_ok=True)
        self._before(f"link {path}")
        beside.symlink_to(target)
        self._rename(beside, path)

    def folder(self, path: Path, mode: int = 0o755) -> None:
        """Have a folder, and all above it."""
        if path.is_dir():
            return
        self.folder(path.parent)
        self._before(f"make {path}")
        path.mkdir(mode, exist_ok=True)
        sync_folder(path.parent)

    def move(self, path: Path, to: Path) -> None:
        """Rename a file or a folder on the same disk."""
        self.folder(to.parent)
        self._rename(path, to)
        sync_folder(path.parent)

    def erase(self, path: Path) -> None:
        """Overwrite a file, then remove it; nothing to do if it is not there.

        A program that looks for deleted files finds nothing then. A flash card is another matter: its controller
        writes elsewhere and keeps the old cells for a while, so that whoever opens the chip may still read them. A
        card that was lost is therefore revoked (``cherha provision --revoke CARD``), not trusted to be empty.
        """
        if path.is_symlink() or not path.is_file():
            return
        self._before(f"overwrite {path}")
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        self.remove(path)

    def remove(self, path: Path) -> None:
        """Remove a file or a link, if it is there."""
        if path.is_symlink() or path.exists():
            self._before(f"remove {path}")
            path.unlink()
            sync_folder(path.parent)

    def clear(self, folder: Path) -> None:
        """Remove a folder with all that is in it; its files are overwritten first."""
        if not folder.is_dir():
            return
        for file in sorted(folder.rglob("*")):
            self.erase(file)
        self._before(f"clear {folder}")
        shutil.rmtree(folder)
        sync_folder(folder.parent)

    def _rename(self, path: Path, to: Path) -> None:
        self._before(f"rename {to}")
        path.replace(to)
        sync_folder(to.parent)


def free_kb(folder: Path) -> int:
    """Return how much room is left on the file system of a folder, in KB."""
    return shutil.disk_usage(folder).free // 1024


def sync_folder(folder: Path) -> None:
    """Return when the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _holds(path: Path, content: bytes, mode: int) -> bool:
    try:
        return not path.is_symlink() and path.read_bytes() == content and path.stat().st_mode & 0o777 == mode
    except OSError:
        return False
