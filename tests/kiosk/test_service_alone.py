# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The centre goes away and comes back: papers come on, each press has one, and each is told to take its place."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from centre.link import LinkDown, LinkUp
from centre.messages import Confirmation, GiveUp, HandOver, PrintResult, Refusal, TicketRequest
from kiosk.facts import GivenUp, HandedOver, IssuedAlone, OwnTicket
from kiosk.handing_over import SAID_AGAIN_S
from kiosk.haste import EACH_S
from tests.fakes import OUT_OF_PAPER
from tests.kiosk.rig import KioskRig


def lose(kiosk: KioskRig, after_s: float = 10) -> None:
    """Lose the broker, and let so many seconds pass."""
    kiosk.handle(LinkDown("broken"))
    kiosk.link.up = False
    kiosk.wait(after_s)


def come_back(kiosk: KioskRig) -> None:
    """Find the broker and the dispatcher again."""
    kiosk.link.up = True
    kiosk.handle(LinkUp())
    kiosk.dispatcher_is("ready")


def own(kiosk: KioskRig) -> list[str]:
    """Return the numbers given alone, in the order in which they went to the printer."""
    return [job.ticket for job in kiosk.printer.jobs if isinstance(job, OwnTicket)]


def printed(kiosk: KioskRig, outcome: Any = "printed") -> None:
    """Let the newest ticket come out."""
    kiosk.handle(kiosk.printer.ended(kiosk.printer.jobs[-1], outcome))


def give_alone(kiosk: KioskRig, *services: str) -> None:
    """Press buttons while the kiosk is alone, each a second after the one before, and let the papers come out."""
    for service in services:
        kiosk.clock.pass_s(1)
        kiosk.press(service)
        printed(kiosk)


def handed(kiosk: KioskRig, answer: Callable[..., Confirmation | Refusal] = Confirmation) -> list[HandOver]:
    """Confirm all that is handed over, as the dispatcher does, or refuse it; return it once each."""
    told = []
    while asked := list(dict.fromkeys(kiosk.link.take(HandOver))):
        (one,) = asked
        told.append(one)
        kiosk.hear(answer(request_id=one.request_id))
    return told


def test_alone_a_press_becomes_paper_at_once(kiosk: KioskRig) -> None:
    """Nothing is asked; first the journal, then the paper; the lamps are those of a kiosk that serves."""
    lose(kiosk)
    assert kiosk.lamp("passport") == "on"
    kiosk.story.clear()
    assert kiosk.press() is None
    assert kiosk.lamp("passport") == "fast"
    printed(kiosk)
    assert kiosk.story == [("written", "IssuedAlone"), ("ordered", "А801"), ("written", "PrintStarted"),
                           ("written", "PrintEnded")]  # fmt: skip
    assert kiosk.lamp("passport") == "take"


def test_it_is_alone_too_when_only_the_dispatcher_has_gone(kiosk: KioskRig) -> None:
    """The broker lives; the technician reads in the kiosk's state how many numbers are left."""
    kiosk.dispatcher_is("offline")
    kiosk.wait(10)
    kiosk.press()
    assert own(kiosk) == ["А801"]
    state = kiosk.link.states[-1]
    assert (state.state, [problem.code for problem in state.problems]) == ("degraded", ["alone"])
    assert state.problems[0].text.endswith("left: А 48, М 49, П 49, Ш 49.")


def test_a_start_without_a_centre_gives_papers_after_its_patience(kiosk: KioskRig) -> None:
    """A power cut took broker and dispatcher; the kiosk waits for nothing else."""
    kiosk.cut()
    kiosk.start(linked=False)
    kiosk.wait(10)
    kiosk.press()
    assert own(kiosk) == ["А801"]


def test_a_press_whose_answer_the_break_swallowed_becomes_a_number(kiosk: KioskRig) -> None:
    """The citizen still stands there: one commit gives the request up and the number out, and no ghost stays."""
    request = kiosk.must_press()
    lose(kiosk, 9.5)
    assert kiosk.printer.jobs == []
    commits = kiosk.journal.commits
    kiosk.wait(0.5)
    assert own(kiosk) == ["А801"]
    assert kiosk.journal.commits == commits + 1
    given_up, issued = kiosk.written()[-2:]
    assert isinstance(given_up, GivenUp)
    assert isinstance(issued, IssuedAlone)
    assert given_up.request_id == request.request_id != issued.request_id
    printed(kiosk)
    come_back(kiosk)
    assert [said.given_up for said in kiosk.link.take(GiveUp)] == [request.request_id]


def test_nobody_waits_longer_for_a_centre_that_is_known_to_be_away(kiosk: KioskRig) -> None:
    """Whoever pressed in the last second of the patience gets the number with its end."""
    lose(kiosk, 9)
    kiosk.press()
    assert kiosk.printer.jobs == []
    kiosk.wait(1)
    assert own(kiosk) == ["А801"]


def test_a_press_that_a_dispatcher_that_hangs_does_not_answer_becomes_a_number(kiosk: KioskRig) -> None:
    """Though its connection stands: it may have given one, which is taken back, and the citizen has waited enough."""
    request = kiosk.must_press()
    kiosk.wait(10)
    assert own(kiosk) == ["А801"]
    assert [said.given_up for said in kiosk.link.take(GiveUp)] == [request.request_id]
    printed(kiosk)
    assert [said.ticket for said in kiosk.link.take(HandOver)] == ["А801"]


def test_whoever_gets_no_number_of_a_kiosk_without_any_left_is_told(kiosk: KioskRig) -> None:
    """The centre hangs, and the letter's own numbers are used up: a slip sends to the administrator."""
    lose(kiosk)
    for _ in range(49):
        kiosk.clock.pass_s(EACH_S)
        give_alone(kiosk, "passport")
    come_back(kiosk)
    kiosk.wait(EACH_S)
    request = kiosk.must_press()
    kiosk.wait(10)
    assert len(own(kiosk)) == 49
    assert [said.given_up for said in kiosk.link.take(GiveUp)] == [request.request_id]
    (notice,) = kiosk.printer.notices
    assert notice.refusal == Refusal(reason="service_closed", text="")


def test_an_answer_that_comes_after_all_makes_no_second_paper(kiosk: KioskRig) -> None:
    """The broker kept it for fifteen seconds; its ticket is void."""
    request = kiosk.must_press()
    lose(kiosk)
    come_back(kiosk)
    kiosk.give(request)
    assert [job.ticket for job in kiosk.printer.jobs] == ["А801"]


def test_what_was_given_alone_is_told_in_its_order_with_its_age(kiosk: KioskRig) -> None:
    """By the steady clock, whatever the wall clock does meanwhile; each when the one before is confirmed."""
    lose(kiosk)
    give_alone(kiosk, "passport", "civil", "passport")
    kiosk.wait(100)
    kiosk.clock.set(kiosk.clock.now.utc.replace(year=1970))
    come_back(kiosk)
    told = handed(kiosk)
    assert [(said.ticket, said.service, said.age_s) for said in told] == [
        ("А801", "passport", 102.0), ("Ш801", "civil", 101.0), ("А802", "passport", 100.0),
    ]  # fmt: skip
    assert {said.outcome for said in told} == {"printed"}
    assert [fact.request_id for fact in kiosk.written() if isinstance(fact, HandedOver)] == [
        said.issued_request for said in told
    ]
    kiosk.wait(3600)
    assert kiosk.link.take(HandOver | PrintResult) == []


def test_priority_is_told(kiosk: KioskRig) -> None:
    """One bit."""
    lose(kiosk)
    kiosk.press("priority")
    give_alone(kiosk, "passport")
    come_back(kiosk)
    assert [said.priority for said in handed(kiosk)] == [True]


def test_it_is_told_until_it_is_confirmed_and_never_with_a_stale_age(kiosk: KioskRig) -> None:
    """Under one id, at least every few seconds with the age of then."""
    lose(kiosk)
    give_alone(kiosk, "passport")
    come_back(kiosk)
    ages: dict[UUID, list[float]] = {}
    for _ in range(12):
        for said in kiosk.link.take(HandOver):
            ages.setdefault(said.request_id, []).append(said.age_s)
        kiosk.wait(1)
    (of_one,) = ages.values()
    assert set(of_one) == {0.0, SAID_AGAIN_S, 2 * SAID_AGAIN_S}


def test_the_next_break_only_puts_it_off(kiosk: KioskRig) -> None:
    """An hour later it is an hour older."""
    lose(kiosk)
    give_alone(kiosk, "passport")
    come_back(kiosk)
    lose(kiosk, 3600)
    kiosk.link.take()
    come_back(kiosk)
    assert [said.age_s for said in handed(kiosk)] == [3600.0]


def test_a_number_that_is_still_in_print_is_told_when_it_is_out(kiosk: KioskRig) -> None:
    """The dispatcher must know how it came out."""
    lose(kiosk)
    kiosk.press()
    come_back(kiosk)
    assert handed(kiosk) == []
    printed(kiosk, "unknown")
    assert [said.outcome for said in handed(kiosk)] == ["unknown"]


def test_paper_that_never_came_is_told_as_failed(kiosk: KioskRig) -> None:
    """No roll for ten minutes: the citizen has gone, and nobody holds the ticket."""
    lose(kiosk)
    kiosk.press()
    kiosk.handle(kiosk.printer.refused(kiosk.printer.jobs[0]))
    kiosk.wait(600)
    come_back(kiosk)
    assert [said.outcome for said in handed(kiosk)] == ["failed"]


def test_what_the_dispatcher_refuses_is_not_said_again(kiosk: KioskRig, caplog: pytest.LogCaptureFixture) -> None:
    """No repetition would change its mind; the log names the citizen's number."""
    lose(kiosk)
    give_alone(kiosk, "passport", "civil")
    come_back(kiosk)
    (first,) = set(kiosk.link.take(HandOver))
    kiosk.hear(Refusal(request_id=first.request_id, reason="wrong_state", text="Ticket А801 is waiting."))
    assert "ticket А801, given alone, has no place in the queue: Ticket А801 is waiting." in caplog.text
    assert [said.ticket for said in handed(kiosk)] == ["Ш801"]


def test_a_ticket_without_a_place_is_the_technicians_until_a_restart(kiosk: KioskRig) -> None:
    """Its citizen holds paper and waits in vain: somebody must look for them."""
    lose(kiosk)
    give_alone(kiosk, "passport", "civil")
    come_back(kiosk)
    assert kiosk.link.problems() == ()
    refused = handed(kiosk, lambda **words: Refusal(reason="wrong_state", text="It is waiting.", **words))
    assert [said.ticket for said in refused] == ["А801", "Ш801"]
    (problem,) = kiosk.link.problems()
    assert (kiosk.link.states[-1].state, problem.code) == ("degraded", "not_taken_over")
    assert problem.text == (
        "Given while the centre was out of reach, and refused by the dispatcher: А801, Ш801. Whoever holds such a"
        " ticket waits in vain: find them and give them another, look into the kiosk's log for the reason, then restart"
        " the kiosk."
    )
    kiosk.restart()
    assert kiosk.link.problems() == ()


def test_a_disk_that_refuses_keeps_the_question_open(kiosk: KioskRig) -> None:
    """The dispatcher's disk may recover."""
    lose(kiosk)
    give_alone(kiosk, "passport")
    come_back(kiosk)
    (first,) = set(kiosk.link.take(HandOver))
    kiosk.hear(Refusal(request_id=first.request_id, reason="journal_failed", text="full"))
    kiosk.wait(1)
    assert [said.ticket for said in handed(kiosk)] == ["А801"]


def test_with_the_centre_back_presses_are_asked_again(kiosk: KioskRig) -> None:
    """And the state is as before."""
    lose(kiosk)
    come_back(kiosk)
    assert kiosk.press() is not None
    assert (kiosk.link.states[-1].state, kiosk.link.states[-1].problems) == ("ready", ())


def test_what_an_outage_closed_stays_closed_and_says_so(kiosk: KioskRig) -> None:
    """The lamp is off, a press brings the reason on paper and no number."""
    kiosk.board(1, civil="registry", benefits="over")
    lose(kiosk)
    assert (kiosk.lamp("civil"), kiosk.lamp("benefits")) == ("off", "on")
    kiosk.press("civil")
    assert own(kiosk) == []
    (notice,) = kiosk.printer.notices
    assert notice.refusal is not None
    assert notice.refusal.closed == "registry"


def test_a_letter_without_numbers_sends_to_the_administrator(kiosk: KioskRig) -> None:
    """Not home: the centre may well receive more people today."""
    lose(kiosk)
    for _ in range(49):
        kiosk.clock.pass_s(EACH_S)
        give_alone(kiosk, "passport")
    kiosk.clock.pass_s(1)
    kiosk.press("passport")
    assert len(own(kiosk)) == 49
    assert (kiosk.lamp("passport"), kiosk.lamp("civil")) == ("off", "on")
    (notice,) = kiosk.printer.notices
    assert notice.refusal is not None
    assert notice.refusal.closed is None


def test_a_code_cannot_be_checked_alone(menu_kiosk: KioskRig) -> None:
    """A slip sends its citizen to the administrator: keyed in while alone, and when the break swallowed the answer."""
    lose(menu_kiosk)
    menu_kiosk.press_all("digit-0", "digit-4", "digit-1", "digit-7")
    assert [notice.refusal for notice in menu_kiosk.printer.notices] == [None]
    come_back(menu_kiosk)
    menu_kiosk.press_all("digit-0", "digit-4", "digit-1", "digit-7")
    lose(menu_kiosk)
    assert [notice.refusal for notice in menu_kiosk.printer.notices] == [None, None]
    assert own(menu_kiosk) == []


def test_a_printer_in_trouble_closes_a_kiosk_that_is_alone_too(kiosk: KioskRig) -> None:
    """No paper, no number."""
    lose(kiosk)
    kiosk.handle(kiosk.printer.says(OUT_OF_PAPER))
    kiosk.press()
    assert kiosk.printer.jobs == []
    assert set(kiosk.panel.lights.values()) == {"off"}


def test_nothing_is_asked_of_nobody(kiosk: KioskRig) -> None:
    """A press that was made alone is no request that could still arrive."""
    lose(kiosk)
    give_alone(kiosk, "passport")
    come_back(kiosk)
    assert kiosk.link.take(TicketRequest | GiveUp) == []
