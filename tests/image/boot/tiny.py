# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A card of a few megabytes for boot.cmd in the real U-Boot: its kernels only say who started them, and how."""

import struct
import subprocess
from pathlib import Path

from card.slots import DISK_ID, PLACES, SECTOR

MB = 1024 * 1024
BOOT_CMD = Path(__file__).parents[3] / "image/boot/boot.cmd"

LAYOUT = {1: (4, 40, "c"), 2: (44, 4, "83"), 3: (48, 4, "83"), 4: (52, 2, "83")}
"""Of each partition where it begins and how large it is, in MB, and its type."""

SAYS = [
    0x52800000 | (0x41 << 5) | 3,  # movz w3, #letter: put in by kernel()
    0xD2A12002,  # movz x2, #0x0900, lsl #16: QEMU's serial port
    0xB9000043,  # str w3, [x2]
    0xB9400401,  # ldr w1, [x0, #4]: how large the device tree is
    0x5AC00821,  # rev w1, w1
    0x38401403,  # ldrb w3, [x0], #1
    0xB9000043,  # str w3, [x2]
    0x71000421,  # subs w1, w1, #1
    0x54FFFFA1,  # b.ne to the ldrb
    0x52B08000,  # movz w0, #0x8400, lsl #16
    0x72800100,  # movk w0, #8: PSCI, off
    0xD4000002,  # hvc #0
]
"""A kernel: says its letter and its device tree on the serial port, and switches the machine off."""


def kernel(letter: str) -> bytes:
    """Return an arm64 Image that says ``letter`` and its device tree, the command line in it."""
    code = struct.pack("<12I", 0x52800000 | (ord(letter) << 5) | 3, *SAYS[1:])
    begin = 0x14000000 | (64 // 4)  # b to behind the header
    header = struct.pack("<IIQQQ24x4sI", begin, 0, 0, 64 + len(code), 0xA, b"ARM\x64", 0)
    return header + code


class Card:
    """A card with two slots below ``folder``; a slot may lack its kernel or its initrd."""

    def __init__(self, folder: Path, *, kernels: str = "AB", initrds: str = "AB", commands: str = "") -> None:
        """``commands``: what U-Boot does in place of boot.cmd, if not that."""
        self.disk = folder / "card.img"
        with self.disk.open("wb") as made:
            made.truncate(56 * MB)
        table = [f"label: dos\nlabel-id: 0x{DISK_ID}\n"]
        table += [f"start={at * 2048}, size={size * 2048}, type={kind}\n" for at, size, kind in LAYOUT.values()]
        _run("sfdisk", "--quiet", str(self.disk), given="".join(table))
        self._put(1, self._boot(folder, commands))
        for number, letter in ((2, "A"), (3, "B")):
            self._put(number, _slot(folder / letter, letter, letter in kernels, letter in initrds))

    def write(self, copy: int, sector: bytes) -> None:
        """Write one copy of the state."""
        with self.disk.open("r+b") as disk:
            disk.seek(PLACES[copy] * SECTOR)
            disk.write(sector)

    def read(self, copy: int) -> bytes:
        """Return one copy of the state."""
        with self.disk.open("rb") as disk:
            disk.seek(PLACES[copy] * SECTOR)
            return disk.read(SECTOR)

    def start(self, *drive: str, dtb: Path | None = None) -> str:
        """Switch on; return what was said until it was off again. ``drive``: what is added to QEMU's drive."""
        command = ["qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72", "-m", "512", "-nographic", "-no-reboot"]
        command += ["-bios", "/usr/lib/u-boot/qemu_arm64/u-boot.bin", "-nic", "none", "-monitor", "none"]
        command += ["-drive", ",".join((f"file={self.disk},if=none,id=card,format=raw", *drive))]
        command += ["-device", "virtio-blk-pci,drive=card", *(["-dtb", str(dtb)] if dtb else [])]
        said = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=600, check=True)
        return said.stdout.decode("latin-1")

    def _boot(self, folder: Path, commands: str) -> Path:
        made, text, fat = folder / "boot.scr", BOOT_CMD, folder / "boot.fat"
        if commands:
            text = folder / "other.cmd"
            text.write_text(commands, encoding="ascii")
        _run("mkimage", "-A", "arm64", "-T", "script", "-C", "none", "-d", str(text), str(made))
        with fat.open("wb") as blank:
            blank.truncate(40 * MB)
        _run("mformat", "-i", str(fat), "-F", "::")
        _run("mcopy", "-i", str(fat), str(made), "::boot.scr")
        return fat

    def _put(self, number: int, image: Path) -> None:
        with self.disk.open("r+b") as disk:
            disk.seek(LAYOUT[number][0] * MB)
            disk.write(image.read_bytes())


def _slot(folder: Path, letter: str, kernel_there: bool, initrd_there: bool) -> Path:  # noqa: FBT001 - two yes or no
    boot = folder / "boot"
    boot.mkdir(parents=True)
    if kernel_there:
        (boot / "vmlinuz-1").write_bytes(kernel(letter))
        (boot / "vmlinuz").symlink_to("vmlinuz-1")
    if initrd_there:
        (boot / "initrd.img").write_bytes(b"initrd " * 100)
    image = folder.with_suffix(".ext4")
    _run("mke2fs", "-q", "-t", "ext4", "-d", str(folder), str(image), "4M")
    return image


def _run(*command: str, given: str = "") -> None:
    subprocess.run(command, input=given, text=True, capture_output=True, check=True)
