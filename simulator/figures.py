# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a bench says of its samples: percentiles, and the ratio to the physical floor measured beside them. Pure."""

import statistics
from collections.abc import Mapping, Sequence

import msgspec


class Floor(msgspec.Struct, frozen=True):
    """The floor's parts in milliseconds; each percentile of the floor is the sum of its parts' percentiles."""

    parts: tuple[Sequence[float], ...]

    def percentile(self, percent: int) -> float:
        """Return the floor at a percentile, 1 to 99."""
        return sum(percentile(part, percent) for part in self.parts)


class Figures(msgspec.Struct, frozen=True):
    """One line of ``bench.json``; milliseconds, and ratios to the floor."""

    p50_ms: float
    p99_ms: float
    floor_p50_ms: float
    floor_p99_ms: float
    ratio_p50: float
    ratio_p99: float


def figures(samples: Sequence[float], floor: Floor) -> Figures:
    """Return the figures of samples in milliseconds."""
    p50, p99 = percentile(samples, 50), percentile(samples, 99)
    floor50, floor99 = floor.percentile(50), floor.percentile(99)
    shown = [round(value, 3) for value in (p50, p99, floor50, floor99, p50 / floor50, p99 / floor99)]
    return Figures(*shown)


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a part of ``bench.json`` of which there are few samples; seconds."""

    times: int
    least_s: float
    median_s: float
    most_s: float


def spread(samples: Sequence[float], digits: int) -> Spread:
    """Return what is told of samples in seconds, to so many digits behind the point."""
    least, median, most = (round(value, digits) for value in (min(samples), statistics.median(samples), max(samples)))
    return Spread(times=len(samples), least_s=least, median_s=median, most_s=most)


def spread_table(name: str, lines: Mapping[str, Spread]) -> str:
    """Return them for a terminal, a line each, under the name of what they are."""
    headings = (name, "times", "least s", "median s", "most s")
    return table([headings, *((line, str(of.times), *_seconds(of)) for line, of in lines.items())])


def _seconds(line: Spread) -> tuple[str, ...]:
    return tuple(f"{value:.2f}" for value in (line.least_s, line.median_s, line.most_s))


def percentile(samples: Sequence[float], percent: int) -> float:
    """Return the value that ``percent`` of the samples do not exceed; at least two samples."""
    return statistics.quantiles(samples, n=100, method="inclusive")[percent - 1]


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows for a terminal, headings first: names on the left, the numbers under their headings."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(_row(row, widths) for row in rows)


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers = (
        cell.ljust(width) if not at else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join((name, *numbers)).rstrip()
