# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Of which service a word is, and when words are written down: only together, and never in a quiet hour."""

from datetime import timedelta
from typing import Any

import pytest

from centre.facts_day import ServiceRated
from centre.journal_words import Box
from dispatcher.rules import commands, commands_alarms, words
from dispatcher.rules.apply import apply
from tests.dispatcher.rules.hall import Hall

WITHIN_S = 120
HOUR_S = 3600


@pytest.fixture
def open_hall(hall: Hall) -> Hall:
    """Return a hall whose windows are open."""
    hall.do(commands_alarms.Tick())
    for window in (1, 2, 3):
        hall.do(commands.Open(window))
    return hall


def serve(hall: Hall, window: int, service: str, *, after_s: float = 60) -> None:
    """Let a citizen come, be called and be served, and go."""
    hall.do(commands.IssueTicket(service, "hall", f"hall/{hall.now}"), after_s=after_s)
    hall.do(commands.CallNext(window))
    hall.do(commands.Serve(window))
    hall.do(commands.Finish(window))


def at(hall: Hall, window: int | None, after_s: float = 0) -> str:
    """Return of which service a word would be so many seconds from now."""
    return words.service_at(hall.queue, window, WITHIN_S, hall.now + timedelta(seconds=after_s))


def count(hall: Hall, box: Box, *, day_ends: bool = False) -> tuple[list[tuple[Any, ...]], Box]:
    """Count the box; return what was written down, and what is left."""
    facts = words.due(hall.queue, box, hall.now, day_ends=day_ends)
    for fact in facts:
        hall.queue = apply(hall.queue, fact)
    return [(f.service, f.word, f.count) for f in facts], words.left(box, facts, day_ends=day_ends)


def test_a_word_at_a_window_is_of_the_ticket_that_is_served_there(open_hall: Hall) -> None:
    """And for two minutes after its end; then, at other windows and at the exit, of none."""
    open_hall.do(commands.IssueTicket("passport", "hall", "hall/1"))
    open_hall.do(commands.CallNext(3))
    assert at(open_hall, 3) == ""
    open_hall.do(commands.Serve(3))
    assert (at(open_hall, 3), at(open_hall, 1), at(open_hall, None)) == ("passport", "", "")
    open_hall.do(commands.Finish(3))
    assert [at(open_hall, 3, after_s) for after_s in (0, 120, 121, -1)] == ["passport", "passport", "", ""]


def test_while_the_next_is_only_called_a_word_is_of_who_was_there_before(open_hall: Hall) -> None:
    """The next citizen still walks."""
    serve(open_hall, 3, "passport")
    open_hall.do(commands.IssueTicket("land", "hall", "hall/2"), after_s=1)
    open_hall.do(commands.CallNext(3), after_s=16)
    assert at(open_hall, 3) == "passport"
    open_hall.do(commands.Serve(3))
    assert at(open_hall, 3) == "land"


def test_words_wait_for_an_hour_and_for_enough_people(open_hall: Hall) -> None:
    """Four served in three hours: none is written; with the fifth all are, and the next hour begins."""
    box = words.dropped(words.dropped({}, "passport", "good"), "passport", "good")
    for _ in range(4):
        serve(open_hall, 3, "passport", after_s=HOUR_S)
        assert count(open_hall, box) == ([], box)
    serve(open_hall, 3, "passport", after_s=1)
    assert count(open_hall, box) == ([("passport", "good", 2)], {})
    for _ in range(5):
        serve(open_hall, 3, "passport")
    assert count(open_hall, box) == ([], box)
    open_hall.now += timedelta(seconds=HOUR_S)
    assert count(open_hall, box) == ([("passport", "good", 2)], {})
    assert open_hall.queue.rated == {("passport", "good"): 4}


def test_words_of_no_service_wait_for_people_of_any(open_hall: Hall) -> None:
    """Whoever goes out of the door may have come for anything."""
    box = words.dropped(words.dropped({}, "", "terrible"), "passport", "good")
    for service, window in (("passport", 3), ("land", 3), ("property", 2), ("land", 3), ("property", 1)):
        serve(open_hall, window, service, after_s=HOUR_S)
    assert count(open_hall, box) == ([("", "terrible", 1)], {("passport", "good"): 1})


def test_at_the_end_of_a_day_a_word_loses_the_service_that_too_few_came_for(open_hall: Hall) -> None:
    """All words of the day are in it, and none of them can be told from one of another service."""
    for _ in range(5):
        serve(open_hall, 3, "passport")
    serve(open_hall, 3, "land")
    box: Box = {}
    for service in ("passport", "land", "", "property"):
        box = words.dropped(box, service, "good")
    assert count(open_hall, box, day_ends=True) == ([("", "good", 3), ("passport", "good", 1)], {})


def test_a_fact_names_nobody() -> None:
    """No window, no ticket, no unit, no request: when it was counted, what and how often."""
    assert ServiceRated.__struct_fields__ == ("at", "service", "word", "count")


def test_a_day_begins_with_no_words(open_hall: Hall) -> None:
    """They are of their day."""
    serve(open_hall, 3, "land")
    open_hall.replay(ServiceRated(at=open_hall.now, service="land", word="good", count=1))
    open_hall.do(commands_alarms.Tick(), after_s=24 * HOUR_S)
    assert (open_hall.queue.rated, open_hall.queue.served) == ({}, {})
    assert open_hall.queue.counted_at == open_hall.now
