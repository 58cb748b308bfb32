# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a clerk may ask for the own window: open, pause, close. What is so already makes no fact."""

from datetime import datetime

from centre.facts import QueueFact
from centre.facts_day import WindowClosed, WindowOpened, WindowPaused
from dispatcher.rules import checks
from dispatcher.rules.commands import Close, Open, Pause
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import Mode

Facts = tuple[QueueFact, ...]


def open_window(queue: Queue, command: Open, now: datetime) -> Facts:
    """Let the window call."""
    if queue.desk(command.window).mode is Mode.OPEN:
        return ()
    return (WindowOpened(at=now, window=command.window),)


def pause_window(queue: Queue, command: Pause, now: datetime) -> Facts:
    """Let an open window rest; its ticket stays and can still be finished, recalled or given up."""
    if queue.desk(command.window).mode is Mode.PAUSED:
        return ()
    checks.open_window(queue, command.window)
    return (WindowPaused(at=now, window=command.window),)


def close_window(queue: Queue, command: Close, now: datetime) -> Facts:
    """End the window's day; nobody who was called to it is left behind."""
    if queue.desk(command.window).mode is Mode.CLOSED:
        return ()
    checks.free_window(queue, command.window)
    return (WindowClosed(at=now, window=command.window),)
