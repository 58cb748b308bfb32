# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk hears on the wire, and whom it concerns: the hall's board, the dispatcher's state, answers; no pins."""

import logging

from centre import messages
from centre.link import LinkDown, LinkUp, Received
from centre.poweroff import PowerOff
from centre.time import Now
from centre.unit import Unit
from kiosk.presses import Presses

log = logging.getLogger(__name__)


class Hearing:
    """Passes on what the link brings; used by the kiosk's loop only."""

    def __init__(self, *, unit: Unit, presses: Presses, power_off: PowerOff) -> None:
        self._unit, self._power_off = unit, power_off
        self._presses, self._doors, self._accounts = presses, presses.doors, presses.accounts

    def take(self, item: LinkUp | LinkDown | Received, now: Now) -> None:
        """Take an item of the link; what was said wrongly is passed over."""
        match item:
            case LinkUp():
                self._unit.linked(now)
            case LinkDown():
                self._doors.hall.lose(now.steady_s)
                log.warning("%s", item.reason)
            case Received():
                self._hear(item, now)

    def _hear(self, received: Received, now: Now) -> None:
        match heard := received.message():
            case None:
                return
            case messages.Board():
                self._power_off.hear(heard.power)
                if self._doors.show(heard, now):
                    self._accounts.remember()
            case messages.DeviceState():
                if self._doors.hall.dispatcher_is(heard.state, now.steady_s):
                    self._unit.linked(now)
            case messages.Refusal(reason="journal_failed"):
                # Nothing was written and the disk may recover, so the question stays open and is asked again.
                log.warning("%s", heard.text)
            case _:
                self._settle(heard, self._unit.settle(heard), now)

    def _settle(self, answer: messages.Message, request: messages.Request | None, now: Now) -> None:
        """Close a question with its answer; one that was given up, or answered before, is no question any more."""
        match answer, request:
            case messages.TicketReply(), (messages.TicketRequest() | messages.CheckIn()):
                self._presses.answered(answer, now)
            case messages.Refusal(), (messages.TicketRequest() | messages.CheckIn()):
                self._presses.refused(request, answer, now)
            case _, (messages.PrintResult() | messages.GiveUp()):
                self._accounts.told(request, answer, now)
            case _, messages.HandOver():
                self._accounts.handed_over(request, answer, now)
