# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bench's second part says what it measured, and what line and paper take by themselves."""

import msgspec

from simulator.paper_figures import Drawing, PaperFigures, Passage, figures, paper_ms, serial_ms, table

SLOW, QUICK, MIDDLE = Passage(30.0, 900, 9.0, 1600), Passage(10.0, 700, 7.0, 1600), Passage(12.0, 800, 8.0, 1680)


def test_a_line_takes_ten_bits_a_byte() -> None:
    """At 19,200 baud 1,920 bytes are a second, at 115,200 a sixth of it."""
    assert serial_ms(1920, 19200) == 1000.0
    assert serial_ms(1920, 115200) * 6 == 1000.0


def test_paper_takes_its_length() -> None:
    """At 203 dots an inch, 8 a millimetre, 1,600 dots are 200 mm: 2.5 s at 80 mm/s."""
    assert paper_ms(1600, 80) == 2500.0


def test_figures_are_medians_but_for_the_slowest() -> None:
    """One slow press does not move the median, and is not hidden; the ratio is the median over the line's."""
    assert figures([SLOW, QUICK, MIDDLE], Drawing(1.5, 4.25)) == PaperFigures(
        presses=3,
        bytes=800,
        p50_ms=12.0,
        slowest_ms=30.0,
        line_ms=8.0,
        ratio_p50=1.5,
        body_ms=1.5,
        end_ms=4.25,
        length_dots=1600,
        paper_ms=(2500.0, 1333.3),
    )


def test_one_press_is_enough() -> None:
    """With a single ticket its time is median and slowest."""
    line = figures([QUICK], Drawing(1.0, 1.0))
    assert (line.presses, line.p50_ms, line.slowest_ms) == (1, 10.0, 10.0)


def test_the_table_is_read_in_columns() -> None:
    """Each printer has a line, each number ends where its heading does."""
    line = figures([SLOW, QUICK, MIDDLE], Drawing(1.5, 4.25))
    heading, first, second = table({"a": line, "serial-19200-text-58": msgspec.structs.replace(line, bytes=9)}).split(
        "\n"
    )
    assert heading.split("  ")[0] == "press to last byte"
    assert first.split() == ["a", "3", "800", "12.0", "30.0", "8.00", "1.50", "1.5", "4.2", "2500", "ms", "1333", "ms"]
    assert second.startswith("serial-19200-text-58  ")
    assert len(heading) == len(first) == len(second)
    assert {line[heading.index("bytes") + 4] for line in (first, second)} == {"0", "9"}
