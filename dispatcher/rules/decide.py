# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a command makes happen: the turn of the day first, then the rule of the command. It reads no clock."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from centre.facts import DayStarted, QueueFact
from centre.time import day_of
from dispatcher.rules import at_kiosk, at_window, checks, commands, opening
from dispatcher.rules.apply import apply
from dispatcher.rules.queue import Queue

_RULES: dict[type[Any], Callable[[Queue, Any, datetime], tuple[QueueFact, ...]]] = {
    commands.IssueTicket: at_kiosk.issue_ticket,
    commands.Void: at_kiosk.void,
    commands.ReportPrint: at_kiosk.report_print,
    commands.Open: opening.open_window,
    commands.Pause: opening.pause_window,
    commands.Close: opening.close_window,
    commands.CallNext: at_window.call_next,
    commands.Call: at_window.call,
    commands.Recall: at_window.recall,
    commands.Serve: at_window.serve,
    commands.Finish: at_window.finish,
    commands.NoShow: at_window.no_show,
    commands.Postpone: at_window.postpone,
    commands.Transfer: at_window.transfer,
}


def decide(queue: Queue, command: commands.Command, now: datetime) -> tuple[QueueFact, ...]:
    """Return what a command makes happen, in its order, or raise Refused; the queue stays as it is.

    ``now`` is UTC and aware. If a new day has begun, DayStarted comes first and the rest is decided on it;
    a refused command starts no day either.
    """
    started = start_day(queue, now)
    for fact in started:
        queue = apply(queue, fact)
    window = getattr(command, "window", None)
    if window is not None:
        checks.known_window(queue, window)
    return started + _RULES[type(command)](queue, command, now)


def start_day(queue: Queue, now: datetime) -> tuple[QueueFact, ...]:
    """Return DayStarted if the centre's midnight has passed since the queue's day.

    A Pi has no clock battery: a clock that went back starts no day, or numbers given would be given again.
    """
    day = day_of(now, queue.time_zone)
    if queue.day is not None and day <= queue.day:
        return ()
    return (DayStarted(at=now, day=day),)
