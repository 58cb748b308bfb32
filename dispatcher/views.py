# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall and each window see of the queue: pure."""

from datetime import datetime
from typing import Literal

from msgspec.structs import replace

from centre.facts import QueueFact, TicketIssued
from centre.facts_day import AppointmentBooked
from centre.messages import Alert, Board, Call, ServiceLine, WindowState
from dispatcher.rules.choice import ready_for
from dispatcher.rules.queue import Queue
from dispatcher.rules.reception import closed_reason, opens_at, shut_reason
from dispatcher.rules.states import State
from dispatcher.rules.suspension import is_suspended
from dispatcher.rules.ticket import Ticket


def board(queue: Queue, number: int, now: datetime) -> Board:
    """Return the public state of the hall, the newest call first; ``number`` is the journal's last line."""
    calls = [call for window in queue.windows if (call := call_at(queue, window))]
    return Board(
        number=number,
        at=now,
        day=queue.day,
        calls=tuple(sorted(calls, key=lambda call: (call.called_at, call.window), reverse=True)),
        services=tuple(
            ServiceLine(
                service=service,
                waiting=len(queue.waiting_for(service)),
                open=bool(queue.open_windows(service)),
                closed=closed_reason(queue, service, now),
                booked=shut_reason(queue, service, now) is None,
                ahead=queue.ahead_of(service, priority=False),
            )
            for service in queue.services
        ),
        opens_at=opens_at(queue, now),
        alert=_alert(queue),
        resumes_at=None if queue.alarm.alert else queue.alarm.resumes_at,
        alerts_unheard=unheard(queue),
        power=power(queue),
    )


def window_state(queue: Queue, window: int, number: int, now: datetime) -> WindowState:
    """Return what the clerk and the panel over the window see."""
    here = queue.at_window(window)
    return WindowState(
        number=number,
        window=window,
        state=queue.desk(window).mode.value,
        waiting=sum(1 for _ in queue.waiting_at(window)),
        ready=len(ready_for(queue, window, now)),
        call=call_at(queue, window),
        priority=here is not None and here.priority,
        outages=tuple(sorted(queue.outages)),
        away=_away(queue, window),
        suspended=is_suspended(queue, window),
        alert=queue.alarm.alert is not None,
    )


def urgent(queue: Queue, now: datetime) -> tuple[object, ...]:
    """Return what the hall must see at once: all that the views say but how many wait. Cheap: it is asked each time."""
    return (
        queue.day,
        queue.outages,
        queue.alarm,
        opens_at(queue, now),
        tuple((queue.desk(window).mode, call_at(queue, window)) for window in queue.windows),
        tuple((bool(queue.open_windows(service)), closed_reason(queue, service, now)) for service in queue.services),
        tuple(shut_reason(queue, service, now) for service in queue.services),
    )


def event(fact: QueueFact) -> QueueFact:
    """Return a fact as it is told to statistics and to a region: a booking's code would lead to its citizen."""
    match fact:
        case TicketIssued(code=str()):
            return replace(fact, code=None)
        case AppointmentBooked():
            return replace(fact, code="")
    return fact


def unheard(queue: Queue) -> bool:
    """Return whether no siren of this centre is heard: all are lost, or have not spoken yet."""
    heard = [queue.alarm.sources.get(siren) for siren in queue.policy.sirens]
    return bool(heard) and all(source is None or source.lost for source in heard)


def power(queue: Queue) -> Literal["mains", "battery", "battery_low"]:
    """Return how the centre has its power."""
    if queue.alarm.battery_low():
        return "battery_low"
    return "battery" if queue.alarm.on_battery() else "mains"


def _alert(queue: Queue) -> Alert | None:
    alert = queue.alarm.alert
    return None if alert is None else Alert(level=alert.level, since=alert.since, suspends=alert.suspends)


def call_at(queue: Queue, window: int) -> Call | None:
    """Return the ticket called to a window or served at it, as it is shown."""
    ticket = queue.at_window(window)
    if ticket is None or ticket.called_at is None:
        return None
    return _call(ticket, ticket.called_at, window)


def _away(queue: Queue, window: int) -> str | None:
    """Return who was called last of those whom the window called and who are not here; of one moment, who left last."""
    own = (ticket for number in reversed(queue.aside) if (ticket := queue.tickets[number]).called_to == window)
    newest = max(own, key=lambda ticket: ticket.called_at or ticket.issued_at, default=None)
    return None if newest is None else newest.number


def _call(ticket: Ticket, called_at: datetime, window: int) -> Call:
    return Call(
        ticket=ticket.number,
        window=window,
        called_at=called_at,
        times=ticket.times,
        serving=ticket.state is State.SERVING,
    )
