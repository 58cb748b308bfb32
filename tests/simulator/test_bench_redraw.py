# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a redraw costs: asked of the display's own code in a process of its own, each kind of picture on each screen."""

import pytest

from display.drawing_time import DrawingTimes, measure
from display.specimen_boards import plain
from display.specimen_pictures import SIZES, display
from simulator import bench_redraw
from simulator.bench_redraw import RedrawFigures, figures, redraw_table
from tests.display.halls import LARGE


def test_each_kind_of_picture_is_timed_as_often_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not drawn ends the bench, so that nothing is measured that did not happen."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    drawn = measure(plain(LARGE), display("720p"), 2)
    for kind in DrawingTimes.__struct_fields__:
        assert len(getattr(drawn, kind)) == 2
        assert all(took_ms > 0 for took_ms in getattr(drawn, kind))


def test_the_bench_asks_a_process_for_every_screen_and_names_every_kind() -> None:
    """The sizes and kinds are the display's own."""
    redraw = bench_redraw.measure(2)
    assert list(redraw) == list(SIZES)
    for kinds in redraw.values():
        assert tuple(kinds) == DrawingTimes.__struct_fields__ == tuple(bench_redraw.NAMES)


def test_figures_are_percentiles_of_the_samples() -> None:
    """Rounded to a tenth of a millisecond."""
    assert figures({"call": [float(n) for n in range(1, 102)]}) == {"call": RedrawFigures(51.0, 100.0)}


def test_the_table_is_for_a_terminal() -> None:
    """A line for each size and kind, its numbers under their headings."""
    redraw = {"4k": {"call": RedrawFigures(76.94, 195.5), "page": RedrawFigures(8.0, 9.0)}}
    assert redraw_table(redraw).splitlines() == [
        "redraw        p50 ms  p99 ms",
        "4k new call     76.9   195.5",
        "4k next page     8.0     9.0",
    ]
