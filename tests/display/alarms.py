# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Boards of an alert, of its end and of a power cut, as the tests of the hall screen need them."""

from datetime import timedelta
from typing import Any, Literal

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_alarms import Alerts
from centre.messages import Alert, Board

PLACE = "підвал школи, вхід із двору"


def alarmed(centre: CentreFile, *, place: str = PLACE, windows: tuple[int, ...] | None = None) -> CentreFile:
    """Return the centre with a shelter; with ``windows`` these go on in it, all if there are none."""
    named = replace(centre, centre=replace(centre.centre, shelter=place))
    return (
        named if windows is None else replace(named, alerts=Alerts(mode="continue_in_shelter", shelter_windows=windows))
    )


def raised(board: Board, level: Literal["yellow", "red"] = "red", *, suspends: bool = True) -> Board:
    """Return the board in an alert that began five minutes ago."""
    return replace(board, alert=Alert(level=level, since=board.at - timedelta(minutes=5), suspends=suspends))


def cleared(board: Board, minutes: int = 10) -> Board:
    """Return the board after the all-clear, so many minutes before windows call again."""
    return replace(board, resumes_at=board.at + timedelta(minutes=minutes))


def boards(board: Board) -> dict[str, Any]:
    """Return a board of everything that may be said of alerts and power."""
    return {
        "red": raised(board),
        "yellow": raised(board, "yellow"),
        "warning": raised(board, "yellow", suspends=False),
        "resuming": cleared(board),
        "battery": replace(board, power="battery"),
        "battery-low": replace(board, power="battery_low"),
        "unheard": replace(board, alerts_unheard=True),
        "blackout": replace(board, power="battery", alerts_unheard=True),
        "all at once": replace(raised(board), power="battery_low", alerts_unheard=True),
    }
