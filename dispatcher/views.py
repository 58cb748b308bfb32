# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall and each window see of the queue: pure."""

from datetime import datetime

from centre.messages import Board, Call, ServiceLine, WindowState
from dispatcher.rules.queue import Queue, Ticket
from dispatcher.rules.states import State


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
            )
            for service in queue.services
        ),
    )


def window_state(queue: Queue, window: int, number: int) -> WindowState:
    """Return what the clerk and the panel over the window see."""
    return WindowState(
        number=number,
        window=window,
        state=queue.desk(window).mode.value,
        waiting=len(queue.waiting_at(window)),
        call=call_at(queue, window),
    )


def call_at(queue: Queue, window: int) -> Call | None:
    """Return the ticket called to a window or served at it, as it is shown."""
    ticket = queue.at_window(window)
    if ticket is None or ticket.called_at is None:
        return None
    return _call(ticket, ticket.called_at, window)


def _call(ticket: Ticket, called_at: datetime, window: int) -> Call:
    return Call(
        ticket=ticket.number,
        window=window,
        called_at=called_at,
        times=ticket.times,
        serving=ticket.state is State.SERVING,
    )
