# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha simulate``: what may be typed, and what a slip is told."""

import re
from datetime import date
from pathlib import Path

import pytest

from centre.check_hours import WEEKDAYS
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


def test_a_centre_that_nobody_visits_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is no day to simulate, whatever sum was asked for: exit code 1, no trace."""
    path = tmp_path / "centre.toml"
    text = SMALL.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^visits_per_day = \d+", "visits_per_day = 0", text, flags=re.MULTILINE), encoding="utf-8")
    for wishes in ([], ["--tickets", "50"]):
        assert main(["simulate", str(path), *wishes]) == 1
        assert capsys.readouterr().err == (
            "visits_per_day is 0 for every service, so nobody comes. Give at least one service visits above 0, or leave"
            " visits_per_day out: then 30 come to each window.\n"
        )


def test_the_first_day_is_the_centres(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the day has begun it is simulated, and where it has not, the one before: 26 hours are always two dates."""
    week = "".join(f'{day} = ["09:00-18:00"]\n' for day in WEEKDAYS)
    text, firsts = SMALL.read_text(encoding="utf-8") + f"\n[hours]\n{week}", list[date]()
    for zone in ("Etc/GMT+12", "Pacific/Kiritimati"):
        path = tmp_path / "centre.toml"
        path.write_text(text.replace("Europe/Kyiv", zone), encoding="utf-8")
        assert main(["simulate", str(path), "--days", "1"]) == 0
        found = re.search(r"simulated, (\S+)\.", capsys.readouterr().out)
        assert found is not None
        firsts.append(date.fromisoformat(found[1]))
    assert firsts[0] < firsts[1]


@pytest.mark.parametrize("text", ["9999-12-30", "0001-01-01"])
def test_a_date_beyond_the_calendar_is_told_its_limits(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No day follows the last one of the calendar: usage, and the sentence."""
    with pytest.raises(SystemExit):
        main(["simulate", str(SMALL), "--date", text, "--days", "3"])
    expected = f"argument --date: {text}: expected a date from 2000-01-01 to 2999-12-31\n"
    assert capsys.readouterr().err.endswith(f"cherha simulate: error: {expected}")


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
