# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A unit whose service runs is not tried: who holds it is named, and how to stop it."""

import subprocess
import sys
from pathlib import Path

import pytest

from cherha.running import Running, is_unit, running

PYTHON = "/usr/bin/python3\0-m\0cherha\0run\0kiosk\0"


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """Return a /proc with one process, number 42, that was started beside a centre.toml."""
    (tmp_path / "centre.toml").touch()
    process = tmp_path / "proc" / "42"
    process.mkdir(parents=True)
    (process / "cwd").symlink_to(tmp_path)
    return tmp_path / "proc"


def holder(proc: Path, words: str, cgroup: str = "0::/user.slice\n", unit: str = "kiosk-hall") -> Running | None:
    """Return who runs a kiosk, when process 42 is this command line."""
    (proc / "42" / "cmdline").write_text(words, encoding="utf-8")
    (proc / "42" / "cgroup").write_text(cgroup, encoding="utf-8")
    return running("kiosk", unit, proc.parent / "centre.toml", proc)


def test_a_service_is_named_as_systemd_names_it(proc: Path) -> None:
    """So that it is stopped, and not started again at once."""
    cgroup = "0::/system.slice/system-cherha\\x2dkiosk.slice/cherha-kiosk@kiosk-hall.service\n"
    found = holder(proc, f"{PYTHON}kiosk-hall\0--centre\0centre.toml\0", cgroup)
    assert found == Running(42, "cherha-kiosk@kiosk-hall")
    assert found.how_to_stop() == "sudo systemctl stop cherha-kiosk@kiosk-hall"


def test_a_process_by_hand_is_named_by_its_number(proc: Path) -> None:
    """In another terminal, or of a demo; one that names no unit is the only one of its role."""
    assert holder(proc, f"{PYTHON}kiosk-hall\0--centre=centre.toml\0") == Running(42, "")
    found = holder(proc, f"{PYTHON}--centre\0centre.toml\0")
    assert found == Running(42, "")
    assert found.how_to_stop() == "kill 42"


@pytest.mark.parametrize(
    "words",
    [
        f"{PYTHON}kiosk-door\0--centre\0centre.toml\0",
        PYTHON.replace("kiosk", "desk") + "kiosk-hall\0--centre\0centre.toml\0",
        f"{PYTHON}kiosk-hall\0--centre\0other.toml\0",
        f"{PYTHON}kiosk-hall\0",
        f"{PYTHON}kiosk-hall\0--centre",
        "/usr/bin/vi\0run\0kiosk\0kiosk-hall\0--centre\0centre.toml\0",
        "",
    ],
)
def test_another_process_is_not_taken_for_it(proc: Path, words: str) -> None:
    """Another unit, another role, another centre's file, another program."""
    assert holder(proc, words) is None


def test_the_default_file_needs_no_word(tmp_path: Path) -> None:
    """As systemd starts it."""
    words = f"{PYTHON}kiosk-hall".split("\0")
    default = Path("/etc/cherha/centre.toml")
    assert is_unit(words, "kiosk", "kiosk-hall", default, tmp_path) == default.exists()


def test_this_very_process_is_read_from_the_real_proc(tmp_path: Path) -> None:
    """The words of a real process, as Linux shows them."""
    (tmp_path / "centre.toml").touch()
    words = ["cherha", "run", "desk", "desk-1", "--centre", "centre.toml"]
    wait = [sys.executable, "-c", "print(flush=True); input()", *words]
    with subprocess.Popen(wait, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        found = running("desk", "desk-1", tmp_path / "centre.toml")
        process.communicate(b"\n")
    assert found is not None
    assert found.pid == process.pid
