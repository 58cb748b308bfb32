# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The siren's loop: what its source says is told to the dispatcher when it changes, until it is confirmed."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from centre import config, messages
from centre.cards import broker_for
from centre.config_alarms import Siren
from centre.feed_limits import LEAST_POLL_S, USUAL_POLL_S
from centre.identity import DISPATCHER
from centre.link import Link, LinkDown, LinkUp, Received
from centre.panel import Panel
from centre.poweroff import PowerOff
from centre.service import Inbox, run
from centre.siren_contacts import contacts
from centre.time import Now, earliest, read_clocks
from centre.unit import OFFLINE, Unit
from siren.contact_source import BatterySource, ContactSource
from siren.feed_source import FeedSource
from siren.fetching import Fetcher
from siren.hearing import Hearing, PowerWord, Word
from siren.key_file import read_key
from siren.listener import Listener
from siren.pace import Pace
from siren.source import Source
from siren.topic_source import TopicSource

log = logging.getLogger(__name__)

PATIENCE_S = 5.0
"""How long the end of this Pi waits for the dispatcher to confirm that the battery is low: it may be dark already."""


class SirenService:
    """One source of alarms; see centre.service.Service for who calls what.

    It says states, not events, so nothing is lost while the link is down: the dispatcher is told the newest truth, and
    an older one that it has not confirmed is taken back, lest an all-clear of yesterday arrive after today's alert.
    After a power cut it knows nothing of its source until it has heard it.
    """

    def __init__(self, *, source: Source, unit: Unit, link: Link, power_off: PowerOff) -> None:
        self._source, self._unit, self._link, self._power_off = source, unit, link, power_off
        self._said: Word | None = None
        self._asked: messages.Request | None = None
        self._wait_until_s: float | None = None
        self._refused = ""
        self._dispatcher_gone = False

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on what the source and the dispatcher say, then on what is due, then tell what has changed."""
        for item in items:
            self._take(item, now)
        self._source.due(now)
        word = self._source.word(now)
        self._tell(word, now)
        if isinstance(word, PowerWord):
            self._mind_battery(word, now)
        self._unit.due(now)
        self._unit.report((*self._source.problems(), *self._refusals()), now)

    def deadline_s(self) -> float | None:
        """Return when to say something again, or when the source needs its turn."""
        return earliest((self._unit.deadline_s(), self._source.deadline_s(), self._wait_until_s))

    def alive(self) -> bool:
        """Return whether the source and the network thread live."""
        return self._source.alive() and self._link.alive()

    def close(self) -> None:
        """Say goodbye and release the source."""
        self._link.close()
        self._source.close()

    def _take(self, item: object, now: Now) -> None:
        match item:
            case Received():
                self._hear(item, now)
            case LinkUp():
                self._linked(now)
            case LinkDown():
                log.warning("%s", item.reason)
            case _:
                self._source.take(item, now)

    def _tell(self, word: Word | None, now: Now) -> None:
        """Tell the dispatcher what it does not know yet."""
        if word is None or word == self._said:
            return
        log.info("says: %s", word)
        if self._asked is not None:
            self._unit.withdraw(self._asked)
        self._said, self._asked = word, word.request(uuid4())
        self._unit.ask(self._asked, now)

    def _mind_battery(self, word: PowerWord, now: Now) -> None:
        """Ask for this Pi's end by its own battery, once the dispatcher has confirmed it or was waited for."""
        was_due = self._power_off.due
        self._power_off.hear(word.power)
        if self._power_off.due and not was_due:
            self._wait_until_s = now.steady_s + PATIENCE_S
        if self._asked is None or (self._wait_until_s is not None and now.steady_s >= self._wait_until_s):
            self._wait_until_s = None
        self._power_off.ask(ready=self._wait_until_s is None)

    def _hear(self, received: Received, now: Now) -> None:
        match heard := received.message():
            case messages.DeviceState():
                back = self._dispatcher_gone and heard.state != "offline"
                self._dispatcher_gone = heard.state == "offline"
                if back:
                    self._linked(now)
            case messages.Board():
                self._power_off.hear(heard.power)
                self._power_off.ask()
            case messages.Confirmation():
                if self._unit.settle(heard) is not None:
                    self._asked, self._refused = None, ""
            case messages.Refusal():
                # The question stays open, and is asked again: a truth that is not in the journal is not told.
                log.warning("%s", heard.text)
                if self._asked is not None and heard.request_id == self._asked.request_id:
                    self._refused = heard.text

    def _linked(self, now: Now) -> None:
        """Say again, to a dispatcher that may know nothing, all that still holds."""
        self._unit.linked(now)
        if not self._unit.asking():
            self._said = None

    def _refusals(self) -> tuple[messages.Problem, ...]:
        text = f"The dispatcher does not take what this siren says: {self._refused}"
        return (messages.Problem(code="refused", text=text),) if self._refused else ()


def main(centre: config.CentreFile, unit_id: str, _state: Path) -> None:
    """Run the siren ``unit_id``."""
    siren = next(siren for siren in centre.sirens if siren.id == unit_id)
    inbox, now = Inbox(), read_clocks()
    # A battery knows its own end best: that of another one, which the board tells of, is not its Pi's.
    board = () if siren.source == "ups" else (messages.topic("board"),)
    link = Link(
        role="siren", unit=unit_id, broker=broker_for(centre, unit_id), inbox=inbox, offline=OFFLINE,
        requests=(messages.topic("siren_reply", id=unit_id),),
        states=(messages.topic("state", role="dispatcher", id=DISPATCHER), *board),
    )  # fmt: skip
    unit = Unit(role="siren", unit=unit_id, link=link)
    hearing = Hearing(stale_after_s=siren.stale_after_s, zone=ZoneInfo(centre.centre.time_zone), now=now)
    service = SirenService(source=source_of(siren, hearing, inbox, now), unit=unit, link=link, power_off=PowerOff())
    link.start()
    run(service, inbox)


def source_of(siren: Siren, hearing: Hearing, inbox: Inbox, now: Now) -> Source:
    """Return what the siren hears, running; what it brings goes into the inbox."""
    match siren.source:
        case "contact" | "ups":
            panel = Panel(contacts=contacts(siren), lamps={}, inbox=inbox)
            kind = ContactSource if siren.source == "contact" else BatterySource
            return kind(panel=panel, siren=siren, now=now)
        case "mqtt":
            listener = Listener(siren=siren, key=read_key, inbox=inbox)
            listener.start()
            return TopicSource(
                topics=siren.topics, availability_topic=siren.availability_topic, listener=listener, hearing=hearing
            )
        case feed:
            period_s = max(siren.poll_s or USUAL_POLL_S[feed], LEAST_POLL_S[feed])
            pace = Pace(period_s=period_s, now_s=now.steady_s)
            return FeedSource(siren=siren, fetcher=Fetcher(inbox), pace=pace, hearing=hearing)
