# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tickets between the answer and the paper: kept while there is none, printed when there is, given up after long."""

import logging
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from centre.messages import Problem, Refusal, TicketReply
from kiosk.memory import PRINT_WITHIN_S
from kiosk.notice import Notice
from kiosk.printing import BEGUN_AT_MOST, CHECK_PRINTER_S, Ended, Printing
from tests.fakes import OUT_OF_PAPER, FakePrinter, HandClock

HELD = "Printer 192.168.10.50:9100 is out of paper. Load a roll. 2 tickets wait."


def reply(number: int) -> TicketReply:
    """Return the answer that gives ticket ``number``."""
    return TicketReply(
        request_id=UUID(int=number),
        ticket=f"А{number:03}",
        day=date(2026, 11, 23),
        service="passport",
        issued_at=datetime(2026, 11, 23, 10, tzinfo=UTC),
        ahead=0,
        windows=(1,),
    )


ONE, TWO = reply(1), reply(2)


class Bench:
    """A Printing at a printer of ours."""

    def __init__(self) -> None:
        self.clock, self.printer = HandClock(), FakePrinter()
        self.printing = Printing(self.printer, self.clock.now)

    def order(self, *replies: TicketReply) -> None:
        """Print tickets."""
        for one in replies:
            self.printing.print(one, self.clock.now, self.permit)

    def permit(self) -> None:
        """Stand for the journal's word."""

    def report(self, report: object) -> Ended | None:
        """Let the printer report."""
        return self.printing.take(report, self.clock.now)

    def wait(self, seconds: float) -> list[Ended]:
        """Let time pass, and do what is due."""
        return self.printing.due(self.clock.pass_s(seconds))

    def left_s(self) -> float | None:
        """Return the seconds until something is due."""
        deadline_s = self.printing.deadline_s()
        return None if deadline_s is None else deadline_s - self.clock.now.steady_s


@pytest.fixture
def bench() -> Bench:
    """Return a bench whose printer has said that it is well."""
    bench = Bench()
    bench.wait(0)
    bench.report(bench.printer.says())
    return bench


def test_the_printer_is_asked_at_once_when_the_kiosk_starts() -> None:
    """A kiosk that starts without paper must not take a press."""
    bench = Bench()
    assert bench.left_s() == 0
    bench.wait(0)
    assert bench.printer.checks == 1


def test_a_well_printer_is_left_alone(bench: Bench) -> None:
    """No polling: nothing is due, and time alone asks nothing."""
    assert bench.left_s() is None
    bench.wait(3600)
    assert bench.printer.checks == 1


def test_a_press_warms_the_printer_up(bench: Bench) -> None:
    """The line is opened while the dispatcher decides."""
    bench.printing.press()
    assert bench.printer.warm_ups == 1


def test_a_printed_ticket_is_ended_once(bench: Bench) -> None:
    """A second report of the same job ends nothing."""
    bench.order(ONE)
    assert bench.printer.jobs == [ONE]
    assert bench.report(bench.printer.ended(ONE)) == Ended(ONE, "printed")
    assert bench.report(bench.printer.ended(ONE)) is None


def test_an_unknown_end_is_passed_on(bench: Bench) -> None:
    """A printer that died over a ticket: the outcome is unknown, and the fault closes the kiosk."""
    bench.order(ONE)
    assert bench.report(bench.printer.ended(ONE, "unknown", OUT_OF_PAPER)) == Ended(ONE, "unknown")
    assert bench.printing.fault is OUT_OF_PAPER


def test_a_ticket_that_was_broken_off_is_printed_again_as_a_copy(bench: Bench) -> None:
    """When the printer is well again, before those that wait behind it; only then has it ended."""
    bench.order(ONE, TWO)
    assert bench.report(bench.printer.interrupted(ONE)) is None
    assert bench.report(bench.printer.refused(TWO)) is None
    assert str(bench.printing.problems()[0].text).endswith("2 tickets wait.")
    bench.wait(CHECK_PRINTER_S)
    bench.report(bench.printer.says())
    assert (bench.printer.copies, bench.printer.jobs) == ([ONE], [ONE, TWO, TWO])
    assert bench.report(bench.printer.ended(ONE)) == Ended(ONE, "printed", copy=True)


def test_a_copy_that_meets_an_empty_printer_stays_a_copy(bench: Bench) -> None:
    """Not a byte of the copy was sent, but of the ticket before it."""
    bench.order(ONE)
    bench.report(bench.printer.interrupted(ONE))
    bench.report(bench.printer.says())
    bench.report(bench.printer.refused(ONE))
    bench.report(bench.printer.says())
    assert (bench.printer.copies, bench.printer.jobs) == ([ONE, ONE], [ONE])


def test_copies_do_not_eat_the_roll(bench: Bench) -> None:
    """A printer that breaks off each time gets a ticket and three copies; then its end is unknown."""
    bench.order(ONE)
    for _ in range(BEGUN_AT_MOST - 1):
        assert bench.report(bench.printer.interrupted(ONE)) is None
        bench.report(bench.printer.says())
    assert bench.report(bench.printer.interrupted(ONE)) == Ended(ONE, "unknown", copy=True)
    bench.report(bench.printer.says())
    assert (len(bench.printer.copies), len(bench.printer.jobs)) == (BEGUN_AT_MOST - 1, 1)


def test_a_copy_that_waits_too_long_is_unknown_not_failed(bench: Bench) -> None:
    """The first may have come out, and its citizen may hold it: the place is kept."""
    bench.order(ONE)
    bench.report(bench.printer.interrupted(ONE))
    assert bench.wait(PRINT_WITHIN_S) == [Ended(ONE, "unknown")]


def test_a_copy_after_a_power_cut_is_ordered_as_one(bench: Bench) -> None:
    """And counts as begun: it never fails."""
    bench.printing.print(ONE, bench.clock.now, bench.permit, copy=True)
    assert (bench.printer.copies, bench.printer.jobs) == ([ONE], [])
    bench.report(bench.printer.refused(ONE))
    assert bench.wait(PRINT_WITHIN_S) == [Ended(ONE, "unknown")]


def test_tickets_wait_for_paper_and_are_then_printed(bench: Bench) -> None:
    """Both are ordered again in their order, under the same permit, when the check says that all is well."""
    bench.order(ONE, TWO)
    assert bench.report(bench.printer.refused(ONE)) is None
    assert bench.report(bench.printer.refused(TWO)) is None
    bench.wait(CHECK_PRINTER_S)
    bench.report(bench.printer.says(OUT_OF_PAPER))
    assert bench.printer.jobs == [ONE, TWO]
    bench.wait(CHECK_PRINTER_S)
    bench.report(bench.printer.says())
    assert bench.printer.jobs == [ONE, TWO, ONE, TWO]
    assert bench.printer.permits[TWO.request_id] == bench.permit


def test_a_ticket_that_came_out_brings_the_waiting_ones_after_it(bench: Bench) -> None:
    """The printer proves by printing that it is well: what it had sent back is ordered again at once."""
    bench.order(ONE, TWO)
    bench.report(bench.printer.refused(ONE))
    assert bench.report(bench.printer.ended(TWO)) == Ended(TWO, "printed")
    assert bench.printer.jobs == [ONE, TWO, ONE]


def test_what_the_printer_holds_is_not_ordered_again(bench: Bench) -> None:
    """In a burst only what was sent back is repeated."""
    bench.order(ONE, TWO)
    bench.report(bench.printer.ended(ONE))
    bench.report(bench.printer.says())
    assert bench.printer.jobs == [ONE, TWO]


def test_an_ailing_printer_is_asked_every_two_seconds(bench: Bench) -> None:
    """From the fault on, until it is well."""
    bench.report(bench.printer.says(OUT_OF_PAPER))
    assert bench.left_s() == CHECK_PRINTER_S
    bench.wait(CHECK_PRINTER_S - 0.5)
    assert bench.printer.checks == 1
    bench.wait(0.5)
    assert bench.printer.checks == 2
    assert bench.left_s() == CHECK_PRINTER_S


def test_a_ticket_that_waits_ten_minutes_has_failed(bench: Bench) -> None:
    """Its citizen has gone; paper that is loaded later does not bring it back."""
    bench.order(ONE)
    bench.report(bench.printer.refused(ONE))
    assert bench.wait(PRINT_WITHIN_S - 1) == []
    assert bench.left_s() == 1.0  # sooner than the next check
    assert bench.wait(1) == [Ended(ONE, "failed")]
    assert bench.wait(1) == []
    bench.report(bench.printer.says())
    assert bench.printer.jobs == [ONE]


def test_a_ticket_in_the_printers_hands_is_not_given_up(bench: Bench) -> None:
    """Whoever may still print it decides how it ends: a failed ticket must not come out afterwards."""
    bench.order(ONE)
    assert bench.wait(PRINT_WITHIN_S * 2) == []
    assert bench.report(bench.printer.ended(ONE)) == Ended(ONE, "printed")


def test_the_problem_says_how_many_wait(bench: Bench) -> None:
    """The technician reads the printer's own sentence, and what hangs on it."""
    assert bench.printing.problems() == ()
    bench.order(ONE, TWO)
    bench.report(bench.printer.refused(ONE))
    assert bench.printing.problems() == (Problem(code="PaperOut", text=HELD),)


def test_one_waiting_ticket_is_counted_as_one(bench: Bench) -> None:
    """A sentence without tickets names none, one with a single ticket says it in the singular."""
    bench.report(bench.printer.says(OUT_OF_PAPER))
    assert bench.printing.problems()[0].text == str(OUT_OF_PAPER)
    bench.order(ONE)
    bench.report(bench.printer.refused(ONE))
    assert bench.printing.problems()[0].text == f"{OUT_OF_PAPER} 1 ticket waits."


def test_a_fault_is_logged_once(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """A check every two seconds does not fill the log."""
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            bench.report(bench.printer.says(OUT_OF_PAPER))
    assert caplog.messages == [str(OUT_OF_PAPER)]


def test_a_notice_is_printed_by_a_well_printer_only(bench: Bench) -> None:
    """An ailing printer gets none, and nothing is kept for later."""
    notice = Notice(Refusal(reason="used_code", text=""), bench.clock.now.utc)
    bench.printing.notice(notice)
    bench.report(bench.printer.says(OUT_OF_PAPER))
    bench.printing.notice(notice)
    bench.report(bench.printer.says())
    assert (bench.printer.notices, bench.printing.problems()) == ([notice], ())


def test_it_lives_and_stops_with_its_printer(bench: Bench) -> None:
    """The worker's life is the printing's."""
    assert bench.printing.alive()
    bench.printer.lives = False
    assert not bench.printing.alive()
    bench.printing.stop()
    assert bench.printer.stopped
