# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""systemd/check.sh: what is wrong fails, with the unit's name, and what is well has its exposure."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.systemd.units import FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the files, to spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "systemd"))


def check(folder: Path, *words: str) -> tuple[int, str, str]:
    """Run the script of the copy; return its code, output and complaint."""
    done = subprocess.run([str(folder / "check.sh"), *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def spoil(file: Path, old: str, new: str) -> None:
    """Replace a word of a file, which must be there."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_every_service_has_its_exposure_and_the_page_gets_it(folder: Path, tmp_path: Path) -> None:
    """A line each, at most 2.0, and the same figures between the marks; what else is on the page stays."""
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- exposure -->\nold\n<!-- end -->\nafter\n", "utf-8")
    code, said, complained = check(folder, str(page))
    assert (code, complained) == (0, "")
    figures = {name: figure for figure, name in (line.split("  systemd/") for line in said.splitlines())}
    assert sorted(figures) == sorted(path.name for path in FOLDER.glob("*.service"))
    assert all(0 < float(figure) <= 2 for figure in figures.values())
    before, *table, after = page.read_text("utf-8").splitlines()
    assert (before, table[0], table[-1], after) == ("before", "<!-- exposure -->", "<!-- end -->", "after")
    assert table[3:-1] == [f"| `{unit}` | {figure} |" for unit, figure in figures.items()]


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("cherha-.service.d/hardening.conf", "PrivateTmp=", "PrivateTemp=", "Unknown key 'PrivateTemp'"),
        ("cherha-desk@.service", "/usr/bin/cherha", "/usr/bin/chehra", "/usr/bin/chehra is not executable"),
        ("cherha-poweroff.path", "PathExists=/", "PathExists=", "PathExists= path is not absolute"),
        ("cherha.sysusers", '"Cherha, broker"', '"Cherha: broker"', "'Cherha: broker' is not a valid GECOS field"),
        (
            "cherha-.service.d/hardening.conf",
            "ProtectSystem=strict\nProtectHome=yes\nPrivateTmp=yes\nPrivateMounts=yes\n",
            "",
            "systemd/cherha-kiosk@.service: more is open to it than 2.0",
        ),
    ],
)
def test_what_is_wrong_fails(folder: Path, file: str, old: str, new: str, complaint: str) -> None:
    """The real one would leave the line out and go on."""
    spoil(folder / file, old, new)
    code, _, complained = check(folder)
    assert code == 1
    assert complaint in complained
