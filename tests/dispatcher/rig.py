# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real dispatcher on a real journal, its link a fake, its clock moved by hand."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec

from centre.config import CentreFile
from centre.facts import QueueFact
from centre.link import LinkUp, Received
from centre.messages import (
    Appointment,
    Board,
    BookAppointments,
    Confirmation,
    DeskAction,
    DeskReply,
    DeskRequest,
    GiveUp,
    OfficeReply,
    Refusal,
    TicketReply,
    TicketRequest,
)
from centre.poweroff import PowerOff
from dispatcher.service import Dispatcher
from tests.fakes import FakeJournal, FakeLink, HandClock, Said, received

REPLIES = TicketReply | DeskReply | Confirmation | Refusal


def at_once(centre: CentreFile) -> CentreFile:
    """Return the centre without a minimum age, for tests whose matter is another: a ticket may be called at once."""
    return msgspec.structs.replace(centre, order=msgspec.structs.replace(centre.order, minimum_age_s=0))


class DispatcherRig:
    """One dispatcher; ``start`` begins it, or begins it again as after a power cut."""

    def __init__(self, centre: CentreFile, folder: Path, clock: HandClock | None = None) -> None:
        self.centre, self.folder = centre, folder
        self.clock = clock or HandClock()
        self.story: list[Any] = []
        self.start()

    def start(self) -> None:
        """Begin on the journal that is there, and link."""
        self.link = FakeLink(self.story)
        self.journal = FakeJournal(self.folder / "dispatcher.db", QueueFact)
        self.journal.story = self.story
        self.service = Dispatcher(
            centre=self.centre,
            journal=self.journal,
            link=self.link,
            power_off=PowerOff(self.folder / "poweroff"),
            now=self.clock.now,
        )
        self.service.handle((), self.clock.now)
        self.handle(LinkUp())

    def cut(self) -> None:
        """Let go of the journal without a word, as a power cut does."""
        self.journal.close()

    def restart(self) -> None:
        """Cut the power and start again."""
        self.cut()
        self.start()

    def handle(self, *items: Any) -> list[Said]:
        """Hand over all that waits; return what was said then."""
        before = len(self.link.said)
        self.service.handle(items, self.clock.now)
        return self.link.said[before:]

    def ask(self, *requests: Received) -> list[Any]:
        """Hand over requests that wait together; return the replies."""
        return [said.message for said in self.handle(*requests) if isinstance(said.message, REPLIES)]

    def press(self, service: str = "passport", request_id: UUID | None = None, kiosk: str = "kiosk-hall") -> Any:
        """Press a kiosk's button; return the reply."""
        (reply,) = self.ask(ticket_request(service, request_id, kiosk))
        return reply

    def key(self, action: DeskAction, desk: str = "desk-1", request_id: UUID | None = None, **more: Any) -> Any:
        """Press a desk's key; return the reply."""
        (reply,) = self.ask(desk_request(action, desk, request_id, **more))
        return reply

    def give_up(self, request_id: UUID, kiosk: str = "kiosk-hall") -> Any:
        """Let the kiosk give up a press; return the reply."""
        (reply,) = self.ask(received("kiosk", kiosk, GiveUp(request_id=uuid4(), given_up=request_id)))
        return reply

    def written(self) -> list[Any]:
        """Return all facts of the journal."""
        return [line.fact for line in self.journal.replay()]

    @property
    def board(self) -> Board:
        """Return the board that hangs now."""
        return next(said.message for said in reversed(self.link.said) if isinstance(said.message, Board))


def ticket_request(service: str = "passport", request_id: UUID | None = None, kiosk: str = "kiosk-hall") -> Received:
    """Return a press as it comes off the wire."""
    return received("kiosk", kiosk, TicketRequest(request_id=request_id or uuid4(), service=service))


def desk_request(action: DeskAction, desk: str = "desk-1", request_id: UUID | None = None, **more: Any) -> Received:
    """Return a clerk's wish as it comes off the wire."""
    return received("desk", desk, DeskRequest(request_id=request_id or uuid4(), action=action, **more))


def say(rig: DispatcherRig, message: Any, unit: str = "main", role: str = "office") -> Any:
    """Ask something; return the answer."""
    said: list[Said] = rig.handle(received(role, unit, message))
    return next(one.message for one in said if isinstance(one.message, OfficeReply | Refusal | TicketReply))


def booked(rig: DispatcherRig, code: str, due: datetime, service: str = "passport") -> OfficeReply:
    """Book somebody; return the answer."""
    line = Appointment(due=due, code=code, service=service)
    reply = say(rig, BookAppointments(request_id=uuid4(), appointments=(line,)))
    assert isinstance(reply, OfficeReply)
    return reply
