# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Issuing, voiding and the reports of printing."""

from datetime import timedelta
from typing import Any

import pytest

from centre.facts import RequestGivenUp, TicketIssued, TicketPrinted, TicketVoided
from dispatcher.rules.commands import Call, CallNext, Finish, IssueTicket, NoShow, Postpone, ReportPrint, Serve, Void


def test_numbers_begin_at_001_for_each_letter(hall: Any) -> None:
    """А001 and А002 come one after the other whatever is issued under another letter between them."""
    assert [hall.issue(service) for service in ("property", "passport", "property")] == ["А001", "Б001", "А002"]


def test_a_number_after_999_gets_a_fourth_digit(hall: Any) -> None:
    """Nothing begins anew within a day."""
    hall.issue("property")
    last = TicketIssued(at=hall.now, ticket="А999", service="property", kiosk="hall", request="hall/999", ahead=0)
    hall.replay(last)
    assert hall.issue("property") == "А1000"


def test_a_ticket_says_how_many_may_be_called_before_it(hall: Any) -> None:
    """Whoever waits for another service of its windows counts; who waits for none of them, or is called, does not."""
    hall.open(2)
    hall.issue("property")
    hall.issue("property")
    hall.issue("passport")
    hall.issue("land")
    hall.do(CallNext(2))
    assert hall.do(IssueTicket("property", "hall", "hall/x")) == (
        TicketIssued(at=hall.now, ticket="А003", service="property", kiosk="hall", request="hall/x", ahead=2),
    )


def test_a_ticket_is_issued_before_any_window_is_open(hall: Any) -> None:
    """Citizens come before the clerks do."""
    assert hall.state(hall.issue("land")) == "waiting"


def test_an_unknown_service_is_refused(hall: Any) -> None:
    """The text names the service asked for and those there are."""
    assert hall.refused(IssueTicket("proprty", "hall", "hall/x")) == (
        "unknown_service",
        "There is no service 'proprty'. centre.toml has: property, passport, land.",
    )


def test_a_request_said_twice_makes_one_ticket(hall: Any) -> None:
    """The second makes no fact."""
    hall.issue("property", "x")
    assert hall.do(IssueTicket("property", "hall", "hall/x")) == ()


def test_giving_up_voids_a_waiting_ticket(hall: Any) -> None:
    """It leaves the line, and a second giving up makes no fact."""
    hall.issue("property", "x")
    assert hall.do(Void("hall/x")) == (TicketVoided(at=hall.now, ticket="А001", reason="given_up"),)
    assert hall.queue.waiting_for("property") == ()
    assert hall.do(Void("hall/x")) == ()


def test_giving_up_voids_a_called_ticket_and_frees_its_window(hall: Any) -> None:
    """The window calls the next without finishing a ghost."""
    hall.open(2)
    hall.issue("property", "x")
    hall.do(CallNext(2))
    hall.do(Void("hall/x"))
    assert hall.state("А001") == "voided"
    assert hall.queue.at_window(2) is None


@pytest.mark.parametrize(
    ("commands", "where"),
    [
        ((Serve(2),), "serving at window 2"),
        ((Finish(2),), "done"),
        ((NoShow(2),), "no_show"),
        ((Postpone(2, 5),), "postponed"),
    ],
    ids=["serving", "done", "no_show", "postponed"],
)
def test_a_ticket_seen_at_a_window_cannot_be_given_up(hall: Any, commands: tuple[Any, ...], where: str) -> None:
    """Somebody held it, so the kiosk must have printed it."""
    hall.open(2)
    hall.issue("property", "x")
    for command in (CallNext(2), *commands):
        hall.do(command)
    assert hall.refused(Void("hall/x")) == (
        "wrong_state",
        f"Ticket А001 is {where}. Only a waiting or called ticket can be voided.",
    )


def test_a_request_given_up_before_it_arrives_makes_no_ticket(hall: Any) -> None:
    """The giving up is remembered once, and the late request refused."""
    hall.open(1)
    assert hall.do(Void("hall/x")) == (RequestGivenUp(at=hall.now, given_up="hall/x"),)
    assert hall.do(Void("hall/x")) == ()
    assert hall.refused(IssueTicket("property", "hall", "hall/x")) == (
        "given_up",
        "Request hall/x was given up by its kiosk. It makes no ticket any more.",
    )


def test_a_request_given_up_after_it_arrived_makes_no_second_ticket(hall: Any) -> None:
    """A redelivery of it is refused like one that comes late."""
    hall.issue("property", "x")
    hall.do(Void("hall/x"))
    assert hall.refused(IssueTicket("property", "hall", "hall/x"))[0] == "given_up"


@pytest.mark.parametrize("outcome", ["printed", "unknown"])
def test_a_ticket_that_may_be_on_paper_keeps_its_place(hall: Any, outcome: Any) -> None:
    """A place may be called in vain, never lost; the same report again makes no fact."""
    hall.issue("property")
    report = ReportPrint("А001", hall.day, outcome)
    assert hall.do(report) == (TicketPrinted(at=hall.now, ticket="А001", outcome=outcome),)
    assert hall.state("А001") == "waiting"
    assert hall.do(report) == ()


@pytest.mark.parametrize("called", [False, True])
def test_a_ticket_that_was_not_printed_is_void(hall: Any, called: bool) -> None:  # noqa: FBT001 - a parameter
    """Nobody holds it, waiting or called; the same report again makes no fact."""
    hall.open(2)
    hall.issue("property")
    if called:
        hall.do(CallNext(2))
    report = ReportPrint("А001", hall.day, "failed")
    assert hall.do(report) == (
        TicketPrinted(at=hall.now, ticket="А001", outcome="failed"),
        TicketVoided(at=hall.now, ticket="А001", reason="not_printed"),
    )
    assert hall.do(report) == ()


def test_a_ticket_that_is_served_outlives_a_failed_print(hall: Any) -> None:
    """The report is kept, the citizen at the window stays."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    hall.do(Serve(2))
    hall.do(ReportPrint("А001", hall.day, "failed"))
    assert hall.state("А001") == "serving"


def test_a_printer_that_finds_its_voice_late_is_believed(hall: Any) -> None:
    """After *unknown* may come *failed*, and then the ticket is void."""
    hall.issue("property")
    hall.do(ReportPrint("А001", hall.day, "unknown"))
    hall.do(ReportPrint("А001", hall.day, "failed"))
    assert hall.state("А001") == "voided"


def test_a_report_about_a_ticket_never_issued_is_refused(hall: Any) -> None:
    """The text names the number and the day."""
    hall.open(1)
    assert hall.refused(ReportPrint("А007", hall.day, "printed")) == (
        "unknown_ticket",
        "Ticket А007 was not issued on 2026-11-23.",
    )


def test_a_report_of_another_day_is_accepted_and_changes_nothing(hall: Any) -> None:
    """Yesterday's А001 is not today's, whatever became of its paper."""
    hall.issue("property")
    assert hall.do(ReportPrint("А001", hall.day - timedelta(days=1), "failed")) == ()
    assert hall.state("А001") == "waiting"


def test_a_voided_ticket_is_not_called(hall: Any) -> None:
    """Not even by its number."""
    hall.open(2)
    hall.issue("property", "x")
    hall.do(Void("hall/x"))
    assert hall.refused(Call(2, "А001")) == (
        "wrong_state",
        "Ticket А001 is voided. Only a waiting, postponed or no_show ticket can be called by its number.",
    )
