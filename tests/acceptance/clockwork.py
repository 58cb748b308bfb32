# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The dispatcher's day by the hand clock: it wakes at each deadline, as its loop does, until a moment in Kyiv."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.dispatcher.rig import DispatcherRig

KYIV = ZoneInfo("Europe/Kyiv")


def in_kyiv(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return the moment at which the wall clock in Kyiv shows this."""
    return datetime.combine(day, time(hour, minute, second), KYIV).astimezone(UTC)


def until(rig: DispatcherRig, moment: datetime) -> None:
    """Let time pass until a moment, from deadline to deadline."""
    end_s = rig.clock.now.steady_s + (moment - rig.clock.now.utc).total_seconds()
    while (due_s := rig.service.deadline_s()) is not None and due_s <= end_s:
        rig.clock.pass_s(due_s - rig.clock.now.steady_s)
        rig.handle()
    rig.clock.pass_s(end_s - rig.clock.now.steady_s)
    rig.handle()


def wait(rig: DispatcherRig, seconds: float) -> None:
    """Let so many seconds pass in the same way."""
    until(rig, rig.clock.now.utc + timedelta(seconds=seconds))
