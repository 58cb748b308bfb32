# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a card is divided, and what genimage and mke2fs are told of it; it runs nothing. See decision 035.

The same numbers stand in image/boot/boot.cmd and image/root/etc/rauc/system.conf (a test holds them together).
"""

from pathlib import Path
from uuid import UUID, uuid5

from card.slots import DISK_ID

BOOT_LABEL, DATA_LABEL = "CHERHA", "cherha-data"
BOOT_MB, SLOT_MB, DATA_MB = 256, 896, 256
"""A slot is never made larger: cards that are out there are updated in place. Data grows to fill its card."""

BEGIN_MB = 4
"""Where partitions begin, and to what they are aligned; before it, in sectors 2048 and 4096, is the slots' state."""

SPARE_MB = 96
"""What has to be left of a slot, so that a coming version has room to grow in the cards of today."""

NAMESPACE = UUID(f"{DISK_ID}-0000-4000-8000-000000000000")

# U-Boot 2023.01 reads it, and newer mke2fs would make what that cannot read. The root is never written: no journal.
ROOT_FEATURES = "^has_journal,^orphan_file,^metadata_csum_seed"


def ext4(target: Path, size_mb: int, label: str, content: Path | None, version: str) -> list[list[str]]:
    """Return the commands that make an ext4 of ``content``, of nothing if None; its names are the version's own."""
    uuid = uuid5(NAMESPACE, f"{label} {version}")
    words = [
        "mke2fs",
        "-q",
        "-F",
        "-t",
        "ext4",
        "-L",
        label,
        "-U",
        str(uuid),
        "-E",
        f"hash_seed={uuid},lazy_itable_init=0",
    ]
    words += ["-m", "0", "-O", ROOT_FEATURES, "-d", str(content)] if content else ["-m", "1", "-O", "^orphan_file"]
    return [
        ["truncate", "--size=0", str(target)],
        ["truncate", f"--size={size_mb}M", str(target)],
        [*words, str(target)],
    ]


def fat(target: Path, content: Path) -> list[list[str]]:
    """Return the commands that make the FAT partition of the files in ``content``."""
    files = sorted(str(path) for path in content.iterdir())
    return [
        ["truncate", "--size=0", str(target)],
        ["truncate", f"--size={BOOT_MB}M", str(target)],
        ["mkfs.vfat", "-F", "32", "-n", BOOT_LABEL, "-i", DISK_ID, str(target)],
        ["mcopy", "-s", "-p", "-m", "-i", str(target), *files, "::"],
    ]


def genimage(image: str, boot: str, root: str, data: str) -> str:
    """Return genimage's configuration of the card ``image``; the others are the files of its partitions."""
    partitions = [
        _partition("boot", boot, "0xc", f"offset = {BEGIN_MB}M", "bootable = true"),
        _partition("root-a", root, "0x83", f"size = {SLOT_MB}M"),
        _partition("root-b", root, "0x83", f"size = {SLOT_MB}M"),
        _partition("data", data, "0x83"),
    ]
    head = f'hdimage {{\npartition-table-type = "mbr"\ndisk-signature = 0x{DISK_ID}\nalign = {BEGIN_MB}M\n}}\n'
    return f'image "{image}" {{\n{head}{"".join(partitions)}}}\n'


def _partition(name: str, file: str, kind: str, *more: str) -> str:
    return "\n".join([f"partition {name} {{", f"partition-type = {kind}", f'image = "{file}"', *more, "}", ""])


def too_full(content_mb: int) -> str:
    """Return why content of this size is too much for a slot, "" if it is not."""
    if content_mb + SPARE_MB <= SLOT_MB:
        return ""
    return (
        f"The root has {content_mb} MB and a slot {SLOT_MB} MB, of which {SPARE_MB} MB have to be left. "
        "Leave a package out (image/debian_base.py); slots of cards that are out there cannot grow."
    )
