# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real boot.cmd in the real U-Boot: what it starts, how, and what it writes down. `make image-test` runs it."""

import re
import subprocess
from pathlib import Path

import pytest

from card.slots import TRIES, Name, Slots, State, activated, choose, encode
from tests.image.boot.tiny import BOOT_CMD, Card

QUIET = BOOT_CMD.with_name("quiet.dts")
FIRST = Slots()


@pytest.fixture
def card(tmp_path: Path) -> Card:
    """Return a card with two slots that was never updated."""
    return Card(tmp_path)


def written(card: Card, slots: Slots) -> Card:
    """Write both copies of the state."""
    for copy in (0, 1):
        card.write(copy, encode(slots))
    return card


def state(card: Card) -> Slots:
    """Return what counts on a card; both copies say it."""
    assert card.read(0) == card.read(1)
    return choose(card.read(0), card.read(1))


def command_line(said: str) -> dict[str, str]:
    """Return the words of the kernel's command line, as the kernel said them; of several consoles the last."""
    line = re.findall(r"root=PARTUUID[ -~]+", said)[-1]
    return dict(word.partition("=")[::2] for word in line.split())


def started(said: str) -> str:
    """Return which slot's kernel ran, and check that it was told so."""
    slot = command_line(said)["rauc.slot"]
    number = {"A": 2, "B": 3}[slot]
    assert command_line(said)["root"] == f"PARTUUID=ce12aa09-0{number}"
    assert re.search(rf"{slot}\xd0\x0d\xfe\xed", said)  # the kernel's own letter, then the device tree
    return slot


def test_a_new_card_starts_a_and_nothing_is_written(card: Card) -> None:
    """No sector says anything yet: the first system, as if it were good."""
    before = card.disk.read_bytes()
    said = card.start()
    assert started(said) == "A"
    assert "cherha.trial" not in command_line(said)
    assert card.disk.read_bytes() == before


def test_the_kernel_is_told_where_the_data_is_and_to_restart_by_itself(card: Card) -> None:
    """The command line of the plan: read-only, ten seconds after a panic, the console of text last but QEMU's."""
    line = command_line(card.start())
    assert (
        line.items()
        >= {
            "ro": "",
            "rootwait": "",
            "panic": "10",
            "cherha.data": "PARTUUID=ce12aa09-04",
            "console": "ttyAMA0",
        }.items()
    )


@pytest.mark.parametrize(
    ("order", "a", "b", "slot"),
    [
        (("A", "B"), "good", "good", "A"),
        (("B", "A"), "good", "good", "B"),
        (("A", "B"), "bad", "good", "B"),
        (("B", "A"), "good", "bad", "A"),
        (("A", "B"), "bad", "bad", "A"),
        (("B", "A"), "bad", "bad", "B"),
    ],
)
def test_a_settled_card_starts_its_first_good_slot_and_writes_nothing(
    card: Card, order: tuple[Name, Name], a: State, b: State, slot: Name
) -> None:
    """With nothing good left the first of the order runs: a Pi that tries is better than one that waits."""
    slots = Slots(order, a, b)
    before = written(card, slots).disk.read_bytes()
    said = card.start()
    assert (started(said), slots.first()) == (slot, slot)
    assert "cherha.trial" not in command_line(said)
    assert card.disk.read_bytes() == before


def test_a_new_system_is_started_twice_and_then_left(card: Card) -> None:
    """The tries are counted before it starts, so one that hangs at once counts too; the third start is the old one."""
    written(card, activated(FIRST, "B"))
    seen = []
    for _ in range(4):
        said = card.start()
        seen.append((started(said), "cherha.trial" in command_line(said), state(card).b))
    assert TRIES == "2"
    assert seen == [("B", True, "1"), ("B", True, "bad"), ("A", False, "bad"), ("A", False, "bad")]


@pytest.mark.parametrize("missing", ["kernels", "initrds"])
def test_a_slot_without_a_kernel_or_initrd_is_passed_over(tmp_path: Path, missing: str) -> None:
    """An update that was broken off leaves half a file system, and a slot that was never written none."""
    card = written(Card(tmp_path, **{missing: "B"}), FIRST)
    assert started(card.start()) == "B"


def test_a_bad_slot_is_still_better_than_none(tmp_path: Path) -> None:
    """The only good slot does not load: the other is started though it was called bad."""
    card = written(Card(tmp_path, kernels="B"), Slots(a="good", b="bad"))
    assert started(card.start()) == "B"


def test_a_torn_first_copy_leaves_the_second(card: Card) -> None:
    """The power went while the first was written: what the second says counts, and nothing is mended in passing."""
    written(card, Slots(("B", "A")))
    card.write(0, encode(Slots())[:30] + bytes(482))
    assert started(card.start()) == "B"


def test_a_torn_second_copy_is_not_asked(card: Card) -> None:
    """The power went between the two: the first is newer, and counts."""
    written(card, Slots(("B", "A")))
    card.write(1, bytes(512))
    assert started(card.start()) == "B"


def test_of_two_whole_copies_the_first_counts(card: Card) -> None:
    """The power went exactly between the two."""
    card.write(0, encode(Slots(("B", "A"))))
    card.write(1, encode(Slots()))
    assert started(card.start()) == "B"


def test_a_torn_copy_is_whole_again_after_a_try(card: Card) -> None:
    """What counts a try down writes both."""
    written(card, activated(FIRST, "B"))
    card.write(0, b"\xff" * 512)
    assert started(card.start()) == "B"
    assert state(card) == Slots(("B", "A"), "good", "1")


def test_a_try_that_cannot_be_counted_is_not_made(card: Card) -> None:
    """A card that has turned read-only keeps the system that it has, and is not asked for a new one for ever."""
    written(card, activated(FIRST, "B"))
    said = card.start("readonly=on")
    assert started(said) == "A"
    assert "cannot be written down" in said


def test_u_boot_asks_nobody_with_the_overlay(card: Card, tmp_path: Path) -> None:
    """Whatever comes by the serial line or a keyboard in the first seconds, it boots."""
    tree, overlay, laid = tmp_path / "v.dtb", tmp_path / "quiet.dtbo", tmp_path / "laid.dtb"
    machine = [
        "qemu-system-aarch64",
        "-M",
        f"virt,dumpdtb={tree}",
        "-cpu",
        "cortex-a72",
        "-m",
        "512",
        "-display",
        "none",
    ]
    for command in (
        [*machine, "-display", "none", "-nic", "none"],
        ["dtc", "-q", "-I", "dts", "-O", "dtb", "-o", str(overlay), str(QUIET)],
        ["fdtoverlay", "-i", str(tree), "-o", str(laid), str(overlay)],
    ):
        subprocess.run(command, capture_output=True, check=True)
    assert "Hit any key" in card.start()
    assert "Hit any key" not in card.start(dtb=laid)
