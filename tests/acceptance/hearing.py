# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A hall that hears a feed: web server, reader, siren and dispatcher are real, joined by hand; all go by one clock."""

from pathlib import Path
from typing import Any, Self

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_alarms import Siren, Source
from centre.facts_base import AlertLevel
from centre.messages import AlertRequest, Board
from centre.service import Inbox
from dispatcher.rules.suspension import is_suspended
from simulator.feed import FeedServer
from simulator.feed_words import Alert
from siren.feed_source import FeedSource
from siren.feeds import Question
from siren.fetching import Fetcher
from siren.hearing import Hearing
from siren.pace import Pace
from tests.acceptance.clockwork import KYIV
from tests.conftest import PATIENCE_S
from tests.dispatcher.rig import DispatcherRig
from tests.fakes import HandClock, received
from tests.siren.rig import POLL_S, STALE_AFTER_S, UNIT, SirenRig


class Asking(Fetcher):
    """The real worker; ``is_open`` while a question has no answer."""

    is_open = False

    def ask(self, question: Question) -> None:
        """Take note, and ask."""
        self.is_open = True
        super().ask(question)


class HearingHall:
    """One siren of a centre at the fake feeds; ``feed`` is what the test sets, ``hall`` the dispatcher."""

    def __init__(self, source: Source, regions: tuple[str, ...], centre: CentreFile, folder: Path) -> None:
        self.clock = HandClock()
        self.feed = FeedServer(clock=lambda: self.clock.now.utc)
        siren = Siren(id=UNIT, source=source, regions=regions, url=self.feed.url)
        self.hall = DispatcherRig(replace(centre, sirens=(siren,)), folder, self.clock)
        self._inbox = Inbox()
        self._web = Asking(self._inbox)
        now = self.clock.now
        hearing = Hearing(stale_after_s=STALE_AFTER_S, zone=KYIV, now=now)
        pace = Pace(period_s=POLL_S, now_s=now.steady_s)
        reader = FeedSource(siren=siren, fetcher=self._web, pace=pace, hearing=hearing, key=lambda _: "key")
        self.siren = SirenRig(reader, self.clock)
        self.siren.begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._web.close()
        self.feed.close()
        self.hall.cut()

    def force(self, *alerts: tuple[str, str]) -> None:
        """Have these alerts in force, each a region and a level, and hear of them."""
        self.feed.set("ok")
        self.feed.alert(*(Alert(region, self.clock.now.utc, level) for region, level in alerts))
        self.listen()

    def listen(self) -> None:
        """Sleep until the next question, let the web server answer, and carry what the siren says to the hall."""
        while not self._web.is_open:
            self.siren.step()
            self._carry()
        answers = self._inbox.take_all(PATIENCE_S)
        assert answers, "the fake feed did not answer"
        self._web.is_open = False
        self.siren.handle(*answers)
        self._carry()

    def listen_for(self, seconds: float) -> None:
        """Listen again and again until so many seconds are over."""
        end_s = self.clock.now.steady_s + seconds
        while self.clock.now.steady_s < end_s:
            self.listen()

    def _carry(self) -> None:
        requests: list[Any] = self.siren.link.take(AlertRequest)
        for request in requests:
            (confirmed,) = self.hall.ask(received("siren", UNIT, request))
            self.siren.hear(confirmed)
        self.hall.handle()

    @property
    def board(self) -> Board:
        """Return the board that hangs now."""
        return self.hall.board

    @property
    def level(self) -> AlertLevel | None:
        """Return the level of the alert that the hall is told of."""
        return self.board.alert.level if self.board.alert else None

    @property
    def suspended(self) -> bool:
        """Return whether the windows call nobody."""
        return is_suspended(self.hall.service._queue)
