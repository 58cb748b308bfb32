# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The power fails while a kiosk is alone, at each step: numbers go on, nothing is printed twice, all is told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from centre.link import LinkDown, LinkUp
from centre.messages import Confirmation, GiveUp, HandOver, PrintResult, TicketRequest
from kiosk.facts import OwnTicket
from tests.kiosk.rig import KioskRig

AWAY_S = 30.0


def alone(kiosk: KioskRig) -> OwnTicket:
    """Be alone and give the first number; return its ticket, which is at the printer."""
    kiosk.handle(LinkDown("broken"))
    kiosk.link.up = False
    kiosk.wait(10)
    kiosk.press()
    ticket = kiosk.printer.jobs[-1]
    assert isinstance(ticket, OwnTicket)
    return ticket


def cut(kiosk: KioskRig, away_s: float = AWAY_S, wall: datetime | None = None) -> None:
    """Cut the power and start after a while, without a centre; ``wall`` is what the clock shows then."""
    kiosk.cut()
    kiosk.clock.pass_s(away_s)
    if wall is not None:
        kiosk.clock.set(wall)
    kiosk.start(linked=False)
    kiosk.wait(10)


def next_number(kiosk: KioskRig) -> str:
    """Press once more; return the number that goes to the printer."""
    kiosk.wait(1)
    before = len(kiosk.printer.jobs)
    kiosk.press()
    (job,) = kiosk.printer.jobs[before:]
    return job.ticket


def come_back(kiosk: KioskRig) -> list[HandOver]:
    """Find the centre again, and confirm all that is handed over; return it."""
    kiosk.link.up = True
    kiosk.handle(LinkUp())
    kiosk.dispatcher_is("ready")
    told: list[HandOver] = []
    while asked := dict.fromkeys(kiosk.link.take(HandOver)):
        (one,) = asked
        told.append(one)
        kiosk.hear(Confirmation(request_id=one.request_id))
    return told


def test_cut_before_the_first_byte_it_is_printed_after_the_start(kiosk: KioskRig) -> None:
    """The journal has the number and no paper has it: it comes out once, and counts as it was."""
    ticket = alone(kiosk)
    cut(kiosk)
    assert kiosk.printer.jobs == [ticket]
    kiosk.handle(kiosk.printer.ended(ticket))
    assert next_number(kiosk) == "А802"
    kiosk.handle(kiosk.printer.ended(kiosk.printer.jobs[-1]))
    assert [(said.ticket, said.outcome) for said in come_back(kiosk)] == [("А801", "printed"), ("А802", "printed")]


def test_cut_in_print_a_copy_is_printed_after_the_start(kiosk: KioskRig) -> None:
    """Nobody can say whether the paper came out; what comes out now says that it is a copy."""
    ticket = alone(kiosk)
    kiosk.printer.begin(ticket)
    cut(kiosk)
    assert (kiosk.printer.jobs, kiosk.printer.copies) == ([], [ticket])
    assert next_number(kiosk) == "А802"
    kiosk.handle(kiosk.printer.ended(ticket))
    assert [(said.ticket, said.outcome) for said in come_back(kiosk)] == [("А801", "printed")]


def test_cut_in_print_long_ago_it_stays_unknown(kiosk: KioskRig) -> None:
    """After ten minutes nobody waits for paper; the ticket is kept."""
    kiosk.printer.begin(alone(kiosk))
    cut(kiosk, 600)
    assert (kiosk.printer.jobs, kiosk.printer.copies) == ([], [])
    assert [(said.ticket, said.outcome) for said in come_back(kiosk)] == [("А801", "unknown")]


def test_cut_after_the_paper_it_is_told_as_printed(kiosk: KioskRig) -> None:
    """With the age that both clocks give it."""
    ticket = alone(kiosk)
    kiosk.handle(kiosk.printer.ended(ticket))
    cut(kiosk)
    (told,) = come_back(kiosk)
    assert (told.outcome, told.age_s, told.issued_request) == ("printed", AWAY_S + 10, ticket.request_id)


def test_cut_before_the_confirmation_it_is_told_again(kiosk: KioskRig) -> None:
    """The dispatcher knows it by the press, whatever id the question has."""
    kiosk.handle(kiosk.printer.ended(alone(kiosk)))
    kiosk.link.up = True
    kiosk.handle(LinkUp())
    kiosk.dispatcher_is("ready")
    (first,) = set(kiosk.link.take(HandOver))
    cut(kiosk)
    (again,) = come_back(kiosk)
    assert (again.issued_request, again.ticket) == (first.issued_request, "А801")


def test_cut_after_the_confirmation_nothing_is_said(kiosk: KioskRig) -> None:
    """And the number is not given again that day."""
    kiosk.handle(kiosk.printer.ended(alone(kiosk)))
    assert len(come_back(kiosk)) == 1
    cut(kiosk)
    assert next_number(kiosk) == "А802"
    kiosk.handle(kiosk.printer.ended(kiosk.printer.jobs[-1]))
    cut(kiosk)
    assert [said.ticket for said in come_back(kiosk)] == ["А802"]
    assert kiosk.link.take(PrintResult) == []


def test_a_press_that_got_a_number_instead_is_not_asked_again(kiosk: KioskRig) -> None:
    """Both stand in one commit; a cut right behind it leaves one paper for one press."""
    request = kiosk.must_press()
    kiosk.handle(LinkDown("broken"))
    kiosk.link.up = False
    kiosk.wait(10)
    (ticket,) = kiosk.printer.jobs
    cut(kiosk, 1)
    assert kiosk.printer.jobs == [ticket]
    kiosk.link.up = True
    kiosk.handle(LinkUp())
    assert kiosk.link.take(TicketRequest) == []
    kiosk.handle(LinkUp())
    assert [said.given_up for said in kiosk.link.take(GiveUp)] == [request.request_id]


def test_a_press_before_the_cut_becomes_a_number_after_it(kiosk: KioskRig) -> None:
    """Its citizen waits since four seconds; when their patience ends and no centre is there, paper comes."""
    kiosk.must_press()
    kiosk.cut()
    kiosk.clock.pass_s(4)
    kiosk.start(linked=False)
    kiosk.wait(5)
    assert kiosk.printer.jobs == []
    kiosk.wait(1)
    assert [job.ticket for job in kiosk.printer.jobs] == ["А801"]


@pytest.mark.parametrize("wall", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2026, 11, 22, 23, tzinfo=UTC)])
def test_a_clock_lost_in_the_cut_repeats_no_number(kiosk: KioskRig, wall: datetime) -> None:
    """A Pi wakes up without its clock; the ages it tells are never negative, at least those of this run."""
    kiosk.board()
    kiosk.handle(kiosk.printer.ended(alone(kiosk)))
    cut(kiosk, wall=wall)
    assert next_number(kiosk) == "А802"
    kiosk.handle(kiosk.printer.ended(kiosk.printer.jobs[-1]))
    assert [(said.ticket, said.age_s) for said in come_back(kiosk)] == [("А801", 11.0), ("А802", 0.0)]


def test_a_time_that_nobody_believed_makes_no_age(kiosk: KioskRig) -> None:
    """Given in 1970, told in 2026: it is at least as old as this run, and not 56 years."""
    right = kiosk.clock.now.utc
    kiosk.board()
    kiosk.clock.set(right.replace(year=1970))
    kiosk.handle(kiosk.printer.ended(alone(kiosk)))
    cut(kiosk, wall=right + timedelta(minutes=5))
    assert [said.age_s for said in come_back(kiosk)] == [10.0]


def test_a_ticket_handed_over_by_a_doubted_clock_is_remembered_as_such(kiosk: KioskRig) -> None:
    """Given on Monday for sure, told when nobody knew the day: the card says so, in one commit with the telling."""
    kiosk.board(day=date(2026, 11, 23))
    kiosk.handle(kiosk.printer.ended(alone(kiosk)))
    cut(kiosk)
    assert kiosk.remembered()[-1].counts_until == date(2026, 11, 23)
    kiosk.clock.set(kiosk.clock.now.utc - timedelta(hours=2), proven=False)
    commits = kiosk.journal.commits
    assert len(come_back(kiosk)) == 1
    assert kiosk.journal.commits == commits + 1
    assert kiosk.remembered()[-1].counts_until is None


def test_what_the_centre_had_closed_and_the_day_survive_the_cut(kiosk: KioskRig) -> None:
    """The card remembers; no board says it."""
    kiosk.board(1, day=date(2026, 11, 23), civil="registry")
    alone(kiosk)
    cut(kiosk)
    assert (kiosk.lamp("civil"), kiosk.lamp("passport")) == ("off", "fast")
    assert kiosk.remembered()[-1].day == date(2026, 11, 23)


def test_ten_cuts_in_a_row_lose_and_repeat_nothing(kiosk: KioskRig) -> None:
    """Each start goes on where the one before stopped, and all is told in its order at last."""
    kiosk.printer.begin(alone(kiosk))
    numbers = ["А801"]
    for _ in range(10):
        cut(kiosk)
        numbers.append(next_number(kiosk))
        kiosk.printer.begin(kiosk.printer.jobs[-1])
    cut(kiosk)
    for copy in kiosk.printer.copies:
        kiosk.handle(kiosk.printer.ended(copy))
    assert numbers == [f"А{count}" for count in range(801, 812)]
    assert [said.ticket for said in come_back(kiosk)] == numbers
