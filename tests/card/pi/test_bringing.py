# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An export on the card's open partition makes a Pi that is nobody the centre's again, with its queue."""

import errno
import shutil
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from card.bringing import ENDING, exports
from card.disk import Disk
from card.installed import ETC, STATE
from card.moving import Roots, pack
from card.taking_in import Pi, take_in
from centre.config import CentreFile
from centre.facts import QueueFact
from centre.forgetting import NO_DATA
from centre.journal import Journal
from tests.card.moved import MADE, VERSION, numbers
from tests.card.pi.folders import NOW, fill, pi, tree
from tests.centre.journal_victim import append

QUEUE = STATE / "dispatcher/dispatcher.db"


@pytest.fixture
def export(tmp_path: Path, small_centre: CentreFile) -> Path:
    """Return the file that a main Pi has written."""
    old = pi(tmp_path / "old")
    fill(old.source, small_centre, "main")
    take_in(old, NOW)
    with closing(Journal(old.root / QUEUE, QueueFact)) as opened:
        append(opened, 7)
    file = tmp_path / "centre-2026-11-26.cherha"
    pack(Roots(old.root / ETC, old.root / STATE, old.source), file, MADE, VERSION)
    return file


def copy(export: Path, there: Pi, name: str = "centre-2026-11-26.cherha") -> Path:
    """Copy the export onto the card's open partition."""
    return Path(shutil.copy(export, there.source.parent / name))


def test_an_export_makes_the_pi_what_the_old_one_was(fresh: Pi, export: Path) -> None:
    """The queue goes on where it was, and of the export and its keys nothing is left where computers read."""
    on_card = copy(export, fresh)
    deleted = fresh.root / "deleted"
    deleted.hardlink_to(on_card)
    outcome = take_in(fresh, NOW)
    assert (outcome.new, outcome.refused, outcome.warning) == (True, None, None)
    assert outcome.card is not None
    assert outcome.card.about.card == "main"
    assert numbers(fresh.root / QUEUE) == list(range(1, 8))
    left = sorted(tree(fresh.source.parent))
    assert left == ["cherha/centre.toml", "cherha/cherha.toml", "cherha/files.sha256"]
    assert set(deleted.read_bytes()) == {0}
    assert take_in(fresh, NOW)._replace(card=None) == type(outcome)()


class PowerCut(BaseException):
    """The power is gone."""


@pytest.mark.parametrize("cut_at", ["create", "overwrite", "remove"])
def test_an_export_is_erased_after_a_power_cut_too(fresh: Pi, export: Path, cut_at: str) -> None:
    """Between the unpacking and the taking in, and while it is erased; one that is copied there later stays."""
    copy(export, fresh)

    def cut(step: str) -> None:
        if step.startswith(cut_at) and (cut_at == "create" or step.endswith(ENDING)):
            raise PowerCut

    with pytest.raises(PowerCut):
        take_in(fresh._replace(disk=Disk(cut)), NOW)
    assert exports(fresh.source)
    outcome = take_in(fresh, NOW)
    assert outcome.card is not None
    assert (outcome.warning, exports(fresh.source)) == (None, [])
    later = copy(export, fresh)
    warned = take_in(fresh, NOW).warning
    assert (warned is not None, later.read_bytes()) == (True, export.read_bytes())


def test_nothing_is_given_away(fresh: Pi, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The unit of take-in may not: its filter of system calls refuses each chown, also to whom the file is already."""

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.chown", refused)
    copy(export, fresh)
    assert take_in(fresh, NOW).new


def test_half_an_export_is_refused(fresh: Pi, export: Path) -> None:
    """In one sentence, and the Pi waits on; copied again it is taken in."""
    on_card = copy(export, fresh)
    on_card.write_bytes(export.read_bytes()[:-100])
    outcome = take_in(fresh, NOW)
    assert outcome.card is None
    assert str(outcome.refused) == (
        "The export centre-2026-11-26.cherha was not taken in: only a piece of the file is here. Copy it again; let no"
        " stick be pulled early. Without it copy the folder cherha of this card: the queue then begins anew."
    )
    assert on_card.exists()
    copy(export, fresh)
    assert take_in(fresh, NOW).new


def test_a_card_that_cannot_be_read_is_said(fresh: Pi, export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Pi goes on waiting: take-in that dies of it would show nothing, and nobody would know why."""
    copy(export, fresh)

    def fails(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(zipfile.ZipExtFile, "read", fails)
    outcome = take_in(fresh, NOW)
    assert outcome.card is None
    assert str(outcome.refused).startswith(f"{fresh.source.parent} cannot be read: Input/output error. ")


def test_of_several_none_is_chosen(fresh: Pi, export: Path) -> None:
    """The older would give out numbers that people hold."""
    copy(export, fresh)
    copy(export, fresh, "centre-2026-11-20.cherha")
    assert str(take_in(fresh, NOW).refused) == (
        "There are several exports on this card: centre-2026-11-20.cherha, centre-2026-11-26.cherha. Leave the newest"
        " there, and take the others off it."
    )


def test_a_folder_counts_before_an_export(copied: Pi, export: Path) -> None:
    """The export, which may be the only one, stays and is warned of; so it is on a Pi that was somebody before."""
    on_card = copy(export, copied)
    for _boot in ("the first", "the next"):
        outcome = take_in(copied, NOW)
        assert outcome.card is not None
        assert outcome.card.about.card == "kiosk-hall"
        assert str(outcome.warning) == (
            "centre-2026-11-26.cherha lies where every computer reads it, and has the secrets of a centre. Take it off"
            " this card; only a card without a folder cherha takes an export in."
        )
    assert on_card.read_bytes() == export.read_bytes()


def test_a_pi_that_keeps_nothing_keeps_the_export(fresh: Pi, export: Path) -> None:
    """What it took from it is gone with the power; the folder that came of it is on the card then, too."""
    (fresh.root / NO_DATA).parent.mkdir(parents=True)
    (fresh.root / NO_DATA).touch()
    on_card = copy(export, fresh)
    assert take_in(fresh, NOW).new
    assert on_card.read_bytes() == export.read_bytes()
