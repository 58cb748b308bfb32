# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bench measures the real centre and writes its figures; how large they are is no test's matter."""

import json
import subprocess
import sys
from pathlib import Path

from centre.config import CentreFile

FIGURES = {"p50_ms", "p99_ms", "floor_p50_ms", "floor_p99_ms", "ratio_p50", "ratio_p99"}
BENCH_S = 120.0


def test_the_bench_writes_its_figures(tmp_path: Path, movable_centre: CentreFile) -> None:
    """Both ways are measured, each beside its floor, and each ratio is its median over the floor's."""
    command = [sys.executable, "-m", "simulator.bench", "--out", str(tmp_path), "--samples", "6"]
    result = subprocess.run(
        [*command, "--port", str(movable_centre.broker.port)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=BENCH_S, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    written = json.loads((tmp_path / "bench.json").read_bytes())
    assert set(written) == {"press_to_byte", "call_to_frame"}
    for figures in written.values():
        assert set(figures) == FIGURES
        assert 0 < figures["floor_p50_ms"] <= figures["floor_p99_ms"]
        assert abs(figures["ratio_p50"] - figures["p50_ms"] / figures["floor_p50_ms"]) < 0.01
    assert result.stdout.startswith("press_to_byte: p50 ")
