# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which system of this card runs, and the two sectors of the card that say which is started: the one door to them."""

import os
from pathlib import Path

from card.slots import DISK_ID, PARTITION, PLACES, SECTOR, Name, Slots, choose, encode, started
from centre.errors import Unavailable

TRIAL = "cherha.trial"
"""What U-Boot says to a system that has yet to prove itself."""

NO_SLOTS = (
    "This Pi has no second system to be updated: it was not started from Cherha's image. "
    "Where the package was installed by hand, install the newer one: sudo apt install ./cherha_VERSION_arm64.deb"
)

ANOTHER_CARD = (
    "Another card of Cherha's is in this Pi, {disk}, and has the same names as the one that it runs from: nothing is "
    "written, as it might be to the wrong one. Take the other one out."
)


def running(root: Path) -> Name:
    """Return the slot that runs; raise Unavailable on a machine that was not started by boot.cmd."""
    if (name := started(_command_line(root))) is None:
        raise Unavailable(NO_SLOTS)
    return name


def on_trial(root: Path) -> bool:
    """Return whether the system that runs was started to prove itself."""
    return TRIAL in _command_line(root).split()


def slot_bytes(root: Path, name: Name) -> int:
    """Return how much a slot holds, 0 where there is none."""
    node = _node(root, name)
    try:
        return int((node / "size").read_text(encoding="ascii")) * SECTOR if node is not None else 0
    except OSError:
        return 0


def _node(root: Path, name: Name) -> Path | None:
    """Return what the kernel tells of the partition of a slot, None where there is none.

    Raise Unavailable if it is not on the disk that the system runs from: each card of ours has the same ids, and with
    two in one Pi they may lead to the other one.
    """
    link = root / "dev/disk/by-partuuid" / f"{DISK_ID}-{PARTITION[name]:02}"
    if not link.exists():
        return None
    node = (root / "sys/class/block" / link.resolve().name).resolve()
    here = root.stat().st_dev
    if (root / f"sys/dev/block/{os.major(here)}:{os.minor(here)}").resolve().parent != node.parent:
        raise Unavailable(ANOTHER_CARD.format(disk=node.parent.name))
    return node


class SlotSectors:
    """The two copies of the state on the card below a root folder.

    ``write`` returns when both are on the card; after a power cut at any moment the old state counts or the new one.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self) -> Slots:
        """Return what counts."""
        try:
            with self._card().open("rb") as card:
                first, second = (_at(card.fileno(), place) for place in PLACES)
        except OSError as wrong:
            raise _unreadable(wrong) from wrong
        return choose(first, second)

    def write(self, slots: Slots) -> None:
        """Write the first copy, then the second; what is there already is not written again."""
        sector = encode(slots)
        try:
            descriptor = os.open(self._card(), os.O_RDWR)
            try:
                for place in PLACES:
                    if _at(descriptor, place) != sector:
                        os.pwrite(descriptor, sector, place * SECTOR)
                        os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as wrong:
            raise _unreadable(wrong) from wrong

    def _card(self) -> Path:
        """Return the device that the partitions of the image are on."""
        node = _node(self._root, "A")
        if node is None:
            raise Unavailable(NO_SLOTS)
        return self._root / "dev" / node.parent.name


def _at(descriptor: int, place: int) -> bytes:
    return os.pread(descriptor, SECTOR, place * SECTOR)


def _command_line(root: Path) -> str:
    try:
        return (root / "proc/cmdline").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _unreadable(wrong: OSError) -> Unavailable:
    return Unavailable(
        f"{wrong.filename or 'The card'}: which system starts is not readable there or cannot be written: "
        f"{wrong.strerror}. Say it as root; if it was root, take a new card."
    )
