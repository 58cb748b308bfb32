# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Between the wire and the rules: a message becomes a command, what came of it becomes the answer. Pure."""

from collections.abc import Mapping
from typing import assert_never

from centre import messages
from centre.facts import QueueFact, TicketIssued
from dispatcher.desk_requests import desk_command
from dispatcher.rules import commands, commands_alarms
from dispatcher.rules.commands import Command, Refused
from dispatcher.rules.queue import Queue

KioskMessage = messages.TicketRequest | messages.CheckIn | messages.PrintResult | messages.GiveUp | messages.HandOver
UnitMessage = KioskMessage | messages.DeskRequest | messages.AlertRequest | messages.PowerRequest


def key_of(role: str, unit: str, request: messages.Request) -> str:
    """Return the name under which the first answer is kept: two units may choose the same id, one unit may not.

    A citizen's word is kept under no unit: it would name the window, and so the clerk.
    """
    if isinstance(request, messages.RateService):
        return f"{role}/{request.request_id}"
    return f"{role}/{unit}/{request.request_id}"


def command_of(message: UnitMessage, unit: str, windows: Mapping[str, int], queue: Queue) -> Command:
    """Return what the unit asks for, or raise Refused; ``windows`` says which window each desk sits at.

    Who asks is ``unit``, from the topic, where the broker checked it; nothing in a payload can speak for another.
    """
    match message:
        case messages.AlertRequest() | messages.PowerRequest():
            return _alarm(message, unit)
        case messages.DeskRequest():
            if unit not in windows:
                raise Refused("unknown_window", f"desk '{unit}' stands at no window of centre.toml")
            return desk_command(message, windows[unit], queue)
        case _:
            return _of_kiosk(message, unit, queue)


def _of_kiosk(message: KioskMessage, unit: str, queue: Queue) -> Command:
    match message:
        case messages.TicketRequest():
            return commands.IssueTicket(message.service, unit, f"{unit}/{message.request_id}", message.priority)
        case messages.CheckIn():
            return commands.CheckIn(message.code, unit, f"{unit}/{message.request_id}")
        case messages.GiveUp():
            return commands.Void(f"{unit}/{message.given_up}")
        case messages.PrintResult():
            return _print_report(message, unit, queue)
        case messages.HandOver():
            return _take_over(message, unit)
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
        after_alert=issued.after_alert,
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


def _alarm(message: messages.AlertRequest | messages.PowerRequest, unit: str) -> Command:
    if isinstance(message, messages.PowerRequest):
        return commands_alarms.HearPower(unit, message.mains, message.battery_low)
    return commands_alarms.HearSource(unit, message.says, message.threats)


def _take_over(message: messages.HandOver, unit: str) -> commands.TakeOver:
    return commands.TakeOver(
        ticket=message.ticket,
        service=message.service,
        kiosk=unit,
        request=f"{unit}/{message.issued_request}",
        day=message.day,
        age_s=message.age_s,
        priority=message.priority,
        outcome=message.outcome,
    )
