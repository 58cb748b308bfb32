# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a card is divided: what genimage is told, and that the other places that say so say the same."""

import re
import subprocess
from pathlib import Path

from card.partition import LABEL
from card.slots import DISK_ID, PLACES
from image import layout
from image.package import SOURCE

GENIMAGE = """\
image "cherha.img" {
hdimage {
partition-table-type = "mbr"
disk-signature = 0xce12aa09
align = 4M
}
partition boot {
partition-type = 0xc
image = "boot.vfat"
offset = 4M
bootable = true
}
partition root-a {
partition-type = 0x83
image = "root.ext4"
size = 896M
}
partition root-b {
partition-type = 0x83
image = "root.ext4"
size = 896M
}
partition data {
partition-type = 0x83
image = "data.ext4"
}
}
"""


def test_a_card_has_the_pis_partition_two_slots_and_last_the_data_that_may_grow() -> None:
    """The whole configuration of genimage."""
    assert layout.genimage("cherha.img", "boot.vfat", "root.ext4", "data.ext4") == GENIMAGE


def test_every_place_that_names_a_partition_means_the_same_disk() -> None:
    """The boot script, RAUC and udev's rule name partitions of card.slots.DISK_ID."""
    for place in ("image/boot/boot.cmd", "image/root/etc/rauc/system.conf"):
        named = re.findall(r"(?:PARTUUID=|by-partuuid/)([0-9a-f]{8})-", (SOURCE / place).read_text("utf-8"))
        assert set(named) == {DISK_ID}, place
    assert DISK_ID in (SOURCE / "systemd/90-cherha-stick.rules").read_text("utf-8")


def test_the_data_partition_has_the_label_by_which_it_is_grown() -> None:
    """card/partition.py looks for it by that name."""
    assert layout.DATA_LABEL == LABEL


def test_the_state_of_the_slots_lies_before_the_first_partition() -> None:
    """What U-Boot writes there is in no file system."""
    assert all(0 < place * 512 < layout.BEGIN_MB * 1024 * 1024 for place in PLACES)


def test_a_whole_card_fits_on_the_smallest_that_is_sold() -> None:
    """4 GB, counted as their makers do, with the sectors that they keep back."""
    whole = layout.BEGIN_MB + layout.BOOT_MB + 2 * layout.SLOT_MB + layout.DATA_MB
    assert whole * 1024 * 1024 < 3_900_000_000


def test_a_root_that_leaves_a_slot_no_room_ends_the_build() -> None:
    """Cards that are out there are updated in place, so a coming version has to fit into the slots of today."""
    assert not layout.too_full(layout.SLOT_MB - layout.SPARE_MB)
    assert layout.too_full(801) == (
        "The root has 801 MB and a slot 896 MB, of which 96 MB have to be left. "
        "Leave a package out (image/debian_base.py); slots of cards that are out there cannot grow."
    )


def features(image: Path) -> set[str]:
    """Return the features that dumpe2fs finds in an ext4."""
    told = subprocess.run(["dumpe2fs", "-h", image], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^Filesystem features: +(.*)$", told, flags=re.MULTILINE)[0].split())


def test_u_boot_can_read_a_slot_and_data_has_a_journal(tmp_path: Path) -> None:
    """Real mke2fs: a root that is never written needs no journal, and data outlives a power cut by one."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "file").write_text("of the root")
    for command in layout.ext4(tmp_path / "root", 16, "cherha-root", content, "1"):
        subprocess.run(command, check=True)
    for command in layout.ext4(tmp_path / "data", 16, layout.DATA_LABEL, None, "1"):
        subprocess.run(command, check=True)
    assert not {"has_journal", "orphan_file", "metadata_csum_seed"} & features(tmp_path / "root")
    assert "has_journal" in features(tmp_path / "data")
