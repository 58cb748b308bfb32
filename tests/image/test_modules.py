# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which of the kernel's modules are left out, on a kernel of empty ones."""

from pathlib import Path

import pytest

from card.led import TRIGGERS
from centre.errors import Unavailable
from image.modules import NEEDED, incomplete, leave_out, names
from image.package import SOURCE

INITRD = SOURCE / "image/root/etc/initramfs-tools/modules"
LOADED = SOURCE / "systemd/cherha.modules"


def module(kernel: Path, place: str, *needs: str) -> None:
    """Write what of a module says what it needs."""
    file = kernel / "kernel" / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\x7fELF..\x00license=GPL\x00depends=" + ",".join(needs).encode() + b"\x00end")


@pytest.fixture
def kernel(tmp_path: Path) -> Path:
    """Return a kernel in which all that a card needs is built in."""
    (tmp_path / "modules.builtin").write_text("".join(f"kernel/some/{name}.ko\n" for name in NEEDED))
    return tmp_path


def left(kernel: Path) -> set[str]:
    """Return the names of the modules that are not built in."""
    return names(kernel) - set(NEEDED)


def test_a_module_whose_needs_are_not_there_is_named(kernel: Path) -> None:
    """Whether they are built in, are modules, or are written with the other hyphen."""
    module(kernel, "gpu/vc4.ko", "cec", "usb_storage", "drm-kms")
    module(kernel, "drm/drm_kms.ko")
    assert [(path.stem, needed) for path, needed in incomplete(kernel)] == [("vc4", "cec")]
    module(kernel, "media/cec.ko")
    assert not list(incomplete(kernel))


def test_hardware_that_no_pi_has_is_left_out_and_whatever_needs_its_modules(kernel: Path) -> None:
    """A storage card of servers goes with the network card that it needs; the Pi's own network stays."""
    module(kernel, "drivers/net/ethernet/chelsio/cxgb4.ko")
    module(kernel, "drivers/scsi/libcxgbi.ko", "cxgb4")
    module(kernel, "drivers/scsi/cxgb4i.ko", "libcxgbi")
    module(kernel, "drivers/net/ethernet/broadcom/genet/genet-of-test.ko")
    module(kernel, "drivers/media/cec/core/cec.ko", "rc_core")
    module(kernel, "drivers/media/rc/rc-core.ko")
    module(kernel, "drivers/media/rc/other.ko")
    leave_out(kernel)
    assert left(kernel) == {"genet_of_test", "cec", "rc_core"}


def test_a_kernel_without_what_a_card_needs_ends_the_build(kernel: Path) -> None:
    """Left out by mistake, or renamed by Debian: it is seen here and not in a hall."""
    builtin = kernel / "modules.builtin"
    builtin.write_text(builtin.read_text().replace("kernel/some/snd_usb_audio.ko\n", ""))
    module(kernel, "sound/usb/snd-usb-audio.ko", "videodev")
    module(kernel, "drivers/media/videodev.ko")
    with pytest.raises(Unavailable) as gone:
        leave_out(kernel)
    assert str(gone.value) == (
        "The kernel has no snd_usb_audio, which a card needs: it has another name now, or needs something that "
        "is left out. See image/modules.py."
    )


def initrd() -> set[str]:
    """Return the modules of the initrd; mkinitramfs says nothing of a name that it does not find."""
    return listed(INITRD)


def listed(file: Path) -> set[str]:
    """Return the names of a list of modules, as the kernel has them."""
    lines = file.read_text("utf-8").splitlines()
    return {line.replace("-", "_") for line in lines if line and not line.startswith("#")}


def test_a_kernel_without_a_module_of_the_initrd_ends_the_build() -> None:
    """Mkinitramfs leaves it out in silence, and the Pi would not find its root."""
    assert initrd() <= set(NEEDED)


def test_the_initrd_has_what_gives_a_card_its_power() -> None:
    """In Debian's trees a Pi 4's card hangs on two regulators, a Pi 3's USB on a phy; no module asks for these."""
    assert {"fixed", "gpio_regulator", "phy_generic"} <= initrd()


def test_the_watchdog_is_there_before_systemd_asks_for_it() -> None:
    """Systemd opens it as its first act, long before udev has loaded anything."""
    assert "bcm2835_wdt" in initrd()


def test_what_a_systems_start_loads_is_in_the_kernel() -> None:
    """Systemd loads them by name; "snd" alone comes with any sound card, which is asked for anyway."""
    assert listed(LOADED) - {"snd"} <= set(NEEDED)


def test_the_green_lamp_has_each_trigger_that_is_written_to_it() -> None:
    """Debian's kernel has them as modules, and a trigger that is not loaded is refused."""
    assert {f"ledtrig_{name.replace('-', '_')}" for name in TRIGGERS} <= listed(LOADED)
    assert "leds_gpio" in listed(LOADED)
