# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real kiosk on a real journal: pins, printer and link are fakes, the clock is moved by hand."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from centre.blocks import block_of
from centre.config import CentreFile
from centre.journal import Line
from centre.link import LinkUp, Received
from centre.messages import Board, CheckIn, ClosedReason, DeviceState, ServiceLine, TicketReply, TicketRequest, encode
from centre.panel import Edge
from centre.poweroff import Power, PowerOff
from centre.service import Inbox
from centre.touched import Touched
from centre.unit import Unit
from kiosk.accounts import Accounts, past_of
from kiosk.alone import Alone
from kiosk.buttons import KioskButtons
from kiosk.doors import Doors
from kiosk.face import Target
from kiosk.facing import Faceless, Facing, Surface
from kiosk.facts import CentreRemembered, KioskFact
from kiosk.front import Front
from kiosk.guide import Guide, Guideless
from kiosk.hall import Hall
from kiosk.handing_over import HandingOver
from kiosk.knowing import Knowing
from kiosk.lighting import Lighting
from kiosk.listening import LISTEN
from kiosk.menu import Menu
from kiosk.presses import Presses
from kiosk.printing import Printing
from kiosk.service import Kiosk
from kiosk.speech import Speech
from kiosk.tidying import Tidying
from tests.fakes import FakeJournal, FakeLink, FakePanel, FakePrinter, FakeSpeaking, HandClock, PromptWriter, answered


class KioskRig:
    """The kiosk of the small centre; ``start`` begins it, or begins it again as after a power cut."""

    def __init__(
        self, centre: CentreFile, folder: Path, clock: HandClock | None = None, surface: Surface | None = None
    ) -> None:
        """``surface`` is what stands for the kiosk's screen, if centre.toml gives it one."""
        self.centre, self.kiosk, self.folder = centre, centre.kiosks[0], folder
        self.surface = surface
        self.clock = clock or HandClock()
        self.story: list[Any] = []
        self.start()

    def start(self, *stuck: str, linked: bool = True) -> None:
        """Begin on the journal that is there; ``stuck`` buttons are closed from the start."""
        now, kiosk, self.inbox = self.clock.now, self.kiosk, Inbox()
        self.link, self.printer, self.panel = FakeLink(self.story), FakePrinter(self.story), FakePanel(*stuck)
        self.link.up = linked
        self.journal = FakeJournal(self.folder / "kiosk.db", KioskFact)
        self.journal.story = self.story
        self.writer = PromptWriter(self.journal, self.inbox)
        unit = Unit(role="kiosk", unit=kiosk.id, link=self.link)
        menu = Menu(centre=self.centre, kiosk=kiosk)
        alone = Alone(centre=self.centre, block=block_of(kiosk), offered=menu.paths.offered(), now=now)
        accounts = Accounts(
            unit=unit,
            journal=self.journal,
            past=past_of(self.journal),
            writer=self.writer,
            alone=alone,
            handing_over=HandingOver(unit, now),
            tidying=Tidying(self.writer, self.centre.journal.retain_days, now),
            give_up_after_s=kiosk.give_up_after_s,
        )
        doors = Doors(hall=Hall(patience_s=kiosk.give_up_after_s, now_s=now.steady_s), alone=alone)
        printing = Printing(self.printer, now)
        presses = Presses(menu=menu, doors=doors, unit=unit, accounts=accounts, printing=printing)
        power_off = PowerOff(self.folder / "poweroff")
        buttons = KioskButtons(kiosk=kiosk, panel=self.panel, now=now)
        self.knowing = Knowing(presses=presses, power_off=power_off)
        front = Front(facing=self._facing(), guide=self._guide(menu), knowing=self.knowing)
        self.service = Kiosk(
            panel=self.panel,
            buttons=buttons,
            unit=unit,
            link=self.link,
            presses=presses,
            front=front,
            lighting=Lighting(kiosk=kiosk, panel=self.panel, buttons=buttons, presses=presses),
            power_off=power_off,
            inbox=self.inbox,
            now=now,
        )
        self.service.handle((), now)
        if linked:
            self.link.take()
            self.handle(LinkUp())
            self.dispatcher_is("ready")

    def _guide(self, menu: Menu) -> Guideless:
        """Return the real guide; its voice speaks nowhere, and keeps what it was to say."""
        if all(button.name != LISTEN for button in self.kiosk.buttons):
            return Guideless()
        self.speaking = FakeSpeaking(self.inbox)
        return Guide(speech=Speech(self.centre, self.kiosk), speaking=self.speaking, menu=menu)

    def _facing(self) -> Faceless:
        if self.surface is None or self.kiosk.screen is None:
            return Faceless()
        return Facing(centre=self.centre, size=self.kiosk.screen, surface=self.surface)

    def dispatcher_is(self, state: Literal["ready", "offline"]) -> None:
        """Hear what the dispatcher says of itself."""
        said = DeviceState(state=state, version="1")
        self.handle(Received("state", {"role": "dispatcher", "id": "main"}, encode(said), retained=True))

    def cut(self) -> None:
        """Let go of the journal without a word, as a power cut does."""
        self.journal.close()

    def restart(self) -> None:
        """Cut the power and start again."""
        self.cut()
        self.start()

    def handle(self, *items: Any) -> None:
        """Hand over all that waits."""
        self.service.handle(items, self.clock.now)

    def wait(self, seconds: float) -> None:
        """Let time pass; the loop wakes then."""
        self.clock.pass_s(seconds)
        self.handle()

    def press(self, service: str = "passport") -> TicketRequest | None:
        """Press and release a button; return what is asked then."""
        self.link.take()
        self.press_at(service, self.clock.now.steady_s)
        asked = self.link.take(TicketRequest)
        return asked[0] if asked else None

    def press_at(self, name: str, at_s: float) -> None:
        """Press and release a button."""
        self.handle(Edge(name, closed=True, at_s=at_s), Edge(name, closed=False, at_s=at_s + 0.2))

    def must_press(self, service: str = "passport") -> TicketRequest:
        """Press a button that is open."""
        asked = self.press(service)
        assert asked is not None
        return asked

    def press_all(self, *names: str) -> list[Any]:
        """Press buttons one after another, each a second after the one before; return each request of them once."""
        self.link.take()
        for name in names:
            now_s = self.clock.pass_s(1).steady_s
            self.handle(Edge(name, closed=True, at_s=now_s), Edge(name, closed=False, at_s=now_s + 0.2))
        return list(dict.fromkeys(self.link.take(TicketRequest | CheckIn)))

    def touch(self, name: str) -> None:
        """Put a finger on the middle of a target, as it is drawn now, long after it was."""
        area = next(target.area for target in self.targets() if target.name == name)
        at_s = self.clock.pass_s(1).steady_s
        self.handle(Touched(area.left + area.width // 2, area.top + area.height // 2, at_s))

    def targets(self) -> Sequence[Target]:
        """Return what can be touched now."""
        facing: Any = self.service._front._facing
        return tuple(facing._since_s)

    def crowd(self, number: int = 1, **ahead: int) -> None:
        """Hear a board on which so many would be ahead."""
        services = tuple(ServiceLine(service=s, waiting=n, open=True, ahead=n) for s, n in ahead.items())
        board = Board(number=number, at=self.clock.now.utc, day=None, calls=(), services=services)
        self.handle(Received("board", {}, encode(board), retained=True))

    def board(
        self, number: int = 1, opens_at: datetime | None = None, day: date | None = None, **closed: ClosedReason
    ) -> None:
        """Hear a board on which these services are closed."""
        services = tuple(ServiceLine(service=s, waiting=0, open=True, closed=why) for s, why in closed.items())
        board = Board(number=number, at=self.clock.now.utc, day=day, calls=(), services=services, opens_at=opens_at)
        self.handle(Received("board", {}, encode(board), retained=True))

    def close_services(self, why: ClosedReason, *services: str) -> None:
        """Hear a board on which these services are closed, all for one reason."""
        self.board(1, None, None, **dict.fromkeys(services, why))

    def power(self, power: Power, number: int = 1) -> bool:
        """Hear a board that says how the power is; return whether the end is asked for then."""
        board = Board(number=number, at=self.clock.now.utc, day=None, calls=(), services=(), power=power)
        self.handle(Received("board", {}, encode(board), retained=True))
        return self.asked_to_power_off

    @property
    def asked_to_power_off(self) -> bool:
        """Return whether this Pi is asked to end."""
        return (self.folder / "poweroff").exists()

    def lamp(self, service: str) -> str:
        """Return what a button's lamp does."""
        return self.panel.lights[service]

    def hear(self, answer: msgspec.Struct) -> None:
        """Hand over an answer of the dispatcher."""
        self.handle(answered("kiosk", self.kiosk.id, answer))

    def give(self, request: TicketRequest | CheckIn, ticket: str = "А001") -> TicketReply:
        """Answer a press with a ticket; return it."""
        reply = TicketReply(
            request_id=request.request_id,
            ticket=ticket,
            day=date(2026, 11, 23),
            service=getattr(request, "service", "passport"),
            issued_at=self.clock.now.utc,
            ahead=0,
            windows=(1,),
        )
        self.hear(reply)
        return reply

    def write(self, *facts: KioskFact) -> None:
        """Write facts as if this kiosk had come so far."""
        self.journal.append([Line(fact) for fact in facts])

    def written(self) -> list[KioskFact]:
        """Return the facts since the newest start, without it and what is remembered of the centre."""
        return [fact for fact in self.all_written() if not isinstance(fact, CentreRemembered)]

    def remembered(self) -> list[CentreRemembered]:
        """Return what was written of the centre since the newest start, the oldest first."""
        return [fact for fact in self.all_written() if isinstance(fact, CentreRemembered)]

    def all_written(self) -> list[KioskFact]:
        """Return the facts since the newest start, without it."""
        return [line.fact for line in self.journal.replay(since_kind="kiosk_started")][1:]
