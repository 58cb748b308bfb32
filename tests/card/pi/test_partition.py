# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The data partition fills its card: real tables, real ext4, and at each step what a power cut would leave."""

import json
import subprocess
from pathlib import Path

import pytest

from card.partition import LABEL, SECTOR, Partition, ext4_bytes, found, plan
from card.programs import Programs
from card.taking_in import Pi, grow
from tests.card.pi.folders import HeardPrograms

MB = 1024 * 1024
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
TABLE = "label: dos\n\n2048,4096,c\n6144,8192,83\n14336,32768,83\n"
"""Three partitions as the image has them: FAT, root, and data of 16 MB from 7 MB on."""

WHOLE = Partition("/dev/p3", "/dev/p", 3, 7 * MB, 57 * MB, 64 * MB, 57 * MB, last=True, mounted=True)
SFDISK = "sfdisk --no-reread --force -N 3 /dev/p"


def words(partition: Partition) -> list[str]:
    """Return what is to be run."""
    return [" ".join(order.words) for order in plan(partition)]


@pytest.mark.parametrize(
    ("partition", "orders"),
    [
        (WHOLE, []),
        (
            WHOLE._replace(size=16 * MB, file_system=16 * MB),
            [SFDISK, "partx --update --nr 3 /dev/p", "resize2fs /dev/p3"],
        ),
        (WHOLE._replace(file_system=16 * MB), ["resize2fs /dev/p3"]),
        (WHOLE._replace(file_system=16 * MB, mounted=False), ["e2fsck -f -p /dev/p3", "resize2fs /dev/p3"]),
        (WHOLE._replace(size=16 * MB, file_system=16 * MB, last=False), []),
        (WHOLE._replace(size=50 * MB, file_system=50 * MB), []),
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


def sizes(image: Path) -> list[tuple[int, int]]:
    """Return where the partitions of an image begin and how large they are, in sectors, as sfdisk reads them."""
    table = json.loads(run("sfdisk", "--json", str(image)))["partitiontable"]
    return [(one["start"], one["size"]) for one in table["partitions"]]


def test_a_real_table_lets_its_last_partition_fill_the_card(tmp_path: Path) -> None:
    """It begins where it began, and the others are untouched; a card of 64 MB stands for one of 32 GB."""
    image = tmp_path / "card"
    image.touch()
    with image.open("r+b") as file:
        file.truncate(24 * MB)
    run("sfdisk", "--quiet", str(image), given=TABLE)
    with image.open("r+b") as file:
        file.truncate(64 * MB)
    before = sizes(image)
    (begin, size) = before[2]
    small = WHOLE._replace(disk=str(image), begin=begin * SECTOR, size=size * SECTOR, file_system=size * SECTOR)
    order = plan(small)[0]
    assert Programs().run(order.words, order.given)
    assert sizes(image) == [*before[:2], (begin, 64 * MB // SECTOR - begin)]
    assert plan(small._replace(size=sizes(image)[2][1] * SECTOR, file_system=57 * MB)) == []


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
    device = ext4(tmp_path / "p3", 16 * MB)
    assert ext4_bytes(device.read_bytes()[1024:2048]) == 16 * MB
    with device.open("r+b") as file:
        file.truncate(57 * MB)
    for order in plan(WHOLE._replace(device=str(device), file_system=16 * MB, mounted=False)):
        assert Programs().run(order.words, order.given)
    assert ext4_bytes(device.read_bytes()[1024:2048]) == 57 * MB
    assert run("debugfs", "-R", "cat /dispatcher.db", str(device)) == "every ticket"


def test_what_is_no_ext4_is_none() -> None:
    """Neither zeros nor a short read."""
    assert (ext4_bytes(bytes(1024)), ext4_bytes(b"")) == (None, None)


def with_card(root: Path, mounts: str) -> None:
    """Show a card with a data partition as the kernel does."""
    block = root / "sys/devices/mmc/block/mmcblk0"
    for number, (begin, size) in {2: (6144, 8192), 3: (14336, 32768)}.items():
        node = block / f"mmcblk0p{number}"
        node.mkdir(parents=True)
        for name, value in {"partition": number, "start": begin, "size": size}.items():
            (node / name).write_text(f"{value}\n")
        (root / "sys/class/block").mkdir(parents=True, exist_ok=True)
        (root / f"sys/class/block/mmcblk0p{number}").symlink_to(node)
    (block / "size").write_text(f"{64 * MB // SECTOR}\n")
    (root / "dev/disk/by-label").mkdir(parents=True)
    ext4(root / "dev/mmcblk0p3", 16 * MB)
    (root / "dev/disk/by-label" / LABEL).symlink_to("../../mmcblk0p3")
    (root / "proc").mkdir()
    (root / "proc/mounts").write_text(mounts)


@pytest.mark.parametrize("mounted", [True, False])
def test_the_data_partition_is_found_by_its_label(fresh: Pi, mounted: bool) -> None:  # noqa: FBT001 - from the table
    """And all that the plan needs to know of it."""
    with_card(fresh.root, "proc /proc proc rw 0 0\n" + "/dev/mmcblk0p3 /var/lib/cherha ext4 rw 0 0\n" * mounted)
    device = str(fresh.root / "dev/mmcblk0p3")
    expected = Partition(device, device[:-2], 3, 7 * MB, 16 * MB, 64 * MB, 16 * MB, last=True, mounted=mounted)
    assert found(fresh.root) == expected


def test_a_pi_grows_its_partition_at_boot(fresh: Pi) -> None:
    """In this order, and with what sfdisk reads."""
    with_card(fresh.root, "")
    grow(fresh)
    assert isinstance(fresh.programs, HeardPrograms)
    disk = fresh.root / "dev/mmcblk0"
    assert fresh.programs.heard == [
        (f"sfdisk --no-reread --force -N 3 {disk}", ", +\n"),
        (f"partx --update --nr 3 {disk}", ""),
        (f"e2fsck -f -p {disk}p3", ""),
        (f"resize2fs {disk}p3", ""),
    ]


def test_a_step_that_fails_ends_it(fresh: Pi) -> None:
    """The next boot tries again; a file system never grows over what the table does not give."""

    class Failing(HeardPrograms):
        def run(self, words: list[str], given: str = "") -> bool:
            super().run(words, given)
            return False

    with_card(fresh.root, "")
    failing = Failing()
    grow(fresh._replace(programs=failing))
    assert len(failing.heard) == 1


def test_without_such_a_partition_nothing_is_done(fresh: Pi) -> None:
    """A Raspberry Pi OS that somebody set up by hand."""
    grow(fresh)
    assert (found(fresh.root), fresh.programs.heard) == (None, [])  # type: ignore[attr-defined]


def test_another_file_system_is_left_alone(fresh: Pi) -> None:
    """Only ext4 grows so."""
    with_card(fresh.root, "")
    (fresh.root / "dev/mmcblk0p3").write_bytes(bytes(4096))
    assert found(fresh.root) is None
