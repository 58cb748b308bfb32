# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Lets the partition of the journals fill its card, on whatever card the image was flashed: which commands, and why.

Pure but for :func:`found`. A power cut at any point costs nothing: sfdisk writes one sector, in which only the end of
the partition changes; a mounted ext4 grows by its own journal; the next boot does what is left to do.
"""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from card.slots import SECTOR

LABEL = "cherha-data"

WORTH_MB = 16
"""What is not worth a change: partitions begin at whole megabytes, and GPT keeps its second table at the end."""

_SUPERBLOCK, _SUPERBLOCK_BYTES, _MAGIC = 1024, 1024, 0xEF53


class Partition(NamedTuple):
    """A partition that may grow. All sizes are in bytes; ``mounted``: its file system is in use.

    ``last``: no other partition begins behind it. ``file_system`` is how much of it ext4 uses.
    """

    device: str
    disk: str
    number: int
    begin: int
    size: int
    disk_size: int
    file_system: int
    last: bool
    mounted: bool


class Order(NamedTuple):
    """A program to run, and what it reads."""

    words: Sequence[str]
    given: str = ""


def plan(partition: Partition) -> list[Order]:
    """Return what is to be run, in this order; [] when it fills its card already, or another stands behind it."""
    worth = WORTH_MB * 1024 * 1024
    behind = partition.disk_size - partition.begin - partition.size
    orders = []
    if partition.last and behind > worth:
        orders += [
            # ", +": from where it begins to as far as there is room. The kernel does not re-read a table in use.
            Order(("sfdisk", "--no-reread", "--force", "-N", str(partition.number), partition.disk), ", +\n"),
            Order(("partx", "--update", "--nr", str(partition.number), partition.disk)),
        ]
    if orders or partition.size - partition.file_system > worth:
        if not partition.mounted:
            orders.append(Order(("e2fsck", "-f", "-p", partition.device)))
        orders.append(Order(("resize2fs", partition.device)))
    return orders


def found(root: Path) -> Partition | None:
    """Return the Pi's data partition, None where there is none: on a Raspberry Pi OS that somebody set up by hand."""
    link = root / "dev/disk/by-label" / LABEL
    try:
        device = link.resolve(strict=True)
        node = root / "sys/class/block" / device.name
        number = int((node / "partition").read_text(encoding="ascii"))
        disk = node.resolve(strict=True).parent
        begins = [int(start.read_text(encoding="ascii")) for start in disk.glob("*/start")]
        begin = int((node / "start").read_text(encoding="ascii"))
        with device.open("rb") as opened:
            opened.seek(_SUPERBLOCK)
            file_system = ext4_bytes(opened.read(_SUPERBLOCK_BYTES))
        if file_system is None:
            return None
        return Partition(
            device=str(device),
            disk=str(root / "dev" / disk.name),
            number=number,
            begin=begin * SECTOR,
            size=_sectors(node) * SECTOR,
            disk_size=_sectors(disk) * SECTOR,
            file_system=file_system,
            last=begin == max(begins),
            mounted=_mounted(root, (node / "dev").read_text(encoding="ascii").strip()),
        )
    except (OSError, ValueError):
        return None


def ext4_bytes(superblock: bytes) -> int | None:
    """Return how large an ext4 is by its superblock, None for what is none (struct ext4_super_block of Linux)."""
    if len(superblock) < _SUPERBLOCK_BYTES or struct.unpack_from("<H", superblock, 56)[0] != _MAGIC:
        return None
    (blocks,) = struct.unpack_from("<I", superblock, 4)
    (more,) = struct.unpack_from("<I", superblock, 0x150)
    (wide,) = struct.unpack_from("<I", superblock, 0x60)
    (log_block,) = struct.unpack_from("<I", superblock, 24)
    incompat_64bit = 0x80
    blocks += (more << 32) if wide & incompat_64bit else 0
    return int(blocks << (10 + log_block))


def _sectors(node: Path) -> int:
    return int((node / "size").read_text(encoding="ascii"))


def _mounted(root: Path, number: str) -> bool:
    """Return whether a device is mounted anywhere; by its number, for it may have been mounted by any of its names."""
    mounts = (root / "proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    return any(line.split()[2] == number for line in mounts)
