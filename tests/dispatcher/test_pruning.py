# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The dispatcher keeps raw events for retain_days and counts for ever; neither knows anybody."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from centre import appointment_list
from centre.config_rules import Appointments, Order, Records
from centre.facts_day import DayStarted
from centre.journal_advice import WORN
from centre.messages import BookAppointments, CheckIn, OfficeReply, TicketRequest
from dispatcher.quiet import QUIET_S
from tests.dispatcher.rig import DispatcherRig, say
from tests.fakes import HandClock, received

MORNING = datetime(2026, 11, 23, 6, tzinfo=UTC)
DAY_S = 24 * 3600.0
AT_ONCE = Order(minimum_age_s=0)
Starter = Callable[..., DispatcherRig]

CODES = ("70418293", "90517264")
NAMES = ("Шевченко", "Тарас", "Косач", "Лариса")
PHONES = ("0671234567", "+380501112233")
LIST = f"""\
time,code,service,name,phone
10:00,{CODES[0]},passport,{NAMES[0]} {NAMES[1]},{PHONES[0]}
10:30,{CODES[1]},property,{NAMES[2]} {NAMES[3]},{PHONES[1]}
"""


def keeping(real: Starter, days: int, **changes: Any) -> DispatcherRig:
    """Start a dispatcher that keeps its events for so many days."""
    return real(HandClock(MORNING), order=AT_ONCE, journal=Records(retain_days=days), **changes)


def quiet(rig: DispatcherRig) -> None:
    """Let a quiet minute pass, and what it is good for be done."""
    for _ in range(4):
        rig.clock.pass_s(QUIET_S)
        rig.handle()


def live(rig: DispatcherRig, presses: int = 3) -> None:
    """Let a day of service be, and the night after it."""
    rig.key("open")
    for _ in range(presses):
        rig.press()
        rig.clock.pass_s(60)
        rig.key("call_next")
        rig.key("serve")
        rig.clock.pass_s(300)
    rig.key("finish")
    rig.clock.pass_s(DAY_S - presses * 360 - 4 * QUIET_S)
    rig.handle()
    quiet(rig)


def days(rig: DispatcherRig) -> list[date]:
    """Return the days whose events are kept."""
    return [fact.day for fact in rig.written() if isinstance(fact, DayStarted)]


def test_events_are_kept_for_retain_days_then_become_counts(real: Starter) -> None:
    """Two whole days before today; of the others there is one row of an hour."""
    rig = keeping(real, 2)
    for _ in range(5):
        live(rig)
    assert days(rig) == [date(2026, 11, day) for day in (26, 27, 28)]
    counted = [(hour.day, hour.hour, hour.issued, hour.called, hour.served, hour.waits) for hour in rig.journal.hours()]
    assert counted == [(f"2026-11-{day}", 8, 3, 3, 3, 3) for day in (23, 24, 25)]
    (hour, *_) = rig.journal.hours()
    assert (hour.waiting_s, hour.service, hour.day) == (3 * 60, "passport", "2026-11-23")


def test_numbers_of_events_grow_over_pruning_and_restart(real: Starter) -> None:
    """Statistics outside never hear one number twice, and the day goes on as it was."""
    rig = keeping(real, 1)
    for _ in range(3):
        live(rig)
    rig.press()
    last, queue = rig.journal.last, rig.service._queue
    rig.restart()
    assert (rig.service._queue, rig.press().ticket) == (queue, "А002")
    assert rig.journal.last == last + 1
    assert [line.number for line in rig.journal.replay()][-1] == last + 1


def test_no_press_waits_for_pruning(real: Starter) -> None:
    """While somebody asks, nothing is deleted; a day goes at a time."""
    rig = keeping(real, 1)
    for _ in range(3):
        rig.clock.pass_s(DAY_S)
        rig.press()
    assert len(days(rig)) == 4
    rig.clock.pass_s(QUIET_S - 1)
    rig.handle()
    assert len(days(rig)) == 4
    rig.clock.pass_s(1)
    rig.handle()
    assert len(days(rig)) == 3
    rig.handle()
    assert len(days(rig)) == 2


def test_nothing_is_deleted_by_a_doubted_clock(real: Starter) -> None:
    """It may be off by a year."""
    rig = keeping(real, 1)
    for _ in range(3):
        rig.clock.pass_s(DAY_S)
        rig.press()
    rig.clock.set(rig.clock.now.utc + timedelta(days=50), proven=False)
    quiet(rig)
    assert len(days(rig)) == 4


def test_a_disk_that_refuses_keeps_all_and_serves(real: Starter, caplog: pytest.LogCaptureFixture) -> None:
    """It is said in the log, and tried again on the next day."""
    rig = keeping(real, 1)
    for _ in range(3):
        rig.clock.pass_s(DAY_S)
        rig.press()
    rig.journal._db.execute("PRAGMA query_only = ON")
    with caplog.at_level(logging.ERROR):
        quiet(rig)
    assert [record.getMessage().rpartition("/")[2] for record in caplog.records] == [
        f"dispatcher.db: old lines cannot be deleted: attempt to write a readonly database. {WORN}"
    ]
    rig.journal._db.execute("PRAGMA query_only = OFF")
    assert rig.press().ticket == "А002"
    live(rig)
    assert len(days(rig)) == 2


def test_forty_days_are_no_larger_than_the_days_that_are_kept(real: Starter) -> None:
    """The file grows to the size of its days and stays there; the counts are small."""
    rig, sizes = keeping(real, 5), list[int]()
    for _ in range(40):
        live(rig, presses=20)
        sizes.append(sum(file.stat().st_size for file in rig.folder.iterdir()))
    assert max(sizes[10:]) <= sizes[8] * 1.25
    assert len(days(rig)) == 6
    assert sum(hour.issued for hour in rig.journal.hours()) == 35 * 20


def test_nothing_personal_is_in_the_journal_nor_in_what_remains_of_it(real: Starter, tmp_path: Path) -> None:
    """A day with a list of names and telephones, codes keyed in, and priority: names never, codes until pruned."""
    rig = keeping(real, 1, appointments=Appointments(code_digits=8))
    booked = appointment_list.read(LIST.encode(), "list.csv", date(2026, 11, 23), rig.centre)
    reply = say(rig, BookAppointments(request_id=uuid4(), appointments=booked.bookings))
    assert isinstance(reply, OfficeReply)
    assert reply.booked == len(CODES)
    for code in CODES:
        assert say(rig, CheckIn(request_id=uuid4(), code=code), "kiosk-hall", "kiosk").ticket
    rig.handle(received("kiosk", "kiosk-hall", TicketRequest(request_id=uuid4(), service="passport", priority=True)))
    raw = contents(tmp_path)
    assert not found(raw, *NAMES, *PHONES)
    assert found(raw, *CODES) == list(CODES)
    for _ in range(3):
        live(rig)
    for after in (contents(tmp_path), vacuumed(rig)):
        assert not found(after, *NAMES, *PHONES, *CODES, '"priority":true')
    assert sum(hour.issued for hour in rig.journal.hours()) == 3 + 2 * 3


def contents(folder: Path) -> bytes:
    """Return the bytes of all files of a journal."""
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def vacuumed(rig: DispatcherRig) -> bytes:
    """Return the bytes of a copy that SQLite has written anew."""
    copy = rig.folder / "copy.db"
    with closing(sqlite3.connect(rig.folder / "dispatcher.db")) as database:
        database.execute("VACUUM INTO ?", (str(copy),))
    return copy.read_bytes()


def found(data: bytes, *texts: str) -> list[str]:
    """Return those of the texts that are in the bytes."""
    return [text for text in texts if text.encode() in data]
