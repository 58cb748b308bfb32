# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who is played beside whom, and what becomes of one whose process ends."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.interrupts import SIGNALS, let_be_interrupted
from tests.faults import company
from tests.faults.company import play_all
from tests.faults.experiment import Experiment, Ground, Outcome

KEPT = Outcome(tried=1, seed="7")
LOOKS = 5_000
"""So often does one look who is there: far longer than a process takes to begin."""


def _experiment(name: str, *, alone: bool = False) -> Experiment:
    """Return one of which only the name matters; what it does stands in the test."""

    def play(_ground: Ground) -> Outcome:
        raise AssertionError("nobody has ground for it")

    return Experiment(name, "Cuts", "No ticket is lost.", play, alone=alone)


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever cores this machine has."""
    monkeypatch.setattr(company, "TOGETHER", 2)


def test_two_are_played_at_a_time() -> None:
    """Each waits for the other: neither would end if it were played by itself."""
    meeting = multiprocessing.get_context("fork").Barrier(2)

    def play(_one: Experiment) -> Outcome:
        meeting.wait()
        return KEPT

    assert list(play_all([_experiment("kill"), _experiment("cut")], play, seed="7")) == ["kill", "cut"]


def test_one_that_is_alone_has_no_company(tmp_path: Path) -> None:
    """It comes behind the others, and each of its kind by itself; what is told stands in the order asked for."""
    present = tmp_path / "present"
    present.mkdir()

    def play(one: Experiment) -> Outcome:
        mark = present / one.name
        mark.touch()
        most = max(len(list(present.iterdir())) for _ in range(LOOKS))
        mark.unlink()
        return Outcome(tried=most, seed="7")

    asked = [_experiment("flood", alone=True), _experiment("kill"), _experiment("load", alone=True)]
    found = play_all(asked, play, seed="7")
    assert list(found) == ["flood", "kill", "load"]
    assert (found["flood"].tried, found["load"].tried) == (1, 1)


@pytest.mark.parametrize(
    ("end", "code"), [(lambda: os._exit(3), "3"), (lambda: os.kill(os.getpid(), signal.SIGKILL), "-9")]
)
def test_a_process_that_ends_without_a_word_is_a_broken_experiment(end: Callable[[], None], code: str) -> None:
    """The other is played to its end."""

    def play(one: Experiment) -> Outcome:
        if one.name == "kill":
            end()
        return KEPT

    found = play_all([_experiment("kill"), _experiment("cut")], play, seed="7")
    assert found["cut"] == KEPT
    assert found["kill"].broken == (
        f"it could not be played: its process ended with {code} before it had told anything",
    )


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let signals interrupt as in ``make faults``, for one test."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    let_be_interrupted()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("interruptible")
def test_whoever_is_played_ends_when_the_round_is_broken_off(tmp_path: Path) -> None:
    """Nobody is left behind by Ctrl-C."""
    begun = multiprocessing.get_context("fork").Event()

    def play(one: Experiment) -> Outcome:
        if one.name == "breaks off":
            begun.wait()
            os.kill(os.getppid(), signal.SIGINT)
        else:
            (tmp_path / "pid").write_text(str(os.getpid()))
            begun.set()
        signal.pause()
        return KEPT

    with pytest.raises(KeyboardInterrupt):
        play_all([_experiment("waits"), _experiment("breaks off")], play, seed="7")
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
