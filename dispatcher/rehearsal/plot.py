# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The picture of simulated days, for the head of centre: how many wait, and how long, over the day. It draws only.

matplotlib is loaded when there is something to draw: no service and no card needs it.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from centre import catalogue
from centre.config import Language
from centre.errors import Unavailable
from dispatcher.rehearsal.clockwise import median_waits, waiting
from dispatcher.rehearsal.figures import Days

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    Variants = Sequence[tuple[str, Days, str, str]]

BLUE, ORANGE = "#1f4e79", "#f2a65a"
"""Different in brightness, and the strokes differ too: the picture is likely to be printed in grey."""

INCHES, DPI = (11, 8), 110
HEADROOM = 0.15
"""Of the height, above the highest bar: for its number."""

BARS = 0.8
"""Of an hour's width, shared by the variants."""


def draw(now: Days, then: Days | None, *, title: str, zone: str, file: Path, language: Language = "uk") -> None:
    """Write a PNG of one variant or two; raise Unavailable without matplotlib, or where it cannot be written."""
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - see the module's docstring
    except ImportError:
        raise Unavailable("--plot needs matplotlib, which is not here. Install it: pip install matplotlib") from None
    variants = [(catalogue.say("As it is now", language), now, BLUE, "-")]
    if then is not None:
        variants.append((catalogue.say("After the change", language), then, ORANGE, "--"))
    figure = Figure(figsize=INCHES, layout="constrained")
    figure.suptitle(title, fontsize=16)
    people, minutes = figure.subplots(2, 1, sharex=True)
    _draw_people(people, variants, zone)
    people.set_title(catalogue.say("People waiting on an average day", language))
    _draw_minutes(minutes, variants, zone)
    minutes.set_title(
        catalogue.say("How long those waited who took a ticket in this hour: the median, minutes", language)
    )
    minutes.set_xlabel(catalogue.say("Hour of the day", language))
    try:
        figure.savefig(file, format="png", dpi=DPI)
    except OSError as fault:
        raise Unavailable(f"--plot {file}: {fault.strerror}. Name a file that can be written.") from fault


def _draw_people(axes: "Axes", variants: "Variants", zone: str) -> None:
    counts: Mapping[float, float] = {}
    for name, days, colour, stroke in variants:
        counts = waiting(days, zone)
        axes.plot(list(counts), list(counts.values()), stroke, color=colour, label=name, linewidth=2.5)
    hours = range(math.floor(min(counts)), math.ceil(max(counts)) + 1)
    axes.set_xticks(hours, [f"{hour}:00" for hour in hours])
    axes.locator_params(axis="y", integer=True)
    _finish(axes)


def _draw_minutes(axes: "Axes", variants: "Variants", zone: str) -> None:
    width = BARS / len(variants)
    for place, (name, days, colour, _) in enumerate(variants):
        medians = median_waits(days, zone)
        middles = [hour + 0.5 - BARS / 2 + width * (place + 0.5) for hour in medians]
        bars = axes.bar(middles, list(medians.values()), width, color=colour, label=name)
        axes.bar_label(bars, fmt="%.0f")
    _finish(axes)


def _finish(axes: "Axes") -> None:
    axes.margins(y=HEADROOM)
    axes.set_ylim(bottom=0)
    axes.tick_params(labelbottom=True)
    axes.grid(visible=True, axis="y", alpha=0.4)
    axes.legend()
