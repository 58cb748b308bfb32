# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""In quiet minutes the dispatcher reads the days that its start did not; a press waits for none of it."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from centre.config_rules import Order
from centre.errors import JournalDamaged, Unavailable
from centre.facts import QueueFact
from centre.journal import Journal
from dispatcher.pruning import Pruning
from dispatcher.quiet import QUIET_S, QuietMinutes
from tests.centre.damage import overwrite
from tests.dispatcher.rig import DispatcherRig
from tests.fakes import HandClock

Starter = Callable[..., DispatcherRig]
MORNING = datetime(2026, 11, 23, 6, tzinfo=UTC)
DAY_S = 24 * 3600.0


@pytest.fixture
def spoilt(real: Starter) -> DispatcherRig:
    """Return a dispatcher in whose journal a letter of yesterday's is wrong; today it has given one ticket."""
    rig = real(HandClock(MORNING), order=Order(minimum_age_s=0))
    rig.press()
    rig.clock.pass_s(DAY_S)
    rig.press()
    rig.cut()
    path = rig.folder / "dispatcher.db"
    overwrite(path, path.read_bytes().index(b'"fact":"ticket_issued"', path.read_bytes().index(b"2026-11-23")), b"[")
    rig.start()
    assert rig.press().ticket == "А002"
    return rig


def test_no_press_waits_for_a_day_of_long_ago(spoilt: DispatcherRig) -> None:
    """As long as somebody asks within each minute, nothing is read."""
    for _ in range(5):
        spoilt.clock.pass_s(QUIET_S - 1)
        spoilt.press()


def test_a_quiet_minute_finds_damage_that_no_start_saw(spoilt: DispatcherRig) -> None:
    """The process ends with the sentence, and the next one goes on with today's numbers."""
    spoilt.clock.pass_s(QUIET_S)
    with pytest.raises(JournalDamaged, match="lines could be read and were kept"):
        spoilt.handle()
    spoilt.restart()
    queue = spoilt.service._queue
    assert {"А001", "А002"} <= queue.tickets.keys()
    assert int(spoilt.press().ticket[1:]) > 2
    spoilt.clock.pass_s(QUIET_S)
    spoilt.handle()


def test_a_sound_journal_is_read_once(real: Starter, caplog: pytest.LogCaptureFixture) -> None:
    """Then each quiet turn costs nothing more."""
    caplog.set_level("INFO")
    rig = real(HandClock(MORNING))
    for _ in range(6):
        rig.clock.pass_s(QUIET_S)
        rig.handle()
    assert [record.message for record in caplog.records if record.name == "dispatcher.quiet"] == [
        "the whole journal has been read again and is sound"
    ]


class Unreadable(Journal):
    """A journal of which the card does not give a page out."""

    def inspect(self, after: int, count: int) -> int | None:
        """Refuse."""
        raise Unavailable(f"no {count} lines behind {after}")


def quiet_minutes(journal: Journal) -> None:
    """Let quiet minutes pass."""
    minutes = QuietMinutes(journal, Pruning(journal, 30, "Europe/Kyiv"))
    for turn in range(4):
        minutes.due(None, turn * QUIET_S, busy=False)


def test_an_unreadable_page_of_long_ago_ends_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is said once."""
    with closing(Unreadable(tmp_path / "dispatcher.db", QueueFact)) as journal:
        quiet_minutes(journal)
    assert caplog.messages == ["no 2000 lines behind 0"]


def test_a_journal_that_could_not_be_mended_ends_the_process(tmp_path: Path) -> None:
    """It is closed, so nothing could be written any more; the next start tries again."""
    journal = Unreadable(tmp_path / "dispatcher.db", QueueFact)
    journal.close()
    with pytest.raises(Unavailable):
        quiet_minutes(journal)
