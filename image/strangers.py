# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Looks for what must not be in an image: machine code of the machine that built it.

While a root is built this machine's programs stand in for the card's (scripts/lend.sh). One that stayed, or that
mkinitramfs copied, would be missed only on the Pi, which would not start.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from centre.errors import Unavailable
from image.package_wheels import ELF, ELF_MACHINES, look_for_strangers

ARCH = "arm64"
HEADER = 110
"""Bytes of a header of the archive in an initrd (cpio, "newc"): a magic number and 13 fields of eight hex digits."""

FIELD, SIZE_FIELD, NAME_FIELD = 8, 6, 11
LAST = "TRAILER!!!"


def look_into_root(root: Path) -> None:
    """Raise Unavailable if any file below ``root`` is another machine's code."""
    look_for_strangers(root, ARCH)


def look_into_initrd(archive: bytes) -> None:
    """Raise Unavailable if any file in an unpacked initrd is another machine's code, or there is none at all."""
    names = 0
    for name, content in members(archive):
        names += 1
        if content.startswith(ELF) and ELF_MACHINES.get(content[18:20]) != ARCH:
            raise Unavailable(f"initrd: {name} is made for {ELF_MACHINES.get(content[18:20], 'another machine')}.")
    if not names:
        raise Unavailable("initrd: nothing is in it, so nothing says that it starts a Pi.")


def members(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file in a cpio archive; raise Unavailable where it is none."""
    at = 0
    while at < len(archive):
        if archive[at : at + 6] != b"070701":
            raise Unavailable(f"initrd: at byte {at} no file begins, as the format newc would have it.")
        size, named = (int(archive[at + 6 + FIELD * field :][:FIELD], 16) for field in (SIZE_FIELD, NAME_FIELD))
        name = archive[at + HEADER : at + HEADER + named - 1].decode()
        content = _aligned(at + HEADER + named)
        at = _aligned(content + size)
        if name == LAST:
            return
        yield name, archive[content : content + size]


def _aligned(at: int) -> int:
    return -(-at // 4) * 4


def unpacked(initrd: Path) -> bytes:
    """Return the archive in an initrd that mkinitramfs has made (conf.d/cherha: zstd)."""
    return subprocess.run(["zstd", "-dc", initrd], capture_output=True, check=True).stdout
