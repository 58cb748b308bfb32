# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The power fails at each point of the dialogue: what the kiosk then asks, tells and prints, and never prints twice."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from centre.journal import Line
from centre.link import LinkUp
from centre.messages import CheckIn, Confirmation, GiveUp, PrintResult, Refusal, TicketRequest
from kiosk.facts import GivenUp, KioskFact, KioskStarted, Pressed, PrintEnded, PrintStarted
from tests.fakes import HandClock
from tests.kiosk.rig import KioskRig

ONE = UUID(int=1)
TODAY = date(2026, 11, 23)
AT = HandClock().now.utc

PRESSED = Pressed(at=AT, request_id=ONE, service="passport")
STARTED = PrintStarted(at=AT, request_id=ONE, ticket="А001", day=TODAY)
ENDED = PrintEnded(at=AT, request_id=ONE, ticket="А001", day=TODAY, outcome="printed", told=False)
TOLD = PrintEnded(at=AT, request_id=ONE, ticket="А001", day=TODAY, outcome="printed", told=True)
GIVEN_UP = GivenUp(at=AT, request_id=ONE, told=False)
GIVE_UP_TOLD = GivenUp(at=AT, request_id=ONE, told=True)

ASKED = ("TicketRequest", ONE, None)
GAVE_UP = ("GiveUp", ONE, None)
UNKNOWN = ("PrintResult", ONE, "unknown")
PRINTED = ("PrintResult", ONE, "printed")


def cut_after(kiosk: KioskRig, facts: list[KioskFact], away: timedelta = timedelta(seconds=2)) -> None:
    """Bring a kiosk to a point of its way, cut the power, and start it after a while."""
    kiosk.write(*facts)
    kiosk.cut()
    kiosk.clock.set(kiosk.clock.now.utc + away)
    kiosk.start()


def said(kiosk: KioskRig) -> list[tuple[str, UUID, Any]]:
    """Return kind, press and outcome of each thing said since the start."""
    words = []
    for message in kiosk.link.take(TicketRequest | GiveUp | PrintResult):
        press = getattr(message, "printed_request", None) or getattr(message, "given_up", message.request_id)
        words.append((type(message).__name__, press, getattr(message, "outcome", None)))
    return words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([], []),
        ([PRESSED], [ASKED]),
        ([PRESSED, GIVEN_UP], [GAVE_UP]),
        ([PRESSED, GIVEN_UP, GIVE_UP_TOLD], []),
        ([PRESSED, GIVE_UP_TOLD], []),
        ([PRESSED, STARTED], [UNKNOWN]),
        ([PRESSED, STARTED, ENDED], [PRINTED]),
        ([PRESSED, STARTED, ENDED, TOLD], []),
    ],
)
def test_each_cut_is_taken_up_where_it_fell(kiosk: KioskRig, facts: list[KioskFact], words: list[Any]) -> None:
    """After each fact of the way: what is still open is asked or told, nothing is printed by itself."""
    cut_after(kiosk, facts)
    assert said(kiosk) == words
    assert kiosk.printer.jobs == []


@pytest.mark.parametrize("away_s", [10.0, 86_400.0, -1.0, -86_400.0 * 365])
def test_an_old_press_is_given_up_also_when_the_clock_went_back(kiosk: KioskRig, away_s: float) -> None:
    """Whoever pressed has gone, or nobody knows how long ago it was."""
    cut_after(kiosk, [PRESSED], timedelta(seconds=away_s))
    assert said(kiosk) == [GAVE_UP]
    assert kiosk.panel.lights["passport"] == "on"


@pytest.mark.parametrize("away_s", [86_400.0, -86_400.0])
def test_an_outcome_is_told_whatever_the_clock_says(kiosk: KioskRig, away_s: float) -> None:
    """Age matters for a press only."""
    cut_after(kiosk, [PRESSED, STARTED], timedelta(seconds=away_s))
    assert said(kiosk) == [UNKNOWN]


def test_a_fresh_press_has_only_its_rest_of_time(kiosk: KioskRig) -> None:
    """It was pressed four seconds ago: the broker may deliver it for six more, then it is given up."""
    cut_after(kiosk, [PRESSED], timedelta(seconds=4))
    (again,) = kiosk.link.said
    assert again.expiry_s == 6.0
    assert kiosk.panel.lights["passport"] == "fast"
    kiosk.wait(6)
    assert said(kiosk)[-1] == GAVE_UP


def test_a_fresh_press_gets_its_ticket_after_the_cut(kiosk: KioskRig) -> None:
    """The same id brings the same number, and it is printed once."""
    cut_after(kiosk, [PRESSED])
    kiosk.give(TicketRequest(request_id=ONE, service="passport"))
    kiosk.give(TicketRequest(request_id=ONE, service="passport"))
    assert [job.ticket for job in kiosk.printer.jobs] == ["А001"]


def test_what_is_open_is_written_again_behind_the_start(kiosk: KioskRig) -> None:
    """The start and the open ends are one commit, so the next replay may begin there."""
    commits = kiosk.journal.commits
    cut_after(kiosk, [PRESSED, STARTED])
    assert kiosk.journal.commits == 1
    assert commits == 1
    unknown = PrintEnded(
        at=kiosk.clock.now.utc, request_id=ONE, ticket="А001", day=TODAY, outcome="unknown", told=False
    )
    assert kiosk.written() == [unknown]
    newest = next(line.fact for line in kiosk.journal.replay(since_kind="kiosk_started"))
    assert newest == KioskStarted(at=kiosk.clock.now.utc)


def test_a_priority_press_is_asked_again_as_one(menu_kiosk: KioskRig) -> None:
    """The same id, service and bit, for what is left of its ten seconds; the lamps blink again."""
    (request,) = menu_kiosk.press_all("priority", "documents", "submit")
    menu_kiosk.clock.pass_s(4)
    menu_kiosk.restart()
    (again,) = [said for said in menu_kiosk.link.said if isinstance(said.message, TicketRequest)]
    assert (again.message, again.expiry_s) == (request, 6.0)
    assert again.message.priority
    assert (menu_kiosk.lamp("submit"), menu_kiosk.lamp("priority")) == ("fast", "on")


def test_a_code_is_asked_again_as_a_code(menu_kiosk: KioskRig) -> None:
    """The same id and code: the dispatcher gives its first answer again, and it is printed once."""
    (request,) = menu_kiosk.press_all("digit-0", "digit-5", "digit-5", "digit-1")
    menu_kiosk.restart()
    menu_kiosk.restart()
    assert menu_kiosk.link.take(CheckIn | TicketRequest) == [request]
    assert menu_kiosk.lamp("digit-7") == "fast"
    reply = menu_kiosk.give(request)
    assert menu_kiosk.printer.jobs == [reply]


def test_an_old_code_is_given_up(menu_kiosk: KioskRig) -> None:
    """As an old press: whoever keyed it in has gone."""
    (request,) = menu_kiosk.press_all("digit-0", "digit-5", "digit-5", "digit-1")
    menu_kiosk.clock.pass_s(60)
    menu_kiosk.restart()
    assert said(menu_kiosk) == [("GiveUp", request.request_id, None)]


def test_half_a_wish_is_not_remembered(menu_kiosk: KioskRig) -> None:
    """Priority and digits of the citizen before the cut are not the next one's."""
    menu_kiosk.press_all("priority", "digit-0", "digit-5", "digit-5")
    menu_kiosk.restart()
    (request,) = menu_kiosk.press_all("digit-1", "civil")
    assert (request.service, request.priority) == ("civil", False)


def test_a_notice_is_not_printed_after_a_cut(menu_kiosk: KioskRig) -> None:
    """It is in no journal; who still stands there presses again."""
    (request,) = menu_kiosk.press_all("civil")
    menu_kiosk.hear(Refusal(reason="service_closed", text="", request_id=request.request_id, closed="full"))
    menu_kiosk.restart()
    assert (menu_kiosk.printer.notices, said(menu_kiosk)) == ([], [])


def test_a_journal_from_before_the_menu_is_read(kiosk: KioskRig) -> None:
    """A press written without priority and code is asked again as the plain ticket that it was."""
    old = f'{{"fact":"pressed","at":"{AT.isoformat()}","request_id":"{ONE}","service":"passport"}}'
    kiosk.journal.append([Line(msgspec.json.decode(old, type=KioskFact))])
    kiosk.restart()
    assert kiosk.link.take(TicketRequest) == [TicketRequest(request_id=ONE, service="passport")]


def test_cut_after_cut_loses_nothing_and_prints_nothing(kiosk: KioskRig) -> None:
    """Ten starts in a row: the outcome is still unknown, still to be told, and no paper comes out."""
    cut_after(kiosk, [PRESSED, STARTED])
    for _ in range(10):
        kiosk.restart()
        assert said(kiosk) == [UNKNOWN]
        assert kiosk.printer.jobs == []


def test_a_told_account_stays_closed(kiosk: KioskRig) -> None:
    """After the confirmation a start has nothing to say."""
    cut_after(kiosk, [PRESSED, STARTED])
    (report,) = kiosk.link.take(PrintResult)
    kiosk.hear(Confirmation(request_id=report.request_id))
    kiosk.restart()
    assert said(kiosk) == []


def test_a_ticket_that_waited_for_paper_is_printed_after_a_cut(kiosk: KioskRig) -> None:
    """No byte of it was sent, so it is printed as soon as the printer is well; its lamp blinks on."""
    reply = kiosk.give(kiosk.must_press())
    kiosk.handle(kiosk.printer.refused(reply))
    kiosk.restart()
    assert said(kiosk) == []
    assert (kiosk.printer.jobs, kiosk.panel.lights["passport"]) == ([reply], "fast")


def test_tickets_behind_another_are_printed_after_a_cut(kiosk: KioskRig) -> None:
    """Of the ticket whose turn had come a copy is printed; those behind it in the printer's queue come out as such."""
    first, second = kiosk.give(kiosk.must_press(), "А001"), kiosk.give(kiosk.must_press("civil"), "Ш001")
    kiosk.printer.begin(first)
    kiosk.restart()
    assert said(kiosk) == []
    assert (kiosk.printer.copies, kiosk.printer.jobs) == ([first], [second])
    assert (kiosk.lamp("passport"), kiosk.lamp("civil")) == ("fast", "fast")
    kiosk.handle(kiosk.printer.ended(first))
    assert [(word, outcome) for word, _, outcome in said(kiosk)] == [("PrintResult", "printed")]


def test_cut_after_cut_in_print_it_is_always_a_copy(kiosk: KioskRig) -> None:
    """Each start knows what stands on it; a copy is printed once a start, and told once it has come out."""
    reply = kiosk.give(kiosk.must_press())
    kiosk.printer.begin(reply)
    for _ in range(5):
        kiosk.restart()
        assert (kiosk.printer.copies, kiosk.printer.jobs, said(kiosk)) == ([reply], [], [])
    kiosk.handle(kiosk.printer.ended(reply))
    kiosk.restart()
    assert (kiosk.printer.copies, [outcome for _, _, outcome in said(kiosk)]) == ([], ["printed"])


def test_a_ticket_that_waited_too_long_has_failed(kiosk: KioskRig) -> None:
    """After ten minutes, and when a clock that went back hides its age, its citizen has gone."""
    for away in (timedelta(minutes=10), timedelta(hours=-1)):
        reply = kiosk.give(kiosk.must_press())
        kiosk.cut()
        kiosk.clock.set(kiosk.clock.now.utc + away)
        kiosk.start()
        (report,) = kiosk.link.take(PrintResult)
        assert (report.ticket, report.outcome, kiosk.printer.jobs) == (reply.ticket, "failed", [])
        kiosk.hear(Confirmation(request_id=report.request_id))


def test_several_presses_are_taken_up_each_by_its_own(kiosk: KioskRig) -> None:
    """One being printed, one asked, one given up: a cut mixes none of them."""
    two, three = UUID(int=2), UUID(int=3)
    others: list[KioskFact] = [
        Pressed(at=AT, request_id=two, service="civil"),
        Pressed(at=AT - timedelta(minutes=1), request_id=three, service="civil"),
    ]
    cut_after(kiosk, [PRESSED, *others, STARTED])
    assert sorted(said(kiosk)) == [("GiveUp", three, None), UNKNOWN, ("TicketRequest", two, None)]


def test_without_a_broker_a_start_says_all_when_there_is_one(kiosk: KioskRig) -> None:
    """After a power cut the broker may come up later than the kiosk."""
    kiosk.write(PRESSED, STARTED)
    kiosk.cut()
    kiosk.start(linked=False)
    kiosk.link.up = True
    kiosk.clock.pass_s(0.5)
    kiosk.handle(LinkUp())
    assert said(kiosk) == [UNKNOWN]
    assert [state.state for state in kiosk.link.states] == ["ready"]
