# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which of the kernel's modules a card does without: Debian's kernel is for servers too, and a slot never grows."""

import re
from collections.abc import Iterator
from pathlib import Path

from centre.errors import Unavailable

LEFT_OUT = (
    "kernel/drivers/gpu/drm/amd",
    "kernel/drivers/gpu/drm/msm",
    "kernel/drivers/gpu/drm/nouveau",
    "kernel/drivers/gpu/drm/radeon",
    "kernel/drivers/infiniband",
    "kernel/drivers/media",
    "kernel/drivers/net/ethernet",
    "kernel/drivers/net/wireless",
    "kernel/fs/gfs2",
    "kernel/fs/ocfs2",
)
"""For hardware that no Pi can have, cameras, and file systems of clusters. What needs one of them goes, too."""

KEPT = (
    "kernel/drivers/media/cec",  # HDMI's, which vc4 asks for
    "kernel/drivers/media/mc",  # USB sound
    "kernel/drivers/media/rc/rc-core.ko",  # cec
    "kernel/drivers/net/ethernet/broadcom/genet",  # a Pi 4's network
    "kernel/drivers/net/wireless/broadcom",  # the radio of each
)

NEEDED = (
    *("vc4", "v3d", "snd_soc_hdmi_codec", "snd_bcm2835", "snd_usb_audio", "panel_raspberrypi_touchscreen"),
    *("genet", "smsc95xx", "lan78xx", "r8152", "asix", "brcmfmac"),
    *("usbhid", "hid_multitouch", "usblp", "usbserial", "ftdi_sio", "ch341", "cp210x", "pl2303", "cdc_acm"),
    *("usb_storage", "uas", "vfat", "exfat", "dm_verity", "loop", "squashfs", "overlay", "bcm2835_wdt"),
    *("virtio_gpu", "virtio_blk", "virtio_net", "snd_hda_intel", "xhci_pci"),
    *("bcm2835", "sdhci_iproc", "sdhci_pci", "mmc_block", "bcm2835_dma", "fixed", "gpio_regulator"),
    *("reset_raspberrypi", "pcie_brcmstb", "dwc2", "phy_generic", "sd_mod", "virtio_pci", "virtio_mmio"),
    *("ext4", "crc32c_generic", "nls_cp437", "nls_ascii"),
    *("leds_gpio", "ledtrig_timer", "ledtrig_default_on", "ledtrig_heartbeat"),
)
"""What has to be there, built in or as a module: screens, sound, networks, printers, pads, updates; QEMU's; what the
initrd finds a root by (root/etc/initramfs-tools/modules); the green lamp (systemd/cherha.modules)."""


def leave_out(kernel: Path) -> None:
    """Take out of ``kernel`` (/usr/lib/modules/VERSION) what no card needs; raise Unavailable if a need is gone."""
    kept = [kernel / place for place in KEPT]
    for place in LEFT_OUT:
        for module in (kernel / place).rglob("*.ko"):
            if not any(module.is_relative_to(other) for other in kept):
                module.unlink()
    while lost := dict(incomplete(kernel)):
        for module in lost:
            module.unlink()
    here = names(kernel)
    if gone := [name for name in NEEDED if name not in here]:
        raise Unavailable(
            f"The kernel has no {', '.join(gone)}, which a card needs: it has another name now, or needs something "
            "that is left out. See image/modules.py."
        )


def incomplete(kernel: Path) -> Iterator[tuple[Path, str]]:
    """Yield each module that needs one which is not there, and that one's name."""
    here = names(kernel)
    for module in sorted(kernel.rglob("*.ko")):
        for needed in _needs(module):
            if needed not in here:
                yield module, needed


def names(kernel: Path) -> set[str]:
    """Return the names of all modules of ``kernel`` as modprobe knows them, those built in too."""
    built_in = re.findall(
        r"([^/\n]+)\.ko$", (kernel / "modules.builtin").read_text(encoding="ascii"), flags=re.MULTILINE
    )
    return {name.replace("-", "_") for name in [*built_in, *(file.stem for file in kernel.rglob("*.ko"))]}


def _needs(module: Path) -> list[str]:
    told = re.search(rb"\x00depends=([^\x00]*)\x00", module.read_bytes())
    return [name.decode().replace("-", "_") for name in told[1].split(b",") if name] if told else []
