# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The account of each press: what is asked and told of it, and the fact that is written; no printer, no lamps."""

import logging
from collections.abc import Sequence
from uuid import UUID, uuid4

from centre import messages
from centre.config import Language
from centre.errors import Unavailable
from centre.journal import Journal, Line
from centre.journal_writer import JournalWriter, Permit
from centre.kiosks import JOURNAL_FAILED
from centre.time import Now
from centre.unit import Unit
from kiosk.alone import Alone
from kiosk.facts import (
    Answered,
    GivenUp,
    HandedOver,
    IssuedAlone,
    KioskFact,
    KioskStarted,
    OwnTicket,
    Pressed,
    PrintEnded,
    PrintStarted,
)
from kiosk.handing_over import HandingOver
from kiosk.memory import OpenEnd, after_a_cut, again, end_of, given_alone
from kiosk.printing import Ended
from kiosk.tidying import Tidying

log = logging.getLogger(__name__)


def past_of(journal: Journal) -> list[KioskFact]:
    """Return what a start goes by; raises as ``Journal.replay`` does."""
    return [line.fact for line in journal.replay(since_kind="kiosk_started")]


class Accounts:
    """Speaks to the dispatcher and writes the journal, in that order where nothing can be lost by it.

    ``past`` is what the journal has of the last start (``past_of``). ``give_up_after_s`` is how long a citizen stands
    and waits; a report is told for as long as it takes. ``alone`` is what it gives by itself.
    """

    def __init__(
        self,
        *,
        unit: Unit,
        journal: Journal,
        past: Sequence[KioskFact],
        writer: JournalWriter,
        alone: Alone,
        handing_over: HandingOver,
        tidying: Tidying,
        give_up_after_s: float,
    ) -> None:
        self._unit, self._journal, self._writer, self._give_up_after_s = unit, journal, writer, give_up_after_s
        self._past, self._alone, self._handing_over = past, alone, handing_over
        self.tidying = tidying

    def begin(self, now: Now) -> list[OpenEnd]:
        """Return what a cut left open, written again behind a new beginning; called once, at the start."""
        facts, self._past = self._past, ()
        self._alone.recall(facts, now)
        ends, own = after_a_cut(facts, now.utc, self._give_up_after_s, proven=now.proven), given_alone(facts)
        self._handing_over.take_up(own)
        open_facts = [fact for end in ends for fact in again(end) if not isinstance(fact, IssuedAlone)]
        begin = (KioskStarted(at=now.utc), self._alone.known, *own.values(), *open_facts)
        self._writer.write([Line(fact) for fact in begin])
        return ends

    def alive(self) -> bool:
        """Return whether the journal's thread lives."""
        return self._writer.alive()

    def close(self) -> None:
        """Let the journal take what waits, and free it."""
        self._writer.close()
        self._journal.close()

    def ask(self, pressed: Pressed, now: Now) -> None:
        """Ask what was pressed, under its id, for what is left of its citizen's patience."""
        left_s = self._give_up_after_s - (now.utc - pressed.at).total_seconds()
        self._unit.ask(request_of(pressed), now, left_s)

    def give_alone(
        self,
        service: str,
        now: Now,
        *,
        priority: bool,
        language: Language | None = None,
        instead_of: UUID | None = None,
    ) -> OwnTicket:
        """Give a number of the kiosk's own, in place of a request that was given up in the same commit, if there was.

        So after a cut no press is both asked again and printed.
        """
        issued = self._alone.issue(service, now, priority=priority, language=language)
        self._handing_over.give(issued, now)
        given_up = None if instead_of is None else GivenUp(at=now.utc, request_id=instead_of, told=False)
        self._writer.write([Line(fact) for fact in (given_up, issued) if fact is not None])
        if given_up is not None:
            self.tell(given_up, now)
        return issued.ticket

    def remember(self) -> None:
        """Write what the kiosk must know when it is alone."""
        self.write(self._alone.known)

    def hand_over(self, now: Now, *, in_reach: bool) -> None:
        """Tell the dispatcher what was given while it was away, when it is there.

        While the disk refuses nothing is told: a cut would forget the number, and the kiosk give it again.
        """
        self._handing_over.due(now, in_reach=in_reach and self.fault is None)

    def not_handed_over(self) -> None:
        """Tell it again: the dispatcher has not answered."""
        self._handing_over.unanswered()

    def handed_over(self, request: messages.HandOver, answer: messages.Message, now: Now) -> None:
        """Close the account of a ticket given alone, whatever the dispatcher says to it."""
        self._handing_over.done(request, answer)
        facts: list[KioskFact] = [HandedOver(at=now.utc, request_id=request.issued_request)]
        if self._alone.handed_over(now):
            facts.append(self._alone.known)
        self._writer.write([Line(fact) for fact in facts])

    @property
    def fault(self) -> Unavailable | None:
        """Return why nothing can be written now: nothing new may be begun, as a cut would forget it."""
        return self._writer.fault

    def problems(self) -> tuple[messages.Problem, ...]:
        """Name for the technician a disk that refuses, and the tickets that have no place in the queue."""
        fault = self.fault
        refused = () if fault is None else (messages.Problem(code=JOURNAL_FAILED, text=str(fault)),)
        return (*refused, *self._handing_over.problems())

    def answered(self, reply: messages.TicketReply, now: Now, language: Language | None = None) -> None:
        """Write that the press has its ticket, and in which language it was wanted."""
        self.write(Answered(at=now.utc, request_id=reply.request_id, reply=reply, language=language))

    def refused(self, request: messages.Request, now: Now) -> None:
        """Close the account: the dispatcher has no ticket to take back."""
        self.write(GivenUp(at=now.utc, request_id=request.request_id, told=True))

    def printing(self, reply: messages.TicketReply, now: Now) -> None:
        """Return when the journal has that the number may be on paper; called in the printer's thread.

        Raise Unavailable if the disk refuses: then it must not be there.
        """
        permit = Permit()
        started = PrintStarted(at=now.utc, request_id=reply.request_id, ticket=reply.ticket, day=reply.day)
        self._writer.write([Line(started)], permit)
        permit.wait()

    def ended(self, ended: Ended, now: Now) -> PrintEnded:
        """Write how a printing ended, and return it, still to be told."""
        reply = ended.reply
        end = end_of(reply.request_id, reply.ticket, reply.day, ended.outcome, now.utc)
        self.write(end)
        return end

    def give_up(self, request_id: UUID, now: Now) -> None:
        """Write that nobody waits for the answer any more, and tell it, so that no ghost stays."""
        given_up = GivenUp(at=now.utc, request_id=request_id, told=False)
        self.write(given_up)
        self.tell(given_up, now)

    def tell(self, fact: GivenUp | PrintEnded, now: Now) -> None:
        """Report to the dispatcher, for as long as it takes; of a ticket given alone, that there is one."""
        if isinstance(fact, GivenUp):
            self._unit.ask(messages.GiveUp(request_id=uuid4(), given_up=fact.request_id), now)
            return
        if self._handing_over.ended(fact):
            return
        report = messages.PrintResult(
            request_id=uuid4(), printed_request=fact.request_id, ticket=fact.ticket, day=fact.day, outcome=fact.outcome
        )
        self._unit.ask(report, now)

    def told(self, report: messages.PrintResult | messages.GiveUp, answer: messages.Message, now: Now) -> None:
        """Close the account: the dispatcher knows, or has refused to know, which no repetition would change."""
        if isinstance(answer, messages.Refusal):
            log.warning("report of a ticket refused: %s", answer.text)
        if isinstance(report, messages.GiveUp):
            self.write(GivenUp(at=now.utc, request_id=report.given_up, told=True))
        else:
            end = end_of(report.printed_request, report.ticket, report.day, report.outcome, now.utc, told=True)
            self.write(end)

    def write(self, fact: KioskFact) -> None:
        """Hand a fact to the journal's thread."""
        self._writer.write([Line(fact)])


def request_of(pressed: Pressed) -> messages.TicketRequest | messages.CheckIn:
    """Return what a press asks of the dispatcher: the same after a power cut as before."""
    if pressed.code:
        return messages.CheckIn(request_id=pressed.request_id, code=pressed.code)
    return messages.TicketRequest(request_id=pressed.request_id, service=pressed.service, priority=pressed.priority)
