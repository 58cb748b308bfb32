# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The command that hands in a day's bookings: reads the list, asks for them a part at a time, and tells the outcome."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from uuid import uuid4

from centre import appointment_list
from centre.appointment_list import AppointmentList
from centre.centre_file import load
from centre.english import counted
from centre.errors import CherhaError, Unavailable
from centre.messages import Appointment, BookAppointments
from centre.time import day_of, read_clocks
from cherha.conversation import Conversation, with_dispatcher

BOOKINGS_AT_ONCE = 200
"""In one request: at most 25 kB of the 64 that a payload may have."""

LARGEST_LIST = 1024 * 1024
"""Bytes: five thousand lines, however many names and telephone numbers stand in them."""

SOME_NOT_TAKEN = 1
"""The exit code when a line of the list is not booked."""


def appointments(options: argparse.Namespace) -> int:
    """Hand in the bookings of ``options.date``, by default today; every line that is not booked is named.

    What was taken is printed also when the dispatcher falls silent half-way. Raise as ``Conversation.ask`` does.
    """
    centre = load(options.centre)
    day = options.date or day_of(read_clocks().utc, centre.centre.time_zone)
    taken = appointment_list.read(_contents(options.file), str(options.file), day, centre)
    outcome = _Outcome(day, taken)
    try:
        with with_dispatcher(centre.broker) as dispatcher:
            outcome.hand_in(taken.bookings, dispatcher)
    except CherhaError:
        if outcome.begun:
            print("\n".join(outcome.lines()))
        raise
    print("\n".join(outcome.lines()))
    if centre.kiosks and all(button.digit is None for kiosk in centre.kiosks for button in kiosk.buttons):
        print(f"No kiosk of {options.centre} has digit buttons, so nobody can key a code in yet: add them.")
    return SOME_NOT_TAKEN if outcome.not_taken else 0


def _contents(path: Path) -> bytes:
    """Return the bytes of a list, or raise Unavailable."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_LIST + 1)
    except OSError as wrong:
        raise Unavailable(f"{path}: {wrong.strerror}; expected a list of bookings (CSV)") from wrong
    if len(data) > LARGEST_LIST:
        raise Unavailable(f"{path}: longer than {LARGEST_LIST} bytes; expected the bookings of one day (CSV)")
    return data


class _Outcome:
    """What became of a list, as it is told in the end."""

    def __init__(self, day: date, taken: AppointmentList) -> None:
        self._day = day
        self._booked = self._known = 0
        self.begun = False
        self.not_taken = list(taken.broken)

    def hand_in(self, bookings: Sequence[Appointment], dispatcher: Conversation) -> None:
        """Ask for all of them, a part at a time."""
        for start in range(0, len(bookings), BOOKINGS_AT_ONCE):
            part = tuple(bookings[start : start + BOOKINGS_AT_ONCE])
            reply = dispatcher.ask(BookAppointments(request_id=uuid4(), appointments=part))
            self.begun = True
            self._booked += reply.booked
            self._known += len(part) - reply.booked - len(reply.not_booked)
            self.not_taken += reply.not_booked

    def lines(self) -> Iterator[str]:
        """Yield how many were taken, and what was not."""
        known = f", {self._known} known already" if self._known > 0 else ""
        lost = f", {counted(len(self.not_taken), 'line')} not:" if self.not_taken else "."
        yield f"{self._day}: {counted(self._booked, 'booking')} taken{known}{lost}"
        yield from self.not_taken
