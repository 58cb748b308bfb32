# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A USB stick as it is sold, one FAT partition, with a file that a technician has copied onto it."""

import struct
from pathlib import Path

from image.trial.programs import run

SECTOR, FIRST = 512, 2048
FAT32 = 0x0C
ROOM = 64 << 20
"""What a FAT of that size wants beside the file."""


def made(path: Path, file: Path) -> Path:
    """Make the stick at ``path`` with the file on it, under its own name, and return it."""
    sectors = (file.stat().st_size + ROOM) // SECTOR
    entry = bytes((0, 0, 0, 0, FAT32, 0, 0, 0)) + struct.pack("<II", FIRST, sectors)
    with path.open("wb") as stick:
        stick.write((bytes(446) + entry).ljust(510, b"\0") + b"\x55\xaa")
        stick.truncate((FIRST + sectors) * SECTOR)
    partition = f"{path}@@{FIRST * SECTOR}"
    run("mformat", "-F", "-v", "STICK", "-T", str(sectors), "-h", "64", "-s", "32", "-i", partition, "::")
    run("mcopy", "-i", partition, str(file), "::")
    return path
