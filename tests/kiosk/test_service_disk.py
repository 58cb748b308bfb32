# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk whose disk refuses: nothing of a number goes out, whoever comes is told, and it goes on by itself."""

import pytest

from centre.link import LinkDown, LinkUp
from centre.messages import HandOver, PrintResult
from centre.panel import Edge
from centre.service import Inbox, WorkerDied
from kiosk.facts import Answered, IssuedAlone, Pressed, PrintStarted
from kiosk.printer_reports import PrintHeld
from kiosk.service import forget_presses
from tests.fakes import FULL_DISK
from tests.kiosk.rig import KioskRig

SHUT, OPEN = "not_printing", "menu"


def test_presses_of_a_kiosk_that_waits_for_its_journal_are_nobodys() -> None:
    """Whoever pressed has gone; a part that has died meanwhile is not forgotten with them."""
    inbox = Inbox()
    inbox.put(Edge("passport", closed=True, at_s=1.0))
    forget_presses(inbox)
    assert inbox.take_all(0.0) == []
    inbox.put(WorkerDied("screen"))
    with pytest.raises(WorkerDied):
        forget_presses(inbox)


def fill(kiosk: KioskRig) -> None:
    """Let the disk refuse, and the kiosk find out."""
    kiosk.journal.full = True
    kiosk.service._accounts.remember()
    kiosk.handle()


def free(kiosk: KioskRig) -> None:
    """Let the disk take again what is written, and the kiosk find out."""
    kiosk.journal.full = False
    kiosk.writer.try_again()
    kiosk.handle()


def test_a_full_disk_shuts_the_kiosk_and_names_itself(kiosk: KioskRig) -> None:
    """The page sends to the administrator, the lamps are dark, a press is none, and the technician hears why."""
    fill(kiosk)
    assert kiosk.knowing.page().kind == SHUT
    assert set(kiosk.panel.lights.values()) == {"off"}
    assert kiosk.press() is None
    kiosk.wait(10)
    (problem,) = kiosk.link.states[-1].problems
    assert (problem.code, problem.text) == ("journal_failed", FULL_DISK)
    free(kiosk)
    assert (kiosk.knowing.page().kind, kiosk.link.states[-1].state) == (OPEN, "ready")
    assert kiosk.press() is not None


def test_a_ticket_on_its_way_waits_for_the_disk(kiosk: KioskRig) -> None:
    """No number goes out that the journal does not have; once it has, ticket and all that waited are there."""
    request = kiosk.must_press()
    kiosk.journal.full = True
    reply = kiosk.give(request)
    kiosk.handle(PrintHeld(reply))
    assert kiosk.knowing.page().kind == "promised"
    assert not any(isinstance(fact, Answered) for fact in kiosk.written())
    ordered = len(kiosk.printer.jobs)
    free(kiosk)
    assert kiosk.printer.jobs[ordered:] == [reply]
    kiosk.handle(kiosk.printer.ended(reply))
    assert [type(fact) for fact in kiosk.written()][:3] == [Pressed, Answered, PrintStarted]
    assert [report.outcome for report in kiosk.link.take(PrintResult)] == ["printed"]


def test_a_ticket_held_by_a_refusal_that_is_over_before_the_loop_wakes_is_printed(kiosk: KioskRig) -> None:
    """The journal's thread tries again at once: at no turn of the loop is there a fault to be seen."""
    reply = kiosk.give(kiosk.must_press())
    kiosk.handle(PrintHeld(reply))
    assert kiosk.printer.jobs == [reply, reply]
    kiosk.wait(1)
    assert kiosk.printer.jobs == [reply, reply]
    kiosk.handle(kiosk.printer.ended(reply))
    assert [report.outcome for report in kiosk.link.take(PrintResult)] == ["printed"]


def test_what_was_given_alone_is_told_when_the_disk_has_it(kiosk: KioskRig) -> None:
    """A cut would forget a number that is in memory only, and the kiosk would give it to somebody else again."""
    kiosk.handle(LinkDown("broken"))
    kiosk.link.up = False
    kiosk.wait(10)
    kiosk.journal.full = True
    kiosk.press()
    (job,) = kiosk.printer.jobs
    kiosk.handle(PrintHeld(job))
    kiosk.wait(600)
    kiosk.link.up = True
    kiosk.handle(LinkUp())
    kiosk.dispatcher_is("ready")
    kiosk.wait(1)
    assert kiosk.link.take(HandOver) == []
    free(kiosk)
    assert [told.issued_request for told in kiosk.link.take(HandOver)] == [job.request_id]
    assert any(isinstance(fact, IssuedAlone) for fact in kiosk.written())


def test_a_ticket_that_the_disk_held_for_too_long_has_failed(kiosk: KioskRig) -> None:
    """Its citizen has gone to the administrator; the number is taken back, and no paper comes later."""
    reply = kiosk.give(kiosk.must_press())
    fill(kiosk)
    kiosk.handle(PrintHeld(reply))
    kiosk.wait(600)
    free(kiosk)
    assert kiosk.printer.jobs == [reply]
    assert [report.outcome for report in kiosk.link.take(PrintResult)] == ["failed"]
