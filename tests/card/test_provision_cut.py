# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A run that is killed before any change of the disk leaves whole folders and ones known as half, and is said again."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from broker_config.authority import Authority
from broker_config.identities import read_identity, revoked_in
from centre.config import CentreFile
from centre.config_cards import Card
from tests.card.conftest import CARDS, Make, everything, write
from tests.centre.changed import put

Cut = Callable[[int], str]


def sound(files: Mapping[str, bytes]) -> bool:
    """Return whether a folder's sums are there and fit every file that they list."""
    lines = files.get("files.sha256", b"").decode().splitlines()
    named = (line.split("  ", 1) for line in lines)
    return bool(lines) and all(hashlib.sha256(files.get(name, b"")).hexdigest() == one for one, name in named)


def folders(out: Path) -> dict[str, dict[str, bytes]]:
    """Return the files of each card's folder."""
    return {place.parent.name: everything(place) for place in sorted(out.glob("*/cherha"))}


@pytest.fixture
def victim() -> Iterator[Callable[..., Cut]]:
    """Return what starts a process that can be killed over and over."""
    started: list[subprocess.Popen[str]] = []

    def start(file: Path, out: Path, revoked: str = "") -> Cut:
        command = [sys.executable, "-m", "tests.card.provision_victim", str(file), str(out), revoked]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started.append(process)

        def cut(steps: int) -> str:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{steps}\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        return cut

    yield start
    for process in started:
        process.communicate()


def test_a_first_run_can_be_cut_off_anywhere(
    victim: Callable[..., Cut], make: Make, out: Path, tmp_path: Path, fixed_centre: CentreFile
) -> None:
    """Each folder is whole or known as half, and said again all are whole, by one authority."""
    few = put(put(fixed_centre, "kiosks", ()), "ratings", ())
    cut = victim(write(few, tmp_path), out)
    steps = 0
    while (said := cut(steps)) == "cut":
        for files in folders(out).values():
            assert sound(files) or "files.sha256" not in files
        make(few)
        whole = folders(out)
        assert len(whole) == 3
        assert all(sound(files) for files in whole.values())
        assert not list(out.rglob("*.part"))
        shutil.rmtree(out)
        steps += 1
    assert (said, steps > 50) == ("done", True)


def test_a_change_can_be_cut_off_anywhere(
    victim: Callable[..., Cut], make: Make, out: Path, tmp_path: Path, fixed_centre: CentreFile
) -> None:
    """A card was lost, another is in the file no more, a third runs something else: old folders, half ones or new ones.

    Whatever was given up counts no more as soon as it is replaced; said again, without the word --revoke, all is right.
    """
    make()
    before, kept = folders(out), tmp_path / "kept"
    shutil.copytree(out, kept)
    lost = read_identity(before["kiosk-hall"]["keys/kiosk-kiosk-hall.pem"].decode()).serial
    cards = (Card(id="main", units=("main",)), CARDS[1], Card(id="second", units=("desk-2",)))
    changed = put(fixed_centre, "cards", cards)
    cut = victim(write(changed, tmp_path), out, "kiosk-hall")
    steps = 0
    while (said := cut(steps)) == "cut":
        revoked = revoked_in((out / "authority" / "revoked.pem").read_text())
        now = folders(out)
        for card, files in now.items():
            old = before.get(card, {})
            same = {name: text for name, text in files.items() if name in old} == old
            assert same or card not in before or not sound(files) or lost in revoked
        if "desk-2" not in now:
            assert read_identity(before["desk-2"]["keys/desk-desk-2.pem"].decode()).serial in revoked
        make(changed)
        _check_right(out, cards={"main", "desks", "second", "kiosk-hall", "hall", "rating-exit"})
        shutil.rmtree(out)
        shutil.copytree(kept, out)
        steps += 1
    assert (said, steps > 30) == ("done", True)
    _check_right(out, cards={"main", "desks", "second", "kiosk-hall", "hall", "rating-exit"})


def _check_right(out: Path, cards: set[str]) -> None:
    """All folders are whole, there are no others, and no identity in them is revoked."""
    whole = folders(out)
    authority = Authority.load(out / "authority")
    revoked = authority.revoked(out / "authority")
    assert whole.keys() == cards
    for files in whole.values():
        assert sound(files)
        listed = {line.split("  ")[1] for line in files["files.sha256"].decode().splitlines()}
        assert files.keys() == {*listed, "files.sha256"}
        for name, text in files.items():
            if name.startswith("keys/") and name != "keys/revoked.pem":
                identity = read_identity(text.decode())
                assert authority.vouches_for(identity)
                assert identity.serial not in revoked
    assert revoked_in(whole["main"]["keys/revoked.pem"].decode()) == revoked
