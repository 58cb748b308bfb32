# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a key of a desk asks of the rules: a message becomes a command. Pure."""

from collections.abc import Callable
from typing import TypeVar

from centre import messages
from centre.facts_base import Resource
from dispatcher.rules import commands, commands_alarms
from dispatcher.rules.commands import Command, Refused
from dispatcher.rules.queue import Queue

T = TypeVar("T")


def desk_command(message: messages.DeskRequest, window: int, queue: Queue) -> Command:
    """Return what the clerk of the window asks for, or raise Refused."""
    _mind_the_ticket(message, window, queue)
    plain = _AT_THE_WINDOW.get(message.action)
    return _with_more(message, window, queue) if plain is None else plain(window)


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


def _with_more(message: messages.DeskRequest, window: int, queue: Queue) -> Command:
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
            return commands_alarms.SwitchAlert(raised=message.action == "alert")


def _transfer(message: messages.DeskRequest, window: int) -> commands.Transfer:
    if message.service is None and message.to_window is None:
        raise Refused("bad_message", "transfer: 'service' or 'to_window' must say where to")
    return commands.Transfer(window, message.service, message.to_window)


def _needed(value: T | None, field: str, action: str) -> T:
    if value is None:
        raise Refused("bad_message", f"{action}: field '{field}' is missing")
    return value
