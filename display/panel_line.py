# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to the serial line of panels: says the texts that each is to show; it knows ports, and no tickets.

One thread for each line, so that one line never waits for another. It sleeps until a panel is to show something else, a
number is to blink, or a panel is told again what it shows; while the line is away it looks every two seconds.
"""

import logging
import os
import select
import termios
import time
from collections.abc import Sequence
from typing import NamedTuple

from centre import config_displays
from centre.bell import Bell
from centre.hints import listed
from centre.messages import Problem
from centre.panel_pace import frame_s
from centre.panel_text import CODE_PAGE
from centre.serial_port import Line, LineFault, gone, opened, why_away
from centre.service import Inbox, start_worker
from display.panel_drivers import DRIVERS
from display.panel_schedule import USUAL, Frame, Pace, Schedule
from display.panel_words import BLANK, Shown

log = logging.getLogger(__name__)

LOOK_S = 2.0
"""From one look for a line that is away to the next."""

RETRY_S, STUCK_S = 0.5, 2.0
"""A line that does not take a frame is asked again so soon, and is told to the technician after so long. Nothing is put
behind the frame that hangs in it, so nothing old comes out when it goes on."""


class LineTroubles(NamedTuple):
    """What is wrong with the line at ``device`` from now on; none: it takes what it is told."""

    device: str
    problems: tuple[Problem, ...]


class PanelLine:
    """The panels of one line, in the order of centre.toml; ``show`` may be called from one thread, never waits.

    A line that is away or takes nothing is a problem in the inbox and no error. When it is back, all panels are told
    what they are to show by then. Nobody knows what a panel shows that was told nothing: RS-485 panels never answer.
    """

    def __init__(
        self, line: config_displays.PanelLine, inbox: Inbox, *, look_s: float = LOOK_S, stuck_s: float = STUCK_S,
        pace: Pace = USUAL,
    ) -> None:  # fmt: skip
        self._line, self._inbox = line, inbox
        self._look_s, self._stuck_s, self._pace = look_s, stuck_s, pace
        self._frame = DRIVERS[line.driver]
        self._wanted: tuple[Shown, ...] = (BLANK,) * len(line.panels)
        self._closing = self._closed = False
        self._bell = Bell()
        self._told: LineTroubles | None = None
        self._held_s: float | None = None
        self._worker = start_worker(f"panels {line.device}", self._live, inbox)

    def show(self, wanted: Sequence[Shown]) -> None:
        """Have each panel show this; only the newest counts, so nothing piles up behind a dead line."""
        if self._wanted != tuple(wanted):
            self._wanted = tuple(wanted)
            self._bell.ring()

    def alive(self) -> bool:
        """Return whether its thread lives, be the line here or away."""
        return self._worker.is_alive()

    def end(self) -> None:
        """Let the panels go blank, 0.3 s each; ``close`` waits for it."""
        if not self._closing:
            self._closing = True
            self._bell.ring()

    def close(self) -> None:
        """Let the panels go blank and give the port back; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        self.end()
        self._worker.join()
        self._bell.close()

    # From here on only the line's own thread.

    def _live(self) -> None:
        while not self._closing:
            try:
                with opened(self._line.device, self._line.baud) as port:
                    self._speak(port)
            except (OSError, termios.error) as fault:
                self._tell(_away(self._line, fault))
                self._wait_for_it()

    def _speak(self, port: Line) -> None:
        """Tell the panels until the line goes, which raises OSError, or until we are closed."""
        self._held_s = None
        schedule = Schedule(len(self._line.panels), self._pace)
        while not self._closing:
            schedule.want(self._wanted, time.monotonic())
            self._turn(port, schedule)
            self._sleep(port, schedule.deadline_s())
        schedule.want((BLANK,) * len(self._line.panels), time.monotonic())
        while schedule.changing() and self._held_s is None:
            self._sleep(port, schedule.deadline_s())
            self._turn(port, schedule)
        if self._held_s is not None:  # else closing it would wait half a minute for what hangs in it
            port.reset_output_buffer()

    def _turn(self, port: Line, schedule: Schedule) -> None:
        """Say the frame whose time it is, if any."""
        now_s = time.monotonic()
        frame = schedule.next(now_s)
        if frame is None:
            return
        data = self._bytes(frame)
        if _takes(port, data):
            self._held_s = None
            self._tell(None)
            schedule.said(frame, now_s, frame_s(len(data), self._line.baud))
            return
        schedule.refused(now_s, RETRY_S)
        self._held_s = now_s if self._held_s is None else self._held_s
        if now_s - self._held_s >= self._stuck_s:
            self._tell(_stuck(self._line))

    def _bytes(self, frame: Frame) -> bytes:
        text = frame.shown.text if frame.lit else ""
        address = self._line.panels[frame.panel].address
        return self._frame(address, text.rjust(self._line.width).encode(CODE_PAGE))

    def _wait_for_it(self) -> None:
        """Sleep until it is time to look again, however often a panel would have changed."""
        until_s = time.monotonic() + self._look_s
        while not self._closing and time.monotonic() < until_s:
            self._sleep(None, until_s)

    def _sleep(self, port: Line | None, until_s: float | None) -> None:
        """Sleep until the bell rings or the time is up; raise OSError when the line has gone.

        What a line says is not read: noise, or the echo of an adapter, shall wake nobody.
        """
        awaited = select.poll()
        awaited.register(self._bell, select.POLLIN)
        if port is not None:
            awaited.register(port.fileno(), 0)
        wait_s = None if until_s is None else max(0.0, until_s - time.monotonic())
        ready = dict(awaited.poll(None if wait_s is None else wait_s * 1000))
        if ready.pop(self._bell.fileno(), None):
            self._bell.hush()
        if ready:
            raise gone()

    def _tell(self, problem: Problem | None) -> None:
        """Say how the line is, when that is new."""
        told = LineTroubles(self._line.device, (problem,) if problem else ())
        if self._told == told:
            return
        if problem:
            log.warning("%s", problem.text)
        elif self._told is not None:
            log.info("%s take what they are told again", _called(self._line))
        self._told = told
        self._inbox.put(told)


def _takes(port: Line, data: bytes) -> bool:
    """Write a frame, unless the one before still hangs in the line; return whether all of it was taken."""
    if port.out_waiting:
        return False
    try:
        return os.write(port.fileno(), data) == len(data)
    except BlockingIOError:
        return False


def _called(line: config_displays.PanelLine) -> str:
    windows = [str(panel.window) for panel in line.panels]
    return f"The panels of {line.device} (window{'s' * (len(windows) > 1)} {listed(windows)})"


def _away(line: config_displays.PanelLine, fault: LineFault) -> Problem:
    why = why_away(fault, "display", "panel_lines.device")
    return Problem(code="panel_away", text=f"{_called(line)} cannot be reached: {why}")


def _stuck(line: config_displays.PanelLine) -> Problem:
    advice = "Pull the adapter out and put it back; if that does not help, change it"
    return Problem(code="panel_stuck", text=f"{_called(line)} are told nothing: the line takes no more. {advice}.")
