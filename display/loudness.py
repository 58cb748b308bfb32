# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How loud the hall's voice is at an hour: what centre.toml says in percent, as decibels; pure, it reads no clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

from centre import sound
from centre.config_displays import Voice
from display.announcing import Saying


def decibels(saying: Saying, voice: Voice, utc: datetime, time_zone: str) -> float | None:
    """Return how loud it is said below the loudest of the card, None if it is not to be heard.

    What is said of an air-raid alert is as loud as the hall ever is, also in its quiet hours, and in those of silence:
    whoever is asleep on a bench must wake.
    """
    percent = volume(voice, utc, time_zone) if saying.what == "call" else voice.volume
    return sound.decibels(percent) if percent else None


def volume(voice: Voice, utc: datetime, time_zone: str) -> int:
    """Return the percent of the amplitude at this moment, by the centre's wall clock; the first quieter hours count."""
    clock = utc.astimezone(ZoneInfo(time_zone)).strftime("%H:%M")
    for quieter in voice.quieter:
        begins, ends = quieter.hours.split("-")
        if begins <= clock < ends:
            return quieter.volume
    return voice.volume
