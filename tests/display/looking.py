# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How the tests look at a picture of the hall: its rows, its words, its contrast, and what runs into what."""

import itertools
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import msgspec

from centre.config import CentreFile
from centre.config_displays import Display
from centre.messages import Board
from centre.picture import Arrow, Box, Picture, Rect, Text
from display.board import scene
from display.moment import STILL, Moment

JUMPS = "Номери можуть викликати не підряд: послуги різні, є запис на час і першочергове обслуговування."
JUMPS_BY_SERVICE = "Номери можуть викликати не підряд: вікна надають різні послуги."
JUMPS_EN = "Numbers may be called out of turn: services differ, and there are appointments and priority."


def picture(
    centre: CentreFile,
    display: Display,
    board: Board | None,
    no_connection_since: datetime | None,
    now: datetime,
    ill: Collection[str] = (),
    moment: Moment = STILL,
) -> Picture:
    """Return the hall's picture; without a ``moment`` no call is fresh, and the first page stands."""
    return scene(centre, display, board, no_connection_since, now, ill).at(moment)


def big_rows(shown: Picture) -> list[tuple[Text, Text]]:
    """Return tickets and windows as a reader finds them: the biggest texts, from the top."""
    biggest = max(text.cap for text in shown.texts)
    big = [text for text in shown.texts if text.cap > biggest * 0.85]
    return [(big[i], big[i + 1]) for i in range(0, len(big), 2)]


def said(shown: Picture) -> list[str]:
    """Return all the lines of a picture."""
    return [text.text for text in shown.texts]


def told(shown: Picture) -> str:
    """Return all the words of a picture, line after line."""
    return " ".join(said(shown))


def inside(inner: Rect, outer: Rect) -> bool:
    """Return whether no pixel of ``inner`` is outside."""
    across = outer.left <= inner.left and inner.right <= outer.right
    return across and outer.top <= inner.top and inner.bottom <= outer.bottom


def meet(one: Rect, other: Rect) -> bool:
    """Return whether two rectangles share a pixel."""
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def faults(shown: Picture) -> list[str]:
    """Return what overflows, overlaps, or stands on another ground than it says."""
    found = []
    whole = Rect(0, 0, shown.width, shown.height)
    found += [f"outside: {element}" for element in shown.elements if not inside(element.area, whole)]
    printed = [element for element in shown.elements if isinstance(element, Text | Arrow)]
    found += [f"{a} meets {b}" for a, b in itertools.combinations(printed, 2) if meet(a.area, b.area)]
    for text in shown.texts:
        under = [e for e in shown.elements if isinstance(e, Box) and meet(e.area, text.area)]
        ground = under[-1].colour if under else shown.background
        if ground != text.background or any(not inside(text.area, box.area) for box in under):
            found.append(f"{text} does not stand on its own ground alone: {under}")
    return found


def words(hall: Any, centre: CentreFile, board: Board, display: Display | None = None) -> str:
    """Return all the words of the picture, line after line."""
    shown = picture(centre, display or hall.display(1920, 1080), board, None, hall.now)
    return " ".join(text.text for text in shown.texts)


def without(board: Board, *, calls: bool = False, opens_in_min: int | None = None) -> Board:
    """Return the board without its calls, before the reception if it opens in so many minutes."""
    opens_at = None if opens_in_min is None else board.at + timedelta(minutes=opens_in_min)
    return msgspec.structs.replace(board, calls=board.calls if calls else (), opens_at=opens_at)
