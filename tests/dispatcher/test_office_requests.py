# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the office asks and is told."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from centre import messages
from centre.config import CentreFile
from centre.facts import QueueFact, TicketCalled, TicketKept
from centre.facts_day import AppointmentBooked, DayStarted, ResourceLost
from dispatcher import office_requests
from dispatcher.office_requests import LONGEST_WHY, PAGE, obey
from dispatcher.rules import commands, commands_alarms
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import Refused
from dispatcher.rules.decide import decide
from dispatcher.rules.queue import Queue

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ID = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def after(queue: Queue, *facts: QueueFact) -> Queue:
    """Return the queue after some facts."""
    for fact in facts:
        queue = apply(queue, fact)
    return queue


@pytest.fixture
def queue(small_centre: CentreFile) -> Queue:
    """Return a day on which nothing has happened yet."""
    return after(Queue.start(small_centre), *decide(Queue.start(small_centre), commands_alarms.Tick(), NOW))


def pressed(queue: Queue, count: int) -> Queue:
    """Return the queue after so many presses for a passport."""
    for number in range(count):
        queue = after(queue, *decide(queue, commands.IssueTicket("passport", "hall", f"hall/{number}"), NOW))
    return queue


def booking(code: str, service: str = "passport", due: datetime = NOW) -> messages.Appointment:
    """Return a line of a list."""
    return messages.Appointment(due=due, code=code, service=service)


def book(*appointments: messages.Appointment) -> messages.BookAppointments:
    """Return the request that hands them in."""
    return messages.BookAppointments(request_id=ID, appointments=appointments)


def test_of_a_list_each_line_is_taken_or_refused_by_itself(queue: Queue) -> None:
    """The good ones are booked, of each other one the answer says why it is not, with its code."""
    yesterday = NOW - timedelta(days=1)
    done = obey(book(booking("111"), booking("222", "dragons"), booking("333", due=yesterday)), queue, NOW)
    assert done.facts == (AppointmentBooked(at=NOW, day=NOW.date(), code="111", service="passport", due=NOW),)
    assert done.answer == messages.OfficeReply(
        request_id=ID,
        booked=1,
        not_booked=(
            "Code 222: There is no service 'dragons'. centre.toml has: passport, property, benefits, civil.",
            "Code 333: 2026-11-22 is over. Load the list of today or of a later day.",
        ),
    )


def test_a_list_that_is_handed_in_again_books_nobody_new(queue: Queue) -> None:
    """What is known already is neither new nor refused."""
    request = book(booking("111"), booking("222"))
    first = obey(request, queue, NOW)
    again = obey(request, after(queue, *first.facts), NOW)
    assert (first.answer.booked, again.answer.booked) == (2, 0)
    assert (again.facts, again.answer.not_booked) == ((), ())


def test_of_two_lines_with_one_code_the_first_counts(queue: Queue) -> None:
    """The second is told of the first, though both were in one request; said twice alike it is one booking."""
    done = obey(book(booking("111"), booking("111", "civil"), booking("111")), queue, NOW)
    assert (done.answer.booked, done.answer.not_booked) == (
        1,
        ("Code 111 stands twice in the list: the first line counts.",),
    )


@pytest.mark.parametrize("service", ["dragons", "д" * 250, "\x00" * 60])
def test_a_whole_list_of_nonsense_gets_an_answer_that_the_broker_takes(queue: Queue, service: str) -> None:
    """250 reasons are cut short; an answer that is too long would reach nobody."""
    lines = tuple(booking(f"{code:04}", service) for code in range(250))
    answer = obey(book(*lines), queue, NOW).answer
    assert len(answer.not_booked) == 250
    assert max(map(len, answer.not_booked)) <= LONGEST_WHY + 1
    assert len(messages.encode(answer)) <= messages.LARGEST_PAYLOAD


def test_a_time_beyond_the_calendar_costs_its_own_line_only(queue: Queue) -> None:
    """The year 9999 ends sooner in Kyiv than it does in UTC."""
    beyond = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    answer = obey(book(booking("111", due=beyond), booking("222")), queue, NOW).answer
    assert (answer.booked, answer.not_booked) == (
        1,
        ("Code 111: 9999-12-31 23:59:00+00:00 is no day of Europe/Kyiv.",),
    )


def test_an_outage_is_reported_and_taken_back(queue: Queue) -> None:
    """What is so already is answered all the same."""
    lost = messages.ReportOutage(request_id=ID, resource="registry", lost=True)
    facts, answer = obey(lost, queue, NOW)
    assert (facts, answer) == ((ResourceLost(at=NOW, resource="registry"),), messages.OfficeReply(request_id=ID))
    assert obey(lost, after(queue, *facts), NOW) == ((), answer)


def test_who_is_left_is_told_with_state_and_decision(queue: Queue) -> None:
    """Nothing is changed by asking."""
    queue = after(pressed(queue, 2), TicketKept(at=NOW, ticket="А002"))
    facts, answer = obey(messages.ListLeftover(request_id=ID), queue, NOW)
    assert facts == ()
    assert answer.leftover == tuple(
        messages.Leftover(ticket=ticket, service="passport", state="waiting", issued_at=NOW, kept=kept)
        for ticket, kept in (("А001", False), ("А002", True))
    )


def test_a_long_list_comes_page_after_page(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the ticket that was seen last, until no more follow; no ticket twice and none left out."""
    monkeypatch.setattr(office_requests, "PAGE", 2)
    queue = pressed(queue, 5)
    seen: list[str] = []
    more, last = True, None
    while more:
        answer = obey(messages.ListLeftover(request_id=ID, after=last), queue, NOW).answer
        seen += [ticket.ticket for ticket in answer.leftover]
        more, last = answer.more, seen[-1]
    assert seen == ["А001", "А002", "А003", "А004", "А005"]


def test_a_page_is_one_that_the_broker_takes() -> None:
    """With numbers and names as long as they may be."""
    one = messages.Leftover(ticket="ЩЮ99999", service="x" * 31, state="postponed", issued_at=NOW, kept=False)
    answer = messages.OfficeReply(request_id=ID, leftover=(one,) * PAGE, more=True)
    assert len(messages.encode(answer)) <= messages.LARGEST_PAYLOAD


def test_what_is_kept_is_counted(queue: Queue) -> None:
    """All who are left, or those who are named."""
    queue = pressed(queue, 3)
    facts, answer = obey(messages.CarryOver(request_id=ID, tickets=("А002",)), queue, NOW)
    assert (facts, answer) == ((TicketKept(at=NOW, ticket="А002"),), messages.OfficeReply(request_id=ID, kept=1))
    rest = obey(messages.CarryOver(request_id=ID), after(queue, *facts), NOW)
    assert rest.answer.kept == 2


def test_who_cannot_be_kept_is_refused(queue: Queue) -> None:
    """With the rules' own reason."""
    with pytest.raises(Refused) as refused:
        obey(messages.CarryOver(request_id=ID, tickets=("А009",)), queue, NOW)
    assert refused.value.text == "Ticket А009 was not issued on 2026-11-23."


@pytest.mark.parametrize(
    "request_of",
    [
        lambda: book(booking("111", due=NOW + timedelta(days=1))),
        lambda: messages.ReportOutage(request_id=ID, resource="power", lost=True),
        lambda: messages.ListLeftover(request_id=ID),
        lambda: messages.CarryOver(request_id=ID),
    ],
)
def test_a_request_after_midnight_is_decided_on_the_new_day(queue: Queue, request_of: Any) -> None:
    """Also when it is the first of the day: yesterday's tickets are not listed."""
    facts, answer = obey(request_of(), pressed(queue, 1), NOW + timedelta(days=1))
    assert isinstance(facts[0], DayStarted)
    assert (answer.leftover, answer.kept) == ((), 0)


def test_the_office_calls_a_ticket_by_its_number(queue: Queue) -> None:
    """To an open window, out of turn; a number that nobody holds is refused, and changes nothing."""
    queue = after(pressed(queue, 2), *decide(queue, commands.Open(1), NOW))
    done = obey(messages.CallTicket(request_id=ID, window=1, ticket="А002"), queue, NOW)
    assert done.facts == (TicketCalled(at=NOW, ticket="А002", window=1, turn="by_hand"),)
    with pytest.raises(Refused, match=r"Ticket А404 was not issued on 2026-11-23\."):
        obey(messages.CallTicket(request_id=ID, window=1, ticket="А404"), queue, NOW)
