# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A request said twice and a dispatcher started twice: the first answer stands, and the hall is as it was."""

import logging
from datetime import date, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from centre.facts import CallResumed, TicketCalled, TicketFinished, TicketIssued, TicketNoShow
from centre.facts_day import DayStarted, WindowOpened
from centre.journal import Line
from centre.messages import Confirmation, DeskReply, PrintResult, TicketReply, encode
from tests.dispatcher.rig import DispatcherRig, desk_request, ticket_request
from tests.fakes import received

SAME = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def test_a_request_said_again_gets_its_first_answer(dispatcher: DispatcherRig) -> None:
    """Redelivery makes no second ticket, and the answer is the same to the letter."""
    first = dispatcher.press(request_id=SAME)
    dispatcher.press()
    dispatcher.clock.pass_s(3)
    assert msgspec.json.encode(dispatcher.press(request_id=SAME)) == msgspec.json.encode(first)
    assert dispatcher.press().ticket == "А003"


def test_a_request_that_waits_twice_in_one_batch_makes_one_ticket(dispatcher: DispatcherRig) -> None:
    """Press and repetition in one commit."""
    first, second = dispatcher.ask(ticket_request(request_id=SAME), ticket_request(request_id=SAME))
    assert first == second
    assert [fact.ticket for fact in dispatcher.written() if isinstance(fact, TicketIssued)] == ["А001"]


def test_the_first_answer_survives_a_restart(dispatcher: DispatcherRig) -> None:
    """The answer is in the journal beside what it says."""
    first = dispatcher.press(request_id=SAME)
    dispatcher.key("open")
    called = dispatcher.key("call_next", request_id=SAME)
    dispatcher.restart()
    assert dispatcher.press(request_id=SAME) == first
    assert dispatcher.key("call_next", request_id=SAME) == called
    assert dispatcher.press().ticket == "А002"


def test_a_call_said_again_calls_nobody_else(dispatcher: DispatcherRig) -> None:
    """A desk whose answer was lost may ask again without losing the next citizen."""
    dispatcher.ask(ticket_request(), ticket_request(), desk_request("open"))
    assert dispatcher.key("call_next", request_id=SAME).ticket == "А001"
    assert dispatcher.key("call_next", request_id=SAME).ticket == "А001"
    assert [call.ticket for call in dispatcher.board.calls] == ["А001"]


def test_a_refusal_is_said_again_though_the_hall_has_changed(dispatcher: DispatcherRig) -> None:
    """The first answer stands, also when it was no."""
    refused = dispatcher.key("call_next", request_id=SAME)
    dispatcher.ask(ticket_request(), desk_request("open"))
    assert dispatcher.key("call_next", request_id=SAME) == refused
    assert refused.text == "Window 1 is closed. Open it first."


def test_a_ticket_that_was_taken_back_is_not_given_again(dispatcher: DispatcherRig) -> None:
    """A press that comes once more after it was given up would print a number that nobody calls."""
    dispatcher.press(request_id=SAME)
    dispatcher.give_up(SAME)
    text = f"Request kiosk-hall/{SAME} was given up by its kiosk. It makes no ticket any more."
    assert dispatcher.press(request_id=SAME).text == text
    dispatcher.restart()
    assert dispatcher.press(request_id=SAME).text == text


def test_one_id_from_two_units_is_two_requests(dispatcher: DispatcherRig) -> None:
    """An id is unique within a unit: another's answer is never given."""
    first = dispatcher.press(request_id=SAME, kiosk="kiosk-hall")
    second = dispatcher.press(request_id=SAME, kiosk="kiosk-yard")
    opened = dispatcher.key("open", request_id=SAME)
    assert (first.ticket, second.ticket, opened.window) == ("А001", "А002", 1)


def test_the_board_is_the_same_after_a_restart(dispatcher: DispatcherRig) -> None:
    """Replay gives the hall that was cut off: the same calls, lines, windows and numbers to come."""
    dispatcher.ask(*(ticket_request(s) for s in ("passport", "property", "civil", "passport")))
    dispatcher.ask(
        desk_request("open"), desk_request("call_next"), desk_request("recall"), desk_request("open", "desk-2")
    )
    before, last = dispatcher.board, dispatcher.journal.last
    dispatcher.restart()
    assert msgspec.structs.replace(dispatcher.board, at=before.at) == before
    assert dispatcher.journal.last == last
    assert dispatcher.press("property").ticket == "М002"


def test_a_print_report_repeated_after_a_restart_is_confirmed_once(dispatcher: DispatcherRig) -> None:
    """A kiosk that tells its outcome again under a new id is confirmed, and no fact is written twice."""
    ticket: TicketReply = dispatcher.press(request_id=SAME)
    report = PrintResult(
        request_id=uuid4(), printed_request=SAME, ticket=ticket.ticket, day=ticket.day, outcome="printed"
    )
    dispatcher.ask(received("kiosk", "kiosk-hall", report))
    last = dispatcher.journal.last
    dispatcher.restart()
    again = msgspec.structs.replace(report, request_id=uuid4())
    assert dispatcher.ask(received("kiosk", "kiosk-hall", again)) == [Confirmation(request_id=again.request_id)]
    assert dispatcher.journal.last == last


def test_a_restart_reads_only_the_newest_day(dispatcher: DispatcherRig) -> None:
    """Yesterday's answers are forgotten at midnight and stay so: an id of yesterday makes a ticket of today."""
    dispatcher.press(request_id=SAME)
    dispatcher.clock.pass_s(timedelta(days=1).total_seconds())
    dispatcher.handle()
    dispatcher.restart()
    assert dispatcher.press(request_id=SAME).day == date(2026, 11, 24)


def test_a_clock_that_was_lost_starts_no_day_and_repeats_no_number(dispatcher: DispatcherRig) -> None:
    """A Pi that wakes in 1970 goes on with the day of its journal."""
    dispatcher.press()
    dispatcher.clock.set(dispatcher.clock.now.utc.replace(year=1970), proven=False)
    dispatcher.restart()
    assert (dispatcher.press().ticket, dispatcher.board.day) == ("А002", date(2026, 11, 23))


def test_a_line_that_does_not_fit_is_passed_over(dispatcher: DispatcherRig, caplog: pytest.LogCaptureFixture) -> None:
    """After damage a line may miss what it stood on; it and its answer are dropped, the rest is kept."""
    at = dispatcher.clock.now.utc
    dispatcher.press()
    answer = encode(DeskReply(request_id=SAME, window=1, ticket=None, waiting=0))
    lost = TicketFinished(at=at, ticket="Ш007", window=1)
    dispatcher.journal.append([Line(lost, f"desk/desk-1/{SAME}", answer), Line(WindowOpened(at=at, window=1))])
    with caplog.at_level(logging.ERROR):
        dispatcher.restart()
    assert [record.getMessage() for record in caplog.records] == [
        f"journal line 3 does not fit and is passed over: {lost}"
    ]
    assert dispatcher.key("call_next", request_id=SAME).ticket == "А001"
    assert [type(fact) for fact in dispatcher.written()[-1:]] == [TicketCalled]


def test_an_answer_that_cannot_be_read_does_not_keep_the_hall_closed(
    dispatcher: DispatcherRig, caplog: pytest.LogCaptureFixture
) -> None:
    """The place is kept though its answer is not; asked for again, the request is refused and the queue unharmed."""
    at, key = dispatcher.clock.now.utc, f"kiosk/kiosk-hall/{SAME}"
    issued = TicketIssued(
        at=at, ticket="А001", service="passport", kiosk="kiosk-hall", request=f"kiosk-hall/{SAME}", ahead=0
    )
    dispatcher.journal.append([Line(issued, key, b'{"message":"ticket_reply"}')])
    dispatcher.restart()
    assert caplog.messages[0] == (
        "journal line 2: its answer cannot be given again: kiosk_reply: Object missing required field `request_id`; "
        """got b'{"message":"ticket_reply"}'"""
    )
    refused = dispatcher.press(request_id=SAME)
    assert refused.text == f"request {SAME} has a ticket, its answer was lost with the journal"
    assert dispatcher.press().ticket == "А002"


def test_a_journal_begins_with_a_day(dispatcher: DispatcherRig) -> None:
    """The first start writes the day before anything else."""
    assert dispatcher.written() == [DayStarted(at=dispatcher.clock.now.utc, day=date(2026, 11, 23))]


def test_a_call_whose_time_ran_out_in_a_power_cut_begins_anew(dispatcher: DispatcherRig) -> None:
    """Nobody could answer it: the citizen has the whole time again; written before it is said."""
    dispatcher.press("passport")
    dispatcher.key("open")
    dispatcher.clock.pass_s(20)
    dispatcher.key("call_next")
    dispatcher.cut()
    dispatcher.clock.pass_s(3600)
    dispatcher.start()
    assert dispatcher.written()[-1] == CallResumed(at=dispatcher.clock.now.utc, ticket="А001", window=1)
    (call,) = dispatcher.board.calls
    assert (call.ticket, call.times, call.called_at) == ("А001", 1, dispatcher.clock.now.utc)
    dispatcher.clock.pass_s(119)
    dispatcher.handle()
    assert not any(isinstance(fact, TicketNoShow) for fact in dispatcher.written())
    dispatcher.clock.pass_s(1)
    dispatcher.handle()
    assert isinstance(dispatcher.written()[-1], TicketNoShow)
