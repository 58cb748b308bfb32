# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Answers other than a ticket: a refusal, a full disk, an unreadable payload, a link that broke meanwhile."""

import logging
from uuid import UUID

import pytest

from centre.link import LinkDown, LinkUp
from centre.messages import PrintResult, Refusal, RefusalReason, TicketRequest
from kiosk.facts import GivenUp, PrintEnded
from tests.fakes import FULL_DISK, received
from tests.kiosk.rig import KioskRig

HOUR_S = 3600.0


def report(kiosk: KioskRig) -> PrintResult:
    """Return the one report that was said."""
    (said,) = kiosk.link.take(PrintResult)
    assert isinstance(said, PrintResult)
    return said


def refuse(
    kiosk: KioskRig, request_id: UUID, reason: RefusalReason = "unknown_service", text: str = "No such service."
) -> None:
    """Let the dispatcher refuse."""
    kiosk.hear(Refusal(reason=reason, text=text, request_id=request_id))


def test_a_refused_press_prints_nothing_and_tells_nothing(kiosk: KioskRig, caplog: pytest.LogCaptureFixture) -> None:
    """The dispatcher has no ticket to take back, so the account is closed at once; the technician reads why."""
    request = kiosk.must_press()
    refuse(kiosk, request.request_id)
    kiosk.wait(HOUR_S)
    assert kiosk.written()[-1] == GivenUp(at=kiosk.written()[0].at, request_id=request.request_id, told=True)
    assert (kiosk.printer.jobs, kiosk.link.take(), kiosk.panel.lights["passport"]) == ([], [], "on")
    assert caplog.messages == ["no ticket for 'passport': No such service."]


def test_a_refused_report_is_not_repeated(kiosk: KioskRig, caplog: pytest.LogCaptureFixture) -> None:
    """The dispatcher has refused to know; saying it again would change nothing."""
    kiosk.handle(kiosk.printer.ended(kiosk.give(kiosk.must_press())))
    refuse(kiosk, report(kiosk).request_id, "unknown_ticket", "Ticket А001 was not issued on 2026-11-23.")
    kiosk.wait(HOUR_S)
    assert kiosk.link.take() == []
    assert isinstance(kiosk.written()[-1], PrintEnded)
    assert caplog.messages == ["report of a ticket refused: Ticket А001 was not issued on 2026-11-23."]


def test_a_full_disk_of_the_dispatcher_is_waited_for(kiosk: KioskRig) -> None:
    """journal_failed means that nothing was written: press and report are asked again, and lost neither."""
    request = kiosk.must_press()
    refuse(kiosk, request.request_id, "journal_failed", FULL_DISK)
    assert kiosk.panel.lights["passport"] == "fast"
    kiosk.wait(1)
    assert kiosk.link.take() == [request]
    kiosk.handle(kiosk.printer.ended(kiosk.give(request)))
    first = report(kiosk)
    refuse(kiosk, first.request_id, "journal_failed", FULL_DISK)
    assert kiosk.link.take() == []
    kiosk.wait(1)
    assert report(kiosk) == first


def test_an_answer_that_cannot_be_read_is_logged_and_dropped(kiosk: KioskRig, caplog: pytest.LogCaptureFixture) -> None:
    """The question stays open and is asked again."""
    request = kiosk.must_press()
    with caplog.at_level(logging.WARNING):
        kiosk.handle(received("kiosk", "kiosk-hall", b"{")._replace(row="kiosk_reply"))
    assert caplog.messages == ["dropped: kiosk_reply: Input data was truncated; got b'{'"]
    kiosk.wait(1)
    assert kiosk.link.take(TicketRequest) == [request]


def test_a_new_link_hears_at_once_what_still_holds(kiosk: KioskRig) -> None:
    """After a broken link the open press and the kiosk's state are said again without waiting."""
    request = kiosk.must_press()
    kiosk.handle(LinkDown("broken"))
    kiosk.clock.pass_s(0.3)
    states = len(kiosk.link.states)
    kiosk.handle(LinkUp())
    assert kiosk.link.take() == [request]
    assert len(kiosk.link.states) == states + 1


def test_a_stray_answer_is_nobodys(kiosk: KioskRig) -> None:
    """An answer to a question that nobody asked prints nothing."""
    kiosk.must_press()
    stray = TicketRequest(request_id=UUID(int=5), service="civil")
    kiosk.give(stray)
    assert kiosk.printer.jobs == []
