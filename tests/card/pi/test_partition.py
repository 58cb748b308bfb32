# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The data partition fills its card: real tables, real ext4, and at each step what a power cut would leave."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from card.partition import LABEL, Partition, ext4_bytes, found, plan
from card.programs import Programs
from card.slots import SECTOR
from card.taking_in import Pi, grow
from tests.card.pi.folders import HeardPrograms

MB = 1024 * 1024
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
TABLE = "label: dos\nlabel-id: 0xce12aa09\n\n8192,8192,c,*\n16384,8192,83\n24576,8192,83\n32768,32768,83\n"
"""Four primary partitions as the image has them: FAT from 4 MB on, two roots, data of 16 MB from 16 MB on."""

SLOTS = (2048, 4096)
"""Sectors before the first partition in which it stands which root is started."""

WHOLE = Partition("/dev/p4", "/dev/p", 4, 16 * MB, 48 * MB, 64 * MB, 48 * MB, last=True, mounted=True)
SFDISK = "sfdisk --no-reread --force -N 4 /dev/p"


def words(partition: Partition) -> list[str]:
    """Return what is to be run."""
    return [" ".join(order.words) for order in plan(partition)]


@pytest.mark.parametrize(
    ("partition", "orders"),
    [
        (WHOLE, []),
        (
            WHOLE._replace(size=16 * MB, file_system=16 * MB),
            [SFDISK, "partx --update --nr 4 /dev/p", "resize2fs /dev/p4"],
        ),
        (WHOLE._replace(file_system=16 * MB), ["resize2fs /dev/p4"]),
        (WHOLE._replace(file_system=16 * MB, mounted=False), ["e2fsck -f -p /dev/p4", "resize2fs /dev/p4"]),
        (WHOLE._replace(size=16 * MB, file_system=16 * MB, last=False), []),
        (WHOLE._replace(size=40 * MB, file_system=40 * MB), []),
    ],
    ids=["full", "as flashed", "cut after sfdisk", "cut, not mounted", "not the last", "not worth it"],
)
def test_what_is_left_to_do_is_planned(partition: Partition, orders: list[str]) -> None:
    """From whatever a power cut left; what is done already is not planned again."""
    assert words(partition) == orders


def run(*arguments: str, given: str = "") -> str:
    """Run a real program and return what it says."""
    done = subprocess.run(arguments, input=given, capture_output=True, text=True, check=True, env={"PATH": PATH})
    return done.stdout


def table(image: Path) -> dict[str, Any]:
    """Return the table of an image as sfdisk reads it."""
    read: dict[str, Any] = json.loads(run("sfdisk", "--json", str(image)))["partitiontable"]
    return read


def test_a_real_table_lets_its_last_partition_fill_the_card(tmp_path: Path) -> None:
    """It begins where it began, and of all else not a byte changes; a card of 64 MB stands for one of 32 GB.

    All else: the disk's id, by which the roots are found, which root is started, the other partitions, the journals.
    """
    image = tmp_path / "card"
    image.write_bytes(bytes(32 * MB))
    run("sfdisk", "--quiet", str(image), given=TABLE)
    data = ext4(tmp_path / "p4", 16 * MB)
    with image.open("r+b") as file:
        for sector in SLOTS:
            file.seek(sector * SECTOR)
            file.write(b"BOOT_ORDER=B A".ljust(SECTOR, b"\0"))
        file.seek(16 * MB)
        file.write(data.read_bytes())
        file.truncate(64 * MB)
    before, kept = table(image), image.read_bytes()[SECTOR:]
    small = WHOLE._replace(disk=str(image), size=16 * MB, file_system=16 * MB)
    order = plan(small)[0]
    assert Programs().run(order.words, order.given)
    grown = [*before["partitions"][:3], {**before["partitions"][3], "size": 48 * MB // SECTOR}]
    assert table(image) == {**before, "partitions": grown}
    assert before["id"] == "0xce12aa09"
    assert image.read_bytes()[SECTOR:] == kept
    assert plan(small._replace(size=48 * MB, file_system=48 * MB)) == []


def ext4(path: Path, size: int) -> Path:
    """Make a real file system with a file in it."""
    kept = path.parent / "kept"
    kept.mkdir()
    (kept / "dispatcher.db").write_text("every ticket")
    path.touch()
    with path.open("r+b") as file:
        file.truncate(size)
    run("mkfs.ext4", "-q", "-L", LABEL, "-d", str(kept), str(path))
    return path


def test_a_real_file_system_grows_with_what_is_in_it(tmp_path: Path) -> None:
    """And its superblock says how large it is, before and after."""
    device = ext4(tmp_path / "p4", 16 * MB)
    assert ext4_bytes(device.read_bytes()[1024:2048]) == 16 * MB
    with device.open("r+b") as file:
        file.truncate(48 * MB)
    for order in plan(WHOLE._replace(device=str(device), file_system=16 * MB, mounted=False)):
        assert Programs().run(order.words, order.given)
    assert ext4_bytes(device.read_bytes()[1024:2048]) == 48 * MB
    assert run("debugfs", "-R", "cat /dispatcher.db", str(device)) == "every ticket"


def test_what_is_no_ext4_is_none() -> None:
    """Neither zeros nor a short read."""
    assert (ext4_bytes(bytes(1024)), ext4_bytes(b"")) == (None, None)


def with_card(root: Path, mounts: str) -> None:
    """Show a card with a data partition as the kernel does."""
    block = root / "sys/devices/mmc/block/mmcblk0"
    for number, (begin, size) in {1: (8192, 8192), 2: (16384, 8192), 3: (24576, 8192), 4: (32768, 32768)}.items():
        node = block / f"mmcblk0p{number}"
        node.mkdir(parents=True)
        for name, value in {"partition": number, "start": begin, "size": size, "dev": f"179:{number}"}.items():
            (node / name).write_text(f"{value}\n")
        (root / "sys/class/block").mkdir(parents=True, exist_ok=True)
        (root / f"sys/class/block/mmcblk0p{number}").symlink_to(node)
    (block / "size").write_text(f"{64 * MB // SECTOR}\n")
    (root / "dev/disk/by-label").mkdir(parents=True)
    ext4(root / "dev/mmcblk0p4", 16 * MB)
    (root / "dev/disk/by-label" / LABEL).symlink_to("../../mmcblk0p4")
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/mountinfo").write_text(mounts)


SYSTEM = "21 1 179:2 / / ro,noatime shared:1 - ext4 /dev/root ro\n23 21 0:5 / /proc rw shared:2 - proc proc rw\n"
DATA = "22 21 179:4 / /data rw,noatime shared:3 - ext4 {} rw\n"


@pytest.mark.parametrize("name", ["/dev/mmcblk0p4", "/dev/disk/by-partuuid/ce12aa09-04", None])
def test_the_data_partition_is_found_by_its_label(fresh: Pi, name: str | None) -> None:
    """And all that the plan needs to know of it: whether it is mounted, too, by whatever name that was done."""
    with_card(fresh.root, SYSTEM + (DATA.format(name) if name else ""))
    device = str(fresh.root / "dev/mmcblk0p4")
    mounted = name is not None
    expected = Partition(device, device[:-2], 4, 16 * MB, 16 * MB, 64 * MB, 16 * MB, last=True, mounted=mounted)
    assert found(fresh.root) == expected


def test_a_pi_grows_its_partition_at_boot(fresh: Pi) -> None:
    """In this order, and with what sfdisk reads."""
    with_card(fresh.root, "")
    grow(fresh)
    assert isinstance(fresh.programs, HeardPrograms)
    disk = fresh.root / "dev/mmcblk0"
    assert fresh.programs.heard == [
        (f"sfdisk --no-reread --force -N 4 {disk}", ", +\n"),
        (f"partx --update --nr 4 {disk}", ""),
        (f"e2fsck -f -p {disk}p4", ""),
        (f"resize2fs {disk}p4", ""),
    ]


def test_a_step_that_fails_ends_it(fresh: Pi) -> None:
    """The next boot tries again; a file system never grows over what the table does not give."""

    class Failing(HeardPrograms):
        def run(self, words: Sequence[str], given: str = "") -> bool:
            super().run(words, given)
            return False

    with_card(fresh.root, "")
    failing = Failing()
    grow(fresh._replace(programs=failing))
    assert len(failing.heard) == 1


def test_without_such_a_partition_nothing_is_done(fresh: Pi) -> None:
    """A Raspberry Pi OS that somebody set up by hand."""
    grow(fresh)
    assert isinstance(fresh.programs, HeardPrograms)
    assert (found(fresh.root), fresh.programs.heard) == (None, [])


def test_another_file_system_is_left_alone(fresh: Pi) -> None:
    """Only ext4 grows so."""
    with_card(fresh.root, "")
    (fresh.root / "dev/mmcblk0p4").write_bytes(bytes(4096))
    assert found(fresh.root) is None
