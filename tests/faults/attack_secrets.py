# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Looks for a centre's secrets where they must not be: in logs, process lists, and files that others may read."""

import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

LEAST = 4
"""A secret of fewer signs would be found by chance."""


class Secret(NamedTuple):
    """What nobody may read who is not meant, and what it is, to name it without saying it."""

    what: str
    word: bytes


def of_keys(folder: Path) -> Iterator[Secret]:
    """Yield each private key below a folder, by the first line of its body, which no other key has."""
    for path in sorted(folder.rglob("*.pem")):
        lines = path.read_bytes().split(b"\n")
        for number, line in enumerate(lines):
            if line.startswith(b"-----BEGIN") and b"PRIVATE KEY" in line:
                # The first line of a key's body is the same for all of a kind, the second is its own.
                yield Secret(f"the private key of {path.stem}", lines[number + 2])


def in_files(secrets: Iterable[Secret], folder: Path, *, readable_only: bool) -> tuple[int, list[str]]:
    """Return how many files were read, and a sentence for each secret that is in one of them."""
    secrets, read, found = list(secrets), 0, list[str]()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or (readable_only and not _others_may_read(path, folder)):
            continue
        read += 1
        content = path.read_bytes()
        found += [f"{secret.what} is in {path.relative_to(folder)}." for secret in secrets if secret.word in content]
    return read, found


def in_processes(secrets: Iterable[Secret], pids: Iterable[int]) -> tuple[int, list[str]]:
    """Return how many processes were looked at, and a sentence for each secret in a command line or an environment."""
    secrets, read, found = list(secrets), 0, list[str]()
    for pid in pids:
        for place in ("cmdline", "environ"):
            with suppress(OSError):
                content = Path(f"/proc/{pid}/{place}").read_bytes()
                found += [f"{secret.what} is in {place} of {pid}." for secret in secrets if secret.word in content]
        read += 1
    return read, found


def _others_may_read(path: Path, above: Path) -> bool:
    """Return whether another user can come to a file and read it, all folders from ``above`` on being passed."""
    folders = [folder for folder in path.parents if folder == above or above in folder.parents]
    passable = all(folder.stat().st_mode & stat.S_IXOTH for folder in folders)
    return passable and bool(path.stat().st_mode & stat.S_IROTH)
