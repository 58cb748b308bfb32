# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi of the image takes its folder in on a root that is read-only, below real mounts that nobody else sees."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from centre.config import CentreFile
from tests.card.pi.folders import fill, tree
from tests.card.pi.overlay_victim import BINDS, fill_data

ALONE = ["--mount", "--propagation", "private"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--mount"]


@pytest.fixture
def base(tmp_path: Path, small_centre: CentreFile) -> Path:
    """Return a card as flashed, and three folders that come onto it one after the other."""
    for place in ("etc/NetworkManager", "etc/modprobe.d", "usr/share/zoneinfo/Europe", "run", *BINDS.values()):
        (tmp_path / "system" / place).mkdir(parents=True)
    (tmp_path / "system/usr/share/zoneinfo/Europe/Kyiv").write_bytes(b"TZif")
    (tmp_path / "system/etc/hostname").write_text("cherha\n")
    (tmp_path / "system/etc/hosts").write_text("127.0.0.1\tlocalhost\n127.0.1.1\tcherha\n")
    (tmp_path / "system/etc/localtime").symlink_to("/usr/share/zoneinfo/Etc/UTC")
    for place in ("root", "data", "fat"):
        (tmp_path / place).mkdir()
    fill_data(tmp_path / "data")
    fill(tmp_path / "one", small_centre, "desk-1", wifi={"name": "CNAP", "password": "secret-of-hall"})
    fill(tmp_path / "two", small_centre, "main", address={"address": "192.168.10.10/24"})
    centre = msgspec.structs.replace(small_centre, centre=msgspec.structs.replace(small_centre.centre, name="Інша"))
    fill(tmp_path / "three", centre, "kiosk-hall", "other")
    (tmp_path / "three/replace.txt").touch()
    (tmp_path / "data/cherha/desk").mkdir()
    (tmp_path / "data/cherha/desk/kept").write_text("the first centre's")
    return tmp_path


def test_a_read_only_root_takes_its_folder_in(base: Path) -> None:
    """A new one, another of the centre, one of another centre: no write fails, and each boot after finds nothing to do.

    What is new lies on the data partition; of what was built nothing has changed.
    """
    built = tree(base / "system")
    words = ["unshare", *ALONE, sys.executable, "-m", "tests.card.pi.overlay_victim", str(base)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["True None None", "False None None"] * 3 + ["Read-only file system"]
    seen = tree(base / "seen")
    assert seen["hostname"] == "cherha-kiosk-hall\n"
    assert seen["hosts"] == "127.0.0.1\tlocalhost\n127.0.1.1\tcherha-kiosk-hall\n"
    assert seen["localtime"] == "-> /usr/share/zoneinfo/Europe/Kyiv"
    assert seen["cherha/centre.toml"] == "-> now/centre.toml"
    assert "Інша" in seen[f"cherha/{seen['cherha/now'].removeprefix('-> ')}/cherha.toml"]
    assert [name for name in seen if name.endswith((".nmconnection", ".new"))] == []
    assert tree(base / "system") == built
    assert {name for name in tree(base / "upper") if not name.startswith("cherha/")} == {
        "hostname",
        "hosts",
        "localtime",
        "modprobe.d/cherha-wifi.conf",
        "timezone",
    }
