# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The dispatcher of a Pi without a clock battery: tickets at once, no number twice, and it says what it doubts."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from centre.config_rules import Hours, Order
from centre.facts import CallResumed, TicketNoShow
from centre.facts_alarms import ClockDoubted, ClockTrusted, DayMoved
from centre.facts_day import DayStarted
from centre.link import LinkDown, LinkUp
from centre.messages import AskClock, ClockSaid, DeviceState, Refusal, TicketReply, TrustClock
from dispatcher.clock import NOT_TRUSTED
from tests.dispatcher.rig import DispatcherRig, say, ticket_request
from tests.fakes import HandClock, received

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MORNING = datetime(2026, 11, 23, 6, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AT_ONCE = Order(minimum_age_s=0)
Starter = Callable[..., DispatcherRig]


@pytest.fixture
def rig(real: Starter) -> DispatcherRig:
    """Run a dispatcher in the morning; two tickets are given, the first is called."""
    rig = real(HandClock(MORNING), order=AT_ONCE)
    assert [rig.press().ticket, rig.press().ticket] == ["А001", "А002"]
    rig.key("open")
    rig.key("call_next")
    return rig


def boot(rig: DispatcherRig, utc: datetime, *, proven: bool = False) -> None:
    """Cut the power; start again with a clock that shows this."""
    rig.clock.set(utc, proven=proven)
    rig.restart()


def state(rig: DispatcherRig) -> DeviceState:
    """Return what the dispatcher says of itself."""
    said: DeviceState = rig.link.states[-1]
    return said


def kinds(rig: DispatcherRig) -> list[type[Any]]:
    """Return the types of all facts about the clock and the day."""
    return [
        type(fact) for fact in rig.written() if isinstance(fact, DayStarted | DayMoved | ClockDoubted | ClockTrusted)
    ]


@pytest.mark.parametrize("wall", [EPOCH, MORNING - HOUR, MORNING - DAY, MORNING + 400 * DAY])
def test_boot_without_network_gives_the_next_ticket_at_once(rig: DispatcherRig, wall: datetime) -> None:
    """In 1970, an hour or a day behind the journal, or in another century: the day goes on, and so do its numbers."""
    boot(rig, wall)
    reply = rig.press()
    assert (reply.ticket, reply.day, reply.issued_at) == ("А003", TODAY, MORNING)
    rig.clock.pass_s(3600)
    assert rig.press().issued_at == MORNING + HOUR
    assert kinds(rig) == [DayStarted, ClockDoubted]


def test_a_new_centre_in_1970_gives_its_first_ticket_at_once(real: Starter) -> None:
    """Nothing waits for network or time; and when the time comes, nobody loses a place."""
    clock = HandClock(MORNING)
    clock.set(EPOCH, proven=False)
    rig = real(clock)
    assert rig.press().ticket == "А001"
    rig.clock.set(MORNING)
    assert (rig.press().ticket, rig.board.day) == ("А002", TODAY)
    assert kinds(rig) == [DayStarted, ClockDoubted, DayMoved, ClockTrusted]


def test_the_network_comes_on_the_same_day(rig: DispatcherRig) -> None:
    """Whoever was called before the cut has all the time again, though hours are gone by the clock."""
    boot(rig, EPOCH)
    rig.clock.set(MORNING + 3 * HOUR)
    rig.handle()
    assert kinds(rig) == [DayStarted, ClockDoubted, ClockTrusted]
    assert isinstance(rig.written()[-1], CallResumed)
    assert not any(isinstance(fact, TicketNoShow) for fact in rig.written())
    assert rig.press().ticket == "А003"


def test_boot_yesterday_evening_then_the_network(rig: DispatcherRig) -> None:
    """The tickets given before NTP came are of today; who waited yesterday is over; a restart finds the same."""
    rig.clock.pass_s(8 * 3600)
    boot(rig, MORNING + 9 * HOUR)
    assert rig.press().ticket == "А003"
    rig.clock.set(MORNING + DAY)
    rig.handle()
    assert kinds(rig) == [DayStarted, ClockDoubted, DayMoved, ClockTrusted]
    assert (rig.board.day, rig.board.services[0].waiting, len(rig.board.calls)) == (TOMORROW, 1, 1)
    before = rig.service._queue
    rig.restart()
    assert rig.service._queue == before
    assert rig.press().ticket == "А004"


def test_a_first_answer_outlives_the_moved_day(rig: DispatcherRig) -> None:
    """The kiosk asks again, over NTP: it gets the ticket it has."""
    boot(rig, MORNING + HOUR)
    request_id = uuid4()
    first = rig.press(request_id=request_id)
    rig.clock.set(MORNING + DAY)
    again = rig.press(request_id=request_id)
    assert isinstance(first, TicketReply)
    assert again == first


@pytest.mark.parametrize(("jump", "day"), [(-HOUR, TODAY), (-DAY, date(2026, 11, 22)), (400 * DAY, date(2027, 12, 28))])
def test_a_proven_jump_is_believed(rig: DispatcherRig, jump: timedelta, day: date) -> None:
    """Back, numbers go on; forward over a midnight, they begin anew."""
    rig.clock.set(MORNING + jump)
    reply = rig.press()
    assert (reply.ticket, reply.day) == ("А001" if jump > HOUR else "А003", day)
    assert ClockDoubted not in kinds(rig)


@pytest.mark.parametrize("jump", [-HOUR, -DAY, HOUR, DAY, 400 * DAY])
def test_an_unproven_jump_ends_no_day(rig: DispatcherRig, jump: timedelta) -> None:
    """Nobody becomes a no-show by it either."""
    rig.clock.set(MORNING + jump, proven=False)
    reply = rig.press()
    assert (reply.ticket, reply.day) == ("А003", TODAY)
    assert not any(isinstance(fact, TicketNoShow) for fact in rig.written())


def test_far_future_then_back(rig: DispatcherRig) -> None:
    """The next midnight of the true clock is one, and the journal's line of 2099 holds nothing up."""
    rig.clock.set(datetime(2099, 1, 1, 9, tzinfo=UTC))
    assert rig.press().ticket == "А001"
    rig.clock.set(MORNING + HOUR)
    assert (rig.press().ticket, rig.board.day) == ("А003", TODAY), "А001 and А002 were given before"
    rig.restart()
    assert rig.press().ticket == "А004"
    rig.clock.set(MORNING + DAY)
    assert (rig.press().ticket, rig.board.day) == ("А001", TOMORROW)


def test_a_doubted_midnight_passes_unseen(rig: DispatcherRig) -> None:
    """The second night too."""
    boot(rig, MORNING)
    rig.clock.pass_s(2 * 24 * 3600)
    assert rig.press().ticket == "А003"
    assert kinds(rig) == [DayStarted, ClockDoubted]


@pytest.mark.parametrize(
    "night", [datetime(2026, 3, 28, 21, 30, tzinfo=UTC), datetime(2026, 10, 24, 20, 30, tzinfo=UTC)]
)
def test_the_day_moves_by_the_centres_midnight_on_both_nights_of_the_year(real: Starter, night: datetime) -> None:
    """An hour after half past eleven in Kyiv it is tomorrow, whether its day has 23 hours or 25."""
    rig = real(HandClock(night))
    rig.press()
    assert rig.board.day == (night + timedelta(hours=2)).date()
    boot(rig, EPOCH)
    rig.press()
    rig.clock.set(night + HOUR)
    rig.handle()
    assert rig.board.day == (night + timedelta(hours=26)).date()


def test_hours_are_obeyed_by_a_trusted_clock_only(real: Starter) -> None:
    """At eight in the evening a doubted clock may be wrong; when it is trusted, the doors are shut."""
    evening = MORNING + 12 * HOUR
    clock = HandClock(evening)
    clock.set(evening, proven=False)
    rig = real(clock, hours=Hours(monday=("08:00-17:00",)))
    assert rig.press().ticket == "А001"
    rig.clock.set(evening)
    refusal = rig.press()
    assert isinstance(refusal, Refusal)
    assert refusal.closed == "over"


def test_the_state_says_what_is_doubted_and_what_to_do(rig: DispatcherRig) -> None:
    """On each new connection, and when it changes."""
    assert (state(rig).state, state(rig).problems) == ("ready", ())
    boot(rig, EPOCH)
    assert [(said.state, said.problems) for said in rig.link.states] == [("degraded", (NOT_TRUSTED,))]
    assert NOT_TRUSTED.code == "clock_not_trusted"
    rig.handle(LinkDown("gone"))
    rig.handle(LinkUp())
    assert len(rig.link.states) == 2
    rig.clock.set(MORNING + HOUR)
    rig.handle()
    assert (len(rig.link.states), state(rig).state) == (3, "ready")


def test_the_head_vouches_for_the_clock(rig: DispatcherRig) -> None:
    """Then it ends the day as a proven one does; a jump or a start takes the word back."""
    boot(rig, MORNING + DAY)
    asked = AskClock(request_id=uuid4())
    assert say(rig, asked).clock == ClockSaid(says=MORNING + DAY, trusted=False, goes_by=MORNING + DAY)
    vouched = say(rig, TrustClock(request_id=uuid4()))
    assert vouched.clock == ClockSaid(says=MORNING + DAY, trusted=True, goes_by=MORNING + DAY)
    assert rig.service.deadline_s() == rig.clock.now.steady_s
    rig.handle()
    assert (state(rig).state, rig.board.day) == ("ready", TOMORROW)
    rig.clock.pass_s(24 * 3600)
    rig.handle()
    assert rig.board.day == TOMORROW + DAY
    rig.restart()
    assert state(rig).state == "degraded"


def test_nobody_can_vouch_for_1970(rig: DispatcherRig) -> None:
    """The clock must be set first."""
    boot(rig, EPOCH + HOUR)
    refusal = say(rig, TrustClock(request_id=uuid4()))
    assert isinstance(refusal, Refusal)
    assert refusal.text == (
        "The clock says 1970-01-01 04:00, which is before this program was made. Set it first, as root:"
        " timedatectl set-ntp false && timedatectl set-timezone Europe/Kyiv && timedatectl set-time"
        " 'YYYY-MM-DD HH:MM:SS'"
    )
    rig.handle()
    assert state(rig).state == "degraded"


def test_a_word_for_the_clock_that_the_disk_refused_does_not_count(rig: DispatcherRig) -> None:
    """It waited with a press, and both were refused."""
    boot(rig, MORNING + DAY)
    rig.clock.pass_s(3600)
    rig.journal.full = True
    rig.handle(received("office", "main", TrustClock(request_id=uuid4())), ticket_request())
    rig.journal.full = False
    rig.handle()
    assert state(rig).state == "degraded"


def test_a_proven_lie_of_a_year_gives_no_number_of_the_true_date_again(rig: DispatcherRig) -> None:
    """Its day had begun anew; what the true date had given is written down with it, so also a restart knows it."""
    assert [rig.press().ticket, rig.press().ticket] == ["А003", "А004"]
    rig.clock.set(MORNING + 365 * DAY)
    assert rig.press().ticket == "А001"
    rig.restart()
    rig.clock.set(MORNING + HOUR)
    assert (rig.press().ticket, rig.board.day) == ("А005", TODAY)


def test_a_date_that_a_lie_comes_to_twice_goes_on_behind_its_numbers(rig: DispatcherRig) -> None:
    """Also when a midnight of the true clock, or another lie, has come in between."""
    lie = MORNING + 365 * DAY
    rig.clock.set(lie)
    assert rig.press().ticket == "А001"
    rig.clock.set(MORNING + HOUR)
    assert rig.press().ticket == "А003"
    rig.clock.set(MORNING + DAY)
    assert rig.press().ticket == "А001"
    rig.restart()
    rig.clock.set(lie)
    assert rig.press().ticket == "А004", "А003 was the last of the day that had both dates"
