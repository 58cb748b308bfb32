# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A memory card as a technician has it: a copy of the image, and the folder that is copied onto its open partition."""

import os
import struct
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from centre.errors import Unavailable
from image.trial.programs import run

SECTOR = 512
FAT = (0x0C, 0x0E, 0x0B, 0x06)
"""Kinds of partitions, in an MBR, that every computer shows."""


class Partition(NamedTuple):
    """Where a partition lies on its card."""

    kind: int
    offset: int
    size: int


def partitions(card: Path) -> list[Partition]:
    """Return the four of a card's MBR, the empty ones left out; raise Unavailable for what has none."""
    with card.open("rb") as file:
        sector = file.read(SECTOR)
    if len(sector) < SECTOR or sector[510:] != b"\x55\xaa":
        raise Unavailable(f"{card} has no partitions. Build the image again: make image")
    entries = (sector[446 + 16 * number :][:16] for number in range(4))
    found = ((entry[4], *struct.unpack("<II", entry[8:])) for entry in entries)
    return [Partition(kind, first * SECTOR, count * SECTOR) for kind, first, count in found if count]


def flash(image: Path, card: Path, size: int) -> Path:
    """Make a card of ``size`` bytes of the image, as a program that flashes does, and return it; holes stay holes."""
    card.parent.mkdir(parents=True, exist_ok=True)
    run("cp", "--sparse=always", "--reflink=auto", str(image), str(card))
    card.chmod(0o600)
    if card.stat().st_size < size:
        os.truncate(card, size)
    return card


def copy_folder(card: Path, folder: Path) -> None:
    """Copy a folder onto the open partition, under its own name."""
    run("mcopy", "-s", "-i", _open(card), str(folder), "::")


def take_out(image: Path, partition: Partition, to: Path) -> Path:
    """Copy a partition's content into a file of its own, holes left holes, and return it."""
    block = 1 << 20
    words = [
        f"if={image}",
        f"of={to}",
        f"bs={block}",
        f"skip={partition.offset // block}",
        "conv=sparse",
        "status=none",
    ]
    run("dd", *words, f"count={partition.size // block}")
    return to


def read(image: Path, name: Path) -> str:
    """Return a text file of the first system of an image."""
    with TemporaryDirectory(prefix=".root-", dir=image.parent) as folder:
        root = take_out(image, partitions(image)[1], Path(folder) / "root.ext4")
        return run("debugfs", "-R", f"cat /{name}", str(root))


def version(root: Path) -> str:
    """Return what version a root's file system says it is."""
    words = ["debugfs", "-R", "cat /usr/lib/os-release", str(root)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    lines = (line.partition("=") for line in done.stdout.splitlines())
    return next((value.strip("\"'") for name, _, value in lines if name == "IMAGE_VERSION"), "")


def _open(card: Path) -> str:
    """Return the open partition as mtools name it."""
    first = next((one for one in partitions(card) if one.kind in FAT), None)
    if first is None:
        raise Unavailable(f"{card} has no partition that every computer shows. Build the image again: make image")
    return f"{card}@@{first.offset}"
