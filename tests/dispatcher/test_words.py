# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A citizen's word is on the disk before it is thanked for, counted once, and nobody's: read from the real file."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from centre.config import CentreFile
from centre.config_ratings import Rating
from centre.config_rules import Records
from centre.facts_base import Word
from centre.facts_day import DayStarted, ServiceRated
from centre.messages import AskRatings, Confirmation, JournalEvent, RateService, Refusal, encode
from dispatcher.batch import Batch
from tests.dispatcher.rig import DispatcherRig, at_once, desk_request, say, ticket_request
from tests.fakes import received

SAME = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
HOUR_S = 3600.0


@pytest.fixture
def rated(small_centre: CentreFile, tmp_path: Path) -> Iterator[DispatcherRig]:
    """Run the dispatcher of the small centre with a box at each window and one at the exit; three are enough."""
    (exit_box,) = small_centre.ratings
    boxes: tuple[Rating, ...] = (
        exit_box,
        *(msgspec.structs.replace(exit_box, id=f"rating-{window}", window=window) for window in (1, 2)),
    )
    centre = msgspec.structs.replace(at_once(small_centre), ratings=boxes, journal=Records(words_among=3))
    rig = DispatcherRig(centre, tmp_path)
    rig.ask(desk_request("open"), desk_request("open", "desk-2"))
    yield rig
    rig.cut()


def word(rig: DispatcherRig, said: Word, box: str = "rating-exit", request_id: UUID | None = None) -> Any:
    """Say a word at a box; return the answer."""
    (answer,) = rig.ask(received("rating", box, RateService(request_id=request_id or uuid4(), word=said)))
    return answer


def serve(rig: DispatcherRig, service: str = "passport", desk: str = "desk-1") -> None:
    """Let a citizen come, be served and go."""
    rig.ask(ticket_request(service), desk_request("call_next", desk), desk_request("finish", desk))


def today(rig: DispatcherRig) -> dict[tuple[str, str], int]:
    """Return the counts that the office is told."""
    told = say(rig, AskRatings(request_id=uuid4())).ratings
    return {(one.service, one.word): one.count for one in told}


def file_of(rig: DispatcherRig) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of the journal's file, as another program reads it."""
    with closing(sqlite3.connect(rig.folder / "dispatcher.db")) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: file.execute(f"SELECT * FROM {name}").fetchall() for name in tables}  # noqa: S608


def bytes_of(rig: DispatcherRig) -> bytes:
    """Return the bytes of the journal's file and of SQLite's log beside it."""
    return b"".join(path.read_bytes() for path in rig.folder.glob("dispatcher.db*"))


def test_words_are_counted_by_service(rated: DispatcherRig) -> None:
    """At a window of the service that was given there, at the exit of none."""
    serve(rated)
    serve(rated, "property", "desk-2")
    words: dict[str, Word] = {"rating-1": "excellent", "rating-2": "terrible", "rating-exit": "good"}
    for box, said in words.items():
        assert isinstance(word(rated, said, box), Confirmation)
    assert today(rated) == {("passport", "excellent"): 1, ("property", "terrible"): 1, ("", "good"): 1}


def test_a_word_is_on_the_disk_before_it_is_thanked_for(rated: DispatcherRig) -> None:
    """A power cut after the thanks costs no word."""
    commits = rated.journal.commits
    word(rated, "good")
    assert rated.journal.commits == commits + 1
    rated.restart()
    assert today(rated) == {("", "good"): 1}


def test_a_word_that_is_not_on_the_disk_is_not_thanked_for(rated: DispatcherRig) -> None:
    """Nor counted, and nothing of it is left."""
    rated.journal.full = True
    assert word(rated, "good").reason == "journal_failed"
    rated.journal.full = False
    assert today(rated) == {}


def test_a_word_said_again_is_counted_once(rated: DispatcherRig) -> None:
    """In one batch, later, after a restart, and after the counting: by its request, which alone is kept of it."""
    again = received("rating", "rating-exit", RateService(request_id=SAME, word="good"))
    assert rated.ask(again, again) == [Confirmation(request_id=SAME)] * 2
    rated.restart()
    assert rated.ask(again) == [Confirmation(request_id=SAME)]
    for _ in range(3):
        serve(rated)
    rated.clock.pass_s(HOUR_S)
    rated.handle()
    assert isinstance(rated.written()[-1], ServiceRated)
    rated.restart()
    rated.ask(again)
    assert today(rated) == {("", "good"): 1}


def test_a_box_that_is_not_in_centre_toml_is_refused(rated: DispatcherRig) -> None:
    """Its centre.toml is another one."""
    refused = word(rated, "good", "rating-yard")
    assert isinstance(refused, Refusal)
    assert refused.text == "centre.toml has no box 'rating-yard' under [[ratings]]"
    assert today(rated) == {}


def test_two_words_at_two_windows_differ_in_word_and_service_alone(rated: DispatcherRig) -> None:
    """In the whole file: no unit, no window, no request beside a word, no line of the journal, no time."""
    serve(rated)
    serve(rated, "property", "desk-2")
    before, lines = file_of(rated), len(rated.written())
    word(rated, "excellent", "rating-1")
    rated.clock.pass_s(60)
    word(rated, "terrible", "rating-2")
    after = file_of(rated)
    assert sorted(after["words"]) == [("passport", "excellent", 1), ("property", "terrible", 1)]
    assert len(after.pop("word_requests")) == len(before.pop("word_requests")) + 2
    del before["words"], after["words"]
    assert after == before
    assert len(rated.written()) == lines
    assert b"rating-" not in bytes_of(rated)


def test_the_order_of_words_is_not_in_the_file(rated: DispatcherRig, tmp_path: Path) -> None:
    """Said the other way round, the same words make the same tables."""
    pairs: list[tuple[Word, UUID]] = [("excellent", UUID(int=1)), ("terrible", UUID(int=2)), ("good", UUID(int=3))]
    folder = tmp_path / "other"
    folder.mkdir()
    other = DispatcherRig(rated.centre, folder)
    for said, request_id in pairs:
        word(rated, said, request_id=request_id)
    for said, request_id in reversed(pairs):
        word(other, said, request_id=request_id)
    tables = ("words", "word_requests")
    assert [file_of(rated)[name] for name in tables] == [file_of(other)[name] for name in tables]
    other.cut()


def test_words_are_published_only_together_and_later(rated: DispatcherRig) -> None:
    """Nothing is said on ``event`` when a word is, and what is said then is a sum, for whoever listens for years."""
    said = rated.handle(
        *(received("rating", "rating-1", RateService(request_id=uuid4(), word="good")) for _ in range(3))
    )
    assert {type(one.message) for one in said} == {Confirmation}
    for _ in range(3):
        serve(rated)
    word(rated, "good", "rating-1")
    rated.clock.pass_s(HOUR_S)
    told = [one.message.event for one in rated.handle() if isinstance(one.message, JournalEvent)]
    at = rated.clock.now.utc
    assert [fact for fact in told if isinstance(fact, ServiceRated)] == [
        ServiceRated(at=at, service="", word="good", count=3),
        ServiceRated(at=at, service="passport", word="good", count=1),
    ]
    assert file_of(rated)["words"] == []
    assert today(rated) == {("", "good"): 3, ("passport", "good"): 1}


def test_when_words_are_counted_sqlites_log_forgets_their_order(rated: DispatcherRig) -> None:
    """The pages that were written between, each a word longer, stand in no file any more."""
    for _ in range(3):
        serve(rated)
        word(rated, "terrible", "rating-1")
    assert (rated.folder / "dispatcher.db-wal").stat().st_size > 0
    rated.clock.pass_s(HOUR_S)
    rated.handle()
    assert (rated.folder / "dispatcher.db-wal").stat().st_size == 0


def test_a_line_of_counted_words_names_no_request(rated: DispatcherRig) -> None:
    """Nor an answer: a line is what all of them have made."""
    for _ in range(3):
        serve(rated)
    word(rated, "good", "rating-1")
    rated.clock.pass_s(HOUR_S)
    rated.handle()
    (line,) = [line for line in rated.journal.replay() if isinstance(line.fact, ServiceRated)]
    assert (line.request, line.answer) == (None, None)


def test_a_midnight_counts_what_is_left(rated: DispatcherRig) -> None:
    """Before the day begins, in one commit with it; the words of too few are then of no service, the ids are gone."""
    serve(rated)
    word(rated, "good", "rating-1")
    word(rated, "good")
    rated.clock.pass_s(24 * HOUR_S)
    rated.handle()
    kinds = [fact for fact in rated.written() if isinstance(fact, ServiceRated | DayStarted)]
    assert [type(fact) for fact in kinds] == [DayStarted, ServiceRated, DayStarted]
    counted = kinds[1]
    assert isinstance(counted, ServiceRated)
    assert (counted.service, counted.count) == ("", 2)
    assert (file_of(rated)["words"], file_of(rated)["word_requests"]) == ([], [])
    assert today(rated) == {}
    rated.restart()
    assert today(rated) == {}


def test_the_log_names_no_word(rated: DispatcherRig, caplog: pytest.LogCaptureFixture) -> None:
    """Not of one that was taken, nor of one that was refused, broken or retained."""
    with caplog.at_level(logging.DEBUG):
        word(rated, "terrible", "rating-1")
        word(rated, "terrible", "rating-yard")
        broken = b'{"message":"rate_service","word":"terrible","request_id":7}'
        rated.ask(received("rating", "rating-1", broken))
        rated.ask(received("rating", "rating-1", RateService(request_id=SAME, word="terrible"), retained=True))
    assert "terrible" not in caplog.text
    assert "no box 'rating-yard'" in caplog.text


def test_a_word_that_we_failed_on_is_logged_without_itself(
    rated: DispatcherRig, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of ours is told with its trace, the citizen's word is not."""
    broken: Any = {1: None}
    queue = msgspec.structs.replace(rated.service._queue, desks=broken)
    batch = Batch(queue=queue, answers={}, windows={}, clock=rated.clock.reading(), ratings=rated.centre.ratings)
    payload = encode(RateService(request_id=SAME, word="terrible"))
    batch.take("rating_request", "rating-1", payload, retained=False)
    ((_, refused),) = batch.replies
    assert (refused.reason, batch.words()) == ("bad_message", None)
    assert caplog.messages == [f"rating/{SAME} could not be decided and is refused: a word"]
    assert "terrible" not in caplog.text


def test_a_word_changes_nothing_in_the_hall(rated: DispatcherRig) -> None:
    """The board that hangs, and every window, are what they were; nobody's place is touched."""
    rated.ask(ticket_request(), ticket_request())
    rated.clock.pass_s(1)
    rated.handle()
    queue, said = rated.service._queue, len(rated.link.said)
    word(rated, "good", "rating-1")
    rated.clock.pass_s(1)
    rated.handle()
    assert rated.service._queue is queue
    assert [one.message for one in rated.link.said[said:]] == [
        Confirmation(request_id=rated.link.said[-1].message.request_id)
    ]
