# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The loop of a box for a word: a press becomes a request, a lamp thanks once the dispatcher has committed.

It logs neither presses nor words: with their times, its log would say who had said what.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from centre import config, messages
from centre.buttons import Buttons
from centre.cards import broker_for
from centre.config_ratings import Rating
from centre.facts_base import Word
from centre.identity import DISPATCHER
from centre.link import Link, LinkDown, LinkUp, Received
from centre.panel import Edge, Panel
from centre.poweroff import PowerOff
from centre.service import Inbox, run
from centre.time import Now, earliest, read_clocks
from centre.unit import OFFLINE, Unit
from rating.box import Box
from rating.wiring import lamps, pins

log = logging.getLogger(__name__)


class RatingService:
    """Four buttons at the exit or at a window; see centre.service.Service for who calls what.

    It has nothing to lose in a power cut: what was thanked for is the dispatcher's, all else was never said.
    """

    def __init__(
        self, *, rating: Rating, box: Box, panel: Panel, buttons: Buttons, unit: Unit, link: Link, power_off: PowerOff
    ) -> None:
        self._rating, self._box, self._panel, self._buttons = rating, box, panel, buttons
        self._unit, self._link, self._power_off = unit, link, power_off
        self._linked = self._answering = False

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Act on buttons and answers, then on what is due."""
        for item in items:
            self._take(item, now)
        if self._unit.due(now):
            log.warning("no answer within %g s", self._rating.give_up_after_s)
            self._box.lost(now.steady_s)
        self._box.settle(now.steady_s)
        self._buttons.changed(now)
        self._unit.report(self._buttons.problems(), now)
        for word, light in self._box.lights(in_reach=self._in_reach()).items():
            self._panel.light(word, "off" if self._buttons.stuck(word) else light)

    def deadline_s(self) -> float | None:
        """Return when to resend, to look at a contact again, or when a pause is over."""
        return earliest((self._unit.deadline_s(), self._buttons.deadline_s(), self._box.deadline_s()))

    def alive(self) -> bool:
        """Return whether the pins' driver and the network thread live."""
        return self._panel.alive() and self._link.alive()

    def close(self) -> None:
        """Say goodbye and free the pins."""
        self._link.close()
        self._panel.close()

    def _in_reach(self) -> bool:
        return self._linked and self._answering

    def _take(self, item: object, now: Now) -> None:
        match item:
            case Edge():
                if self._buttons.press(item):
                    self._press(cast("Word", item.name), now)
            case Received():
                self._hear(item, now)
            case LinkUp():
                self._linked = True
                self._unit.linked(now)
            case LinkDown():
                # How the dispatcher is, it says anew on the next connection.
                self._linked = self._answering = False
                log.warning("%s", item.reason)

    def _press(self, word: Word, now: Now) -> None:
        if self._box.press(word, now.steady_s, in_reach=self._in_reach()):
            request = messages.RateService(request_id=uuid4(), word=word)
            self._unit.ask(request, now, self._rating.give_up_after_s)

    def _hear(self, received: Received, now: Now) -> None:
        match heard := received.message():
            case messages.DeviceState():
                self._answering = heard.state != "offline"
            case messages.Board():
                self._power_off.hear(heard.power)
                self._power_off.ask()
            case messages.Confirmation():
                if self._unit.settle(heard) is not None:
                    self._box.taken(now.steady_s)
            case messages.Refusal():
                if self._unit.settle(heard) is not None:
                    log.warning("not taken: %s", heard.text)
                    self._box.lost(now.steady_s)


def main(centre: config.CentreFile, unit_id: str, _state: Path) -> None:
    """Run the box ``unit_id``."""
    rating = next(rating for rating in centre.ratings if rating.id == unit_id)
    inbox, now = Inbox(), read_clocks()
    panel = Panel(contacts=pins(rating), lamps=lamps(rating), inbox=inbox)
    link = Link(
        role="rating", unit=unit_id, broker=broker_for(centre, unit_id), inbox=inbox, offline=OFFLINE,
        requests=(messages.topic("rating_reply", id=unit_id),),
        states=(messages.topic("state", role="dispatcher", id=DISPATCHER), messages.topic("board")),
    )  # fmt: skip
    buttons = Buttons(
        panel=panel, pins=pins(rating), lockout_s=rating.pause_s, stuck_after_s=rating.stuck_after_s, now=now
    )  # fmt: skip
    service = RatingService(
        rating=rating, box=Box((b.word for b in rating.buttons), pause_s=rating.pause_s), panel=panel, buttons=buttons,
        unit=Unit(role="rating", unit=unit_id, link=link), link=link, power_off=PowerOff(),
    )  # fmt: skip
    link.start()
    run(service, inbox)
