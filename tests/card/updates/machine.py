# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi with two systems below a folder, and a RAUC that knows bundles by their names."""

import os
from collections.abc import Callable
from pathlib import Path

from card.bundle import COMPATIBLE, Bundle, Refusal
from card.disk import Disk
from card.rauc import STATUS, other_version
from card.slot_sectors import SlotSectors
from card.slots import DISK_ID, Name, Slots, activated, other
from card.updating import Updater
from centre.journal_lines import SCHEMA

MB = 1024 * 1024
SLOT_BYTES = 896 * MB


class Pi:
    """The root of a Pi that was started from slot ``runs``, with version 0.1.0."""

    def __init__(self, root: Path, runs: Name = "A", *, trial: bool = False) -> None:
        self.root, self.runs = root, runs
        (root / "dev/disk/by-partuuid").mkdir(parents=True)
        (root / "dev/mmcblk0").write_bytes(bytes(4 * MB))
        for number in (1, 2, 3, 4):
            self._partition("mmcblk0", f"mmcblk0p{number}")
            self.named(number, f"mmcblk0p{number}")
        here = root.stat().st_dev
        (root / "sys/dev/block").mkdir(parents=True)
        mine = root / f"sys/class/block/mmcblk0p{2 if runs == 'A' else 3}"
        (root / f"sys/dev/block/{os.major(here)}:{os.minor(here)}").symlink_to(mine)
        words = f"root=PARTUUID={DISK_ID}-02 rauc.slot={runs} ro quiet{' cherha.trial' if trial else ''}\n"
        self.put("proc/cmdline", words)
        self.put("usr/lib/os-release", 'ID=debian\nIMAGE_ID=cherha\nIMAGE_VERSION="0.1.0"\n')
        self.sectors = SlotSectors(root)

    def _partition(self, disk: str, name: str) -> None:
        node = self.root / "sys/devices" / disk / name
        node.mkdir(parents=True)
        (node / "size").write_text(f"{SLOT_BYTES // 512}\n", encoding="ascii")
        (self.root / "dev" / name).touch()
        block = self.root / "sys/class/block"
        block.mkdir(parents=True, exist_ok=True)
        (block / node.name).symlink_to(node)

    def named(self, number: int, device: str) -> None:
        """Let the id of a partition lead there."""
        link = self.root / f"dev/disk/by-partuuid/{DISK_ID}-{number:02}"
        link.unlink(missing_ok=True)
        link.symlink_to(f"../../{device}")

    def another_card(self, number: int) -> None:
        """Put a second card of Cherha's in, in a reader; that partition's id leads to it."""
        (self.root / "dev/sda").write_bytes(bytes(4 * MB))
        self._partition("sda", f"sda{number}")
        self.named(number, f"sda{number}")

    def put(self, name: str, text: str = "") -> Path:
        """Write a file, and return where it is."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def other_has(self, version: str, slots: Slots) -> None:
        """Let the other slot have a version, and the card this state."""
        number = 1 if self.runs == "A" else 0
        self.put(str(STATUS), f"[slot.rootfs.{number}]\nbundle.version={version}\nstatus=ok\n")
        self.sectors.write(slots)


class NamedRauc:
    """Reads a bundle's name: ``0.2.0.raucb``; one called ``forged`` is signed by somebody else."""

    def __init__(self, pi: Pi) -> None:
        self._pi = pi
        self.installed: list[str] = []
        self.about = Bundle("", COMPATIBLE, SCHEMA)
        self.meanwhile: Callable[[], object] = list

    def info(self, bundle: Path) -> Bundle:
        """Return what it says of itself."""
        if bundle.name.startswith("forged"):
            raise Refusal(f"{bundle.name} is forged.")
        return self.about._replace(version=self.about.version or bundle.name.removesuffix(".raucb"))

    def install(self, bundle: Path, tell: Callable[[int], object]) -> None:
        """Let it be started next, as the real one does; ``meanwhile`` is what happens while it is written."""
        self.meanwhile()
        tell(100)
        self.installed.append(bundle.name)
        slots = self._pi.sectors
        slots.write(activated(slots.read(), other(self._pi.runs)))

    def other_version(self, root: Path, name: Name) -> str:
        """Ask RAUC's file of the slots."""
        return other_version(root, name)


class Bench:
    """An updater with all around it."""

    def __init__(self, pi: Pi) -> None:
        self.pi, self.rauc, self.told = pi, NamedRauc(pi), list[str]()
        self.unwell: list[str] = []
        self.served: tuple[str, str] | None = None
        self.asked: list[str] = []
        self.updater = Updater(pi.root, self.rauc, self._fetch, lambda: self.unwell, self.told.append, Disk())

    def _fetch(self, url: str, to: Path, seen: str, free_bytes: Callable[[], int]) -> str | None:
        assert free_bytes() > 0
        self.asked.append(seen)
        assert self.served is not None, url
        version, tag = self.served
        self.rauc.about = self.rauc.about._replace(version=version)
        if tag == seen:
            return None
        to.write_text(version, encoding="utf-8")
        return tag
