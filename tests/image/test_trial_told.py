# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a trial tells: checks that hold or do not, image.json, and the proof by which the next run can be spared."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from centre.errors import Unavailable
from image.trial.__main__ import PLAYS, found, main, proven, scenes
from image.trial.checks import SCENES, SWAP, Checks
from image.trial.proof import INPUTS, PROOF, SOURCE, files, inputs, lacks, record
from image.trial.report import table, write
from image.trial.stage import Stage


def git(source: Path, *words: str) -> None:
    """Say something to git."""
    subprocess.run(["git", "-C", source, *words], check=True, capture_output=True)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a clone with something that an image is made of, tried as a whole."""
    for name in ("systemd/cherha.target", "card/led.py", "kiosk/service.py", "image/README.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    record(tmp_path, ["morning"], {"call_on_screen": True}, {"boot_s": 100.0})
    return tmp_path


def test_a_scene_has_a_place_that_all_its_programs_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them runs in a folder of its own, and OUT is what somebody typed in theirs."""
    seen: list[Stage] = []
    monkeypatch.setitem(PLAYS, "swap", seen.append)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "card.img").touch()
    assert main(["--image", "card.img", "--out", "image-out", "--scene", "swap"]) == 1, "nothing was played"
    assert [stage.out for stage in seen] == [tmp_path / "image-out/image-test"]


def test_what_was_not_reached_does_not_hold() -> None:
    """A scene that broke off has proven nothing of the rest, and says so."""
    checks = Checks(["swap"])
    checks.tell("kiosk_of_its_own", held=True)
    assert checks.results() == dict.fromkeys(SWAP, False) | {"kiosk_of_its_own": True}
    assert checks.broken()[1] == f"swap_goes_on: {SWAP['swap_goes_on']}. Seen: it was not reached"


def test_what_did_not_hold_once_does_not_hold_later() -> None:
    """A check may be made on two cards; both must be as claimed."""
    checks = Checks(["wrong"])
    for held in (True, False, True):
        checks.tell("no_ssh_without_key", held)
    assert not checks.results()["no_ssh_without_key"]


def test_a_claim_that_nobody_made_cannot_be_told() -> None:
    """A misspelt one would be missed by nobody."""
    with pytest.raises(KeyError):
        Checks(["swap"]).tell("swap_goes_of", held=True)


def test_image_json_has_figures_and_checks(tmp_path: Path) -> None:
    """A program reads it; the table is for people."""
    figures = {"boot_s": 101.5, "failed_units": [], "slowest": [["seatd.service", 2.5]]}
    told = json.loads(write(tmp_path, {"clean_end": True}, figures).read_text())
    assert told == {**figures, "checks": {"clean_end": True}}
    page = table({"clean_end": True, "no_password": False}, figures)
    for row in ("| units of systemd that failed | none |", "| `seatd.service` | 2.5 |", "| `no_password` | **no** |"):
        assert row in page


def test_a_source_that_was_tried_lacks_nothing(source: Path) -> None:
    """Nor when something else has changed: a service's code, a page, the proof itself."""
    for name in ("kiosk/service.py", "image/README.md"):
        (source / name).write_text("other")
    assert lacks(source, ["morning"]) == ""


@pytest.mark.parametrize("change", ["systemd/cherha.target", "card/new.py", "image/boot.cmd"])
def test_a_source_of_which_an_input_changed_is_to_be_tried(source: Path, change: str) -> None:
    """Also by a file that git has not been told of yet."""
    (source / change).write_text("other")
    assert "is another than in" in lacks(source, ["morning"])


def test_of_the_project_file_only_what_is_packed_decides(source: Path) -> None:
    """How it is linted and tested is no part of an image; what is installed, and on a Pi, is."""
    file, packed = source / "pyproject.toml", '[project]\ndependencies = ["a"]\n'
    extras = '[project.optional-dependencies]\npi = ["lgpio>={}"]\ndev = ["{}"]\n'
    file.write_text(packed + extras.format(1, "ruff"))
    record(source, ["morning"], {}, {})
    file.write_text(packed + extras.format(1, "mypy") + "[tool.ruff]\nline-length = 99\n")
    assert not lacks(source, ["morning"])
    for other in (packed + extras.format(2, "ruff"), packed.replace("a", "b") + extras.format(1, "ruff")):
        file.write_text(other)
        assert lacks(source, ["morning"])


def test_an_input_that_has_gone_or_may_be_run_is_a_change(source: Path) -> None:
    """A script that cannot be run comes up otherwise."""
    (source / "card/led.py").chmod(0o755)
    assert lacks(source, ["morning"])
    (source / "card/led.py").chmod(0o644)
    assert not lacks(source, ["morning"])
    (source / "card/led.py").unlink()
    assert lacks(source, ["morning"])


def test_an_image_of_another_source_proves_nothing_of_this_one(source: Path) -> None:
    """One that was built before the last change, or that does not say of what it was made."""
    image, manifest = source / "cherha-1+2.img", source / "cherha-1+2.json"
    (source / "systemd/cherha.target").write_text("changed")
    told = "cherha-1+2.img was made of another source than this, so it proves nothing of it. Make one: make image"
    for said in ('{"source": {"inputs_sha256": "of before"}}', "{}"):
        manifest.write_text(said)
        assert proven(source, image, ["morning"], {"clean_end": True}, {}) == told
        assert lacks(source, ["morning"])
    manifest.write_text(json.dumps({"source": {"inputs_sha256": inputs(source)}}))
    assert (
        proven(source, image, ["morning"], {"clean_end": True}, {})
        == f"{source / PROOF} says what was tried: commit it."
    )
    assert not lacks(source, ["morning"])


def test_a_proof_of_less_than_all_is_none(source: Path) -> None:
    """A scene that was left out, a check that did not hold, no proof, half of one."""
    assert lacks(source, ["morning", "update"]) == f"{PROOF} is of a trial without: update."
    record(source, ["morning"], {"clean_end": False}, {})
    assert lacks(source, ["morning"]) == f"{PROOF} is of a trial in which did not hold: clean_end."
    (source / PROOF).write_text('{"inputs')
    assert "cannot be read" in lacks(source, ["morning"])
    (source / PROOF).unlink()
    assert lacks(source, []) == f"{PROOF} is not there: no image of this source has been tried."


def test_all_inputs_are_there_in_this_source() -> None:
    """One that was renamed would be watched by nobody."""
    known = {path.parts[0] for path in files(SOURCE)}
    assert {name.split("/")[0] for name in INPUTS} <= known


def test_scenes_are_chosen_by_name() -> None:
    """In the order in which they are played; none is all of them."""
    assert scenes("swap,morning") == ["morning", "swap"]
    assert scenes("") == list(SCENES)
    with pytest.raises(Unavailable) as refused:
        scenes("evening")
    assert str(refused.value) == f"SCENE=evening: no scene 'evening'. There are: {', '.join(SCENES)}"


def test_the_newest_image_is_tried(tmp_path: Path) -> None:
    """Of the first folder that has one; without one it says what makes one."""
    for age, name in enumerate(("b.img", "a.img")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (age, age))
    assert found(None, (tmp_path / "none", tmp_path)) == tmp_path / "a.img"
    with pytest.raises(Unavailable) as refused:
        found(None, (tmp_path / "none",))
    assert str(refused.value) == f"No image in {tmp_path / 'none'}. Make one: make image"
