# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha export`` and ``cherha import`` as they are typed."""

from pathlib import Path

import pytest

from card.moving import pack
from cherha.__main__ import main
from cherha.moving import OWN_DISK, on_own_disk
from tests.card.moved import MADE, VERSION, WHOLE, found, lived_in, roots

REVOKED = (
    "Identities that were revoked since then hold here again: after the restart copy the newest DIR/main/cherha of"
    " `cherha provision --out DIR`."
)


def typed(command: str, file: Path, folder: Path) -> int:
    """Type a command for a Pi whose folders lie here."""
    places = (word for name in ("etc", "state", "boot") for word in (f"--{name}", str(folder / name)))
    return main([command, str(file), *places])


def test_a_centre_moves_by_two_commands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Each says what is in the file, and what a technician must not forget."""
    lived_in(tmp_path / "old")
    capfd.readouterr()
    file = tmp_path / "centre.cherha"
    assert typed("export", file, tmp_path / "old") == 0
    said = capfd.readouterr().out.splitlines()
    assert said[0].startswith(f"{file}: ЦНАП Вербівської громади: card main, 2 keys, 2 journals, 0.0 MB.")
    assert said[1:] == [
        "It holds secrets: whoever has it can pretend to be this centre. Keep it as you keep the authority's folder.",
        "What happens from now on is not in it. For a move, stop the centre first: sudo systemctl stop cherha.target",
        OWN_DISK,
    ]
    assert typed("import", file, tmp_path / "new") == 0
    said = capfd.readouterr().out.splitlines()
    assert said[0].startswith(f"{file}: ЦНАП Вербівської громади: card main, 2 keys, 2 journals, exported 20")
    assert said[1:] == [
        "The old Pi must not be started again beside this one: both would give the same numbers.",
        "Restart it now, and it is this centre's Pi: sudo reboot",
        REVOKED,
    ]
    assert found(roots(tmp_path / "new")) == WHOLE


def test_the_technicians_folder_is_no_reason_not_to_restart(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It is told where that folder is, and then what is next all the same."""
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards/note.txt").write_text("the technician's")
    lived_in(tmp_path / "old")
    pack(roots(tmp_path / "old")._replace(cards=tmp_path / "cards"), tmp_path / "file", MADE, VERSION)
    capfd.readouterr()
    assert typed("import", tmp_path / "file", tmp_path / "new") == 0
    assert capfd.readouterr().out.splitlines()[2:] == [
        "The technician's folder is still in the file, and belongs on no Pi: the file is a zip, that folder its cards.",
        "Restart it now, and it is this centre's Pi: sudo reboot",
        REVOKED,
    ]


def test_a_stick_is_told_from_the_own_disk(tmp_path: Path) -> None:
    """A folder at which nothing is mounted takes the file as well, and is lost with the Pi."""
    assert on_own_disk(tmp_path, tmp_path)
    assert not on_own_disk(Path("/dev/shm"), tmp_path)  # noqa: S108 - looked at, not written


def test_a_refusal_is_one_sentence_and_exit_code_1(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a trace."""
    assert typed("import", tmp_path / "nothing", tmp_path / "new") == 1
    assert capfd.readouterr().err == f"{tmp_path / 'nothing'}: cannot be read: No such file or directory.\n"
