# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words of the hall screen alone; what other devices say too is in centre/texts.py."""

from datetime import datetime
from zoneinfo import ZoneInfo

from centre import catalogue
from centre.config import Language
from centre.texts import clock, day
from centre.texts_closed import not_printing


def ticket(language: Language = "uk") -> str:
    """Return the heading over the called numbers."""
    return catalogue.say("Ticket", language)


def window(language: Language = "uk") -> str:
    """Return the heading over the windows they are called to."""
    return catalogue.say("Window", language)


def waiting(language: Language = "uk") -> str:
    """Return the heading over how many wait for each service."""
    return catalogue.say("Waiting", language)


def nobody_called(language: Language = "uk") -> str:
    """Return what stands where calls will be."""
    return catalogue.say("Please wait to be called", language)


def connecting(language: Language = "uk") -> str:
    """Return what a screen says until its first board."""
    return catalogue.say("Please wait, connecting to the centre…", language)


def maybe_stale(language: Language = "uk") -> str:
    """Return how far to believe a screen that has lost the centre."""
    return catalogue.say("This may be out of date.", language)


def reception_over(language: Language = "uk") -> str:
    """Return what the hall is told when no more tickets are given, so that nobody who waits with one leaves."""
    return catalogue.say("Reception is over. Everyone who holds a ticket will be served.", language)


def no_reception(language: Language = "uk") -> str:
    """Return what an empty hall is told at night, on a day off and after closing."""
    return catalogue.say("No reception now", language)


def date(now: datetime, time_zone: str, language: Language = "uk") -> str:
    """Return the centre's day without the year: «неділя, 22 листопада»."""
    return day(now, time_zone, "EEEE, d MMMM", language)


def no_connection(since: datetime, now: datetime, time_zone: str, language: Language = "uk") -> str:
    """Return since when the centre is lost: «Немає зв’язку з 10:42.», with the day if it was not today."""
    zone = ZoneInfo(time_zone)
    at = clock(since, time_zone)
    if since.astimezone(zone).date() == now.astimezone(zone).date():
        return catalogue.say("No connection since {at}.", language, at=at)
    lost = day(since, time_zone, "d MMMM", language)
    return catalogue.say("No connection since {day}, {at}.", language, day=lost, at=at)


def times_called(times: int, language: Language = "uk") -> str:
    """Return which call of the ticket this is: «2-й виклик»."""
    return catalogue.say("Call no. {times}", language, times=times)


def kiosks_ill(ill: int, kiosks: int, language: Language = "uk") -> str:
    """Return what to do while ``ill`` of so many kiosks print no tickets, one at least; why they do not is nobody's."""
    if ill < kiosks:
        return _others_print(ill, language)
    if kiosks == 1:
        return not_printing(language)
    return catalogue.say("The ticket machines are not printing tickets. Please ask the administrator.", language)


def _others_print(ill: int, language: Language) -> str:
    if ill == 1:
        return catalogue.say(
            "One of the ticket machines is not printing tickets. Please take a ticket at another one.", language
        )
    return catalogue.say(
        "Some of the ticket machines are not printing tickets. Please take a ticket at another one.", language
    )
