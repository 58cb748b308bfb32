# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The card's open partition, which U-Boot starts from: our image mounts it read-only, and it is written only in here.

A power cut may tear a FAT that is being written, and of this one there is no second. See decision 035.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from card.programs import Programs


@contextmanager
def writable(programs: Programs, root: Path, folder: Path) -> Iterator[None]:
    """Let the partition that is mounted at ``folder`` be written meanwhile; one that is so anyway stays as it is.

    If the kernel does not allow it, the first write says why. Afterwards all is on the card.
    """
    if not _read_only(root, folder):
        yield
        return
    programs.run(["mount", "-o", "remount,rw", str(folder)])
    try:
        yield
    finally:
        programs.run(["mount", "-o", "remount,ro", str(folder)])


def _read_only(root: Path, folder: Path) -> bool:
    """Return whether something is mounted there, and by this mount cannot be written (proc_pid_mountinfo(5))."""
    try:
        place = f"/{folder.relative_to(root)}"
        mounts = [line.split() for line in (root / "proc/self/mountinfo").read_text("utf-8").splitlines()]
    except (OSError, ValueError):
        return False
    flags = [mount[5] for mount in mounts if mount[4] == place]
    return bool(flags) and "ro" in flags[-1].split(",")
