# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's journal forgets what is over after retain_days, and nothing that is owed."""

from datetime import timedelta
from uuid import UUID

from centre.messages import GiveUp
from kiosk.facts import GivenUp, KioskFact, Pressed, PrintEnded, PrintStarted
from kiosk.tidying import DAY_S, TIDY_FIRST_S
from tests.fakes import HandClock
from tests.kiosk.rig import KioskRig

AT = HandClock().now.utc
CODE = "70418293"
ONE, OPEN = UUID(int=1), UUID(int=2)
OVER: tuple[KioskFact, ...] = (
    Pressed(at=AT, request_id=ONE, code=CODE, priority=True),
    PrintStarted(at=AT, request_id=ONE, ticket="А001", day=AT.date()),
    PrintEnded(at=AT, request_id=ONE, ticket="А001", day=AT.date(), outcome="printed", told=True),
)
OWED = GivenUp(at=AT, request_id=OPEN, told=False)


def bytes_of(kiosk: KioskRig) -> bytes:
    """Return all that is on the card."""
    return b"".join(file.read_bytes() for file in kiosk.folder.iterdir())


def live(kiosk: KioskRig, days: int) -> None:
    """Let days go by, without a restart."""
    for _ in range(days):
        kiosk.clock.pass_s(DAY_S)
        kiosk.handle()


def test_after_retain_days_a_code_is_gone_and_a_debt_is_not(kiosk: KioskRig) -> None:
    """In a kiosk that ran all the time; the start after it tells what was owed."""
    kiosk.write(*OVER, OWED)
    live(kiosk, 30)
    assert CODE.encode() in bytes_of(kiosk)
    live(kiosk, 1)
    assert CODE.encode() not in bytes_of(kiosk)
    assert kiosk.written() == [OWED]
    kiosk.restart()
    assert [asked.given_up for asked in kiosk.link.take(GiveUp)] == [OPEN]


def test_a_start_has_more_urgent_things_to_do(kiosk: KioskRig) -> None:
    """Old lines go ten minutes later."""
    kiosk.write(*OVER)
    kiosk.clock.pass_s(timedelta(days=40).total_seconds())
    kiosk.restart()
    kiosk.clock.pass_s(TIDY_FIRST_S - 1)
    kiosk.handle()
    assert CODE.encode() in bytes_of(kiosk)
    kiosk.clock.pass_s(1)
    kiosk.handle()
    assert CODE.encode() not in bytes_of(kiosk)


def test_nothing_is_deleted_by_a_clock_that_nothing_proves(kiosk: KioskRig) -> None:
    """It may be years off."""
    kiosk.write(*OVER)
    kiosk.clock.set(AT + timedelta(days=400), proven=False)
    live(kiosk, 2)
    assert CODE.encode() in bytes_of(kiosk)


def test_thousands_of_presses_leave_no_more_than_their_days(kiosk: KioskRig) -> None:
    """Forty days of a hundred presses: the file stops growing."""
    sizes = []
    for day in range(60):
        facts: list[KioskFact] = []
        for press in range(100):
            request, at = UUID(int=1000 * day + press + 3), kiosk.clock.now.utc
            facts += [
                Pressed(at=at, request_id=request, service="passport"),
                GivenUp(at=at, request_id=request, told=True),
            ]
        kiosk.write(*facts)
        live(kiosk, 1)
        sizes.append(len(bytes_of(kiosk)))
    assert max(sizes[40:]) <= sizes[35] * 1.1
