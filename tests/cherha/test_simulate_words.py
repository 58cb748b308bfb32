# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha simulate``: what may be typed, and what a slip is told."""

from pathlib import Path

import pytest

from cherha.__main__ import main
from tests.conftest import SMALL


def test_a_centre_is_simulated(capsys: pytest.CaptureFixture[str]) -> None:
    """The report of the file is on the terminal, and nothing else."""
    assert main(["simulate", str(SMALL), "--date", "2026-11-23", "--days", "2"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("ЦНАП Вербівської громади: simulated, 2 working days, 2026-11-23 to 2026-11-24. Waits are ")


def test_variants_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a window more and a picture of both."""
    picture = tmp_path / "both.png"
    wishes = ["--with-window", "passport,civil", "--tickets", "70", "--seed", "4", "--plot", str(picture)]
    assert main(["simulate", str(SMALL), "--date", "2026-11-23", "--days", "1", *wishes]) == 0
    assert "A further window for Паспорт + Шлюб, народження: median wait " in capsys.readouterr().out
    assert picture.exists()


def test_a_change_that_cannot_be_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, no trace."""
    assert main(["simulate", str(SMALL), "--without-window", "2"]) == 1
    assert capsys.readouterr().err == "--without-window 2: nobody else serves property. Keep it, or add a window.\n"


@pytest.mark.parametrize(
    ("option", "value", "expected"), [("--days", "0", "1 to 250"), ("--tickets", "x", "1 to 20000")]
)
def test_a_number_out_of_reach_is_told_its_limits(
    option: str, value: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As argparse tells it: usage, and the sentence."""
    with pytest.raises(SystemExit):
        main(["simulate", str(SMALL), option, value])
    error = f"cherha simulate: error: argument {option}: {value}: expected a whole number from {expected}\n"
    assert capsys.readouterr().err.endswith(error)
