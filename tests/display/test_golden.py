# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Pictures of the hall that were looked at and found good, drawn by the real SDL to the pixel."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from centre.config import Display
from centre.picture import Picture
from display.board import picture
from tests.display.alarms import alarmed, boards
from tests.drawn import Opener, assert_golden, needs_the_same_letters

GOLDEN = Path(__file__).parent / "golden"


def looked_at(hall: Any, name: str) -> tuple[Display, Picture]:
    """Return a screen and what it shows: ``tall`` stands upright, the last two are 43 inches of 1080p."""
    centres = {
        "spheres": hall.spheres(),
        "english": hall.english(hall.spheres(6), "Brovary Administrative Service Centre"),
    }
    screens = {"tall": (720, 1280), "spheres": (1920, 1080), "english": (1920, 1080)}
    centre, display = centres.get(name, hall.centre(6)), hall.display(*screens.get(name, (1280, 720)))
    board, nobody = hall.board(centre, times=2), hall.board(centre, 0)
    not_yet = hall.closed(
        nobody, {line.service: "not_yet" for line in nobody.services}, empty=("s1", "s2", "s3", "s4", "s5")
    )
    full = {"s4-consult": "full", "s4-submit": "full", "s4-collect": "full"}
    shown = {
        "connecting": None,
        "closed": hall.closed(board, {"s2": "registry", "s4": "full"}, empty=("s4",)),
        "opening": msgspec.structs.replace(not_yet, opens_at=hall.now + timedelta(minutes=18)),
        "spheres": hall.closed(board, {"s2-submit": "registry", **full}),
    }.get(name, board)
    lost = hall.now - timedelta(minutes=5) if name == "lost" else None
    return display, picture(centre, display, shown, lost, hall.now)


def alarms(hall: Any, name: str) -> tuple[Display, Picture]:
    """Return a screen and what it shows of an alert, the battery or a kiosk; what is not ``tall`` is of 1080p."""
    centre = alarmed(hall.english(hall.centre(6)) if name.endswith("-english") else hall.centre(6))
    centre = alarmed(centre, windows=(1, 6, 11)) if name == "alert-shelter" else centre
    board = hall.board(centre)
    of = {"alert-yellow": "yellow", "alert-warning": "warning"}.get(name, "red" if "alert" in name else name)
    display = hall.display(*((720, 1280) if name.endswith("-tall") else (1920, 1080)))
    shown = board if name in UNPRINTED else boards(board)[of]
    return display, picture(centre, display, shown, None, hall.now, {"kiosk"} if name in UNPRINTED else ())


USUAL = ("morning", "lost", "connecting", "tall", "closed", "opening", "spheres", "english")
UNPRINTED = ("unprinted", "unprinted-tall", "unprinted-english")
ALARMS = (
    *("alert-red", "alert-yellow", "alert-english", "alert-tall", "alert-shelter", "alert-warning"),
    *("resuming", "battery", "battery-low", "unheard"),
    *UNPRINTED,
)


@needs_the_same_letters
@pytest.mark.parametrize("name", [*USUAL, *ALARMS])
def test_the_hall_sees_the_golden_picture(hall: Any, open_screen: Opener, tmp_path: Path, name: str) -> None:
    """Each picture is the one that was looked at and found good, to the last pixel."""
    display, shown = (looked_at if name in USUAL else alarms)(hall, name)
    assert_golden(open_screen(display), shown, GOLDEN / f"{name}.png", tmp_path)
