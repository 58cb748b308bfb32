# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk that cannot give a ticket takes no press; its lamps say so, and its state tells the technician."""

import pytest

from centre.link import LinkDown, LinkUp
from centre.messages import GiveUp, PrintResult, Problem, TicketRequest
from centre.panel import Edge
from kiosk.facts import PrintEnded
from kiosk.memory import PRINT_WITHIN_S
from kiosk.papers import TAKE_S
from kiosk.printer_reports import PrinterReport
from kiosk.printer_status import PrinterStatus
from tests.fakes import OUT_OF_PAPER
from tests.kiosk.rig import KioskRig

STUCK = (
    "Button 'passport' (GPIO17) has been closed for over 10 s. It is ignored until it opens; free the button or look "
    "for a short in its cable."
)

NO_NUMBERS = (
    "The centre is out of reach: look at network, broker and dispatcher. No tickets are given; alone_numbers in "
    "centre.toml is missing."
)


def problems(kiosk: KioskRig) -> tuple[Problem, ...]:
    """Return what the kiosk last said is wrong with it."""
    return kiosk.link.problems()


def test_lamps_invite_while_the_kiosk_can_give_tickets(kiosk: KioskRig) -> None:
    """Every button is lit."""
    assert kiosk.panel.lights == dict.fromkeys((button.name for button in kiosk.kiosk.buttons), "on")


def test_the_lamp_blinks_until_the_paper_is_out(kiosk: KioskRig) -> None:
    """From the press to the end of the printing, on this button only; then it says for a while: take it."""
    request = kiosk.must_press("civil")
    assert kiosk.lamp("civil") == "fast"
    reply = kiosk.give(request)
    assert (kiosk.lamp("civil"), kiosk.lamp("passport")) == ("fast", "on")
    kiosk.handle(kiosk.printer.ended(reply))
    assert (kiosk.lamp("civil"), kiosk.lamp("passport")) == ("take", "on")
    kiosk.wait(TAKE_S)
    assert kiosk.lamp("civil") == "on"


def test_without_paper_no_press_is_taken(kiosk: KioskRig) -> None:
    """The lamps are out, nothing is asked or written, and the technician reads the printer's sentence."""
    kiosk.handle(kiosk.printer.says(OUT_OF_PAPER))
    assert set(kiosk.panel.lights.values()) == {"off"}
    assert kiosk.press() is None
    assert kiosk.written() == []
    state = kiosk.link.states[-1]
    assert (state.state, state.problems) == ("degraded", (Problem(code="PaperOut", text=str(OUT_OF_PAPER)),))


def test_with_paper_again_presses_are_taken(kiosk: KioskRig) -> None:
    """The lamps are lit and the state is ready."""
    kiosk.handle(kiosk.printer.says(OUT_OF_PAPER))
    kiosk.handle(kiosk.printer.says())
    assert (kiosk.link.states[-1].state, kiosk.link.states[-1].problems) == ("ready", ())
    assert kiosk.press() is not None


def test_a_ticket_waits_for_paper(kiosk: KioskRig) -> None:
    """Paper ran out between press and print: the ticket is kept, printed when the printer is well, and told then."""
    reply = kiosk.give(kiosk.must_press())
    kiosk.handle(kiosk.printer.refused(reply))
    assert problems(kiosk)[0].text == f"{OUT_OF_PAPER} 1 ticket waits."
    assert [name for name, light in kiosk.panel.lights.items() if light != "off"] == ["passport"]
    assert kiosk.lamp("passport") == "fast"
    kiosk.wait(60)
    kiosk.handle(kiosk.printer.says())
    assert kiosk.printer.jobs == [reply, reply]
    kiosk.handle(kiosk.printer.ended(reply))
    assert [said.outcome for said in kiosk.link.take(PrintResult)] == ["printed"]


def test_a_ticket_that_waited_ten_minutes_is_told_as_failed(kiosk: KioskRig) -> None:
    """The dispatcher voids it, and a roll loaded later prints nothing."""
    reply = kiosk.give(kiosk.must_press())
    kiosk.handle(kiosk.printer.refused(reply))
    kiosk.wait(PRINT_WITHIN_S)
    (said,) = kiosk.link.take(PrintResult)
    assert (said.outcome, said.ticket, said.printed_request) == ("failed", "А001", reply.request_id)
    ended = kiosk.written()[-1]
    assert isinstance(ended, PrintEnded)
    assert (ended.outcome, ended.told) == ("failed", False)
    kiosk.handle(kiosk.printer.says())
    assert kiosk.printer.jobs == [reply]


def test_a_short_break_of_the_link_closes_nothing(kiosk: KioskRig) -> None:
    """Within ten seconds a press may still reach the dispatcher."""
    kiosk.handle(LinkDown("broken"))
    kiosk.link.up = False
    kiosk.wait(9)
    assert kiosk.press() is None
    assert len(kiosk.written()) == 1


def test_a_press_into_a_short_break_is_said_when_the_link_is_back(kiosk: KioskRig) -> None:
    """The link forgets it, the kiosk does not."""
    kiosk.handle(LinkDown("broken"))
    kiosk.link.up = False
    kiosk.press()
    kiosk.link.up = True
    kiosk.clock.pass_s(0.5)
    kiosk.handle(LinkUp())
    (said,) = kiosk.link.said
    assert said.expiry_s == 9.5


def test_a_long_break_closes_the_kiosk(blockless_kiosk: KioskRig) -> None:
    """Without numbers of its own: after ten seconds the lamps are out, a press is ignored, and the state says why."""
    blockless_kiosk.handle(LinkDown("broken"))
    blockless_kiosk.link.up = False
    for _ in range(4):
        blockless_kiosk.wait(2.5)
        blockless_kiosk.handle(LinkDown("still broken"))
    assert set(blockless_kiosk.panel.lights.values()) == {"off"}
    blockless_kiosk.press()
    assert blockless_kiosk.written() == []
    blockless_kiosk.link.up = True
    blockless_kiosk.handle(LinkUp())
    assert problems(blockless_kiosk) == (Problem(code="alone", text=NO_NUMBERS),)


def test_the_end_of_a_long_break_opens_it(blockless_kiosk: KioskRig) -> None:
    """Not the broker alone: as soon as the dispatcher says that it is there."""
    blockless_kiosk.handle(LinkDown("broken"))
    blockless_kiosk.wait(60)
    blockless_kiosk.handle(LinkUp())
    assert set(blockless_kiosk.panel.lights.values()) == {"off"}
    blockless_kiosk.dispatcher_is("ready")
    assert set(blockless_kiosk.panel.lights.values()) == {"on"}
    assert blockless_kiosk.press() is not None


def test_a_press_given_up_in_a_break_is_told_after_it(kiosk: KioskRig) -> None:
    """The dispatcher hears of it whenever it comes back, for the request may have reached it."""
    request = kiosk.must_press()
    kiosk.handle(LinkDown("broken"))
    kiosk.link.up = False
    for _ in range(30):
        kiosk.wait(1)
    kiosk.link.up = True
    kiosk.link.take()
    kiosk.handle(LinkUp())
    assert [said.given_up for said in kiosk.link.take(GiveUp)] == [request.request_id]


def test_a_stuck_button_is_closed_and_reported(kiosk: KioskRig) -> None:
    """Held for ten seconds it is out of use until it opens; the other buttons serve on."""
    kiosk.handle(Edge("passport", closed=True, at_s=kiosk.clock.now.steady_s))
    (request,) = kiosk.link.take()
    kiosk.give(request)
    kiosk.handle(kiosk.printer.ended(kiosk.printer.jobs[0]))
    kiosk.wait(10)
    assert problems(kiosk) == (Problem(code="button_stuck", text=STUCK),)
    assert (kiosk.lamp("passport"), kiosk.lamp("civil")) == ("off", "on")
    assert kiosk.press("civil") is not None
    kiosk.handle(Edge("passport", closed=False, at_s=kiosk.clock.now.steady_s))
    kiosk.wait(1)
    assert problems(kiosk) == ()
    assert kiosk.press("passport") is not None


def test_a_button_that_is_closed_at_the_start_makes_no_ticket(kiosk: KioskRig) -> None:
    """A short in a cable presses nothing when the power comes back."""
    kiosk.cut()
    kiosk.start("passport")
    kiosk.wait(10)
    assert kiosk.written() == []
    assert problems(kiosk) == (Problem(code="button_stuck", text=STUCK),)


def test_an_unchanged_state_is_said_once(kiosk: KioskRig) -> None:
    """Retained state is published when it changes, not when time passes."""
    said = len(kiosk.link.states)
    kiosk.wait(60)
    assert len(kiosk.link.states) == said


@pytest.mark.parametrize("part", ["panel", "link", "printer"])
def test_it_lives_as_long_as_all_its_parts(kiosk: KioskRig, part: str) -> None:
    """Without pins, network or printer thread the kiosk must be started anew."""
    assert kiosk.service.alive()
    getattr(kiosk, part).lives = False
    assert not kiosk.service.alive()


def test_its_deadline_is_the_nearest_of_all(kiosk: KioskRig) -> None:
    """Nothing due while idle; after a press its repetition; with a sick printer its check."""
    kiosk.handle(kiosk.printer.says())
    assert kiosk.service.deadline_s() is None
    kiosk.must_press()
    kiosk.wait(0.5)
    assert kiosk.service.deadline_s() == kiosk.clock.now.steady_s + 0.5


def test_closing_lets_the_ticket_come_out_and_frees_all(kiosk: KioskRig) -> None:
    """Printer first, then the goodbye, the pins and the journal, which the next start finds free."""
    kiosk.service.close()
    assert (kiosk.printer.stopped, kiosk.link.closed, kiosk.panel.released) == (True, True, True)
    kiosk.start()


def test_a_kiosk_without_a_dispatcher_closes(blockless_kiosk: KioskRig) -> None:
    """The broker lives, the dispatcher has said its last will: after ten seconds no press is taken."""
    blockless_kiosk.dispatcher_is("offline")
    assert set(blockless_kiosk.panel.lights.values()) == {"on"}
    blockless_kiosk.wait(10)
    assert set(blockless_kiosk.panel.lights.values()) == {"off"}
    assert blockless_kiosk.press() is None
    blockless_kiosk.dispatcher_is("ready")
    assert set(blockless_kiosk.panel.lights.values()) == {"on"}


def test_a_dispatcher_that_comes_back_is_asked_at_once(kiosk: KioskRig) -> None:
    """What it may have missed is said again without waiting for the next repetition."""
    request = kiosk.must_press()
    kiosk.dispatcher_is("offline")
    kiosk.dispatcher_is("ready")
    assert kiosk.link.take(TicketRequest) == [request]


def test_paper_that_is_nearly_out_is_told_and_closes_nothing(kiosk: KioskRig) -> None:
    """The technician reads it in the kiosk's state; the lamps go on inviting."""
    kiosk.handle(PrinterReport(status=PrinterStatus.PAPER_LOW, notice="Printer x is low on paper."))
    assert problems(kiosk) == (Problem(code="printer_soon", text="Printer x is low on paper."),)
    assert set(kiosk.panel.lights.values()) == {"on"}
    kiosk.handle(PrinterReport(status=PrinterStatus.READY))
    assert problems(kiosk) == ()


def test_an_alert_darkens_the_buttons_and_a_press_says_where_to_go_once(kiosk: KioskRig) -> None:
    """Nobody shall stand at a kiosk in an alert: no ticket, no light, one slip of paper."""
    kiosk.close_services("alert", *(button.name for button in kiosk.kiosk.buttons if button.service))
    assert set(kiosk.panel.lights.values()) == {"off"}
    assert [kiosk.press(), kiosk.press()] == [None, None]
    assert [notice.refusal and notice.refusal.closed for notice in kiosk.printer.notices] == ["alert"]
    assert kiosk.written() == []


def test_a_battery_that_turns_low_ends_the_kiosk_when_its_ticket_is_out(kiosk: KioskRig) -> None:
    """No press is taken any more, the ticket in print comes out, then the end is asked for."""
    assert not kiosk.power("battery")
    reply = kiosk.give(kiosk.must_press())
    assert not kiosk.power("battery_low")
    assert kiosk.press("civil") is None
    assert (kiosk.lamp("passport"), kiosk.lamp("civil")) == ("fast", "off")
    kiosk.handle(kiosk.printer.ended(reply))
    assert kiosk.asked_to_power_off


def test_a_ticket_that_waits_for_paper_does_not_keep_the_kiosk_up(kiosk: KioskRig) -> None:
    """The battery would not last until somebody loads a roll; its end is in the journal for the next start."""
    kiosk.power("battery")
    kiosk.handle(kiosk.printer.refused(kiosk.give(kiosk.must_press())))
    assert kiosk.power("battery_low")


def test_with_the_mains_the_kiosk_serves_again(kiosk: KioskRig) -> None:
    """The request is taken back, the lamps invite."""
    assert [kiosk.power("battery"), kiosk.power("battery_low"), kiosk.power("mains")] == [False, True, False]
    assert set(kiosk.panel.lights.values()) == {"on"}
    assert kiosk.press() is not None


def test_a_board_of_before_a_cold_start_ends_nothing(kiosk: KioskRig) -> None:
    """The broker has kept it: until the dispatcher says that the battery lasts it is no news, and tickets are given."""
    assert not kiosk.power("battery_low")
    assert kiosk.press() is not None
