# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the newer parts of the bench say of what they saw: starts, a whole centre, polling screens, calls under load."""

import os
from pathlib import Path

from centre import messages
from centre.facts import QueueFact
from centre.identity import DISPATCHER as DISPATCHER_UNIT
from centre.journal import Journal
from simulator import bench_idle, bench_poll, bench_start, bench_whole, year
from simulator.bench_idle import Usage
from simulator.bench_load import frames
from simulator.bench_start import spoke_ns
from simulator.figures import Spread, spread
from simulator.polling import polling_hall
from simulator.timeline import Entry
from simulator.town_units import DISPATCHER


def said(at_ns: int, unit: str, state: str) -> Entry:
    """Return what a unit said of itself."""
    topic = messages.topic("state", role="desk", id=unit)
    return {"what": "message", "at_ns": at_ns, "topic": topic, "retained": True, "payload": {"state": state}}


def test_a_unit_has_started_with_its_first_word() -> None:
    """Its last will, or another's word, is none of it."""
    entries = [said(1, "desk-1", "offline"), said(2, "desk-2", "ready"), said(3, "desk-1", "degraded")]
    assert spoke_ns(entries, "desk-1") == 3
    assert spoke_ns(entries[:2], "desk-1") is None
    topic = messages.topic("state", role="dispatcher", id=DISPATCHER_UNIT)
    assert spoke_ns([{**said(4, "", "ready"), "topic": topic}], DISPATCHER) == 4


def test_starts_are_told_by_least_median_and_most() -> None:
    """A line for each start."""
    line = spread([0.5, 1.204, 0.25], 3)
    assert line == Spread(times=3, least_s=0.25, median_s=0.5, most_s=1.204)
    assert bench_start.start_table({"desk-1": line}).splitlines() == [
        "start   times  least s  median s  most s",
        "desk-1      3     0.25      0.50    1.20",
    ]


def test_a_year_is_whole_days_that_a_dispatcher_reads(tmp_path: Path) -> None:
    """Each day begins, and its tickets end; what was in the file's place is gone."""
    path = tmp_path / "dispatcher.db"
    assert year.write(path, 300, 5) == year.write(path, 300, 5) == 5 * (1 + 12 * year.PER_TICKET)
    journal = Journal(path, QueueFact)
    last_day = list(journal.replay(since_kind="day_started"))
    journal.close()
    assert len(last_day) == 1 + 12 * year.PER_TICKET
    assert all(line.answer is None or messages.decode("kiosk_reply", line.answer) for line in last_day)


def test_all_processes_together_are_their_sum() -> None:
    """Threads, memory and time; the seconds are the same for all."""
    before, after = Usage(10.0, 100, 2, 50_000), Usage(10.06, 190, 3, 51_200)
    one = bench_whole.figures(bench_idle.figures(before, after, 60.0), 20_480)
    assert (one.memory_mb, one.resident_mb, one.cpu_s, one.percent_of_core) == (20.0, 50.0, 0.06, 0.1)
    both = bench_whole.together({"a": one, "b": one})
    assert (both.seconds, both.memory_mb, both.cpu_s, both.wakeups_per_s, both.threads) == (60.0, 40.0, 0.12, 3.0, 6)
    assert bench_whole.whole_table({"a": one}).splitlines() == [
        "process  MB  with shared MB  CPU s  % of a core  wake-ups/s  threads",
        "a        20              50  0.060        0.100        1.50        3",
    ]


def test_a_process_has_a_share_of_what_it_shares() -> None:
    """The kernel says so of this one."""
    assert bench_whole.proportional_kb(os.getpid()) > 1000


def test_every_polling_screen_sees_a_call_once(tmp_path: Path) -> None:
    """Nobody sees it before it was written, and each sees the next one, too."""
    with polling_hall(tmp_path, 3, 0.05) as (hall, seen):
        for _ in range(2):
            hall.call()
            assert {seen.get(timeout=60.0)[0] for _ in range(3)} == {0, 1, 2}
        assert seen.empty()


def test_polling_is_told_by_what_it_takes_and_asks() -> None:
    """Questions a minute are the period's."""
    line = bench_poll.figures([float(n) for n in range(1, 102)], 2.0)
    assert (line.samples, line.p50_ms, line.p99_ms, line.questions_per_min) == (101, 51.0, 100.0, 30)
    assert bench_poll.poll_table({"every 2 s": line}).splitlines() == [
        "a screen that asks  p50 ms  p99 ms  questions a minute",
        "every 2 s             51.0   100.0                  30",
    ]


def test_a_call_is_on_the_screen_with_the_board_that_has_it() -> None:
    """Not with an older board, on another screen, or by a call to another window."""

    def event(number: int, window: int) -> Entry:
        payload = {"number": number, "event": {"fact": "ticket_called", "window": window}}
        return {"what": "message", "topic": messages.topic("event"), "payload": payload}

    def shown(board: int, unit: str) -> Entry:
        return {"what": "shown", "unit": unit, "board": board, "at_ns": board}

    entries = [event(5, 2), shown(5, "hall"), event(6, 1), shown(5, "hall"), shown(7, "yard"), shown(6, "hall")]
    assert [frame["board"] for frame in frames(entries, "hall", 1)] == [6]
    assert frames(entries[:2], "hall", 1) == []
