# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A card keeps what was flushed, and of the rest what chance says; a process on it notices nothing before the cut."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.faults.power_card import SECTOR, Card, build, moments_of, torn

OLD, NEW = b"o" * (4 * SECTOR), b"n" * (6 * SECTOR)

HELD = "from pathlib import Path; import os; folder = Path.cwd(); "
FLUSHED = "file = (folder / 'queue.a').open('wb', 0); file.write(b'old'); os.fsync(file.fileno()); "
FOLDER = "os.fsync(os.open(folder, os.O_RDONLY)); "


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the layer, compiled."""
    return build(tmp_path_factory.mktemp("layer"))


def left_by(library: Path, folder: Path, program: str, *, lies: bool = False) -> dict[str, bytes]:
    """Run a program on an empty card, take its power, and return what was flushed."""
    (folder / "live").mkdir()
    card = Card(library, folder / "live" / "queue", folder / "durable")
    words = (sys.executable, "-c", HELD + program + "os._exit(0)")
    subprocess.run(words, cwd=folder / "live", env={**os.environ, **card.environment(lies=lies)}, check=True)
    card.cut(None)
    return {path.name: path.read_bytes() for path in (folder / "live").iterdir()}


def test_a_file_that_was_flushed_with_its_folder_is_there(library: Path, tmp_path: Path) -> None:
    """As it was at its flush, without what was written later."""
    assert left_by(library, tmp_path, FLUSHED + FOLDER + "file.write(b' and new'); ") == {"queue.a": b"old"}


def test_a_new_file_whose_folder_was_not_flushed_has_no_name(library: Path, tmp_path: Path) -> None:
    """POSIX promises no more of a file's own flush."""
    assert left_by(library, tmp_path, FLUSHED) == {}


def test_a_rename_that_was_not_flushed_is_undone(library: Path, tmp_path: Path) -> None:
    """The file is found by its name of before."""
    assert left_by(library, tmp_path, FLUSHED + FOLDER + "os.rename('queue.a', 'queue.b'); ") == {"queue.a": b"old"}


def test_what_was_removed_and_not_flushed_is_there_again(library: Path, tmp_path: Path) -> None:
    """A new file of the same name is not taken for it."""
    program = FLUSHED + FOLDER + "os.unlink(folder / 'queue.a'); open(folder / 'queue.a', 'w').write('new'); "
    assert left_by(library, tmp_path, program) == {"queue.a": b"old"}


def test_a_card_that_lies_keeps_nothing(library: Path, tmp_path: Path) -> None:
    """However often it was asked to."""
    assert left_by(library, tmp_path, FLUSHED + FOLDER, lies=True) == {}


def test_what_is_no_ones_card_is_left_alone(library: Path, tmp_path: Path) -> None:
    """Files of other names are neither kept nor taken."""
    assert left_by(library, tmp_path, "open(folder / 'other', 'w').write('new'); ") == {"other": b"new"}


def test_between_two_flushes_a_folder_may_have_come_to_any_step() -> None:
    """In their order, as a journal of a file system has them."""
    listings = ["flushed\n1 a\n", "flushed\n1 a\n2 b\n", "before rename\n1 a\n2 b\n3 c\n", "before unlink\n1 b\n3 c\n"]
    assert moments_of(listings) == [{"a": "1", "b": "2"}, {"a": "1", "b": "2", "c": "3"}, {"b": "1", "c": "3"}]


def test_a_folder_that_was_never_flushed_may_be_empty() -> None:
    """Or have what stood there before its first rename."""
    assert moments_of(["before rename\n1 a\n"]) == [{}, {"a": "1"}]


@pytest.mark.parametrize("seed", range(40))
def test_a_torn_file_is_made_of_whole_sectors(seed: int) -> None:
    """Each is the flushed one, the new one, or, behind the flushed end, zeros; its end lies between both."""
    left = torn(OLD, NEW, Random(seed))  # noqa: S311  (no secret)
    assert len(OLD) <= len(left) <= len(NEW)
    sectors = [left[start : start + SECTOR] for start in range(0, len(left), SECTOR)]
    assert {sector[:1] for sector in sectors[:4]} <= {b"o", b"n"}
    assert {sector[:1] for sector in sectors[4:]} <= {b"n", b"\0"}
    assert all(len(set(sector)) == 1 for sector in sectors)


def test_a_file_that_was_cut_off_has_its_old_or_its_new_length() -> None:
    """No third one: SQLite's log, cut off at a moment that never was, would bring back what has been overwritten."""
    chance = Random(7)  # noqa: S311  (no secret)
    assert {len(torn(NEW, OLD, chance)) for _ in range(40)} == {len(OLD), len(NEW)}


def test_each_way_of_tearing_comes() -> None:
    """Nothing of what was not flushed has reached the card, all of it, or some."""
    chance = Random(7)  # noqa: S311  (no secret)
    kinds = {bytes(sorted(set(torn(OLD, OLD.replace(b"o", b"n"), chance)))) for _ in range(40)}
    assert kinds == {b"o", b"n", b"no"}
