# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk with a menu in service: presses become requests on the wire, lamps lead, refusals come out on paper."""

import re
from datetime import timedelta
from typing import Any

import pytest

from centre.link import LinkDown
from centre.messages import CheckIn, ClosedReason, Refusal, RefusalReason, TicketRequest
from kiosk.absence import FORGET_S
from kiosk.facts import GivenUp, Pressed
from kiosk.memory import PRINT_WITHIN_S
from kiosk.notice import Notice
from kiosk.papers import TAKE_S
from kiosk.presses import NOTICE_PAUSE_S
from tests.fakes import OUT_OF_PAPER
from tests.kiosk.rig import KioskRig

CODE = ("digit-0", "digit-5", "digit-5", "digit-1")
DIGITS = {f"digit-{digit}" for digit in range(10)}
REST = {"documents", "civil", "priority", *DIGITS}


def lamps(kiosk: KioskRig, light: str) -> set[str]:
    """Return the buttons whose lamps do so."""
    return {name for name, shown in kiosk.panel.lights.items() if shown == light}


def refuse(kiosk: KioskRig, request: Any, reason: RefusalReason, closed: ClosedReason | None = None) -> Refusal:
    """Let the dispatcher refuse."""
    refusal = Refusal(reason=reason, text="Why.", request_id=request.request_id, closed=closed)
    kiosk.hear(refusal)
    return refusal


def test_two_presses_ask_for_one_ticket(menu_kiosk: KioskRig) -> None:
    """Sphere, then purpose: the journal and the wire have the service that both mean."""
    (request,) = menu_kiosk.press_all("documents", "submit")
    assert request == TicketRequest(request_id=request.request_id, service="passport")
    (pressed,) = menu_kiosk.written()
    assert pressed == Pressed(at=menu_kiosk.clock.now.utc, request_id=request.request_id, service="passport")


def test_priority_is_one_bit_of_one_request(menu_kiosk: KioskRig) -> None:
    """Switched on, it goes with the next ticket and no further, on the wire as in the journal."""
    first, second = menu_kiosk.press_all("priority", "civil", "civil")
    assert (first.priority, second.priority) == (True, False)
    assert [fact.priority for fact in menu_kiosk.written() if isinstance(fact, Pressed)] == [True, False]


def test_a_code_is_checked_in_and_printed(menu_kiosk: KioskRig) -> None:
    """Four digits make a request; its answer is a ticket like any other, told like any other."""
    (request,) = menu_kiosk.press_all(*CODE)
    assert request == CheckIn(request_id=request.request_id, code="0551")
    assert menu_kiosk.printer.warm_ups == 1
    reply = menu_kiosk.give(request, "А007")
    assert menu_kiosk.printer.jobs == [reply]
    menu_kiosk.handle(menu_kiosk.printer.ended(reply))
    assert [type(fact).__name__ for fact in menu_kiosk.written()] == [
        "Pressed",
        "Answered",
        "PrintStarted",
        "PrintEnded",
    ]
    assert menu_kiosk.written()[0] == Pressed(
        at=menu_kiosk.written()[0].at, request_id=request.request_id, service="", code="0551"
    )


def test_an_unanswered_code_is_said_again_and_given_up(menu_kiosk: KioskRig) -> None:
    """As a press: each second under the same id, and after ten seconds no more."""
    (request,) = menu_kiosk.press_all(*CODE)
    menu_kiosk.wait(1)
    assert menu_kiosk.link.take(CheckIn) == [request]
    menu_kiosk.wait(9)
    assert menu_kiosk.link.take(CheckIn) == []
    assert isinstance(menu_kiosk.written()[-1], GivenUp)


def test_whoever_keyed_in_a_code_that_a_centre_that_hangs_leaves_unanswered_is_told(menu_kiosk: KioskRig) -> None:
    """Its connections stand, so nothing is lost but the answer; the slip sends to the administrator, once."""
    menu_kiosk.press_all(*CODE)
    menu_kiosk.wait(10)
    assert [notice.refusal for notice in menu_kiosk.printer.notices] == [None]
    menu_kiosk.wait(10)
    assert len(menu_kiosk.printer.notices) == 1


def test_lamps_lead_and_come_back(menu_kiosk: KioskRig) -> None:
    """At rest all that can begin is lit; a sphere leads to its purposes; after 20 s all is as before."""
    assert (lamps(menu_kiosk, "on"), lamps(menu_kiosk, "slow")) == (REST, set())
    menu_kiosk.press_all("documents")
    assert (lamps(menu_kiosk, "on"), lamps(menu_kiosk, "slow")) == ({"documents"}, {"consult", "submit", "collect"})
    menu_kiosk.handle(menu_kiosk.printer.says())
    menu_kiosk.wait(1)
    assert menu_kiosk.service.deadline_s() == menu_kiosk.clock.now.steady_s + FORGET_S - 1
    menu_kiosk.wait(FORGET_S - 1)
    assert (lamps(menu_kiosk, "on"), lamps(menu_kiosk, "slow")) == (REST, set())


def test_the_lamps_that_were_pressed_blink_until_the_paper_is_out(menu_kiosk: KioskRig) -> None:
    """Sphere and purpose for a ticket, the digits for a code, and nothing else."""
    (request,) = menu_kiosk.press_all("documents", "submit")
    assert (lamps(menu_kiosk, "fast"), lamps(menu_kiosk, "slow")) == ({"documents", "submit"}, set())
    menu_kiosk.handle(menu_kiosk.printer.ended(menu_kiosk.give(request)))
    (request,) = menu_kiosk.press_all(*CODE)
    assert lamps(menu_kiosk, "fast") == DIGITS
    menu_kiosk.handle(menu_kiosk.printer.ended(menu_kiosk.give(request)))
    assert (lamps(menu_kiosk, "fast"), lamps(menu_kiosk, "take")) == (set(), DIGITS)
    menu_kiosk.wait(TAKE_S)
    assert lamps(menu_kiosk, "on") == REST


def test_a_kiosk_out_of_service_forgets_and_takes_nothing(menu_kiosk: KioskRig) -> None:
    """Without paper all lamps are out, and neither digits nor priority begin anything."""
    menu_kiosk.handle(menu_kiosk.printer.says(OUT_OF_PAPER))
    assert lamps(menu_kiosk, "off") == REST | {"consult", "submit", "collect"}
    assert menu_kiosk.press_all("priority", *CODE, "documents") == []
    menu_kiosk.handle(menu_kiosk.printer.says())
    assert lamps(menu_kiosk, "on") == REST


def test_the_board_closes_and_opens_again(menu_kiosk: KioskRig) -> None:
    """A closed service is dark; so are a sphere and priority when all of it is; the next board lights them again."""
    menu_kiosk.board(1, civil="registry", advice="power", passport="power", ready="power")
    assert lamps(menu_kiosk, "on") == REST - {"civil", "documents", "priority"}
    menu_kiosk.board(2, ready="power")
    assert lamps(menu_kiosk, "on") == REST
    menu_kiosk.board(1, civil="registry")
    assert lamps(menu_kiosk, "on") == REST


def test_the_last_open_service_of_a_sphere_is_still_chosen_by_its_purpose(menu_kiosk: KioskRig) -> None:
    """Who came to collect must not be handed a ticket to submit because nothing else is open."""
    menu_kiosk.board(1, advice="power", ready="power")
    assert menu_kiosk.press_all("documents") == []
    (request,) = menu_kiosk.press_all("submit")
    assert request.service == "passport"


def test_a_press_on_a_closed_service_explains_itself_on_paper(menu_kiosk: KioskRig) -> None:
    """Nothing is asked or written; the slip has the board's reason, and when the reception begins."""
    opens_at = menu_kiosk.clock.now.utc + timedelta(hours=1)
    menu_kiosk.board(1, opens_at, civil="not_yet")
    assert menu_kiosk.press_all("civil") == []
    assert menu_kiosk.written() == []
    refusal = Refusal(reason="service_closed", text="", closed="not_yet")
    assert menu_kiosk.printer.notices == [Notice(refusal, menu_kiosk.clock.now.utc, opens_at)]


def test_a_closed_button_explains_itself_every_ten_seconds_at_most(menu_kiosk: KioskRig) -> None:
    """Each button for itself: a child on one does not silence the others."""
    menu_kiosk.board(1, civil="registry", advice="power", passport="power", ready="power")
    menu_kiosk.press_all("civil", "civil", "documents", "civil")
    assert [notice.refusal and notice.refusal.closed for notice in menu_kiosk.printer.notices] == ["registry", "power"]
    menu_kiosk.wait(NOTICE_PAUSE_S - 5)
    menu_kiosk.press_all("civil")
    assert len(menu_kiosk.printer.notices) == 2
    menu_kiosk.press_all("civil")
    assert len(menu_kiosk.printer.notices) == 3


@pytest.mark.parametrize(
    ("presses", "reason", "closed"),
    [
        (("civil",), "service_closed", "full"),
        (("civil",), "unknown_service", None),
        (CODE, "unknown_code", None),
        (CODE, "used_code", None),
        (CODE, "service_closed", "over"),
    ],
)
def test_a_refusal_comes_out_on_paper(
    menu_kiosk: KioskRig, presses: tuple[str, ...], reason: RefusalReason, closed: ClosedReason | None
) -> None:
    """A service that closed meanwhile, a wrong code: a slip is printed, the account closed, and the lamps invite."""
    (request,) = menu_kiosk.press_all(*presses)
    refusal = refuse(menu_kiosk, request, reason, closed)
    assert menu_kiosk.printer.notices == [Notice(refusal, menu_kiosk.clock.now.utc)]
    assert menu_kiosk.written()[-1] == GivenUp(at=menu_kiosk.clock.now.utc, request_id=request.request_id, told=True)
    assert (menu_kiosk.printer.jobs, lamps(menu_kiosk, "on")) == ([], REST)


def test_a_code_is_in_no_log(menu_kiosk: KioskRig, caplog: pytest.LogCaptureFixture) -> None:
    """It is the citizen's; the dispatcher's sentence tells the technician enough."""
    (request,) = menu_kiosk.press_all(*CODE)
    refuse(menu_kiosk, request, "unknown_code")
    assert caplog.messages == ["no ticket for a code: Why."]


def test_a_refused_report_is_no_citizens_matter(menu_kiosk: KioskRig) -> None:
    """Nobody stands there any more: no paper."""
    (request,) = menu_kiosk.press_all("civil")
    menu_kiosk.handle(menu_kiosk.printer.ended(menu_kiosk.give(request)))
    (report,) = menu_kiosk.link.take()[-1:]
    refuse(menu_kiosk, report, "unknown_ticket")
    assert menu_kiosk.printer.notices == []


def test_a_refusal_that_nobody_waits_for_is_not_printed(menu_kiosk: KioskRig) -> None:
    """Said twice, printed once; and a request that was given up has nobody before the kiosk."""
    (request,) = menu_kiosk.press_all("civil")
    refuse(menu_kiosk, request, "service_closed", "full")
    refuse(menu_kiosk, request, "service_closed", "full")
    (late,) = menu_kiosk.press_all("civil")
    menu_kiosk.wait(10)
    refuse(menu_kiosk, late, "service_closed", "full")
    assert len(menu_kiosk.printer.notices) == 1


def test_a_full_disk_of_the_dispatcher_prints_nothing(menu_kiosk: KioskRig) -> None:
    """The question stays open."""
    (request,) = menu_kiosk.press_all("civil")
    refuse(menu_kiosk, request, "journal_failed")
    assert menu_kiosk.printer.notices == []


def test_a_notice_for_an_ailing_printer_is_dropped(menu_kiosk: KioskRig) -> None:
    """Paper that is loaded later does not bring it out: its citizen has gone."""
    (request,) = menu_kiosk.press_all("civil")
    menu_kiosk.handle(menu_kiosk.printer.says(OUT_OF_PAPER))
    refuse(menu_kiosk, request, "service_closed", "full")
    menu_kiosk.wait(PRINT_WITHIN_S / 2)
    menu_kiosk.handle(menu_kiosk.printer.says())
    assert menu_kiosk.printer.notices == []


def test_no_log_has_a_digit_of_a_code(menu_kiosk: KioskRig, caplog: pytest.LogCaptureFixture) -> None:
    """A press on a closed kiosk is noted, a service's with its name, a digit's without: a code is its citizen's."""
    caplog.set_level("DEBUG")
    menu_kiosk.press_all(*CODE)
    menu_kiosk.handle(menu_kiosk.printer.says(OUT_OF_PAPER))
    menu_kiosk.press_all("digit-5", "civil")
    assert [record.message for record in caplog.records if "press" in record.message] == [
        "press on a digit while closed",
        "press on 'civil' while closed",
    ]
    assert not [record.message for record in caplog.records if re.search("digit-|055", record.message)]


def test_a_board_is_true_until_the_next_one(menu_kiosk: KioskRig) -> None:
    """A short break of the link opens nothing that is closed."""
    menu_kiosk.board(7, civil="full")
    menu_kiosk.handle(LinkDown("broken"))
    assert menu_kiosk.lamp("civil") == "off"
    menu_kiosk.board(3)
    assert menu_kiosk.lamp("civil") == "on"
