# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the bench says of tickets on their way to paper, beside what line and paper take by themselves. Pure."""

import statistics
from collections.abc import Mapping, Sequence

import msgspec

from centre import serial_line
from simulator.figures import table as aligned
from simulator.roll import DOTS_PER_MM

PAPER_MM_PER_S = (80, 150)
"""How fast paper moves: a cheap 58 mm printer, and a common 80 mm one."""

HEADINGS = (
    "press to last byte", "presses", "bytes", "p50 ms", "slowest", "line ms", "ratio p50", "body ms", "end ms",
    *(f"paper {speed} mm/s" for speed in PAPER_MM_PER_S),
)  # fmt: skip


class Passage(msgspec.Struct, frozen=True):
    """One ticket: from the pin's edge to its last byte at the printer, and what the bare line took for its bytes."""

    took_ms: float
    byte_count: int
    line_ms: float
    length_dots: int


class Drawing(msgspec.Struct, frozen=True):
    """What is made after the press, medians: the part with the number, and the part behind the tail."""

    body_ms: float
    end_ms: float


class PaperFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One line of *press_to_paper* in ``bench.json``: medians, but for ``slowest_ms``, and ratios to the line.

    With so few presses a 99th percentile would be a guess, so the slowest of them is told. ``paper_ms`` is what the
    ticket's length takes at each speed of ``PAPER_MM_PER_S``.
    """

    presses: int
    bytes: int
    p50_ms: float
    slowest_ms: float
    line_ms: float
    ratio_p50: float
    body_ms: float
    end_ms: float
    length_dots: int
    paper_ms: tuple[float, ...]


def figures(passages: Sequence[Passage], drawing: Drawing) -> PaperFigures:
    """Return the figures of the tickets of one printer, at least one."""
    p50_ms = statistics.median(passage.took_ms for passage in passages)
    line_ms = statistics.median(passage.line_ms for passage in passages)
    length_dots = statistics.median_low(passage.length_dots for passage in passages)
    return PaperFigures(
        presses=len(passages),
        bytes=statistics.median_low(passage.byte_count for passage in passages),
        p50_ms=round(p50_ms, 3),
        slowest_ms=round(max(passage.took_ms for passage in passages), 3),
        line_ms=round(line_ms, 4),
        ratio_p50=round(p50_ms / line_ms, 3),
        body_ms=round(drawing.body_ms, 3),
        end_ms=round(drawing.end_ms, 3),
        length_dots=length_dots,
        paper_ms=tuple(round(paper_ms(length_dots, speed), 1) for speed in PAPER_MM_PER_S),
    )


def serial_ms(byte_count: int, baud: int) -> float:
    """Return how long a serial line needs for bytes sent without a pause."""
    return serial_line.seconds(byte_count, baud) * 1000


def paper_ms(length_dots: int, mm_per_s: float) -> float:
    """Return how long paper needs to move so far."""
    return length_dots / DOTS_PER_MM / mm_per_s * 1000


def table(lines: Mapping[str, PaperFigures]) -> str:
    """Return the figures for a terminal, a line for each printer, the numbers under their headings."""
    return aligned([HEADINGS, *((name, *_cells(line)) for name, line in lines.items())])


def _cells(line: PaperFigures) -> tuple[str, ...]:
    made = (f"{line.ratio_p50:.2f}", f"{line.body_ms:.1f}", f"{line.end_ms:.1f}")
    took = (f"{line.p50_ms:.1f}", f"{line.slowest_ms:.1f}", f"{line.line_ms:.2f}")
    return (str(line.presses), str(line.bytes), *took, *made, *(f"{paper:.0f} ms" for paper in line.paper_ms))
