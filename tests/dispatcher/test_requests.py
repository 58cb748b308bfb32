# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""From a message to a command and from what came of it to the answer: who asks is known from the topic alone."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.facts import QueueFact
from centre.messages import (
    CheckIn,
    Confirmation,
    DeskReply,
    DeskRequest,
    GiveUp,
    PrintResult,
    TicketReply,
    TicketRequest,
    Wait,
)
from dispatcher.requests import answer_of, command_of, key_of
from dispatcher.rules import commands
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import Refused
from dispatcher.rules.decide import decide
from dispatcher.rules.queue import Queue
from tests.dispatcher.rig import at_once

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ID = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
OTHER = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
WINDOWS = {"desk-1": 1, "desk-2": 2}


@pytest.fixture
def queue(small_centre: CentreFile) -> Queue:
    """Return a queue in which the press OTHER of the kiosk in the hall became А001."""
    return done(Queue.start(at_once(small_centre)), commands.IssueTicket("passport", "hall", f"hall/{OTHER}"))[1]


def done(queue: Queue, command: commands.Command) -> tuple[tuple[QueueFact, ...], Queue]:
    """Decide a command; return its facts and the queue after them."""
    facts = decide(queue, command, NOW)
    for fact in facts:
        queue = apply(queue, fact)
    return facts, queue


def desk(action: Any, **more: Any) -> DeskRequest:
    """Return a clerk's wish."""
    return DeskRequest(request_id=ID, action=action, **more)


def refusal(message: Any, unit: str, queue: Queue) -> tuple[str, str]:
    """Return reason and text of the refusal."""
    with pytest.raises(Refused) as refused:
        command_of(message, unit, WINDOWS, queue)
    return refused.value.reason, refused.value.text


def test_the_key_of_a_request_names_role_unit_and_id() -> None:
    """Two units that choose the same id are two askers."""
    assert key_of("kiosk", "hall", GiveUp(request_id=ID, given_up=OTHER)) == f"kiosk/hall/{ID}"


def test_a_press_becomes_an_issue_for_the_kiosk_of_the_topic(queue: Queue) -> None:
    """The kiosk is the one of the topic, and so is the key by which it may give the press up."""
    message = TicketRequest(request_id=ID, service="civil", priority=True)
    assert command_of(message, "yard", WINDOWS, queue) == commands.IssueTicket("civil", "yard", f"yard/{ID}", True)  # noqa: FBT003


def test_a_code_becomes_a_check_in_for_the_kiosk_of_the_topic(queue: Queue) -> None:
    """Given up by its key like a press."""
    message = CheckIn(request_id=ID, code="1234")
    assert command_of(message, "yard", WINDOWS, queue) == commands.CheckIn("1234", "yard", f"yard/{ID}")


def test_a_kiosk_can_give_up_only_its_own_press(queue: Queue) -> None:
    """The press that is given up is looked for under the asking kiosk's own name."""
    assert command_of(GiveUp(request_id=ID, given_up=OTHER), "yard", WINDOWS, queue) == commands.Void(f"yard/{OTHER}")


@pytest.mark.parametrize(
    ("message", "command"),
    [
        (desk("open"), commands.Open(2)),
        (desk("pause"), commands.Pause(2)),
        (desk("close"), commands.Close(2)),
        (desk("call_next"), commands.CallNext(2)),
        (desk("recall"), commands.Recall(2)),
        (desk("serve"), commands.Serve(2)),
        (desk("finish"), commands.Finish(2)),
        (desk("no_show"), commands.NoShow(2)),
        (desk("call", ticket="М004"), commands.Call(2, "М004")),
        (desk("return_ticket", ticket="М004"), commands.ReturnTicket(2, "М004")),
        (desk("postpone", minutes=30, reason="payment"), commands.Postpone(2, 30, "payment")),
        (desk("postpone"), commands.Postpone(2, 15, "other")),
        (desk("outage", resource="registry"), commands.Outage("registry", lost=True)),
        (desk("outage_over", resource="registry"), commands.Outage("registry", lost=False)),
        (desk("transfer", service="civil"), commands.Transfer(2, "civil", None)),
        (desk("transfer", to_window=1), commands.Transfer(2, None, 1)),
    ],
)
def test_each_wish_of_a_clerk_is_a_command_for_the_own_window(
    message: DeskRequest, command: commands.Command, queue: Queue
) -> None:
    """The window is that of the desk in centre.toml; a payload cannot name another."""
    assert command_of(message, "desk-2", WINDOWS, queue) == command


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (desk("call"), "call: field 'ticket' is missing"),
        (desk("return_ticket"), "return_ticket: field 'ticket' is missing"),
        (desk("outage"), "outage: field 'resource' is missing"),
        (desk("outage_over"), "outage_over: field 'resource' is missing"),
        (desk("transfer"), "transfer: 'service' or 'to_window' must say where to"),
    ],
)
def test_a_wish_without_what_it_needs_is_refused(message: DeskRequest, text: str, queue: Queue) -> None:
    """The refusal names the missing field."""
    assert refusal(message, "desk-1", queue) == ("bad_message", text)


@pytest.mark.parametrize(
    "message",
    [
        desk("recall", ticket="А001"),
        desk("no_show", ticket="А001"),
        desk("call_next", ticket="А001"),
        desk("postpone", ticket="А001", minutes=30),
        desk("transfer", ticket="А001", service="civil"),
    ],
)
def test_a_wish_that_names_its_ticket_is_for_that_ticket_only(message: DeskRequest, queue: Queue) -> None:
    """Obeyed while the ticket is at the window; refused when none or another is, as after a call that came between."""
    wish = message.action
    assert refusal(message, "desk-1", queue) == (
        "wrong_state",
        f"{wish} is meant for ticket А001, but window 1 has no ticket now. Nothing was done; look at the window again.",
    )
    called = done(done(queue, commands.Open(1))[1], commands.CallNext(1))[1]
    assert command_of(message, "desk-1", WINDOWS, called) == command_of(
        replace(message, ticket=None), "desk-1", WINDOWS, called
    )
    other = done(done(called, commands.IssueTicket("civil", "hall", "hall/2"))[1], commands.CallNext(1))[1]
    assert refusal(message, "desk-1", other) == (
        "wrong_state",
        f"{wish} is meant for ticket А001, but window 1 has Ш001 now. Nothing was done; look at the window again.",
    )


def test_a_desk_that_is_not_in_the_file_is_refused(queue: Queue) -> None:
    """A desk without a window can do nothing."""
    assert refusal(desk("open"), "desk-9", queue) == (
        "unknown_window",
        "desk 'desk-9' stands at no window of centre.toml",
    )


def report(**more: Any) -> PrintResult:
    """Return the report that А001 was printed."""
    return PrintResult(
        request_id=ID, **{"printed_request": OTHER, "ticket": "А001", "day": TODAY, "outcome": "printed", **more}
    )


def test_a_kiosk_reports_the_ticket_it_asked_for(queue: Queue) -> None:
    """Press, ticket and kiosk fit together."""
    assert command_of(report(), "hall", WINDOWS, queue) == commands.ReportPrint("А001", TODAY, "printed")


@pytest.mark.parametrize(
    ("unit", "said"),
    [("yard", report()), ("hall", report(ticket="А002")), ("hall", report(printed_request=ID))],
)
def test_a_kiosk_cannot_speak_of_another_ticket(unit: str, said: PrintResult, queue: Queue) -> None:
    """A report of *failed* voids the ticket, so it is taken only from the kiosk that asked for it."""
    assert refusal(said, unit, queue) == ("unknown_ticket", f"kiosk '{unit}' did not ask for ticket {said.ticket}")


def test_a_report_of_yesterday_passes(queue: Queue) -> None:
    """The rules accept it and make nothing of it; refusing it for ever would help nobody."""
    yesterday = date(2026, 11, 22)
    assert command_of(report(day=yesterday), "hall", WINDOWS, queue) == commands.ReportPrint(
        "А001", yesterday, "printed"
    )


def test_the_ticket_says_place_and_windows(queue: Queue) -> None:
    """The citizen learns the number, how many are ahead (А001, first at window 1), and where it may be called."""
    message = TicketRequest(request_id=ID, service="benefits")
    facts, after = done(queue, command_of(message, "hall", WINDOWS, queue))
    assert answer_of(message, "hall", WINDOWS, facts, after) == TicketReply(
        request_id=ID, ticket="П001", day=TODAY, service="benefits", issued_at=NOW, ahead=1, windows=(1, 2)
    )


def test_the_ticket_says_how_long_it_may_take(queue: Queue) -> None:
    """With an open window the range is said, and the moment it was made."""
    opened = done(queue, commands.Open(1))[1]
    message = TicketRequest(request_id=ID, service="passport")
    facts, after = done(opened, command_of(message, "hall", WINDOWS, opened))
    reply = answer_of(message, "hall", WINDOWS, facts, after)
    assert isinstance(reply, TicketReply)
    assert reply.wait == Wait(from_min=0, to_min=30, at=NOW)


def test_who_comes_at_a_booked_time_is_told_the_time_and_no_range(queue: Queue) -> None:
    """The appointment is the promise; a range beside it would be a second one."""
    opened = done(done(queue, commands.Open(1))[1], commands.Book("1234", "passport", NOW))[1]
    message = CheckIn(request_id=ID, code="1234")
    facts, after = done(opened, command_of(message, "hall", WINDOWS, opened))
    reply = answer_of(message, "hall", WINDOWS, facts, after)
    assert isinstance(reply, TicketReply)
    assert (reply.ticket, reply.due, reply.wait) == ("А002", NOW, None)


def test_the_clerk_is_told_who_is_at_the_window(queue: Queue) -> None:
    """The answer is the window after the wish: its ticket, and how many wait for it."""
    opened = done(queue, commands.Open(1))[1]
    message = desk("call_next")
    facts, after = done(opened, command_of(message, "desk-1", WINDOWS, opened))
    assert answer_of(message, "desk-1", WINDOWS, facts, after) == DeskReply(
        request_id=ID, window=1, ticket="А001", waiting=0
    )
    assert answer_of(desk("open"), "desk-2", WINDOWS, (), after) == DeskReply(
        request_id=ID, window=2, ticket=None, waiting=0
    )


def test_a_report_is_confirmed(queue: Queue) -> None:
    """The kiosk may close its account."""
    assert answer_of(report(), "hall", WINDOWS, (), queue) == Confirmation(request_id=ID)


def test_a_press_whose_answer_was_lost_is_refused(queue: Queue) -> None:
    """Its ticket stands in the journal, damage took the answer: the asker is told so, and nothing is made up."""
    message = TicketRequest(request_id=OTHER, service="passport")
    with pytest.raises(Refused) as refused:
        answer_of(message, "hall", WINDOWS, (), queue)
    assert (refused.value.reason, refused.value.text) == (
        "given_up",
        f"request {OTHER} has a ticket, its answer was lost with the journal",
    )
