# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bench measures the real centre and writes its figures; how large they are is no test's matter."""

import json
import subprocess
import sys
from typing import Any

import pytest

from simulator.bench import LATENCY, PARTS
from simulator.bench_idle import IdleFigures
from simulator.bench_paper import ticket_of
from simulator.bench_return import DISPLAYS
from simulator.paper_figures import PAPER_MM_PER_S, PaperFigures, paper_ms, serial_ms
from tests.ports import free_port

FIGURES = {"p50_ms", "p99_ms", "floor_p50_ms", "floor_p99_ms", "ratio_p50", "ratio_p99"}
PRINTERS = {"network-raster", "serial-19200-raster", "serial-19200-text", "serial-115200-raster", "serial-115200-text"}
BENCH_S = 900.0


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    """Run the bench once, with as few samples as it can take; return its ``bench.json`` and what it printed."""
    out = tmp_path_factory.mktemp("bench")
    few = ["--samples", "6", "--idle", "1", "--away", "0", "--starts", "1", "--lines", "5000", "--desks", "2"]
    result = subprocess.run(
        [sys.executable, "-m", "simulator.bench", "--out", str(out), *few, "--port", str(free_port())],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=BENCH_S, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    return json.loads((out / "bench.json").read_bytes()), result.stdout


def test_the_bench_writes_its_figures(bench: tuple[dict[str, Any], str]) -> None:
    """Both ways are measured, each beside its floor, and each ratio is its median over the floor's."""
    written, said = bench
    assert set(written) == {"press_to_byte", "call_to_frame", *(part.name for part in PARTS if part.name != LATENCY)}
    for figures in (written["press_to_byte"], written["call_to_frame"]):
        assert set(figures) == FIGURES
        assert 0 < figures["floor_p50_ms"] <= figures["floor_p99_ms"]
        assert abs(figures["ratio_p50"] - figures["p50_ms"] / figures["floor_p50_ms"]) < 0.01
    assert said.startswith("press_to_byte: p50 ")


def test_the_bench_measures_each_printer_to_its_last_byte(bench: tuple[dict[str, Any], str]) -> None:
    """Both papers on every line are measured, and stand in the table that the terminal shows."""
    written, said = bench
    papers = written["press_to_paper"]
    assert set(papers) == {f"{printer}-{paper_mm}" for printer in PRINTERS for paper_mm in (58, 80)}
    for name, figures in papers.items():
        assert set(figures) == set(PaperFigures.__struct_fields__)
        assert figures["presses"] == 1
        assert abs(figures["ratio_p50"] - figures["p50_ms"] / figures["line_ms"]) < 0.01 * figures["ratio_p50"]
        assert figures["paper_ms"] == [round(paper_ms(figures["length_dots"], speed), 1) for speed in PAPER_MM_PER_S]
        assert f"\n{name} " in said


def test_the_bench_counts_the_bytes_of_a_ticket(bench: tuple[dict[str, Any], str]) -> None:
    """A serial line's own time is that of its bytes; text is a fraction of a picture, a coarse picture half of one."""
    papers = bench[0]["press_to_paper"]
    for paper_mm in (58, 80):
        for baud in (19200, 115200):
            text, picture = (papers[f"serial-{baud}-{letters}-{paper_mm}"] for letters in ("text", "raster"))
            assert text["line_ms"] == round(serial_ms(text["bytes"], baud), 4)
            assert picture["line_ms"] == round(serial_ms(picture["bytes"], baud), 4)
            assert text["bytes"] * 3 < picture["bytes"] < papers[f"network-raster-{paper_mm}"]["bytes"] / 2


def test_the_bench_leaves_each_kind_of_unit_alone(bench: tuple[dict[str, Any], str]) -> None:
    """Idle kiosks, with and without a screen, with a voice, under a finger, and displays of each part are in it."""
    written, said = bench
    kiosks = {"buttons", "buttons-screen", "buttons-voice", "touch-screen"}
    displays = {"hall-screen", "hall-screen-voice", "hall-voice", "hall-panels"}
    assert set(written["idle_minute"]) == kiosks | displays
    for name, figures in written["idle_minute"].items():
        assert set(figures) == set(IdleFigures.__struct_fields__)
        assert figures["threads"] > 1
        assert f"\n{name} " in said


def test_the_bench_looks_how_soon_a_display_tells_the_truth(bench: tuple[dict[str, Any], str]) -> None:
    """Whatever took it away, of each display there is a figure; with no second to spare only what cuts no cable."""
    written, said = bench
    assert set(written["return"]) == {
        "started late", "its process killed", "the broker killed", "the dispatcher killed",
    }  # fmt: skip
    for name, figures in written["return"].items():
        assert figures["times"] == DISPLAYS
        assert 0 < figures["least_s"] <= figures["median_s"] <= figures["most_s"]
        assert f"\n{name} " in said


def test_the_bench_counts_what_is_committed_and_nothing_is_refused(bench: tuple[dict[str, Any], str]) -> None:
    """Of each centre, whatever waits together."""
    for name, figures in bench[0]["rate"].items():
        assert figures["requests"] >= 1, name
        assert figures["refused"] == 0, name
        assert figures["requests_per_s"] > 0


def test_the_bench_takes_the_latencies_of_a_busy_morning(bench: tuple[dict[str, Any], str]) -> None:
    """At the pace of such a morning and at ten times that, each beside its floor."""
    written = bench[0]["load"]
    assert set(written) == {
        f"{way}, load × {times}" for way in ("press to first byte", "call to frame") for times in (1, 10)
    }
    assert all(set(figures) == FIGURES for figures in written.values())


def test_status_questions_are_no_ticket() -> None:
    """What a printer was asked before a ticket is not counted with it."""
    assert ticket_of(b"\x1dr\x01\x10\x04\x01\x10\x04\x02\x10\x04\x04\x1b@\x1c.A\x1dV\x00") == b"\x1b@\x1c.A\x1dV\x00"
