# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The state of the two systems: written, read, torn; tests/image/boot holds it against the real U-Boot."""

import zlib
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as some

from card.slot_sectors import SlotSectors, on_trial, running
from card.slots import NAMES, PLACES, SECTOR, Slots, State, activated, choose, decode, encode, other, started
from centre.errors import Unavailable
from tests.card.updates.machine import Pi

STATES = some.sampled_from(get_args(State))
SLOTS = some.builds(Slots, some.sampled_from([NAMES, NAMES[::-1]]), STATES, STATES)
BLANK = bytes(SECTOR)


@given(SLOTS)
def test_what_is_written_is_read(slots: Slots) -> None:
    """Every state there can be fits its sector, and comes back from it."""
    sector = encode(slots)
    assert len(sector) == SECTOR
    assert decode(sector) == slots


@given(SLOTS, SLOTS, some.integers(0, SECTOR), some.sampled_from([0, 1]))
def test_a_power_cut_leaves_the_old_state_or_the_new(old: Slots, new: Slots, written: int, cut_in: int) -> None:
    """Wherever the write of either copy stops: the first is written first, and each has its own CRC."""
    half = encode(new)[:written] + encode(old)[written:]
    copies = (half, encode(old)) if cut_in == 0 else (encode(new), half)
    assert choose(*copies) in {old, new}


def test_of_two_whole_copies_the_first_counts() -> None:
    """The power went exactly between them; U-Boot reads them so, too (tests/image/boot)."""
    assert choose(encode(Slots(("B", "A"))), encode(Slots())) == Slots(("B", "A"))


def test_a_card_that_was_never_updated_starts_a() -> None:
    """Zeros, or whatever else is no state, say nothing."""
    assert choose(BLANK, BLANK) == Slots(("A", "B"), "good", "good")
    assert decode(b"\xff" * SECTOR) is None
    assert decode(encode(Slots())[:100]) is None


@pytest.mark.parametrize("text", [b"BOOT_ORDER=C", b"BOOT_ORDER=A B\0BOOT_A=fine\0BOOT_B=good", b"X=1"])
def test_words_that_nobody_wrote_are_no_state(text: bytes) -> None:
    """A whole CRC over something else: U-Boot would find no slot in it, either."""
    body = text.ljust(SECTOR - 4, b"\0")
    assert decode(zlib.crc32(body).to_bytes(4, "little") + body) is None


def test_a_new_system_is_tried_first_and_the_old_one_stays_good() -> None:
    """That is what there is to go back to."""
    new = activated(Slots(), "B")
    assert (new.order, new.a, new.b, new.first()) == (("B", "A"), "good", "2", "B")
    assert new.on_trial("B")
    assert not new.on_trial("A")
    assert new.become("B", "bad").first() == "A"
    assert [other(name) for name in NAMES] == ["B", "A"]


def test_with_nothing_good_left_the_first_is_started() -> None:
    """As U-Boot does: a Pi that tries is better than one that does not."""
    assert Slots(("B", "A"), "bad", "bad").first() == "B"


def test_both_copies_are_on_the_card(tmp_path: Path) -> None:
    """Between partition table and first partition; all else on the card stays as it was."""
    pi = Pi(tmp_path)
    slots = activated(Slots(), "B")
    pi.sectors.write(slots)
    card = (tmp_path / "dev/mmcblk0").read_bytes()
    for place in PLACES:
        assert card[place * SECTOR : (place + 1) * SECTOR] == encode(slots)
    assert card.replace(encode(slots), BLANK) == bytes(len(card))
    assert pi.sectors.read() == slots


def test_a_torn_copy_is_mended_by_the_next_write(tmp_path: Path) -> None:
    """Also when the other copy says already what is to be written."""
    pi = Pi(tmp_path)
    pi.sectors.write(Slots(("B", "A")))
    with (tmp_path / "dev/mmcblk0").open("r+b") as card:
        card.seek(PLACES[0] * SECTOR + 5)
        card.write(b"?")
    assert pi.sectors.read() == Slots(("B", "A"))
    pi.sectors.write(Slots(("B", "A")))
    assert choose((tmp_path / "dev/mmcblk0").read_bytes()[PLACES[0] * SECTOR :][:SECTOR], BLANK).order == ("B", "A")


def test_u_boot_says_which_system_runs(tmp_path: Path) -> None:
    """By the kernel's command line; it also says whether that system is on trial."""
    assert (running(Pi(tmp_path / "a").root), on_trial(tmp_path / "a")) == ("A", False)
    assert (running(Pi(tmp_path / "b", "B", trial=True).root), on_trial(tmp_path / "b")) == ("B", True)


def test_a_machine_without_slots_says_how_it_is_updated(tmp_path: Path) -> None:
    """A Raspberry Pi OS that somebody put the package on."""
    said = (
        "This Pi has no second system to be updated: it was not started from Cherha's image. Where the package was "
        "installed by hand, install the newer one: sudo apt install ./cherha_VERSION_arm64.deb"
    )
    for ask in (lambda: running(tmp_path), SlotSectors(tmp_path).read):
        with pytest.raises(Unavailable) as refused:
            ask()
        assert str(refused.value) == said


def test_a_card_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    """By its name, and with what to do."""
    pi = Pi(tmp_path)
    (tmp_path / "dev/mmcblk0").unlink()
    for act in (pi.sectors.read, lambda: pi.sectors.write(Slots())):
        with pytest.raises(Unavailable, match=r"mmcblk0: which system starts is not readable there .* take a new card"):
            act()


def test_which_slot_was_started_is_read_from_the_kernels_command_line() -> None:
    """In one place, for who updates and for who says what this Pi is."""
    assert started("root=PARTUUID=ce12aa09-03 rauc.slot=B ro quiet\n") == "B"
    assert started("rauc.slot=A rauc.slot=B") == "B"
    assert [started(words) for words in ("", "ro quiet", "rauc.slot=C", "not.rauc.slot=A")] == [None] * 4
