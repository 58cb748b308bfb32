# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How fast the panels of one serial line can be told anything, and so how fast they blink; pure.

All frames of a line go one after the other, and a panel needs time to show one: QSystem waits 300 ms after each
(``QIndicatorBoardRS.sendMessage``, see ``display/panel_qsystem.py``), and so do we, whatever the panel.
"""

from centre.config_displays import PanelLine
from centre.serial_line import seconds

GAP_S = 0.3
"""Quiet after a frame has left the line."""

LIT_S, DARK_S = 1.2, 0.6
"""How long a number that blinks is there and is not, where the line has the time: 0.6 times a second. Longer lit than
dark, for the number is what is read."""

SLOWEST_S = 4.0
"""Whoever looks up at a row of panels looks for a few seconds; a number that has not blinked by then stands still."""

FRAMING = 4
"""No driver adds more bytes to a text."""


def frame_s(count: int, baud: int) -> float:
    """Return how long a frame of so many bytes keeps its line."""
    return GAP_S + seconds(count, baud)


def period_s(panels: int, line: PanelLine) -> float:
    """Return the seconds in which each of so many panels blinks once at best, all at the same time: two frames each."""
    return max(LIT_S + DARK_S, 2 * panels * frame_s(line.width + FRAMING, line.baud))


def most(line: PanelLine) -> int:
    """Return how many panels can blink on a line at the same time and still be seen to."""
    return int(SLOWEST_S / (2 * frame_s(line.width + FRAMING, line.baud)))
