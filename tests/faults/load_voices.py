# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The people of a load experiment who only speak on the wire: they ask what a kiosk and its desks ask."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from centre import messages
from simulator.town import Town
from tests.faults.load_wire import Voice

ENTRANCE = "kiosk-entrance"


class Voices(NamedTuple):
    """The kiosk and the desks that only speak; ``services`` is what those windows serve together."""

    kiosk: Voice
    desks: tuple[Voice, ...]
    services: tuple[str, ...]


def come(town: Town, on: ExitStack, logs: Path) -> Voices:
    """Let a kiosk speak, and as many desks as serve all that is asked for there."""
    broker, served = town.centre.broker, dict[str, set[str]]()
    windows = {window.number: set(window.services) for window in town.centre.windows}
    for desk in town.centre.desks:
        if desk.id in town.absent and windows[desk.window] - set().union(*served.values()):
            served[desk.id] = windows[desk.window]
    desks = [on.enter_context(Voice(broker, town.cards.keys(desk), logs, "desk", desk)) for desk in served]
    kiosk = on.enter_context(Voice(broker, town.cards.keys(ENTRANCE), logs, "kiosk", ENTRANCE))
    return Voices(kiosk, tuple(desks), tuple(sorted(set().union(*served.values()))))


def live_an_hour(voices: Voices, tickets: int, services: Iterator[str]) -> None:
    """Give so many tickets, report each as printed, and call them all."""
    asked = [messages.TicketRequest(request_id=uuid4(), service=next(services)) for _ in range(tickets)]
    printed = [
        messages.PrintResult(
            request_id=uuid4(), printed_request=one.request_id, ticket=one.ticket, day=one.day, outcome="printed"
        )
        for one in voices.kiosk.ask(asked)
        if isinstance(one, messages.TicketReply)
    ]
    voices.kiosk.ask(printed)
    serve(voices)


def serve(voices: Voices) -> None:
    """Let each desk call, and finish with, all whom it can call; in turns, so that the queue is everybody's."""
    calling = list(voices.desks)
    while calling:
        calling = [desk for desk in calling if _called(desk)]


def _called(desk: Voice) -> bool:
    """Return whether somebody was called; they are served at once, and nobody is at the window then."""
    (call,) = desk.ask([messages.DeskRequest(request_id=uuid4(), action="call_next")])
    if isinstance(call, messages.DeskReply):
        desk.ask([messages.DeskRequest(request_id=uuid4(), action="finish")])
    return isinstance(call, messages.DeskReply)
