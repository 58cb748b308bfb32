# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the journal makes of a day after a restart: bookings, outages, kept tickets, under another centre.toml too."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from centre.config import CentreFile
from centre.facts import TicketCarried
from centre.facts_day import DayStarted
from centre.messages import (
    Appointment,
    BookAppointments,
    CarryOver,
    CheckIn,
    ReportOutage,
)
from dispatcher.rules.queue import Queue
from tests.dispatcher.rig import DispatcherRig, booked, say

SAME = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def queue_of(rig: DispatcherRig) -> Queue:
    """Return the queue that it holds."""
    return rig.service._queue


def story(rig: DispatcherRig) -> None:
    """Do a little of everything."""
    for service in ("passport", "property", "benefits", "passport"):
        rig.press(service)
    booked(rig, "1234", rig.clock.now.utc + timedelta(minutes=5))
    booked(rig, "7777", rig.clock.now.utc + timedelta(days=2))
    rig.clock.pass_s(60)
    rig.handle()
    for desk in ("desk-1", "desk-2"):
        rig.key("open", desk)
        rig.key("call_next", desk)
    rig.key("postpone", minutes=30, reason="payment")
    rig.key("finish", "desk-2")
    say(rig, CheckIn(request_id=SAME, code="1234"), "kiosk-hall", "kiosk")
    say(rig, ReportOutage(request_id=uuid4(), resource="biometrics", lost=True))
    say(rig, CarryOver(request_id=uuid4()))


def test_a_restart_makes_the_same_queue(real: Any) -> None:
    """Bookings, outages, who is kept, times of service: all of it is in the journal, and answers are given again."""
    rig = real()
    story(rig)
    before = queue_of(rig)
    assert before.bookings
    assert before.outages
    assert before.durations
    answer = say(rig, CheckIn(request_id=SAME, code="1234"), "kiosk-hall", "kiosk")
    rig.restart()
    assert queue_of(rig) == before
    assert say(rig, CheckIn(request_id=SAME, code="1234"), "kiosk-hall", "kiosk") == answer


def test_a_restart_after_midnight_makes_the_same_queue(real: Any) -> None:
    """The replay begins at the new day, and all that outlived it stands behind."""
    rig = real()
    story(rig)
    rig.clock.pass_s(24 * 3600)
    rig.handle()
    before = queue_of(rig)
    assert before.outages == {"biometrics"}
    assert [code for _, code in before.bookings] == ["7777"]
    rig.restart()
    assert queue_of(rig) == before
    assert [type(fact) for fact in rig.written()[-1:]] == [TicketCarried]


def test_all_of_midnight_is_one_commit(real: Any) -> None:
    """A power cut leaves yesterday whole or today whole, never a day without its kept tickets."""
    rig = real()
    story(rig)
    rig.clock.pass_s(24 * 3600)
    commits = rig.journal.commits
    rig.handle()
    assert rig.journal.commits == commits + 1
    assert [type(fact) for fact in rig.written()].count(DayStarted) == 2


def test_a_list_of_bookings_handed_in_twice_gets_its_first_answer(real: Any) -> None:
    """The office asks again after a lost answer, and hears what it would have heard."""
    rig = real()
    lines = (Appointment(due=rig.clock.now.utc, code="1234", service="passport"),)
    request = BookAppointments(request_id=SAME, appointments=lines)
    first = say(rig, request)
    rig.restart()
    assert say(rig, request) == first
    assert first.booked == 1


@pytest.mark.parametrize("gone", ["service", "window"])
def test_a_restart_with_another_centre_toml_goes_on(real: Any, small_centre: CentreFile, gone: str) -> None:
    """A service or a window is gone since the morning: the day is taken up, and the others are served."""
    rig = real()
    story(rig)
    first, second = small_centre.windows
    rig.cut()
    if gone == "service":
        services = tuple(one for one in small_centre.services if one.id != "passport")
        first = msgspec.structs.replace(first, services=("civil", "benefits"))
        rig.centre = msgspec.structs.replace(rig.centre, services=services, windows=(first, second))
    else:
        rig.centre = msgspec.structs.replace(rig.centre, windows=(second,), desks=rig.centre.desks[1:])
    rig.start()
    rig.clock.pass_s(3600)
    rig.handle()
    assert rig.key("call_next", "desk-2").ticket == "П001"
    assert rig.press("property").ticket == "М002"
    rig.clock.pass_s(24 * 3600)
    rig.handle()
    assert rig.board.day == datetime(2026, 11, 24, tzinfo=UTC).date()
