# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The partition that U-Boot starts from is written only while something has to be written there."""

import subprocess
from collections.abc import Sequence

import pytest

from card.disk import Disk
from card.machine import Machine
from card.open_partition import writable
from card.programs import Programs
from card.taking_in import Pi, take_in
from card.waiting import SAYS, Surface, Waiting
from centre.config import CentreFile
from centre.errors import DeviceFault
from centre.service import Inbox
from centre.sight import Measured
from image.package import SOURCE
from tests.card.pi.folders import NOW, HeardPrograms, fill
from tests.fakes import HandClock

DATA_SH = SOURCE / "image/root/usr/share/initramfs-tools/cherha/data.sh"
LINE = "36 25 179:1 / /boot/firmware {},nosuid,nodev,noexec,noatime - vfat /dev/mmcblk0p1 rw,flush\n"


class Mount(Programs):
    """mount(8), whose one mount is the open partition; ``heard`` has each change."""

    def __init__(self, pi: Pi) -> None:
        self.heard: list[str] = []
        self._told = pi.root / "proc/self/mountinfo"
        self._told.parent.mkdir(parents=True, exist_ok=True)
        self.become("ro")

    def become(self, flag: str) -> None:
        """Be mounted so."""
        self._told.write_text("25 1 179:2 / / ro - ext4 /dev/root ro\n" + LINE.format(flag))

    def run(self, words: Sequence[str], given: str = "") -> bool:  # noqa: ARG002 - as the real one
        """Mount it anew; of another program nothing is to be seen."""
        if words[0] == "mount":
            self.heard.append(words[2].removeprefix("remount,"))
            self.become(self.heard[-1])
        return True

    @property
    def now(self) -> str:
        """Return how it is mounted."""
        return "ro" if LINE.format("ro") in self._told.read_text() else "rw"


def no_screen(size: Measured) -> Surface:
    """Have none."""
    raise DeviceFault(f"no screen of {size}")


def read_only(there: Pi) -> tuple[Pi, Mount]:
    """Return the Pi with its open partition mounted read-only, and a disk that writes there only when it may."""
    mount = Mount(there)

    def look(step: str) -> None:
        if str(there.source.parent) in step and mount.now == "ro":
            raise OSError(30, "Read-only file system", step)

    return there._replace(programs=mount, disk=Disk(look)), mount


def test_it_is_written_only_while_keys_are_removed(copied: Pi) -> None:
    """And a settled Pi, at its next boot, writes nothing there."""
    pi, mount = read_only(copied)
    outcome = take_in(pi, NOW)
    assert (outcome.new, outcome.warning, mount.heard) == (True, None, ["rw", "ro"])
    assert take_in(pi, NOW).card is not None
    assert mount.heard == ["rw", "ro"]


def test_it_is_read_only_again_after_a_failure(copied: Pi) -> None:
    """A card that fails says so, and is torn no further."""
    pi, mount = read_only(copied)

    def fails(step: str) -> None:
        if step.startswith("overwrite"):
            raise OSError(5, "Input/output error", step)

    outcome = take_in(pi._replace(disk=Disk(fails)), NOW)
    assert outcome.warning is not None
    assert mount.heard == ["rw", "ro"]


def test_what_the_pi_shows_is_left_there_once(fresh: Pi, small_centre: CentreFile) -> None:
    """A Pi that waits writes there when it has something new to say."""
    pi, mount = read_only(fresh)
    clock = HandClock(NOW)
    waiting = Waiting(pi=pi, inbox=Inbox(), open_screen=no_screen, look=Machine, tell=list[str]().append)
    waiting.handle((), clock.pass_s(0))
    waiting.handle((), clock.pass_s(10))
    assert (pi.source.parent / SAYS).exists()
    assert mount.heard == ["rw", "ro"]
    fill(pi.source, small_centre, "kiosk-hall")
    waiting.handle((), clock.pass_s(10))
    assert mount.heard == ["rw", "ro"] * 3  # keys are removed, and it says what it is


@pytest.mark.parametrize("mounted", ["", LINE.format("rw"), LINE.format("ro") + LINE.format("rw")])
def test_a_partition_that_can_be_written_is_left_as_it_is(fresh: Pi, mounted: str) -> None:
    """Raspberry Pi OS has it so; one that is no mount of its own is the root's matter."""
    told = fresh.root / "proc/self/mountinfo"
    told.parent.mkdir(parents=True)
    told.write_text(mounted)
    heard = HeardPrograms()
    with writable(heard, fresh.root, fresh.source.parent):
        pass
    assert heard.heard == []


def test_the_image_mounts_it_read_only() -> None:
    """By the initrd's own words, with a mount that says what it was asked for."""
    words = 'mount() { echo "$*"; }; . "$1"; mount_boot /dev/mmcblk0p1 /root/boot/firmware'
    said = subprocess.run(["sh", "-eu", "-c", words, "sh", DATA_SH], capture_output=True, text=True, check=True).stdout
    assert "ro" in said.split()[3].split(",")
