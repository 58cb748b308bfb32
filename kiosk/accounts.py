# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The account of each press: what is asked and told of it, and the fact that is written; no printer, no lamps."""

import logging
from datetime import timedelta
from uuid import UUID, uuid4

from centre import messages
from centre.journal import Journal, Line
from centre.journal_writer import JournalWriter, Permit
from centre.time import Now
from centre.unit import Unit
from kiosk.facts import Answered, GivenUp, KioskFact, KioskStarted, Pressed, PrintEnded, PrintStarted
from kiosk.memory import OpenEnd, after_a_cut, end_of, over
from kiosk.printing import Ended

log = logging.getLogger(__name__)

TIDY_FIRST_S = 600.0
"""How long after a start old lines may be deleted: the start has more urgent things to write."""

DAY_S = timedelta(days=1).total_seconds()


class Accounts:
    """Speaks to the dispatcher and writes the journal, in that order where nothing can be lost by it.

    ``give_up_after_s`` is how long a citizen stands and waits; a report is told for as long as it takes.
    ``retain_days`` is how long the journal keeps what is over.
    """

    def __init__(
        self, *, unit: Unit, journal: Journal, writer: JournalWriter, give_up_after_s: float, retain_days: int = 30
    ) -> None:
        self._unit, self._journal, self._writer, self._give_up_after_s = unit, journal, writer, give_up_after_s
        self._retain_days, self._tidy_s = retain_days, TIDY_FIRST_S

    def begin(self, now: Now) -> list[OpenEnd]:
        """Return what a cut left open, written again behind a new beginning; called once, at the start."""
        facts = [line.fact for line in self._journal.replay(since_kind="kiosk_started")]
        ends = after_a_cut(facts, now.utc, self._give_up_after_s)
        self._writer.write([Line(fact) for fact in (KioskStarted(at=now.utc), *ends)])
        self._tidy_s = now.steady_s + TIDY_FIRST_S
        return ends

    def tidy(self, now: Now) -> None:
        """Once a day, by a clock that is proven, let the journal forget what has been over for ``retain_days``."""
        if now.proven and now.steady_s >= self._tidy_s:
            self._tidy_s = now.steady_s + DAY_S
            self._writer.prune(lambda journal: over(journal.from_the_first(), now.utc, self._retain_days))

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

    def answered(self, reply: messages.TicketReply, now: Now) -> None:
        """Write that the press has its ticket."""
        self.write(Answered(at=now.utc, request_id=reply.request_id, reply=reply))

    def refused(self, request: messages.Request, now: Now) -> None:
        """Close the account: the dispatcher has no ticket to take back."""
        self.write(GivenUp(at=now.utc, request_id=request.request_id, told=True))

    def printing(self, reply: messages.TicketReply, now: Now) -> None:
        """Return when the journal has that the number may be on paper; called in the printer's thread."""
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
        """Report to the dispatcher, for as long as it takes."""
        if isinstance(fact, GivenUp):
            self._unit.ask(messages.GiveUp(request_id=uuid4(), given_up=fact.request_id), now)
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
