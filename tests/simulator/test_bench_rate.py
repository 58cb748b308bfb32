# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How many requests a dispatcher commits: asked of its own code, each turn beside a bare commit of as many lines."""

from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from dispatcher import deciding_time
from dispatcher.deciding_time import WAITING, Deciding
from simulator.bench_part import example, quick
from simulator.bench_rate import RateFigures, Turn, figures, rate_table


def test_the_bench_reads_what_the_dispatcher_tells() -> None:
    """Both know the same fields."""
    assert Turn.__struct_fields__ == deciding_time.Turn.__struct_fields__


def test_a_turn_is_one_commit_of_what_a_hall_asks(tmp_path: Path) -> None:
    """A third are presses; each is reported and somebody is called, nobody is refused, and as many wait as before."""
    centre = replace(quick(example("small")), hours=None)
    with closing(Deciding(centre, tmp_path)) as deciding:
        turns = [deciding.turn(30) for _ in range(3)]
        queue = deciding._dispatcher._queue
    assert [(turn.requests, turn.refused) for turn in turns] == [(30, 0)] * 3
    assert all(turn.lines >= 30 for turn in turns)
    assert all(turn.took_ms > 0 and turn.cpu_ms > 0 for turn in turns)
    assert len(queue.tickets) == WAITING + 30
    assert sum(map(len, queue.lines.values())) == WAITING


def test_figures_are_rates_and_their_ratio_to_the_floor() -> None:
    """Of all turns together, not of the mean of each."""
    turns = [Turn(100, 160, 0, took_ms=20.0, cpu_ms=10.0), Turn(100, 140, 1, took_ms=30.0, cpu_ms=15.0)]
    assert figures(turns, [5.0, 20.0]) == RateFigures(
        requests=200,
        refused=1,
        requests_per_s=4000,
        by_cpu_per_s=8000,
        lines_per_s=6000,
        bare_lines_per_s=12000,
        ratio=2.0,
    )


def test_the_table_is_for_a_terminal() -> None:
    """A line for each centre and number that waits together."""
    line = figures([Turn(100, 160, 0, took_ms=20.0, cpu_ms=10.0)], [5.0])
    assert rate_table({"small, 100": line}).splitlines() == [
        "waiting together  requests/s  by CPU/s  lines/s  bare lines/s  ratio",
        "small, 100             5,000    10,000    8,000        32,000   4.00",
    ]
