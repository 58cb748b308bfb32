# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``make faults`` tells: the page, the figures, and how a broken promise is played again."""

import json
from pathlib import Path

import msgspec
import pytest

from tests.faults import __main__ as faults
from tests.faults import page
from tests.faults.experiment import Experiment, Ground, Outcome

KEPT = Outcome(tried=24, unknown_kept=2, seed="7", seen="24 kills; 40 tickets.")
BROKEN = Outcome(tried=3, lost=1, seed="7", seen="3 cuts.", broken=("А001: was never called",))


def experiment(name: str, outcome: Outcome, part: str = "Cuts") -> Experiment:
    """Return one whose outcome is known."""
    return Experiment(name, part, "No ticket is lost.", lambda _ground: outcome)


def test_a_promise_that_was_kept_is_a_line_with_its_figures() -> None:
    """And a chapter without experiments is none."""
    written = page.text([experiment("kill", KEPT)], {"kill": KEPT}, long=False)
    assert "| `kill` | No ticket is lost. | 24 | 0 | 0 | 2 | 24 kills; 40 tickets. |" in written
    assert "## Cuts" in written
    assert "## Load" not in written
    assert "of a\nshort round, seed `7`." in written


def test_a_broken_promise_says_so_on_the_page() -> None:
    """With what was seen."""
    written = page.text([experiment("kill", BROKEN)], {"kill": BROKEN}, long=True)
    assert "| 3 | 1 | 0 | 0 | **broken**: А001: was never called 3 cuts. |" in written


def test_a_chapter_that_the_page_does_not_have_is_refused() -> None:
    """Its experiments would be missed by nobody."""
    with pytest.raises(ValueError, match="no such part of the page: Cats"):
        page.text([experiment("kill", KEPT, part="Cats")], {"kill": KEPT}, long=False)


def play(monkeypatch: pytest.MonkeyPatch, out: Path, experiments: list[Experiment], *words: str) -> int:
    """Play these experiments by the command line; return its exit code."""
    monkeypatch.setattr(faults, "EXPERIMENTS", tuple(experiments))
    monkeypatch.setattr("sys.argv", ["faults", "--out", str(out), "--page", str(out / "page.md"), *words])
    return faults.main()


def test_a_broken_promise_ends_with_the_words_that_replay_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """And with exit code 1; faults.json has the figures of all."""
    experiments = [experiment("kill", KEPT), experiment("cut", BROKEN)]
    assert play(monkeypatch, tmp_path, experiments, "--seed", "7", "--long") == 1
    assert "Again: make faults ONLY=cut SEED=7 LONG=1" in capfd.readouterr().out
    told = json.loads((tmp_path / "faults.json").read_text())
    figures = {"tried": 24, "lost": 0, "duplicated": 0, "unknown_kept": 2}
    seen = {"seed": "7", "seen": "24 kills; 40 tickets."}
    assert told["kill"] == {**figures, **seen, "broken": [], "impossible": ""}
    assert "`cut`" in (tmp_path / "page.md").read_text()


def test_what_this_machine_lacks_is_said_and_is_neither_broken_nor_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The experiment is not begun, the exit code stays 0, and figures and page have what to do."""
    lacking = experiment("step", BROKEN)._replace(needs=(lambda: "Run it as root.", lambda: "", lambda: "Install ip."))
    assert play(monkeypatch, tmp_path, [lacking, experiment("kill", KEPT)]) == 0
    out = capfd.readouterr().out
    assert "not possible here  step: Run it as root. Install ip." in out
    assert "none broken, not possible here: step;" in out
    told = json.loads((tmp_path / "faults.json").read_text())
    assert (told["step"]["tried"], told["step"]["impossible"]) == (0, "Run it as root. Install ip.")
    assert "| 0 | **not possible here**: Run it as root. Install ip. |" in (tmp_path / "page.md").read_text()


def test_what_is_broken_on_a_machine_that_cannot_prove_the_rest_is_broken() -> None:
    """A lost ticket is one, however late the machine was."""
    assert msgspec.structs.replace(BROKEN, impossible="Too late.").verdict == "BROKEN"
    assert msgspec.structs.replace(KEPT, impossible="Too late.").verdict == "not possible here"
    assert KEPT.verdict == "kept"


def test_an_experiment_that_cannot_be_played_is_broken_and_the_next_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the experiment proves nothing."""

    def fails(_ground: Ground) -> Outcome:
        raise OSError("no broker")

    assert play(monkeypatch, tmp_path, [Experiment("first", "Cuts", "x", fails), experiment("kill", KEPT)]) == 1
    told = json.loads((tmp_path / "faults.json").read_text())
    assert told["first"]["broken"] == ["it could not be played: OSError('no broker')"]
    assert told["kill"]["broken"] == []


def test_some_of_them_leave_the_page_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is of a whole round."""
    assert play(monkeypatch, tmp_path, [experiment("kill", KEPT), experiment("cut", KEPT)], "--only", "cut") == 0
    assert not (tmp_path / "page.md").exists()
    assert list(json.loads((tmp_path / "faults.json").read_text())) == ["cut"]


def test_a_name_that_is_none_is_told_with_those_that_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A misspelt one would else be kept by doing nothing."""
    assert play(monkeypatch, tmp_path, [experiment("kill", KEPT)], "--only", "kil") == 2
    assert capfd.readouterr().err == "No experiment 'kil'. There are: kill.\n"


def test_the_same_seed_is_the_same_chance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another name, or another seed, is another one."""

    def drawn(seed: str, name: str) -> str:
        def draw(ground: Ground) -> Outcome:
            return msgspec.structs.replace(KEPT, seen=str(ground.chance.random()))

        play(monkeypatch, tmp_path, [Experiment(name, "Cuts", "x", draw)], "--seed", seed)
        return str(json.loads((tmp_path / "faults.json").read_text())[name]["seen"])

    assert drawn("7", "kill") == drawn("7", "kill")
    assert len({drawn("7", "kill"), drawn("8", "kill"), drawn("7", "cut")}) == 3
