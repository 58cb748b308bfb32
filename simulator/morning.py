# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A scripted morning: a burst of presses, two windows, a recall, a no-show, a transfer; each waits for its effect."""

import itertools
import math
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from centre import messages
from centre.config import CentreFile
from centre.config_desks import Desk
from centre.config_kiosks import Kiosk
from simulator.cast import Cast
from simulator.office_steps import OfficeSteps
from simulator.seen import calls_on_board, facts, newest_board, newest_change, waiting
from simulator.stage import EFFECT_S, Stage
from simulator.toucher import Toucher
from simulator.town import Town

COUNTS_S = 1.0
"""Longer than the board waits with mere counts (dispatcher/showing.py)."""

MARGIN_S = 0.1
"""More than a time that a service keeps, as it may have begun a little later than seen from here."""

BURSTS = 3


class Morning:
    """Plays the morning in a running town; raises Unavailable naming the step whose effect did not come.

    A step that this centre has no key, nobody or no second service for is an entry ``left_out`` of the timeline.
    """

    def __init__(self, town: Town) -> None:
        self._town = town
        self._centre: CentreFile = town.centre
        self._cast = Cast(town.centre)
        self._desks: dict[int, Desk] = {desk.window: desk for desk in self._cast.desks}
        self._stage = Stage(town, self._desks)
        self._called_s: dict[int, float] = {}

    def play(self) -> None:
        """Do all steps in their order."""
        office = OfficeSteps(self._stage, self._cast)
        self.open_windows()
        for kiosk in self._centre.kiosks:
            self.take_tickets(kiosk)
            office.check_in(kiosk)
        office.outage()
        self._let_counts_settle()
        for window in self._desks:
            self._call_next_if_any(window)
        for first in itertools.islice(self._desks, 1):
            self.recall(first)
            self.no_show(first)
            self.transfer(first)
        self.serve_everybody()
        office.closing()

    def hear_out(self) -> None:
        """Let the voices come to their end."""
        self._stage.hear_out()

    def open_windows(self) -> None:
        """Let each clerk press the key that opens a closed window."""
        for window in self._desks:
            self._stage.press_key(window, "pause" if self._stage.has_key(window, "pause") else "next")
        self._stage.wait("the windows open", lambda e: len(facts(e, "window_opened")) == len(self._desks))

    def take_tickets(self, kiosk: Kiosk) -> None:
        """Press each button once, then two buttons at once, in bursts as fast as the lock-out lets a person be."""
        buttons = self._cast.buttons(kiosk)
        if kiosk.touch:
            self.touch_tickets(kiosk)
        if not buttons and not kiosk.touch:
            self._stage.leave_out(f"kiosk {kiosk.id}", "neither window of the morning serves one of its services")
            return
        for choice in kiosk.buttons:
            if choice.priority or choice.language:
                self._town.press(kiosk.id, choice.name)
        for button in buttons:
            self._stage.take(kiosk, button)
            self._stage.wait_for_papers()
        for _ in range(BURSTS):
            time.sleep(kiosk.lockout_s + 0.1)
            for button in itertools.islice(buttons, 2):
                self._stage.take(kiosk, button)
        self._stage.wait_for_papers()

    def touch_tickets(self, kiosk: Kiosk) -> None:
        """Let citizens touch each service once, the first of them in another language."""
        toucher = Toucher(self._stage, kiosk)
        toucher.choose_language()
        for service in self._centre.services:
            if service.id in self._cast.all_services:
                toucher.take(service)
                self._stage.wait_for_papers()

    def call_next(self, window: int) -> None:
        """Press *next* and wait until each screen of its zone has another ticket at the window."""
        since = len(self._town.timeline.entries)
        self._press_next(window)
        self._stage.wait(f"a call to window {window}", lambda e: bool(facts(e[since:], "ticket_called")))
        ticket = facts(self._town.timeline.entries[since:], "ticket_called")[0]["ticket"]
        self._stage.see(f"{ticket} on the board", since, lambda board: (ticket, window) in _calls(board))
        self._called_s[window] = time.monotonic()

    def recall(self, window: int) -> None:
        """Call the ticket at the window once more, and wait until each screen of its zone has drawn it first."""
        if not self._can("recall", window):
            return
        since = len(self._town.timeline.entries)
        self._stage.press_key(window, "recall")
        self._stage.wait("the recall", lambda e: bool(facts(e[since:], "ticket_recalled")))
        self._stage.see("the recall on the board", since, lambda board: _window_of_newest(board) == window)

    def no_show(self, window: int) -> None:
        """Nobody came: mark it, and call the next."""
        if not self._can("no_show", window):
            return
        self._stage.press_key(window, "no_show")
        self._stage.wait("the no-show", lambda e: bool(facts(e, "ticket_no_show")))
        self._stage.wait("an empty window", lambda e: window not in calls_on_board(e))
        self._call_next_if_any(window)

    def transfer(self, window: int) -> None:
        """Send the ticket at the window on to another service that somebody serves."""
        ticket = calls_on_board(self._town.timeline.entries).get(window)
        if ticket is None:
            self._stage.leave_out("transfer", f"nobody is at window {window}")
            return
        letter = ticket.rstrip("0123456789")
        service = self._cast.other_service(next(s.id for s in self._centre.services if s.letter == letter))
        if service is None:
            self._stage.leave_out("transfer", "the windows of the morning serve one service only")
            return
        self._stage.say(messages.DeskRequest(request_id=uuid4(), action="transfer", service=service), window)
        self._stage.wait("the transfer", lambda e: bool(facts(e, "ticket_transferred")))

    def serve_everybody(self) -> None:
        """Press *next* at each window in turn until nobody waits for it, then once more to finish the last."""
        self._let_counts_settle()
        while any(map(self._waits_for, self._desks)):
            for window in self._desks:
                self._call_next_if_any(window)
        since = len(self._town.timeline.entries)
        busy = self._desks.keys() & calls_on_board(self._town.timeline.entries).keys()
        for window in sorted(busy):
            self._press_next(window)
        if busy:
            self._stage.see("the last is served", since, lambda board: not _calls(board))

    def _call_next_if_any(self, window: int) -> None:
        if self._waits_for(window):
            self.call_next(window)

    def _waits_for(self, window: int) -> bool:
        return waiting(self._town.timeline.entries, self._cast.services(window)) > 0

    def _let_counts_settle(self) -> None:
        """Wait until all have walked from the kiosk, and the board counts them; in vain for who came and went."""
        issued = facts(self._town.timeline.entries, "ticket_issued")
        if issued:
            oldest_enough = datetime.fromisoformat(issued[-1]["at"]) + timedelta(
                seconds=self._centre.order.minimum_age_s
            )
            time.sleep(max((oldest_enough - datetime.now(UTC)).total_seconds(), 0.0))
        self._town.wait_for(lambda e: newest_board(e).get("number", 0) >= newest_change(e), COUNTS_S)

    def _can(self, key: str, window: int) -> bool:
        """Return whether the key is there and somebody is at the window; else note that its step is left out."""
        if not self._stage.has_key(window, key):
            self._stage.leave_out(key, f"{self._desks[window].id} has no such key")
            return False
        if window not in calls_on_board(self._town.timeline.entries):
            self._stage.leave_out(key, f"nobody is at window {window}")
            return False
        return True

    def _press_next(self, window: int) -> None:
        """Press *next* when the last call has settled and was heard; where it also recalls, when somebody has come."""
        self._stage.hear_out()
        settled_s = self._called_s.get(window, -math.inf) + self._desks[window].settle_s + MARGIN_S
        time.sleep(max(settled_s - time.monotonic(), 0.0))
        if not self._stage.has_key(window, "recall"):
            arrival_s = self._centre.calls.arrival_after_s + EFFECT_S
            self._stage.wait(f"the arrival at window {window}", lambda e: _here(newest_board(e), window), arrival_s)
        self._stage.press_key(window, "next")


def _calls(board: dict[str, Any]) -> list[tuple[str, int]]:
    """Return the calls of a board, the newest first."""
    return [(call["ticket"], call["window"]) for call in board["calls"]]


def _window_of_newest(board: dict[str, Any]) -> int | None:
    return next((window for _, window in _calls(board)), None)


def _here(board: dict[str, Any], window: int) -> bool:
    """Return whether nobody is called to the window, or somebody has come."""
    return all(call["serving"] for call in board["calls"] if call["window"] == window)
