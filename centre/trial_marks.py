# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What five touches at five marks mean: pure; it opens no screen and waits for no finger.

A panel that is mirrored or turned answers at another mark than was touched: the turn that brings all of its answers
back to their marks is its cure, and is told as libinput and the overlays of a Pi want to have it.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from centre.sight import Measured, pixels_per_mm
from centre.touched import Touched
from centre.trials import Finding

PART = "screen: touch"

FROM_EDGE_MM = 12
HIT_MM = 10
"""How far a touch may be from its mark: half of the smallest target of a kiosk."""

SILENT = 2
"""Nothing felt at so many marks from the first on: nothing more is asked for."""

TOLD_BY = 3
"""With fewer touches two turns could look alike."""


class Mark(NamedTuple):
    """What is to be touched: its name, and its pixel."""

    name: str
    x: int
    y: int


class Turn(NamedTuple):
    """How touches lie wrong, and what undoes it.

    ``undone`` maps shares of the screen, ``matrix`` is the same as libinput has it; ``overlay`` are the words of a Pi's
    device tree overlay, whose kernel inverts first and exchanges the axes then.
    """

    called: str
    undone: Callable[[float, float], tuple[float, float]]
    matrix: str
    overlay: str


TURNS = (
    Turn("mirrored left to right", lambda u, v: (1 - u, v), "-1 0 1 0 1 0", "invx"),
    Turn("mirrored top to bottom", lambda u, v: (u, 1 - v), "1 0 0 0 -1 1", "invy"),
    Turn("turned by 180 degrees", lambda u, v: (1 - u, 1 - v), "-1 0 1 0 -1 1", "invx,invy"),
    Turn("turned by 90 degrees clockwise", lambda u, v: (v, 1 - u), "0 1 0 -1 0 1", "invx,swapxy"),
    Turn("turned by 90 degrees anticlockwise", lambda u, v: (1 - v, u), "0 -1 1 1 0 0", "invy,swapxy"),
    Turn("mirrored about the falling diagonal", lambda u, v: (v, u), "0 1 0 1 0 0", "swapxy"),
    Turn("mirrored about the rising diagonal", lambda u, v: (1 - v, 1 - u), "0 -1 1 -1 0 1", "invx,invy,swapxy"),
)

NOT_FELT = (
    "Check the USB cable of the touch panel (the picture comes by another one; lsusb must name it), and that this user"
    " is in group input."
)
DEAD = "Clean the glass, and look whether the frame presses on it there; if it stays so, the panel is worn: replace it."
ASTRAY = (
    "Touch once more with one fingertip. If it stays so: is the picture as large as the glass (screen: edges), and is"
    " the touch panel mapped to this screen alone?"
)


def marks(screen: Measured) -> tuple[Mark, ...]:
    """Return the four corners, in the order of reading, and the middle."""
    edge = round(FROM_EDGE_MM * pixels_per_mm(screen))
    right, bottom = screen.width_px - 1 - edge, screen.height_px - 1 - edge
    return (
        Mark("top-left", edge, edge),
        Mark("top-right", right, edge),
        Mark("bottom-left", edge, bottom),
        Mark("bottom-right", right, bottom),
        Mark("middle", screen.width_px // 2, screen.height_px // 2),
    )


def off_mm(screen: Measured, mark: Mark, touched: Touched) -> float:
    """Return how far from its mark a touch was."""
    return math.hypot(touched.x - mark.x, touched.y - mark.y) / pixels_per_mm(screen)


def enough(touches: Sequence[Touched | None]) -> bool:
    """Return whether nothing more need be asked for: all marks were touched, or nothing is felt at all."""
    return len(touches) >= SILENT and not any(touches)


def finding(screen: Measured, touches: Sequence[Touched | None], waited_s: float) -> Finding:
    """Return what the touches mean; each is of the mark in its place, None where nothing was felt."""
    asked = tuple(zip(marks(screen), touches, strict=False))
    felt = [(mark, touched) for mark, touched in asked if touched is not None]
    if not felt:
        return Finding(PART, "broken", f"nothing felt in {waited_s:g} s, at {len(asked)} marks", NOT_FELT)
    if turn := _turn(screen, felt):
        return Finding(PART, "broken", f"touches are {turn.called}", _cure(turn))
    missed = tuple(_missed(screen, felt))
    silent = ", ".join(mark.name for mark, touched in asked if touched is None)
    if not missed and not silent:
        worst = max(off_mm(screen, mark, touched) for mark, touched in felt)
        return Finding(PART, "works", f"all {len(felt)} marks hit, within {max(math.ceil(worst), 1)} mm")
    says = (*missed, *((f"nothing felt at {silent}",) if silent else ()))
    todo = (*((ASTRAY,) if missed else ()), *((DEAD,) if silent else ()))
    return Finding(PART, "broken", "; ".join(says), " ".join(todo))


def _turn(screen: Measured, felt: Sequence[tuple[Mark, Touched]]) -> Turn | None:
    """Return the turn that brings each touch to its mark; None if they are there, or if none does."""
    if len(felt) < TOLD_BY or not list(_missed(screen, felt)):
        return None
    for turn in TURNS:
        back = [(mark, _undone(screen, turn, touched)) for mark, touched in felt]
        if not list(_missed(screen, back)):
            return turn
    return None


def _undone(screen: Measured, turn: Turn, touched: Touched) -> Touched:
    across, down = screen.width_px - 1, screen.height_px - 1
    u, v = turn.undone(touched.x / across, touched.y / down)
    return touched._replace(x=round(u * across), y=round(v * down))


def _missed(screen: Measured, felt: Sequence[tuple[Mark, Touched]]) -> Iterator[str]:
    """Yield of each touch that did not hit how far from its mark it was, and where."""
    for mark, touched in felt:
        if off_mm(screen, mark, touched) > HIT_MM:
            right = round((touched.x - mark.x) / pixels_per_mm(screen))
            down = round((touched.y - mark.y) / pixels_per_mm(screen))
            sides = ((right, "right", "left"), (down, "down", "up"))
            way = ", ".join(f"{abs(mm)} mm {more if mm > 0 else less}" for mm, more, less in sides if mm)
            yield f"{mark.name} felt {way} of its mark"


def _cure(turn: Turn) -> str:
    return (
        "Turn the touch as the display is turned (its rotation), or put the display right."
        f' On a desktop, a udev rule: ENV{{LIBINPUT_CALIBRATION_MATRIX}}="{turn.matrix}".'
        f" On the console, which reads no such rule, the panel's overlay in config.txt: {turn.overlay}."
        " If any of this is set already, take it out first and try again."
    )
