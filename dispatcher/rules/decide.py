# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a command makes happen: the turn of the day and what is due first, then its rule. It reads no clock."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from centre.facts import QueueFact
from dispatcher.rules import (
    alerts,
    at_kiosk,
    at_office,
    at_window,
    checks,
    clock,
    commands,
    commands_alarms,
    opening,
    power,
    taking_over,
    timers,
)
from dispatcher.rules.apply import apply
from dispatcher.rules.new_day import new_day
from dispatcher.rules.queue import Queue

_RULES: dict[type[Any], Callable[[Queue, Any, datetime], tuple[QueueFact, ...]]] = {
    commands.IssueTicket: at_kiosk.issue_ticket,
    commands.CheckIn: at_kiosk.check_in,
    commands.TakeOver: taking_over.take_over,
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
    commands.ReturnTicket: at_window.return_ticket,
    commands.Outage: at_office.outage,
    commands.Book: at_office.book,
    commands.CarryOver: at_office.carry_over,
    commands_alarms.HearSource: alerts.hear_source,
    commands_alarms.SwitchAlert: alerts.switch_alert,
    commands_alarms.HearPower: power.hear_power,
    commands_alarms.Tick: lambda *_: (),
}


def _resume(queue: Queue, command: commands_alarms.Resume, now: datetime) -> tuple[QueueFact, ...]:
    started = power.started(queue, now) if command.cold else ()
    # A new day asks no called ticket, but a battery that was nearly empty yesterday would be so today.
    return started if new_day(queue, now) else (*started, *timers.calls_anew(queue, now))


_OF_THE_CLOCK: dict[type[Any], Callable[[Queue, Any, datetime], tuple[QueueFact, ...]]] = {
    commands_alarms.Resume: _resume,
    commands_alarms.DoubtClock: clock.doubt,
    commands_alarms.TrustClock: clock.trust,
}
"""What must be settled before anything is due by the clock."""


def decide(queue: Queue, command: commands.Command, now: datetime) -> tuple[QueueFact, ...]:
    """Return what a command makes happen, in its order, or raise Refused; the queue stays as it is.

    ``now`` is UTC and aware. If a new day has begun, its facts come first, then what is due by the clock, and the rest
    is decided on that; a refused command starts no day either: Tick does.
    """
    if type(command) in _OF_THE_CLOCK:
        return _OF_THE_CLOCK[type(command)](queue, command, now)
    due, queue = _until(queue, now)
    window = getattr(command, "window", None)
    if window is not None:
        checks.known_window(queue, window)
    return due + _RULES[type(command)](queue, command, now)


def _until(queue: Queue, now: datetime) -> tuple[tuple[QueueFact, ...], Queue]:
    """Return what the clock has made happen until now, and the queue after it."""
    happened: tuple[QueueFact, ...] = ()
    while facts := new_day(queue, now) or timers.due(queue, now):
        happened += facts
        for fact in facts:
            queue = apply(queue, fact)
    return happened, queue
