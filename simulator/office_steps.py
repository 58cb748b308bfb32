# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the head of the centre does in a scripted morning: expects somebody, reports an outage, asks who is left."""

import functools
import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from centre import messages
from centre.config_kiosks import Kiosk
from centre.facts_base import Resource
from simulator.cast import Cast
from simulator.seen import facts, office_replies, pages_told
from simulator.stage import Stage


class OfficeSteps:
    """Each step waits for its effect, and is left out, with a word, where the centre has nothing for it."""

    def __init__(self, stage: Stage, cast: Cast) -> None:
        self._stage, self._cast = stage, cast

    def check_in(self, kiosk: Kiosk) -> None:
        """Let the office expect somebody, who keys the code in; only where the kiosk has a keypad."""
        if not any(button.digit is not None for button in kiosk.buttons):
            return
        code = "1234567890"[: self._stage.centre.appointments.code_digits]
        service = self._cast.all_services[0]
        booking = messages.Appointment(due=datetime.now(UTC), code=code, service=service)
        self._stage.say(messages.BookAppointments(request_id=uuid4(), appointments=(booking,)))
        self._stage.wait("the booking", lambda e: bool(facts(e, "appointment_booked")))
        self._stage.key_in(kiosk.id, code)
        self._stage.tickets += 1
        self._stage.wait_for_papers()

    def outage(self) -> None:
        """Let something fail that services need, and work again: each screen says so both times."""
        resource = next((resource for service in self._stage.centre.services for resource in service.needs), None)
        if resource is None:
            self._stage.leave_out("outage", "no service of this centre needs anything that could fail")
            return
        for lost in (True, False):
            since = self._stage.mark()
            self._stage.say(messages.ReportOutage(request_id=uuid4(), resource=resource, lost=lost))
            what = f"the {resource} {'failed' if lost else 'back'} on the board"
            self._stage.see(what, since, functools.partial(_is_closed_by, resource, lost))
            if lost:
                self._be_turned_away(resource)

    def _be_turned_away(self, resource: Resource) -> None:
        """Press for what is closed: the paper says why, or the page of a screen that is touched, and nothing else."""
        failed = {service.id for service in self._stage.centre.services if resource in service.needs}
        for kiosk in self._stage.centre.kiosks:
            button = next((button for button in self._cast.buttons(kiosk) if button.service in failed), None)
            if button is not None:
                time.sleep(kiosk.lockout_s)
                since = self._stage.mark()
                self._stage.town.press(kiosk.id, button.name)
                self._be_told(kiosk, since)
                return

    def _be_told(self, kiosk: Kiosk, since: int) -> None:
        """Wait until the kiosk has said why: with a screen it prints no slip; of one to touch the log has the page."""
        if kiosk.screen is None:
            self._stage.notices += 1
            self._stage.wait_for_papers()
        elif kiosk.touch:
            self._stage.wait("the page that tells why", lambda e: pages_told(e[since:]) > 0)

    def closing(self) -> None:
        """Let the office ask who is not served; nobody is."""
        since = self._stage.mark()
        self._stage.say(messages.ListLeftover(request_id=uuid4()))
        self._stage.wait(
            "the office's answer", lambda e: any("leftover" in reply for reply in office_replies(e[since:]))
        )


def _is_closed_by(resource: Resource, lost: bool, board: dict[str, Any]) -> bool:  # noqa: FBT001  (of a partial)
    """Return whether the board has a service that the resource closed, or, when it is not lost, has none."""
    return any(line["closed"] == resource for line in board["services"]) == lost
