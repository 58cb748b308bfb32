# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Between the wire and the rules: a message becomes a command, what came of it becomes the answer. Pure."""

from collections.abc import Callable, Mapping
from typing import TypeVar, assert_never

from centre import messages
from centre.facts import QueueFact, TicketIssued
from centre.facts_base import Resource
from dispatcher.rules import commands
from dispatcher.rules.commands import Command, Refused
from dispatcher.rules.queue import Queue

T = TypeVar("T")
UnitMessage = messages.TicketRequest | messages.CheckIn | messages.PrintResult | messages.GiveUp | messages.DeskRequest


def key_of(role: str, unit: str, request: messages.Request) -> str:
    """Return the name under which the first answer is kept: two units may choose the same id, one unit may not."""
    return f"{role}/{unit}/{request.request_id}"


def command_of(message: UnitMessage, unit: str, windows: Mapping[str, int], queue: Queue) -> Command:
    """Return what the unit asks for, or raise Refused; ``windows`` says which window each desk sits at.

    Who asks is ``unit``, from the topic, where the broker checked it; nothing in a payload can speak for another.
    """
    match message:
        case messages.TicketRequest():
            return commands.IssueTicket(message.service, unit, f"{unit}/{message.request_id}", message.priority)
        case messages.CheckIn():
            return commands.CheckIn(message.code, unit, f"{unit}/{message.request_id}")
        case messages.GiveUp():
            return commands.Void(f"{unit}/{message.given_up}")
        case messages.PrintResult():
            return _print_report(message, unit, queue)
        case messages.DeskRequest():
            if unit not in windows:
                raise Refused("unknown_window", f"desk '{unit}' stands at no window of centre.toml")
            _mind_the_ticket(message, windows[unit], queue)
            return _desk_command(message, windows[unit], queue)
        case _:
            assert_never(message)


def answer_of(
    message: UnitMessage, unit: str, windows: Mapping[str, int], facts: tuple[QueueFact, ...], queue: Queue
) -> messages.Reply:
    """Return what the unit is told; ``queue`` is the one after ``facts``."""
    match message:
        case messages.TicketRequest() | messages.CheckIn():
            issued = next((fact for fact in facts if isinstance(fact, TicketIssued)), None)
            return _ticket_reply(message, issued, queue)
        case messages.DeskRequest():
            at_window = queue.at_window(windows[unit])
            return messages.DeskReply(
                request_id=message.request_id,
                window=windows[unit],
                ticket=at_window.number if at_window else None,
                waiting=sum(1 for _ in queue.waiting_at(windows[unit])),
            )
        case _:
            return messages.Confirmation(request_id=message.request_id)


def _ticket_reply(message: messages.Request, issued: TicketIssued | None, queue: Queue) -> messages.TicketReply:
    if issued is None or queue.day is None:
        raise Refused("given_up", f"request {message.request_id} has a ticket, its answer was lost with the journal")
    return messages.TicketReply(
        request_id=message.request_id,
        ticket=issued.ticket,
        day=queue.day,
        service=issued.service,
        issued_at=issued.at,
        ahead=issued.ahead,
        windows=queue.policy.windows_for(issued.service),
        due=issued.due,
        wait=_wait(issued),
    )


def _wait(issued: TicketIssued) -> messages.Wait | None:
    """Return the range for the ticket; who comes at a booked time needs none."""
    if issued.wait_min is None or issued.due is not None:
        return None
    return messages.Wait(from_min=issued.wait_min[0], to_min=issued.wait_min[1], at=issued.at)


def _print_report(message: messages.PrintResult, unit: str, queue: Queue) -> commands.ReportPrint:
    """Return the report; a kiosk may speak only of tickets that itself had asked for."""
    known = queue.requests.get(f"{unit}/{message.printed_request}")
    if queue.is_today(message.day) and known != message.ticket:
        raise Refused("unknown_ticket", f"kiosk '{unit}' did not ask for ticket {message.ticket}")
    return commands.ReportPrint(message.ticket, message.day, message.outcome)


def _mind_the_ticket(message: messages.DeskRequest, window: int, queue: Queue) -> None:
    """Refuse a wish for a ticket that is not at the window: a key pressed late must not hit the next citizen."""
    here = queue.at_window(window)
    number = here.number if here else None
    if message.action in {"call", "return_ticket"} or message.ticket in {None, number}:
        return
    raise Refused(
        "wrong_state",
        f"{message.action} is meant for ticket {message.ticket}, but window {window} has {number or 'no ticket'} now."
        " Nothing was done; look at the window again.",
    )


_AT_THE_WINDOW: dict[messages.DeskAction, Callable[[int], Command]] = {
    "open": commands.Open,
    "pause": commands.Pause,
    "close": commands.Close,
    "call_next": commands.CallNext,
    "recall": commands.Recall,
    "serve": commands.Serve,
    "finish": commands.Finish,
    "no_show": commands.NoShow,
}


def _desk_command(message: messages.DeskRequest, window: int, queue: Queue) -> Command:
    match message.action:
        case "call":
            return commands.Call(window, _needed(message.ticket, "ticket", "call"))
        case "return_ticket":
            return commands.ReturnTicket(window, _needed(message.ticket, "ticket", "return_ticket"))
        case "postpone":
            minutes = message.minutes or queue.policy.calls.postpone_minutes
            return commands.Postpone(window, minutes, message.reason)
        case "transfer":
            return _transfer(message, window)
        case "outage" | "outage_over":
            resource: Resource = _needed(message.resource, "resource", message.action)
            return commands.Outage(resource, lost=message.action == "outage")
        case _:
            return _AT_THE_WINDOW[message.action](window)


def _transfer(message: messages.DeskRequest, window: int) -> commands.Transfer:
    if message.service is None and message.to_window is None:
        raise Refused("bad_message", "transfer: 'service' or 'to_window' must say where to")
    return commands.Transfer(window, message.service, message.to_window)


def _needed(value: T | None, field: str, action: str) -> T:
    if value is None:
        raise Refused("bad_message", f"{action}: field '{field}' is missing")
    return value
