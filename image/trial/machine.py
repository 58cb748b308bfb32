# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi on this machine: QEMU with the very image as its card, and what is plugged into it; it knows no scene.

QEMU has no Pi with screen, sound and USB under Debian's kernel, so it is the board `virt`, whose device tree says that
it is a Pi 3B+: nothing in the image knows of it.
"""

import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Self

from centre.errors import Unavailable
from image.trial.pins import CHIP, Pins
from image.trial.programs import run
from image.trial.qmp import Monitor
from simulator.processes import die_with_parent

BOARD = ("-M", "virt,acpi=off", "-cpu", "cortex-a72", "-smp", "2", "-m", "1024", "-accel", "tcg,thread=multi")
"""acpi=off: with it and a firmware the board has another device in place of the GPIO chip. A Pi 3 has 1024 MB, too."""

FIRMWARE = Path("/usr/lib/u-boot/qemu_arm64/u-boot.bin")

PI_3B_PLUS = "0xa020d3"
"""What a Pi's own firmware says of the board in its device tree (linux,revision); gpiozero asks for it."""

SCREEN = (1280, 720)

SOUND = "sound.wav"
"""What the loudspeaker played, in the folder of a Pi."""

GONE_S = 10.0
"""A stick that is pulled out is gone at once."""


class Plugged(NamedTuple):
    """What hangs on a Pi: its card, the node of a serial printer at a USB adapter, a network cable.

    ``ssh``: the port of this machine that leads to the guest's 22; None is no network at all.
    """

    card: Path
    printer: Path | None = None
    ssh: int | None = None


def command(plugged: Plugged, sockets: Path, folder: Path, tree: Path, begins: datetime) -> list[str]:
    """Return QEMU's command line; it waits for `cont`. ``begins``: what the battery clock shows, UTC."""
    words = ["qemu-system-aarch64", *BOARD, "-bios", str(FIRMWARE), "-dtb", str(tree), "-nodefaults", "-S"]
    words += ["-display", "none", "-rtc", f"base={begins:%Y-%m-%dT%H:%M:%S}", "-qtest-log", "/dev/null"]
    for name in ("qmp", "qtest"):
        words += [f"-{name}", f"unix:{sockets / name},server=on,wait=off"]
    words += ["-chardev", f"file,id=console,path={folder / 'console.log'},append=on", "-serial", "chardev:console"]
    return words + _hardware(plugged, folder / SOUND)


def _hardware(plugged: Plugged, sound: Path) -> list[str]:
    """Return the words for the card, screen, loudspeaker, USB, and what is plugged in."""
    words = ["-drive", f"if=virtio,format=raw,file={plugged.card}"]
    words += ["-device", "virtio-gpu-pci,xres={},yres={}".format(*SCREEN), "-device", "qemu-xhci,id=usb"]
    words += ["-audiodev", f"wav,id=sound,path={sound}", "-device", "intel-hda", "-device", "hda-output,audiodev=sound"]
    if plugged.printer:
        words += ["-chardev", f"serial,id=printer,path={plugged.printer}"]
        words += ["-device", "usb-serial,chardev=printer,bus=usb.0"]
    if plugged.ssh is not None:
        words += ["-netdev", f"user,id=lan,hostfwd=tcp:127.0.0.1:{plugged.ssh}-:22"]
        words += ["-device", "virtio-net-pci,netdev=lan"]
    return words


def device_tree(path: Path) -> None:
    """Write the device tree of the board, which says that it is a Pi 3B+."""
    board = [BOARD[0], f"{BOARD[1]},dumpdtb={path}", *BOARD[2:]]
    run("qemu-system-aarch64", *board, "-bios", str(FIRMWARE), "-nodefaults", "-display", "none")
    run("fdtput", "-p", "-t", "x", str(path), "/system", "linux,revision", PI_3B_PLUS)


class Machine:
    """A Pi that is switched on, from construction to ``off``; all that it leaves is in ``folder``.

    ``on_s`` is the steady second of its power. Its buttons are open.
    """

    def __init__(self, plugged: Plugged, folder: Path, begins: datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.plugged = folder, plugged
        self._sockets = TemporaryDirectory(prefix="cherha-pi-")
        sockets = Path(self._sockets.name)
        tree = folder / "board.dtb"
        device_tree(tree)
        words = command(plugged, sockets, folder, tree, begins)
        with (folder / "qemu.log").open("ab") as said:
            self._process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                preexec_fn=die_with_parent,  # noqa: PLW1509
            )
        try:
            self.monitor = Monitor(sockets / "qmp")
            self.pins = Pins(sockets / "qtest", self.monitor.found(CHIP))
            self.pins.release()
            self.on_s = time.monotonic()
            self.monitor.ask("cont")
        except Unavailable as fault:
            self.kill()
            raise Unavailable(f"{fault} QEMU's words are in {folder / 'qemu.log'}.") from fault
        self._resets = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.off()

    def look(self) -> bool:
        """Return whether the guest has begun anew since the last look; then its contacts are opened again.

        Whoever waits for something looks some times a second: the kernel comes to its pins seconds after a reset.
        """
        if self._process.poll() is not None:
            raise Unavailable(f"QEMU has ended by itself ({self._process.returncode}): see {self.folder / 'qemu.log'}.")
        if (resets := self.monitor.told("RESET")) == self._resets:
            return False
        self._resets = resets
        self.pins.forget()
        self.pins.release()
        return True

    def screendump(self, path: Path) -> Path:
        """Write what the screen shows now as a PPM picture, and return its path."""
        self.monitor.ask("screendump", filename=str(path))
        return path

    def put_in(self, stick: Path) -> None:
        """Put a USB stick in."""
        self.monitor.ask(
            "blockdev-add", driver="raw", **{"node-name": "stick"}, file={"driver": "file", "filename": str(stick)}
        )
        self.monitor.ask("device_add", driver="usb-storage", id="stick-in", drive="stick", bus="usb.0")

    def pull_out(self) -> None:
        """Pull the stick out again."""
        gone = self.monitor.told("DEVICE_DELETED")
        self.monitor.ask("device_del", id="stick-in")
        until_s = time.monotonic() + GONE_S
        while self.monitor.told("DEVICE_DELETED") == gone and time.monotonic() < until_s:
            time.sleep(0.1)
        self.monitor.ask("blockdev-del", **{"node-name": "stick"})

    def power_key(self) -> None:
        """Press the board's power key, on which the guest ends cleanly."""
        self.monitor.ask("system_powerdown")

    def ended(self) -> bool:
        """Return whether the guest has switched itself off."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """Cut the power: QEMU is killed as it is; what the guest has not had written is lost."""
        self._process.kill()
        self._process.wait()

    def off(self) -> None:
        """Cut the power, if it is on, and free all."""
        self.kill()
        for one in (self.pins, self.monitor):
            one.close()
        self._sockets.cleanup()


class Clock:
    """The battery clock of a Pi, which goes on while its power is cut."""

    def __init__(self, begins: datetime) -> None:
        self._begins, self._since_s = begins, time.monotonic()

    def now(self) -> datetime:
        """Return what it shows."""
        return self._begins + timedelta(seconds=time.monotonic() - self._since_s)
