# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A press on its way to the paper and back: who is told what, and what is on the disk before it."""

from centre.messages import Confirmation, GiveUp, PrintResult
from kiosk.facts import Answered, GivenUp, Pressed, PrintEnded, PrintStarted
from tests.kiosk.rig import KioskRig

HOUR_S = 3600.0


def report(kiosk: KioskRig) -> PrintResult:
    """Return the one report that was said."""
    (said,) = kiosk.link.take(PrintResult)
    assert isinstance(said, PrintResult)
    return said


def test_a_press_becomes_a_ticket_in_the_hand(kiosk: KioskRig) -> None:
    """Ask, write; write the answer, print, write that it begins; write its end, tell it; write that it was told."""
    kiosk.story.clear()
    request = kiosk.must_press()
    reply = kiosk.give(request)
    kiosk.handle(kiosk.printer.ended(reply))
    kiosk.hear(Confirmation(request_id=report(kiosk).request_id))
    assert kiosk.story == [
        ("said", "TicketRequest"), ("written", "Pressed"),
        ("written", "Answered"), ("ordered", "А001"), ("written", "PrintStarted"),
        ("written", "PrintEnded"), ("said", "PrintResult"),
        ("written", "PrintEnded"),
    ]  # fmt: skip


def test_the_journal_tells_the_whole_way(kiosk: KioskRig) -> None:
    """Each fact names the press; the end stands there twice, first untold, then told."""
    request = kiosk.must_press()
    reply = kiosk.give(request)
    kiosk.handle(kiosk.printer.ended(reply))
    kiosk.hear(Confirmation(request_id=report(kiosk).request_id))
    at, key = kiosk.clock.now.utc, request.request_id
    ended = PrintEnded(at=at, request_id=key, ticket="А001", day=reply.day, outcome="printed", told=False)
    assert kiosk.written() == [
        Pressed(at=at, request_id=key, service="passport"),
        Answered(at=at, request_id=key, reply=reply),
        PrintStarted(at=at, request_id=key, ticket="А001", day=reply.day),
        ended,
        PrintEnded(at=at, request_id=key, ticket="А001", day=reply.day, outcome="printed", told=True),
    ]


def test_a_request_expires_when_its_citizen_has_gone(kiosk: KioskRig) -> None:
    """The broker may deliver it for ten seconds and no longer; the answer comes to the kiosk's own topic."""
    kiosk.must_press()
    kiosk.wait(4)
    (said,) = kiosk.link.said
    assert (said.topic, said.expiry_s) == ("cherha/1/kiosk/kiosk-hall/request", 6.0)
    assert (said.answer_to, said.retain) == ("cherha/1/kiosk/kiosk-hall/reply", False)


def test_a_report_never_expires(kiosk: KioskRig) -> None:
    """The dispatcher must learn the outcome, however late."""
    kiosk.handle(kiosk.printer.ended(kiosk.give(kiosk.must_press())))
    assert [said.expiry_s for said in kiosk.link.said if isinstance(said.message, PrintResult)] == [None]


def test_a_report_is_said_until_it_is_confirmed(kiosk: KioskRig) -> None:
    """Ever more rarely, under one id: nobody but the dispatcher waits for it."""
    kiosk.handle(kiosk.printer.ended(kiosk.give(kiosk.must_press())))
    first = report(kiosk)
    for seconds in (1, 2, 4, 8):
        kiosk.wait(seconds)
        assert report(kiosk) == first
    kiosk.hear(Confirmation(request_id=first.request_id))
    kiosk.wait(HOUR_S)
    assert kiosk.link.take() == []


def test_two_buttons_of_one_moment_are_two_tickets(kiosk: KioskRig) -> None:
    """Each press has its own id, and each gets its own paper."""
    first, second = kiosk.must_press("passport"), kiosk.must_press("civil")
    kiosk.give(second, "Ш001")
    kiosk.give(first, "А001")
    assert first.request_id != second.request_id
    assert [job.ticket for job in kiosk.printer.jobs] == ["Ш001", "А001"]


def test_a_press_within_the_lockout_asks_nothing(kiosk: KioskRig) -> None:
    """One impatient citizen, one ticket."""
    kiosk.must_press()
    kiosk.clock.pass_s(0.9)
    assert kiosk.press() is None
    kiosk.clock.pass_s(0.1)
    assert kiosk.press() is not None


def test_a_press_warms_the_printer_up(kiosk: KioskRig) -> None:
    """The printer gets ready while the dispatcher decides."""
    kiosk.must_press()
    assert kiosk.printer.warm_ups == 1


def test_an_unanswered_press_is_said_again_with_its_id(kiosk: KioskRig) -> None:
    """Each second for ten seconds: the same id, so that it makes one ticket."""
    request = kiosk.must_press()
    for _ in range(9):
        kiosk.wait(1)
        assert kiosk.link.take() == [request]


def test_after_ten_seconds_the_press_is_given_up(blockless_kiosk: KioskRig) -> None:
    """It is written, the dispatcher is told so that no ghost stays, and the lamp invites again."""
    kiosk = blockless_kiosk
    request = kiosk.must_press()
    kiosk.wait(9.5)
    assert kiosk.lamp("passport") == "fast"
    kiosk.story.clear()
    kiosk.link.take()
    kiosk.wait(0.5)
    (given_up,) = kiosk.link.take()
    assert isinstance(given_up, GiveUp)
    assert given_up.given_up == request.request_id
    assert kiosk.story == [("written", "GivenUp"), ("said", "GiveUp")]
    assert kiosk.lamp("passport") == "on"
    kiosk.hear(Confirmation(request_id=given_up.request_id))
    assert [fact.told for fact in kiosk.written() if isinstance(fact, GivenUp)] == [False, True]


def test_a_ticket_that_comes_too_late_is_not_printed(kiosk: KioskRig) -> None:
    """Its citizen has a number of the kiosk's own, and the giving-up voids it."""
    request = kiosk.must_press()
    kiosk.wait(10)
    kiosk.give(request)
    assert [job.ticket for job in kiosk.printer.jobs] == ["А801"]


def test_an_answer_in_the_last_moment_still_counts(kiosk: KioskRig) -> None:
    """What waited in the inbox is taken before the time is looked at."""
    request = kiosk.must_press()
    kiosk.clock.pass_s(10)
    kiosk.give(request)
    assert len(kiosk.printer.jobs) == 1
    assert kiosk.link.take(GiveUp) == []


def test_an_answer_that_comes_twice_prints_once(kiosk: KioskRig) -> None:
    """The broker may deliver an answer twice, and every repetition of a request is answered."""
    request = kiosk.must_press()
    kiosk.give(request)
    kiosk.give(request)
    assert len(kiosk.printer.jobs) == 1
    assert len([fact for fact in kiosk.written() if isinstance(fact, Answered)]) == 1


def test_a_report_of_the_printer_that_comes_twice_is_told_once(kiosk: KioskRig) -> None:
    """The account of a ticket is opened once."""
    reply = kiosk.give(kiosk.must_press())
    kiosk.handle(kiosk.printer.ended(reply), kiosk.printer.ended(reply))
    assert len(kiosk.link.take(PrintResult)) == 1
