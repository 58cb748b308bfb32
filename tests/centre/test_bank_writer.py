# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A bank takes the place of the one before, and of nothing else."""

from pathlib import Path

import pytest

from centre.bank_index import INDEX
from centre.bank_writer import write
from centre.errors import Unavailable

FILES = {INDEX: b"list", "uk/001.wav": b"one"}


def found(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_bank_replaces_the_one_before(tmp_path: Path) -> None:
    """Wholly: nothing of the old one is left, in it or beside it; a folder that is missing is made."""
    out = tmp_path / "deep" / "voices"
    write({**FILES, "uk/002.wav": b"two"}, out)
    write(FILES, out)
    assert found(tmp_path) == {f"deep/voices/{name}": content for name, content in FILES.items()}


def test_everybody_may_read_it(tmp_path: Path) -> None:
    """Root makes it, and each service has a user of its own."""
    write(FILES, tmp_path / "voices")
    assert (tmp_path / "voices").stat().st_mode & 0o005 == 0o005


@pytest.mark.parametrize("at", ["mine", "mine/letter.txt"])
def test_what_is_no_bank_is_left_alone(tmp_path: Path, at: str) -> None:
    """A technician who names a folder of documents, or a file, loses nothing."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(Unavailable) as fault:
        write(FILES, tmp_path / at)
    assert str(fault.value) == (
        f"{tmp_path / at} is no bank of recordings, and what is in it stays. Name another folder."
    )
    assert found(tmp_path) == {"mine/letter.txt": b"dear"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """With the system's own word."""
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "voices"
    with pytest.raises(Unavailable) as fault:
        write(FILES, out)
    assert str(fault.value) == f"{out}: File exists. Name a folder that can be written."
