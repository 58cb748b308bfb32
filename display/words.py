# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The Ukrainian of the hall screen alone; what other devices say too is in centre/texts.py."""

from datetime import datetime
from zoneinfo import ZoneInfo

from centre.texts import MONTHS, WEEKDAYS, clock

TICKET = "Талон"
WINDOW = "Вікно"
WAITING = "Чекають у черзі"
NOBODY_CALLED = "Очікуйте на виклик"
CONNECTING = "Зачекайте, з’єднуємося з\u00a0центром…"
MAYBE_STALE = "Дані можуть бути застарілими."


def date(now: datetime, time_zone: str) -> str:
    """Return the centre's day without the year: «неділя, 22 листопада»."""
    local = now.astimezone(ZoneInfo(time_zone))
    return f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]}"


def no_connection(since: datetime, now: datetime, time_zone: str) -> str:
    """Return since when the centre is lost: «Немає зв’язку з 10:42.», with the day if it was not today."""
    zone = ZoneInfo(time_zone)
    lost = since.astimezone(zone)
    if lost.date() == now.astimezone(zone).date():
        return f"Немає зв’язку з {clock(since, time_zone)}."
    return f"Немає зв’язку з {lost.day} {MONTHS[lost.month - 1]}, {clock(since, time_zone)}."


def times_called(times: int) -> str:
    """Return which call of the ticket this is: «2-й виклик»."""
    return f"{times}-й виклик"
