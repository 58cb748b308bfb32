# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A box for a word as a process of its own: four presses, four counts, over a restart; none while nobody answers."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.errors import Unavailable
from centre.facts_base import Word
from simulator.town import Town
from tests.conftest import PATIENCE_S

BOX = "rating-exit"
WORDS: tuple[Word, ...] = get_args(Word)
ALL_FOUR, NONE = set[str](WORDS), set[str]()


@pytest.fixture
def exit_town(tmp_path: Path, runtime: Path, movable_centre: CentreFile) -> Iterator[Town]:
    """Return the small centre, running; at its box the next person may press after a second."""
    (box,) = movable_centre.ratings
    centre = replace(movable_centre, ratings=(replace(box, pause_s=1.0),))
    with Town(centre, out=tmp_path / "out", runtime=runtime, port=centre.broker.port, frames=False) as running:
        watcher = threading.Thread(target=tell_lamps, args=(running,), daemon=True)
        watcher.start()
        yield running
    watcher.join(PATIENCE_S)


def tell_lamps(town: Town) -> None:
    """Write down which of the box's lamps are lit, at each change, until the box is gone."""
    names = {button.led_pin: button.word for button in town.centre.ratings[0].buttons}
    lit: set[str] = set()
    try:
        with town.pins(BOX).watch() as outputs:
            for output in outputs:
                (lit.add if output.high else lit.discard)(names[output.pin])
                town.timeline.add("lamps", output.at_ns, lit=sorted(lit))
    except (Unavailable, OSError):
        return


def lamps(town: Town, lit: set[str], since: int = 0) -> bool:
    """Wait until just these lamps are lit, at some time from this entry of the timeline on."""

    def claim(entries: list[dict[str, Any]]) -> bool:
        told = [set(entry["lit"]) for entry in entries[since:] if entry["what"] == "lamps"]
        return lit in told

    return town.wait_for(claim, PATIENCE_S)


def ratings(folder: Path) -> list[str]:
    """Return what ``cherha ratings`` prints, as a process of its own."""
    command = [sys.executable, "-m", "cherha", "ratings", "--centre", str(folder / "out" / "centre.toml")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.stderr == ""
    return ended.stdout.splitlines()


def test_four_words_are_counted_and_nobody_can_be_found(exit_town: Town, tmp_path: Path) -> None:
    """Each is thanked for by its lamp; the counts outlive the dispatcher; a press that nobody answers is none."""
    assert lamps(exit_town, ALL_FOUR)
    for word in WORDS:
        since = len(exit_town.timeline.entries)
        exit_town.press(BOX, word)
        assert lamps(exit_town, {word}, since)
        assert lamps(exit_town, ALL_FOUR, since)
    counted = ratings(tmp_path)
    assert counted[-1].split() == ["all", "1", "1", "1", "1", "50%"]
    since = len(exit_town.timeline.entries)
    exit_town.kill("dispatcher")
    assert lamps(exit_town, NONE, since)
    exit_town.press(BOX, "terrible")
    since = len(exit_town.timeline.entries)
    exit_town.start("dispatcher")
    assert lamps(exit_town, ALL_FOUR, since)
    assert ratings(tmp_path) == counted
    heard = [entry["topic"] for entry in exit_town.timeline.entries if entry["what"] == "message"]
    assert [topic for topic in heard if "/rating/" in topic and not topic.endswith("/state")] == []
    exit_town.shut_down()
    with closing(sqlite3.connect(tmp_path / "out" / "state" / "dispatcher.db")) as journal:
        assert journal.execute("SELECT count(*) FROM journal WHERE kind = 'service_rated'").fetchone() == (0,)
        assert sorted(journal.execute("SELECT service, word, count FROM words")) == sorted(("", w, 1) for w in WORDS)
    logs = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out" / "logs").iterdir())
    assert not any(word in logs for word in WORDS)
