# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is wrong may be not in the folder: another centre's card, what lies beside it, a partition, a disk, a clock."""

import errno
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from card.taking_in import Outcome, Pi, take_in
from centre.config import CentreFile
from tests.card.pi.folders import NOW, fill, pi, tree
from tests.card.pi.spoilt import IDENTITY, cut_short, named, sums_not_there


def test_a_card_of_another_centre_does_not_take_its_place_by_itself(copied: Pi, small_centre: CentreFile) -> None:
    """Whoever has mixed up two cards is asked first, without a keyboard."""
    take_in(copied, NOW)
    fill(copied.source, named(small_centre, "Інша"), "desk-1", "other")
    outcome = take_in(copied, NOW)
    assert outcome.card is not None
    assert outcome.card.about.card == "kiosk-hall"
    assert str(outcome.refused) == (
        "This is kiosk-hall of the centre “ЦНАП Вербівської громади”, but the folder is of another one, “Інша”. To make"
        " it that centre's, put an empty file replace.txt into the folder cherha; else copy the right folder."
    )


def test_a_centre_that_was_made_anew_is_told_from_another(copied: Pi, small_centre: CentreFile) -> None:
    """Its name is the same: the cause is its authority."""
    take_in(copied, NOW)
    fill(copied.source, small_centre, "kiosk-hall", "other")
    assert str(take_in(copied, NOW).refused) == (
        "This is kiosk-hall of the centre “ЦНАП Вербівської громади”, and the folder was made by another authority of"
        " that name: in another folder of “cherha provision”, or anew. If all cards of the centre are new, put an empty"
        " file replace.txt into the folder cherha; else copy the folder from where the first ones were made."
    )


AUTHORITY = (
    "{} is the centre's authority: with it anybody can be anybody in this centre. Take it off this card at once, and"
    " copy the folder cherha of this card instead."
)
OFFICE = (
    "{} is for the head's computer, and not for a card. Take it off this card at once, and copy the folder cherha of"
    " this card instead."
)
STRAY = {
    "cherha/authority-key.pem": AUTHORITY,
    "cherha/authority/authority-key.pem": AUTHORITY,
    "authority/authority-key.pem": AUTHORITY,
    "cherha/office-main.pem": OFFICE,
    "office/technician.pem": OFFICE,
}


@pytest.mark.parametrize(("file", "sentence"), STRAY.items(), ids=STRAY)
def test_what_belongs_on_no_card_is_named(fresh: Pi, small_centre: CentreFile, file: str, sentence: str) -> None:
    """Whether it was copied in place of the folder or beside it; nobody here removes what may be the only copy."""
    place = fresh.source.parent / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("secret")
    outcome = take_in(fresh, NOW)
    assert (outcome.card, str(outcome.refused)) == (None, sentence.format(file))
    fill(fresh.source, small_centre, "kiosk-hall")
    outcome = take_in(fresh, NOW)
    assert (outcome.new, outcome.refused, str(outcome.warning)) == (True, None, sentence.format(file))
    assert place.read_text() == "secret"


@pytest.mark.parametrize("was", ["nobody", "main"])
def test_files_without_their_folder_are_named(fresh: Pi, small_centre: CentreFile, was: str) -> None:
    """As when a technician copies what is in the folder, and not the folder."""
    if was != "nobody":
        fill(fresh.source, small_centre, was)
        take_in(fresh, NOW)
        shutil.rmtree(fresh.source)
    fill(fresh.source.parent, small_centre, "kiosk-hall")
    outcome = take_in(fresh, NOW)
    assert (outcome.new, outcome.card is None) == (False, was == "nobody")
    assert str(outcome.refused) == (
        "cherha.toml lies on the partition itself, and not in the folder cherha. Delete it there with the folder keys,"
        " and copy the folder cherha whole, with its name."
    )


def test_a_full_partition_is_named(fresh: Pi, small_centre: CentreFile) -> None:
    """Copying again would not help."""
    fill(fresh.source, small_centre, "kiosk-hall")
    cut_short(fresh.source, small_centre)
    assert str(take_in(fresh._replace(free_kb=lambda _: 3), NOW).refused) == (
        "The card's partition is full (3 KB are free), so keys/kiosk-kiosk-hall.pem is missing or not whole. Delete"
        " from it what does not belong to the system, and copy the whole folder cherha again."
    )


def fails(place: Path) -> int:
    """Be a partition that fails while it is asked."""
    raise OSError(errno.EIO, os.strerror(errno.EIO), str(place))


def test_a_partition_that_fails_is_named(copied: Pi, small_centre: CentreFile) -> None:
    """FAT knows no journal: after a power cut a folder may be there that nobody can read. The Pi is what it was."""
    take_in(copied, NOW)
    sums_not_there(fill(copied.source, small_centre, "desk-1"), small_centre)
    outcome = take_in(copied._replace(free_kb=fails), NOW)
    assert outcome.card is not None
    assert outcome.card.about.card == "kiosk-hall"
    assert str(outcome.refused) == (
        f"{copied.source} cannot be read: Input/output error. Copy the folder cherha of this card again; if that"
        " happens twice, take a new card."
    )


def refusing(root: Path, step: str) -> Pi:
    """Return a Pi whose disk is read-only from a step on."""

    def before(next_step: str) -> None:
        if next_step.startswith(step):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), next_step.split()[1])

    return pi(root, before)


def test_keys_that_cannot_be_removed_are_named(copied: Pi) -> None:
    """The Pi serves; somebody should see to it."""
    outcome = take_in(refusing(copied.root, f"overwrite {copied.source}"), NOW)
    assert (outcome.new, outcome.refused) == (True, None)
    assert str(outcome.warning) == (
        "The keys are still on the card's open partition, which cannot be written: Read-only file system. Take the card"
        " to a computer, and delete the folder cherha there."
    )


def test_a_disk_that_takes_nothing_is_named(copied: Pi) -> None:
    """The keys stay on the partition then: nobody else has them."""
    outcome = take_in(refusing(copied.root, "make"), NOW)
    assert outcome.card is None
    assert str(outcome.refused) == (
        f"{copied.root}/etc/cherha cannot be written: Read-only file system. Flash a new card, and copy the folder"
        " cherha to it."
    )
    assert IDENTITY in tree(copied.source)


def test_what_cannot_be_set_up_keeps_nothing_else_from_it(copied: Pi) -> None:
    """Without its host name a Pi works; and its keys do not lie open for want of a name."""
    outcome = take_in(refusing(copied.root, f"create {copied.root}/etc/hosts"), NOW)
    assert (outcome.new, outcome.refused) == (True, None)
    assert str(outcome.warning) == (
        f"{copied.root}/etc/hosts cannot be written: Read-only file system. Flash a new card, and copy the folder"
        " cherha to it."
    )
    assert (copied.root / "etc/localtime").is_symlink()
    assert IDENTITY not in tree(copied.source)


def test_a_pi_of_1970_takes_its_folder_in(copied: Pi) -> None:
    """It has no clock battery, and all that our authority signs holds from then on."""
    assert take_in(copied, datetime(1970, 1, 1, tzinfo=UTC)).new


def test_an_identity_that_ends_in_use_is_named(copied: Pi) -> None:
    """The Pi is what it was, since its clock may be wrong; but the broker will refuse it."""
    take_in(copied, NOW)
    outcome = take_in(copied, datetime(2050, 1, 1, tzinfo=UTC))
    assert outcome.card is not None
    assert str(outcome.warning).startswith(
        f"{IDENTITY} held until 2046-11-26, and the clock of this computer shows 2050-"
    )


def test_what_has_rotten_on_the_card_is_taken_in_again(copied: Pi, small_centre: CentreFile) -> None:
    """Until the folder is copied again the Pi says what is damaged."""
    take_in(copied, NOW)
    (copied.root / "etc/cherha/now/centre.toml").write_text("")
    outcome = take_in(copied, NOW)
    assert outcome.card is None
    assert str(outcome.refused) == (
        "etc/cherha/now on this card is damaged. Copy the folder cherha of this card again; if that happens twice, take"
        " a new card."
    )
    fill(copied.source, small_centre, "kiosk-hall")
    assert take_in(copied, NOW)._replace(card=None) == Outcome(new=True)
