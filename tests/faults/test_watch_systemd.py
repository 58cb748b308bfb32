# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The stand-in for systemd reads the units as they are, and does what they say."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PATIENCE_S
from tests.faults.watch_systemd import Words, mark, span_s, words_of
from tests.faults.watch_threads import stat_of

ROOT = Path(__file__).resolve().parents[2]
SAYS_READY_AND_DIES = """
import os, socket
ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
ear.connect(os.environ["NOTIFY_SOCKET"].replace("@", "\\0", 1))
ear.send(b"READY=1")
"""
SAYS_STOPPING_AND_STAYS = SAYS_READY_AND_DIES.replace("READY=1", "STOPPING=1") + "import time; time.sleep(600)"


@pytest.mark.parametrize(("text", "seconds"), [("30", 30), ("5min", 300), ("1.5s", 1.5), ("0", 0)])
def test_a_span_of_time_is_read(text: str, seconds: float) -> None:
    """As systemd writes those that our units have."""
    assert span_s(text) == seconds


def test_an_unknown_span_is_an_error() -> None:
    """A unit that says more than the stand-in knows is not guessed at."""
    with pytest.raises(ValueError, match="'2 fortnights' is no span of time that is known here"):
        span_s("2 fortnights")


@pytest.mark.parametrize(("role", "all_may_say"), [("kiosk", False), ("dispatcher", False), ("broker", True)])
def test_the_words_are_those_of_the_units(role: str, all_may_say: bool) -> None:  # noqa: FBT001
    """Half a minute of silence, a second until the next start, never given up; the broker's pulse may speak for it."""
    assert words_of(role) == Words(
        watchdog_s=30, restart_s=1, start_s=300, stop_s=30, listens_to_all=all_may_say, always=True, limit_s=0, burst=5
    )


def test_a_unit_that_ends_is_started_again(tmp_path: Path) -> None:
    """It says READY, ends, and begins anew; SIGTERM ends the stand-in too."""
    with _watching(tmp_path, SAYS_READY_AND_DIES) as watch:
        seen = _events(tmp_path / "d.jsonl", watch, 4)
    assert [event["event"] for event in seen[:4]] == ["started", "ready", "ended", "started"]


def test_the_last_words_of_a_unit_are_heard_before_its_end(tmp_path: Path) -> None:
    """Also by a stand-in that had no time to listen until the unit was gone; the next one has said nothing yet."""
    go = tmp_path / "go"
    waits = f"import pathlib, time\nwhile not pathlib.Path({str(go)!r}).exists(): time.sleep(0.01)\n"
    with _watching(tmp_path, waits + SAYS_READY_AND_DIES) as watch:
        unit = _events(tmp_path / "d.jsonl", watch, 1)[0]["pid"]
        watch.send_signal(signal.SIGSTOP)
        go.touch()
        while not _is_dead(unit):
            time.sleep(0.01)
        watch.send_signal(signal.SIGCONT)
        seen = _events(tmp_path / "d.jsonl", watch, 3)
    assert [event["event"] for event in seen[:3]] == ["started", "ready", "ended"]


def test_a_mark_comes_after_all_that_was_said_before_it(tmp_path: Path) -> None:
    """A stand-in that had no time to listen counts from when it did; who hung a unit asks for that moment."""
    with _watching(tmp_path, SAYS_STOPPING_AND_STAYS) as watch:
        ear = _events(tmp_path / "d.jsonl", watch, 1)[0]["ear"]
        _events(tmp_path / "d.jsonl", watch, 2)
        watch.send_signal(signal.SIGSTOP)
        asked_s = time.monotonic()
        mark(ear)
        watch.send_signal(signal.SIGCONT)
        marked = _events(tmp_path / "d.jsonl", watch, 3)[2]
    assert marked["event"] == "marked"
    assert marked["at_s"] >= asked_s


@contextmanager
def _watching(folder: Path, program: str) -> "Iterator[subprocess.Popen[bytes]]":
    unit = folder / "unit.py"
    unit.write_text(program, encoding="utf-8")
    words = ("-m", "tests.faults.watch_systemd", str(folder), sys.executable, str(unit), "run", "desk", "d")
    with subprocess.Popen((sys.executable, *words), cwd=ROOT) as watching:
        try:
            yield watching
        finally:
            watching.terminate()
            watching.wait(PATIENCE_S)


def _is_dead(pid: int) -> bool:
    """Return whether a process has ended, and its parent has not asked how."""
    return stat_of(Path(f"/proc/{pid}"))[0] == "Z"


def _events(path: Path, watch: "subprocess.Popen[bytes]", count: int) -> list[dict[str, Any]]:
    """Return the first events; the patience is in short waits for the stand-in, which does not end."""
    for _ in range(int(PATIENCE_S / 0.05)):
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        if len(lines) >= count:
            return [json.loads(line) for line in lines]
        try:
            raise AssertionError(f"the stand-in ended with {watch.wait(0.05)}")
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError(f"only {lines}")
