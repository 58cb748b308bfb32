# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi takes its folder in once, whole, and is what it says; nothing that can be wrong with a new one changes it."""

import msgspec
import pytest

from card.card_file import CARD
from card.taking_in import Outcome, Pi, take_in
from centre.cards import Place
from centre.config import CentreFile
from tests.card.pi.folders import NOW, HeardPrograms, fill, identity, tree


def test_a_folder_makes_the_pi_what_it_says(copied: Pi) -> None:
    """It has the centre's file for everybody, its keys for root alone, and the card's own words."""
    outcome = take_in(copied, NOW)
    assert outcome.card is not None
    assert outcome._replace(card=None) == Outcome(new=True)
    assert outcome.card.places == (Place("kiosk", "kiosk-hall"),)
    etc = copied.root / "etc/cherha"
    assert (etc / "keys/kiosk-kiosk-hall.pem").read_text() == identity("kiosk-kiosk-hall", "first")
    names = ("centre.toml", "card.toml", "keys", "keys/kiosk-kiosk-hall.pem")
    assert [oct((etc / name).stat().st_mode & 0o777) for name in names] == ["0o644", "0o600", "0o700", "0o600"]


def test_the_keys_leave_the_partition_that_every_computer_reads(copied: Pi) -> None:
    """What is left there says what was taken in, and has no secret; a program that undeletes files finds zeros."""
    deleted = copied.root / "deleted"
    deleted.hardlink_to(copied.source / "keys/kiosk-kiosk-hall.pem")
    take_in(copied, NOW)
    assert set(deleted.read_bytes()) == {0}
    assert sorted(tree(copied.source)) == ["centre.toml", CARD, "files.sha256"]


def test_the_password_of_the_wifi_leaves_it_too(fresh: Pi, small_centre: CentreFile) -> None:
    """It stands in cherha.toml."""
    fill(fresh.source, small_centre, "kiosk-hall", wifi={"name": "CNAP", "password": "secret-of-hall"})
    take_in(fresh, NOW)
    assert sorted(tree(fresh.source)) == ["centre.toml", "files.sha256"]
    assert not [name for name, text in tree(fresh.root / "boot").items() if "secret-of-hall" in text]


def test_no_key_of_a_folder_that_was_copied_over_stays(copied: Pi, small_centre: CentreFile) -> None:
    """A technician who copies the right folder over a wrong one leaves the wrong one's keys between its own."""
    wrong = copied.source / "keys/kiosk-kiosk-hall.pem"
    left = wrong.rename(copied.root / "left.pem")
    fill(copied.source, small_centre, "desk-1")
    left.rename(wrong)
    assert take_in(copied, NOW).new
    assert sorted(tree(copied.source)) == ["centre.toml", CARD, "files.sha256"]


def test_the_second_boot_changes_nothing(copied: Pi) -> None:
    """Neither with what is left of the folder, nor when the same one is copied again, but for its keys."""
    take_in(copied, NOW)
    before = tree(copied.root)
    steps: list[str] = []
    again = Pi(copied.root, copied.source, type(copied.disk)(steps.append), copied.programs)
    outcome = take_in(again, NOW)
    assert outcome.card is not None
    assert outcome._replace(card=None) == Outcome()
    assert (tree(copied.root), steps) == (before, [])


def test_the_same_folder_copied_again_loses_its_keys_again(copied: Pi, small_centre: CentreFile) -> None:
    """As when a technician is not sure whether it was taken in."""
    take_in(copied, NOW)
    before = tree(copied.root)
    fill(copied.source, small_centre, "kiosk-hall")
    assert not take_in(copied, NOW).new
    assert tree(copied.root) == before


def test_a_newer_folder_of_the_centre_takes_the_place_of_the_old(copied: Pi, small_centre: CentreFile) -> None:
    """Also that of another card; of the old one no key is left."""
    take_in(copied, NOW)
    fill(copied.source, small_centre, "main")
    outcome = take_in(copied, NOW)
    assert outcome.new
    assert sorted(name for name in tree(copied.root) if name.endswith(".pem")) == [
        f"etc/cherha/b/keys/{user}.pem" for user in ("broker-main", "dispatcher-main", "revoked")
    ]


def test_without_a_folder_the_pi_is_nobody(fresh: Pi) -> None:
    """Nothing is written, nothing is started."""
    before = tree(fresh.root)
    assert take_in(fresh, NOW) == Outcome()
    assert isinstance(fresh.programs, HeardPrograms)
    assert (tree(fresh.root), fresh.programs.heard) == (before, [])


@pytest.mark.parametrize("replace", ["replace.txt", "Replace.txt.txt", "replace"])
def test_another_centres_folder_is_taken_if_somebody_says_so(
    copied: Pi, small_centre: CentreFile, replace: str
) -> None:
    """The journals of the first centre are put aside, since they are not the other's queue; the word for it is gone."""
    take_in(copied, NOW)
    (copied.root / "var/lib/cherha/kiosk").mkdir()
    (copied.root / "var/lib/cherha/kiosk/kiosk.db").write_text("the first centre's")
    centre = msgspec.structs.replace(small_centre, centre=msgspec.structs.replace(small_centre.centre, name="Інша"))
    old = (copied.root / "etc/cherha/now/cherha.toml").read_text().split('authority = "')[1][:16]
    fill(copied.source, centre, "kiosk-hall", "other")
    (copied.source / replace).touch()
    outcome = take_in(copied, NOW)
    assert outcome.new
    assert outcome.card is not None
    assert outcome.card.about.centre == "Інша"
    kept = {f"other-centres/{old}-1/kiosk/kiosk.db": "the first centre's"}
    assert tree(copied.root / "var/lib/cherha") == kept
    (copied.root / "var/lib/cherha/kiosk").mkdir()
    (copied.root / "var/lib/cherha/kiosk/kiosk.db").write_text("the other's")
    take_in(copied, NOW)
    assert tree(copied.root / "var/lib/cherha") == kept | {"kiosk/kiosk.db": "the other's"}
    assert sorted(tree(copied.source)) == ["centre.toml", CARD, "files.sha256"]


def test_a_pi_that_goes_to_and_fro_keeps_each_journal(copied: Pi, small_centre: CentreFile) -> None:
    """The second time at a centre does not lie on the first."""
    take_in(copied, NOW)
    for turn, name in enumerate(("other", "first", "other")):
        (copied.root / "var/lib/cherha/kiosk").mkdir()
        (copied.root / "var/lib/cherha/kiosk/kiosk.db").write_text(str(turn))
        fill(copied.source, small_centre, "kiosk-hall", name)
        (copied.source / "replace.txt").touch()
        assert take_in(copied, NOW).warning is None
    assert sorted(tree(copied.root / "var/lib/cherha").values()) == ["0", "1", "2"]


def test_what_was_installed_by_hand_is_kept_beside(copied: Pi) -> None:
    """A stock Raspberry Pi OS may have had a centre.toml of its own."""
    (copied.root / "etc/cherha").mkdir()
    (copied.root / "etc/cherha/centre.toml").write_text("by hand")
    take_in(copied, NOW)
    assert (copied.root / "etc/cherha/centre.toml.before").read_text() == "by hand"
    assert (copied.root / "etc/cherha/centre.toml").readlink().name == "centre.toml"
