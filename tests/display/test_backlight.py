# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A backlight is dimmed on the battery and given back what it had; one that is not there is nobody's fault."""

from pathlib import Path

import pytest

from display.backlight import Backlight


def panel(folder: Path, brightness: int, name: str = "panel", most: int = 200) -> Path:
    """Return the brightness of a backlight as the kernel shows it."""
    (folder / name).mkdir()
    (folder / name / "max_brightness").write_text(f"{most}\n")
    light = folder / name / "brightness"
    light.write_text(f"{brightness}\n")
    return light


@pytest.mark.parametrize(
    ("before", "percent", "dimmed", "after"),
    [
        (200, 30, "60", "200"),
        (150, 30, "60", "150"),
        (40, 30, "40", "40"),
        (60, 30, "60", "200"),
        (200, 100, "200", "200"),
    ],
    ids=["full", "as the technician set it", "darker already", "dim from before a restart", "never dimmed"],
)
def test_what_was_dimmed_is_given_back(tmp_path: Path, before: int, percent: int, dimmed: str, after: str) -> None:
    """On the battery its share of full brightness, with the mains what it was; nothing else is touched."""
    light, backlight = panel(tmp_path, before), Backlight(percent, tmp_path)
    assert backlight.dim(dimmed=True) == ()
    low = light.read_text().strip()
    assert backlight.dim(dimmed=False) == ()
    assert (low, light.read_text().strip()) == (dimmed, after)


def test_a_screen_left_dim_by_a_shutdown_is_bright_again(tmp_path: Path) -> None:
    """Systemd keeps the brightness of the moment in which the battery ran out."""
    light = panel(tmp_path, 60)
    Backlight(30, tmp_path).dim(dimmed=False)
    assert light.read_text() == "200"


def test_a_screen_is_never_dark(tmp_path: Path) -> None:
    """A panel of few steps keeps its lowest."""
    light = panel(tmp_path, 3, most=3)
    Backlight(10, tmp_path).dim(dimmed=True)
    assert light.read_text() == "1"


def test_no_backlight_is_no_fault(tmp_path: Path) -> None:
    """A television, or no such folder at all."""
    assert Backlight(30, tmp_path).dim(dimmed=True) == ()
    assert Backlight(30, tmp_path / "none").dim(dimmed=True) == ()


def test_one_that_cannot_be_written_does_not_keep_another_from_being_dimmed(tmp_path: Path) -> None:
    """It is one problem, said the same until the power changes."""
    (tmp_path / "broken" / "brightness").mkdir(parents=True)
    light, backlight = panel(tmp_path, 200), Backlight(30, tmp_path)
    [problem] = backlight.dim(dimmed=True)
    assert problem.code == "backlight"
    assert problem.text == (
        f"{tmp_path}/broken/brightness cannot be dimmed on the battery: [Errno 21] Is a directory:"
        f" '{tmp_path}/broken/brightness'. Let the service's group write it (udev), or set battery_brightness = 100."
    )
    assert light.read_text() == "60"
    assert backlight.dim(dimmed=True) == (problem,)
