# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on the FAT partition of a card, and where it is from; the folder ``cherha/`` is the technician's to lay.

A Pi's own firmware reads only this partition. Kernel and initrd are in the slots, so these files are of no version: an
update leaves them alone.
"""

import shutil
from pathlib import Path

from centre.errors import Unavailable
from image.running import run

FIRMWARE = ("bootcode.bin", "start.elf", "start4.elf", "fixup.dat", "fixup4.dat")
"""Of a Pi 3 and Zero 2 W (which need bootcode.bin), and of a Pi 4 and 400. A Pi 5 has its own in a chip, and needs more
than Debian 12 has: see decision 035."""

TREES = ("bcm2837-rpi-*.dtb", "bcm2711-rpi-*.dtb")
"""What Linux says of each board; the firmware picks one and hands it on."""

LICENCES = {"LICENCE.firmware": "raspi-firmware", "LICENCE.u-boot": "u-boot-rpi"}
"""Whoever hands a card on hands them on, too: Broadcom asks for its notice beside the firmware, U-Boot is GPL."""

CONFIG = """\
# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Read by the Pi's own firmware. Cherha's settings are not here: they come by the folder "cherha" beside this file.
arm_64bit=1
upstream_kernel=1
kernel=u-boot.bin
# The clock of the serial line, which U-Boot on a Pi 3 cannot do without.
enable_uart=1
# U-Boot waits for no key: a printer or a pad that says something would else stop it for good.
dtoverlay=cherha-quiet
disable_splash=1
disable_overscan=1
"""


def lay(folder: Path, root: Path, packages: Path, boot: Path) -> None:
    """Fill ``folder``. ``root``: the card's root, ``packages``: the unpacked BOOT_PACKAGES, ``boot``: image/boot."""
    copy(folder, root, packages)
    quiet = folder / "overlays/cherha-quiet.dtbo"
    quiet.parent.mkdir()
    run(["dtc", "-@", "-q", "-I", "dts", "-O", "dtb", "-o", str(quiet), str(boot / "quiet.dts")], quiet.name)
    script = ["mkimage", "-A", "arm64", "-T", "script", "-C", "none", "-n", "Cherha", "-d", str(boot / "boot.cmd")]
    run([*script, str(folder / "boot.scr")], "the boot script")


def copy(folder: Path, root: Path, packages: Path) -> None:
    """Lay into ``folder`` what is there as it is used, and say what a Pi is told; the boot script is :func:`lay`'s."""
    firmware = packages / "usr/lib/raspi-firmware"
    trees = [tree for pattern in TREES for tree in sorted(root.glob(f"usr/lib/linux-image-*/broadcom/{pattern}"))]
    if not trees:
        raise Unavailable(f"No device trees in {root}/usr/lib/linux-image-*/broadcom: where has the kernel put them?")
    folder.mkdir()
    for file in [*(firmware / name for name in FIRMWARE), packages / "usr/lib/u-boot/rpi_arm64/u-boot.bin", *trees]:
        shutil.copyfile(file, folder / file.name)
    for name, package in LICENCES.items():
        shutil.copyfile(packages / "usr/share/doc" / package / "copyright", folder / name)
    (folder / "config.txt").write_text(CONFIG, "utf-8")
