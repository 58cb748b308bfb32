# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The rules on the dispatcher's own loop: it wakes for them, says why a service is closed, and remembers them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from centre.config import CentreFile
from centre.config_rules import Hours
from centre.facts import ServingStarted, TicketNoShow, TicketReturned
from centre.facts_day import WindowPaused
from centre.messages import (
    CheckIn,
    Refusal,
    ReportOutage,
)
from dispatcher.disk import WRITE_AGAIN_S
from dispatcher.showing import LATER_S
from tests.dispatcher.rig import DispatcherRig, booked, desk_request, say, ticket_request
from tests.fakes import HandClock, received

SAME = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def sleep(rig: DispatcherRig) -> list[Any]:
    """Let time pass until the loop wakes by itself; return the facts it writes then."""
    deadline_s, before = rig.service.deadline_s(), rig.journal.last
    assert deadline_s is not None
    rig.clock.pass_s(deadline_s - rig.clock.now.steady_s)
    rig.handle()
    return rig.written()[before:]


def wake_until(rig: DispatcherRig, kind: type[Any]) -> Any:
    """Sleep and wake until the clock has made a fact of this kind; it is soon, or never."""
    for _ in range(6):
        for fact in sleep(rig):
            if isinstance(fact, kind):
                return fact
    raise AssertionError(f"the loop did not wake for {kind.__name__}")


def test_the_loop_wakes_when_a_call_is_missed_and_when_it_is_offered_again(real: Any) -> None:
    """Two minutes after the call at a desk with the key serve, five minutes later again; nobody presses."""
    rig = real()
    rig.press()
    rig.clock.pass_s(60)
    rig.key("open")
    rig.key("call_next")
    called = rig.clock.now.utc
    assert wake_until(rig, TicketNoShow).at == called + timedelta(minutes=2)
    assert wake_until(rig, TicketReturned).at == called + timedelta(minutes=7)
    assert rig.board.calls == ()


def test_the_loop_wakes_when_a_citizen_is_taken_to_have_come(real: Any) -> None:
    """After 45 seconds at a desk without the key; the window is shown as serving."""
    rig = real()
    rig.press("property")
    rig.clock.pass_s(60)
    rig.key("open", "desk-2")
    rig.key("call_next", "desk-2")
    called = rig.clock.now.utc
    started = wake_until(rig, ServingStarted)
    assert (started.at, started.assumed) == (called + timedelta(seconds=45), True)
    assert [call.serving for call in rig.board.calls] == [True]


def test_the_loop_wakes_when_a_postponed_ticket_returns(real: Any) -> None:
    """The key without a time puts off by a quarter of an hour."""
    rig = real()
    rig.press()
    rig.clock.pass_s(60)
    for action in ("open", "call_next", "postpone"):
        rig.key(action)
    put_off = rig.clock.now.utc
    assert wake_until(rig, TicketReturned).at == put_off + timedelta(minutes=15)


def test_the_loop_wakes_for_lunch_and_for_the_reception(real: Any, small_centre: CentreFile) -> None:
    """From a quarter to eight tickets are given, at noon window 1 pauses, an hour before closing it is over."""
    first, second = small_centre.windows
    windows = (msgspec.structs.replace(first, lunch="12:00-13:00"), second)
    hours = Hours(monday=("08:00-17:00",), limit_by_capacity=False)
    rig = real(HandClock(datetime(2026, 11, 23, 4, 0, tzinfo=UTC)), windows=windows, hours=hours)
    assert {line.closed for line in rig.board.services} == {"not_yet"}
    assert rig.board.opens_at == datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    sleep(rig)
    assert {line.closed for line in rig.board.services} == {None}
    rig.key("open")
    assert wake_until(rig, WindowPaused).at == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    sleep(rig)
    assert rig.clock.now.utc == datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    assert {line.closed for line in rig.board.services} == {"over"}


def test_the_loop_wakes_when_a_fresh_ticket_may_be_called(real: Any) -> None:
    """The clerk's lamp is told that somebody can be called, 15 seconds after the press."""
    rig = real()
    rig.key("open")
    rig.press()
    pressed = rig.clock.now.utc
    while rig.clock.now.utc < pressed + timedelta(seconds=15):
        sleep(rig)
    sleep(rig)
    assert rig.clock.now.utc < pressed + timedelta(seconds=16)
    windows = [said.message for said in rig.link.said if said.topic.endswith("window/1")]
    assert [(state.waiting, state.ready) for state in windows[-2:]] == [(1, 0), (1, 1)]


def test_a_closed_service_is_refused_on_the_wire_with_what_the_citizen_is_told(real: Any) -> None:
    """The kiosk shows ``closed``; board and windows have it at once, and reopening puts the service back."""
    rig = real()
    say(rig, ReportOutage(request_id=uuid4(), resource="registry", lost=True))
    refusal = rig.press("passport")
    assert refusal == Refusal(
        reason="service_closed",
        text="Service 'passport' gives no tickets: it needs registry, which has failed.",
        request_id=refusal.request_id,
        closed="registry",
    )
    assert {line.service: line.closed for line in rig.board.services} == {
        "passport": "registry", "property": "registry", "benefits": None, "civil": "registry",
    }  # fmt: skip
    rig.key("outage_over", "desk-2", resource="registry")
    assert {line.closed for line in rig.board.services} == {None}
    assert rig.press("passport").ticket == "А001"


def test_a_service_closed_in_the_same_batch_refuses_the_press_behind_it(real: Any) -> None:
    """Each request sees what the ones before it did, and the one before the outage keeps its ticket."""
    rig = real()
    outage = desk_request("outage", resource="registry")
    before, _, behind = rig.ask(ticket_request(), outage, ticket_request())
    assert (before.ticket, behind.closed) == ("А001", "registry")


def test_one_code_keyed_in_at_two_kiosks_at_once_makes_one_ticket(real: Any) -> None:
    """Both wait in one batch: the second is told whose it is."""
    rig = real()
    booked(rig, "1234", rig.clock.now.utc)
    both = (received("kiosk", kiosk, CheckIn(request_id=uuid4(), code="1234")) for kiosk in ("kiosk-hall", "other"))
    first, second = rig.ask(*both)
    assert (first.ticket, second.reason) == ("А001", "used_code")
    assert second.text == "This code was used already: its ticket is А001."


def test_two_windows_that_press_at_once_call_two_citizens(small_centre: CentreFile, dispatcher: DispatcherRig) -> None:
    """One batch, one line, two windows: never one citizen twice; the third press finds nobody."""
    dispatcher.ask(
        *(ticket_request("benefits") for _ in range(2)), desk_request("open"), desk_request("open", "desk-2")
    )
    one, two = dispatcher.ask(desk_request("call_next"), desk_request("call_next", "desk-2"))
    assert {one.ticket, two.ticket} == {"П001", "П002"}
    assert len(small_centre.windows) == 2


def test_a_full_disk_makes_nobody_a_no_show(real: Any) -> None:
    """What the clock would do is not true before it is written; it is tried again."""
    rig = real()
    rig.press()
    rig.clock.pass_s(60)
    rig.key("open")
    rig.key("call_next")
    rig.journal.full = True
    rig.clock.pass_s(180)
    rig.handle()
    assert [call.ticket for call in rig.board.calls] == ["А001"]
    rig.journal.full = False
    rig.clock.pass_s(5)
    rig.handle()
    assert rig.board.calls == ()


def test_what_the_clock_made_due_is_tried_again_while_the_disk_refuses(real: Any) -> None:
    """Nobody else would ask for it: within a second the loop wakes by itself, and the fact is written."""
    rig = real()
    rig.key("open")
    rig.press()
    rig.clock.pass_s(20)
    rig.key("call_next")
    rig.journal.full = True
    rig.clock.pass_s(200)
    rig.handle()
    rig.clock.pass_s(LATER_S)
    rig.handle()
    assert rig.service.deadline_s() <= rig.clock.now.steady_s + WRITE_AGAIN_S
    rig.journal.full = False
    rig.clock.pass_s(WRITE_AGAIN_S)
    rig.handle()
    assert [type(fact) for fact in rig.written()][-1] is TicketNoShow
