# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Both stories of the demo, as a newcomer plays them: they come true, and leave the pictures that show it."""

from pathlib import Path

import pytest

from simulator.ground import ground
from simulator.reading import read_calls, read_ticket_number
from tests.ports import free_port
from tests.system.test_demo import DEMO_S, SIREN_ROWS, children_with, demo, rows_within_contract, timeline

PROMISES = {
    "alert": "The alert came true: nobody was called in it, nobody lost a place, a lost source ended nothing.",
    "blackout": "The blackout came true: each number is on one paper, all were called in the order of the papers.",
}

MOMENTS = {
    "alert": "before yellow-alert red-alert alert-slip source-lost all-clear called-again all-served",
    "blackout": (
        "before on-battery no-power-slip centre-lost alone-ticket battery-low first-ticket light-again all-served"
    ),
}


def play(scene: str, folder: Path, runtime: Path) -> dict[str, Path]:
    """Play a scene; return the pictures of its moments, by name, and fail where its promise is not kept."""
    process = demo(folder / "out", runtime, free_port(), "--scene", scene)
    said, complained = process.communicate(timeout=DEMO_S)
    assert (process.returncode, complained) == (0, "")
    assert said.splitlines()[-1] == PROMISES[scene]
    assert children_with(str(runtime)) == []
    assert rows_within_contract(folder / "out") >= SIREN_ROWS
    pictures = sorted((folder / "out" / "moments").glob("*.png"))
    assert all(f"{picture}   " in said for picture in pictures), "a picture of which nothing is said"
    found = {picture.stem.partition("-")[2]: picture for picture in pictures}
    assert list(found) == MOMENTS[scene].split()
    return found


def test_the_story_of_an_alert(tmp_path: Path, runtime: Path) -> None:
    """The hall turned yellow and red, and who was called before stands there first again, after the all-clear."""
    pictures = play("alert", tmp_path, runtime)
    grounds = [ground(pictures[name]) for name in ("before", "yellow-alert", "red-alert", "source-lost", "all-clear")]
    assert grounds == ["blue", "yellow", "red", "red", "blue"]
    assert read_ticket_number(pictures["alert-slip"]) is None
    assert read_calls(pictures["before"]) == read_calls(pictures["called-again"]) == [("А001", 1), ("М001", 2)]


def test_the_story_of_a_blackout(tmp_path: Path, runtime: Path) -> None:
    """The kiosk gave a number of its own, and after the cold start the call of before stands there still."""
    pictures = play("blackout", tmp_path, runtime)
    assert read_ticket_number(pictures["no-power-slip"]) is None
    assert read_ticket_number(pictures["alone-ticket"]) == "П801"
    # П802 where this machine takes longer for a cold start than the kiosk's patience is.
    assert read_ticket_number(pictures["first-ticket"]) in {"П003", "П802"}
    assert read_calls(pictures["before"]) == read_calls(pictures["light-again"]) == [("А001", 1)]
    # However the units were started: with the broker as the last to end, each can still say goodbye.
    ended = [entry["unit"] for entry in timeline(tmp_path / "out") if entry["what"] == "ended"]
    assert ended[-1] == "broker"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--scene", "flood"], "cherha demo: there is no scene 'flood'. There are: alert, blackout.\n"),
        (
            ["--scene", "alert", "--centre", "centre.toml"],
            "cherha demo: scene 'alert' plays in a centre of its own. Leave --centre out.\n",
        ),
    ],
)
def test_a_scene_that_cannot_be_played_is_one_sentence(
    tmp_path: Path, runtime: Path, words: list[str], sentence: str
) -> None:
    """Nothing is started, nothing is left."""
    process = demo(tmp_path / "out", runtime, free_port(), *words)
    said, complained = process.communicate(timeout=DEMO_S)
    assert (process.returncode, said, complained) == (1, "", sentence)
    assert not (tmp_path / "out").exists()
