# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real siren over fake doors: link, pins and web are fakes, the clock is moved by hand."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from centre.config_alarms import Siren, Source
from centre.link import LinkUp, Received
from centre.messages import AlertRequest, Board, Confirmation, DeviceState, PowerRequest, encode
from centre.panel import Edge
from centre.poweroff import Power, PowerOff
from centre.unit import Unit
from siren.contact_source import BatterySource, ContactSource
from siren.feed_source import FeedSource
from siren.feeds import Question
from siren.fetching import Fetched, Fetcher
from siren.hearing import Hearing
from siren.pace import Pace
from siren.report import Answer
from siren.service import SirenService
from siren.source import Source as SourceOfAlarms
from tests.fakes import FakeLink, FakePanel, HandClock, answered
from tests.siren.told import NOW

UNIT = "siren-1"
POLL_S, STALE_AFTER_S = 25.0, 180.0
NOWHERE = Path("/nonexistent")


class FakeFetcher(Fetcher):
    """A worker without a web: it keeps the questions, the test gives the answers."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.lives, self.closed = True, False

    def ask(self, question: Question) -> None:
        """Keep the question."""
        self.questions.append(question)

    def alive(self) -> bool:
        """Return what the test says."""
        return self.lives

    def close(self) -> None:
        """Take note."""
        self.closed = True

    def take(self) -> list[Question]:
        """Return the questions since the last call."""
        taken, self.questions = self.questions, []
        return taken


class SirenRig:
    """A siren with this source; the dispatcher answers nothing by itself. ``folder`` is that of the wish to end."""

    def __init__(self, source: SourceOfAlarms, clock: HandClock, folder: Path = NOWHERE) -> None:
        self.clock, self.link = clock, FakeLink()
        self._seen: set[UUID] = set()
        unit = Unit(role="siren", unit=UNIT, link=self.link)
        self._request = folder / "poweroff"
        power_off = PowerOff(self._request)
        self.service = SirenService(source=source, unit=unit, link=self.link, power_off=power_off)
        self.handle()

    def handle(self, *items: Any) -> None:
        """Hand over all that waits."""
        self.service.handle(items, self.clock.now)

    def wait(self, seconds: float) -> None:
        """Let time pass, as the loop does: from deadline to deadline."""
        end_s = self.clock.now.steady_s + seconds
        while (due_s := self.service.deadline_s()) is not None and due_s <= end_s:
            self.clock.pass_s(due_s - self.clock.now.steady_s)
            self.handle()
        self.clock.pass_s(end_s - self.clock.now.steady_s)
        self.handle()

    def step(self) -> None:
        """Let the loop sleep until its next deadline, as it does by itself."""
        due_s = self.service.deadline_s()
        assert due_s is not None
        self.clock.pass_s(due_s - self.clock.now.steady_s)
        self.handle()

    def begin(self) -> None:
        """Link."""
        self.handle(LinkUp())

    def asked(self) -> list[AlertRequest | PowerRequest]:
        """Return what was told the dispatcher since the last call, each once, however often it was repeated."""
        told = {request.request_id: request for request in self.link.take((AlertRequest, PowerRequest))}
        new = [request for request_id, request in told.items() if request_id not in self._seen]
        self._seen |= told.keys()
        return new

    def says(self) -> list[str]:
        """Return the same, by its word."""
        return [request.says for request in self.asked() if isinstance(request, AlertRequest)]

    def hear(self, answer: msgspec.Struct) -> None:
        """Hand over an answer of the dispatcher."""
        self.handle(answered("siren", UNIT, answer))

    def confirm(self) -> list[AlertRequest | PowerRequest]:
        """Confirm all that was told since the last call, and return it."""
        told = self.asked()
        for request in told:
            self.hear(Confirmation(request_id=request.request_id))
        return told

    def dispatcher(self, state: Any) -> None:
        """Hear how the dispatcher is."""
        said = DeviceState(state=state, version="1")
        self.handle(Received("state", {"role": "dispatcher", "id": "main"}, encode(said), retained=True))

    def board(self, power: Power) -> None:
        """Hear a board that says how the power is."""
        said = Board(number=1, at=NOW, day=NOW.date(), calls=(), services=(), power=power)
        self.handle(Received("board", {}, encode(said), retained=True))

    def end_asked(self) -> bool:
        """Return whether the end of the Pi has been asked for."""
        return self._request.exists()

    def problems(self) -> list[str]:
        """Return the codes of the problems in the newest state that was published."""
        return [problem.code for problem in self.link.states[-1].problems]


class FeedRig(SirenRig):
    """A siren that asks a feed; ``keys`` is what its key file holds."""

    def __init__(
        self,
        source: Source = "ukrainealarm",
        *,
        key: Any = lambda _path: "key",
        regions: tuple[str, ...] = ("36",),
        utc: datetime = NOW,
        folder: Path = NOWHERE,
    ) -> None:
        clock, self.web = HandClock(utc), FakeFetcher()
        siren = Siren(id=UNIT, source=source, regions=regions, key_file="/etc/cherha/keys/feed")
        hearing = Hearing(stale_after_s=STALE_AFTER_S, zone=ZoneInfo("Europe/Kyiv"), now=clock.now)
        pace = Pace(period_s=POLL_S, now_s=clock.now.steady_s)
        super().__init__(FeedSource(siren=siren, fetcher=self.web, pace=pace, hearing=hearing, key=key), clock, folder)

    def answer(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        """Answer the open question."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.handle(Fetched(Answer(status, named, body)))

    def silence(self) -> None:
        """Let the open question find nobody."""
        self.handle(Fetched(None, "feed.example does not answer within 15 s. Look at the Internet link."))


def contact_rig(*closed: str, when_open: bool = False) -> SirenRig:
    """Return a siren with a contact; ``closed`` are the contacts that are closed at the start."""
    siren, clock = Siren(id=UNIT, source="contact", alert_pin=17, alarm_when_open=when_open), HandClock()
    return SirenRig(ContactSource(panel=FakePanel(*closed), siren=siren, now=clock.now), clock)


def battery_rig(*closed: str, low_pin: int | None = 27, folder: Path = NOWHERE) -> SirenRig:
    """Return the contacts of a battery."""
    siren, clock = Siren(id=UNIT, source="ups", mains_lost_pin=17, battery_low_pin=low_pin), HandClock()
    return SirenRig(BatterySource(panel=FakePanel(*closed), siren=siren, now=clock.now), clock, folder)


def edge(rig: SirenRig, name: str, *, closed: bool) -> None:
    """Move a contact now."""
    rig.handle(Edge(name, closed, rig.clock.now.steady_s))
