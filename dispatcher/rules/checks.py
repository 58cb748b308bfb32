# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What must hold before a command is done, each check with its refusal. It makes no facts."""

from datetime import date
from typing import NoReturn

from centre.config import Service
from centre.messages import ClosedReason
from dispatcher.rules.commands import Refused
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import Mode, State
from dispatcher.rules.suspension import is_suspended
from dispatcher.rules.ticket import Ticket


def known_service(queue: Queue, service: str) -> Service:
    """Return the service, or refuse with unknown_service."""
    if service not in queue.services:
        known = ", ".join(queue.services)
        raise Refused("unknown_service", f"There is no service {service!r}. centre.toml has: {known}.")
    return queue.services[service]


_CLOSED: dict[ClosedReason, str] = {
    "not_yet": "the reception has not begun",
    "over": "the reception is over",
    "day_off": "the centre is closed today",
    "full": "who waits already fills the time until closing",
    "alert": "there is an air-raid alert",
}


def giving(queue: Queue, service: str, closed: ClosedReason | None) -> None:
    """Refuse with service_closed if there is a reason why the service gives no tickets."""
    if closed is not None:
        why = _CLOSED.get(closed, f"it needs {closed}, which has failed")
        raise Refused("service_closed", f"Service {queue.services[service].id!r} gives no tickets: {why}.", closed)


def known_window(queue: Queue, window: int) -> None:
    """Refuse with unknown_window."""
    if window not in queue.windows:
        known = ", ".join(map(str, queue.windows))
        raise Refused("unknown_window", f"There is no window {window}. centre.toml has: {known}.")


def known_ticket(queue: Queue, ticket: str) -> Ticket:
    """Return the ticket, or refuse with unknown_ticket."""
    if ticket not in queue.tickets:
        raise Refused("unknown_ticket", f"Ticket {ticket} was not issued {_on(queue.day)}.")
    return queue.tickets[ticket]


def open_window(queue: Queue, window: int) -> None:
    """Refuse with window_closed unless the window is open."""
    mode = queue.desk(window).mode
    if mode is not Mode.OPEN:
        raise Refused("window_closed", f"Window {window} is {mode}. Open it first.")


def going_on(queue: Queue, window: int) -> None:
    """Refuse with alert while an alert, or the way back from it, keeps the window from calling."""
    if not is_suspended(queue, window):
        return
    resumes_at = queue.alarm.resumes_at
    until = "the all-clear" if resumes_at is None else f"{resumes_at.astimezone(queue.policy.zone):%H:%M}"
    raise Refused("alert", f"Window {window} calls nobody in an air-raid alert. It goes on by itself after {until}.")


def free_window(queue: Queue, window: int) -> None:
    """Refuse with window_busy if a ticket is at the window."""
    ticket = queue.at_window(window)
    if ticket is not None:
        raise Refused(
            "window_busy",
            f"Window {window} has ticket {ticket.number} ({ticket.state}). Finish, postpone or transfer it first.",
        )


def moving(ticket: Ticket, window: int, service: str, to_window: int | None) -> None:
    """Refuse with bad_message a transfer that would change nothing."""
    if service == ticket.service and to_window in (None, window):
        raise Refused("bad_message", f"Ticket {ticket.number} is at window {window} for {service!r} already.")


def served(queue: Queue, service: str) -> None:
    """Refuse with window_closed if all windows of the service are closed; one that rests will go on."""
    if all(queue.desk(window).mode is Mode.CLOSED for window in queue.policy.windows_for(service)):
        raise Refused("window_closed", f"No window of service {service!r} is open. Postpone the ticket instead.")


def receiving_window(queue: Queue, window: int) -> None:
    """Refuse with window_closed if nobody would be called to the window; one that rests will go on."""
    if queue.desk(window).mode is Mode.CLOSED:
        raise Refused("window_closed", f"Window {window} is closed. Transfer to an open one, or to the service alone.")


def serving_window(queue: Queue, window: int, ticket: str, service: str) -> None:
    """Refuse with wrong_window if the window does not serve the ticket's service."""
    served = queue.windows[window].services
    if service not in served:
        raise Refused(
            "wrong_window",
            f"Ticket {ticket} is for service {service!r}, window {window} serves only: {', '.join(served)}.",
        )


def present(queue: Queue, window: int) -> Ticket:
    """Return the ticket at the window, or refuse with no_ticket_at_window."""
    ticket = queue.at_window(window)
    if ticket is None:
        raise Refused("no_ticket_at_window", f"Window {window} has no ticket. Call one first.")
    return ticket


def called(queue: Queue, window: int, done: str) -> Ticket:
    """Return the called ticket at the window, or refuse; ``done`` is what only a called ticket can be.

    One whose citizen is only assumed to have come is as good as called.
    """
    ticket = present(queue, window)
    if ticket.state is not State.CALLED and not ticket.assumed:
        refuse_state(queue, ticket, f"Only a called ticket can be {done}.")
    return ticket


def refuse_state(queue: Queue, ticket: Ticket, expected: str) -> NoReturn:
    """Refuse with wrong_state, saying where the ticket is and what was expected."""
    window = queue.window_of(ticket.number)
    where = "" if window is None else f" at window {window}"
    raise Refused("wrong_state", f"Ticket {ticket.number} is {ticket.state}{where}. {expected}")


def _on(day: date | None) -> str:
    return "yet" if day is None else f"on {day}"
