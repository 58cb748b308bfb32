# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Export and import are killed before each of their calls of the file system: what is there is whole, or counts not."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from card.moving_file import Unpacking
from card.moving_in import UNFINISHED, unpack
from tests.card.moved import WHOLE, exported, found, lived_in, roots

VICTIM = "tests.card.moving_victim"


def killed_at_each_call(doing: str, file: Path, folder: Path, look: Callable[[], None]) -> int:
    """Let victim after victim come one call further; return how many calls there are."""
    command = [sys.executable, "-m", VICTIM, doing, str(file), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        while (said := process.stdout.readline().split())[0] == "killed":
            look()
            process.stdin.write("\n")
            process.stdin.flush()
        look()
    assert process.returncode == 0
    return int(said[1])


def test_an_import_that_is_cut_begins_anew(tmp_path: Path) -> None:
    """Either there is no files.sha256 and the same command makes it whole, or all of it is there already."""
    file, pi = exported(tmp_path), roots(tmp_path / "new")
    whole = 0

    def look() -> None:
        nonlocal whole
        if (pi.boot / "files.sha256").exists():
            whole += 1
        else:
            unpack(file, pi)
        assert found(pi) - {f"state/{UNFINISHED}"} == WHOLE
        shutil.rmtree(tmp_path / "new")

    assert killed_at_each_call("import", file, tmp_path / "new", look) > len(WHOLE) * 4
    assert whole > 1


def test_an_export_that_is_cut_leaves_no_file_of_that_name(tmp_path: Path) -> None:
    """And the next one is not disturbed by what was left."""
    pi, file = lived_in(tmp_path / "old"), tmp_path / "stick" / "centre.cherha"
    before = found(pi)
    file.parent.mkdir()
    whole = 0

    def look() -> None:
        nonlocal whole
        if file.exists():
            whole += 1
            with Unpacking(file) as archive:
                archive.verify()
            file.unlink()
        assert {name.removesuffix("-wal").removesuffix("-shm") for name in found(pi)} == before

    assert killed_at_each_call("export", file, tmp_path / "old", look) > len(WHOLE)
    assert whole > 1, "after the rename, and at the end"
