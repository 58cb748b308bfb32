# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When a display that was away tells the truth: with the newest call, and no longer as if the centre were lost."""

from simulator.bench_return import return_table, true_at
from simulator.figures import Spread, spread
from simulator.timeline import Entry


def shown(at_ns: int, board: int, unit: str = "hall") -> Entry:
    """Return a frame."""
    return {"what": "shown", "unit": unit, "at_ns": at_ns, "board": board}


def heard_again(at_ns: int) -> Entry:
    """Return that the display hears the centre again."""
    return {"what": "heard_again", "unit": "hall", "at_ns": at_ns}


def test_an_old_board_is_not_the_truth() -> None:
    """Nor is a frame of before the return, or of another display."""
    entries = [shown(1, 9), shown(11, 8), shown(12, 9, "porch")]
    assert true_at(entries, "hall", 10, 9) is None
    assert true_at([*entries, shown(13, 9), shown(14, 9)], "hall", 10, 9) == 13


def test_a_board_that_is_called_lost_is_not_the_truth() -> None:
    """The newest board may come before the word that the dispatcher is there."""
    entries = [shown(11, 9), heard_again(12), shown(12, 9)]
    assert true_at(entries, "hall", 10, 9) == 12
    assert true_at([heard_again(5), *entries[:1]], "hall", 10, 9) == 11


def test_the_table_is_for_a_terminal() -> None:
    """A line for each way to be away; where there is none a sentence."""
    line = spread([0.5, 1.204, 0.25, 0.75], 2)
    assert line == Spread(times=4, least_s=0.25, median_s=0.62, most_s=1.2)
    assert return_table({"silence, 8 s": line}).splitlines() == [
        "back, and true on the screen  times  least s  median s  most s",
        "silence, 8 s                      4     0.25      0.62    1.20",
    ]
    assert return_table({}) == "back, and true on the screen: not measured, it needs root and iproute2"
