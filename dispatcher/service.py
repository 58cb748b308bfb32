# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The dispatcher's loop: all that waits is decided, written in one commit, and only then answered and shown."""

import logging
import math
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

from centre import config, messages
from centre.cards import broker_for
from centre.errors import Unavailable
from centre.facts import QueueFact
from centre.facts_day import DayStarted
from centre.fair_inbox import FairInbox
from centre.identity import DISPATCHER
from centre.journal import Journal, Line, Written
from centre.journal_waiting import begun, patiently
from centre.link import Link, LinkDown, LinkUp, Received
from centre.poweroff import PowerOff
from centre.service import run
from centre.time import Now, read_clocks
from centre.unit import OFFLINE, running
from dispatcher import views
from dispatcher.answers import Answers
from dispatcher.asked_where import requests_of
from dispatcher.batch import Batch
from dispatcher.clock import NOT_TRUSTED, Clock
from dispatcher.disk import WRITE_AGAIN_S, Disk
from dispatcher.due import until_due_s
from dispatcher.pruning import Pruning
from dispatcher.quiet import QuietMinutes
from dispatcher.rules.apply import apply
from dispatcher.rules.queue import Queue
from dispatcher.showing import Showing

log = logging.getLogger(__name__)


class Dispatcher:
    """The one owner of the queue; see centre.service.Service for who calls what.

    Construction reads the journal, and raises as that does.

    Whatever instruction the power fails on: what was answered is in the journal, what is not in it was not answered,
    and asking again with the same request id gets the first answer.
    """

    def __init__(
        self, *, centre: config.CentreFile, journal: Journal, link: Link, power_off: PowerOff, now: Now
    ) -> None:
        self._centre, self._journal, self._link, self._power_off = centre, journal, link, power_off
        self._windows = {desk.id: desk.window for desk in centre.desks}
        self._queue = Queue.start(centre)
        self._answers = Answers()
        self._disk = Disk(journal)
        self._showing = Showing(link)
        self._pruning = Pruning(journal, centre.journal.retain_days, centre.centre.time_zone)
        self._quiet = QuietMinutes(journal, self._pruning)
        self._since = now.utc
        self._due_s = now.steady_s
        self._resumed, self._cold = False, True
        self._linked, self._state = False, OFFLINE
        newest: datetime | None = None
        self._box = journal.box()
        for request in journal.word_requests():
            self._answers.remember_word(request)
        for line in journal.replay(since_kind="day_started", unbroken=True):
            self._remember(line)
            newest = line.fact.at
        self._clock = Clock(newest)

    def handle(self, items: Sequence[Any], now: Now) -> None:
        """Decide and commit all requests at once, answer them, then publish what has changed."""
        clock = self._clock.read(now)
        now = clock.now
        batch = Batch(
            queue=self._queue, answers=self._answers.given(), windows=self._windows, clock=clock, box=self._box,
            ratings=self._centre.ratings,
        )  # fmt: skip
        batch.mind_clock(trusted=clock.trusted)
        # Time that nobody has lived through, slept or leapt over, is charged to nobody who was called.
        self._resumed = self._resumed and not clock.leapt
        if not self._resumed:
            batch.resume(cold=self._cold)
        # Asked each time: a clock that is set after a start may pass a moment without our waiting for it.
        batch.tick()
        for item in items:
            match item:
                case Received() if item.row.endswith("_request"):
                    batch.take(item.row, item.levels["id"], item.payload, retained=item.retained)
                case Received(row="state", levels={"id": siren}):
                    said = item.message()
                    if said is not None and said.state == "offline":
                        batch.lose(siren)
                case LinkUp():
                    self._showing.forget()
                    self._linked, self._state = True, OFFLINE
                case LinkDown():
                    self._linked = False
                    log.warning("%s", item.reason)
        written = self._settle(batch, now)
        unwritten = written is None
        self._resumed, self._cold = self._resumed or not unwritten, self._cold and unwritten
        self._due_s = now.steady_s + min(
            until_due_s(self._queue, now, self._centre.centre.time_zone),
            WRITE_AGAIN_S if self._disk.refuses else math.inf,
        )
        if batch.vouched and not unwritten:
            self._clock.trust()
            self._due_s = now.steady_s
        self._say_state()
        # The hall before the statistics: what is not written is not shown, what is to be counted can wait a moment.
        self._showing.show(self._queue, self._journal.last, now)
        self._publish_events(written or ())
        self._power_off.hear(views.power(self._queue))
        self._power_off.ask(ready=not (unwritten and batch.changes))
        self._quiet.due(None if self._queue.doubted else self._queue.day, now.steady_s, busy=bool(items))

    def deadline_s(self) -> float | None:
        """Return when the clock makes something happen next, or when the hall is to learn how many wait."""
        later_s = self._showing.deadline_s()
        return self._due_s if later_s is None else min(later_s, self._due_s)

    def alive(self) -> bool:
        """Return whether the network thread lives."""
        return self._link.alive()

    def close(self) -> None:
        """Say goodbye and close the journal."""
        self._link.close()
        self._journal.close()

    def _settle(self, batch: Batch, now: Now) -> Sequence[Line] | None:
        """Make the batch true and say so, or, if the disk refuses, refuse it whole: as if nobody had asked.

        Return what was written, None if it was refused.
        """
        try:
            self._disk.write(batch, now)
        except Unavailable as fault:
            self._say([(topic, _not_written(reply, fault)) for topic, reply in batch.replies] + batch.standing)
            return None
        self._adopt(batch)
        self._say(batch.replies + batch.standing)
        return batch.lines

    def _adopt(self, batch: Batch) -> None:
        self._queue, self._box = batch.queue, batch.box
        if batch.lines:
            self._clock.written(batch.lines[-1].fact.at)
        new_day = any(isinstance(line.fact, DayStarted) for line in batch.lines)
        if new_day:
            self._pruning.want()
        self._answers.keep(batch.fresh, new_day=new_day)

    def _say_state(self) -> None:
        """Say, on a new connection and when it changes, whether clock and disk do their part."""
        state = self._disk.state() or running((NOT_TRUSTED,) if self._queue.doubted else (), self._since)
        if self._linked and state != self._state:
            self._state = state
            self._link.say_state(state)

    def _say(self, replies: Sequence[tuple[str, Any]]) -> None:
        for topic, reply in replies:
            if isinstance(reply, messages.Refusal):
                log.info("%s: %s: %s", topic, reply.reason, reply.text)
            self._link.publish(topic, reply)

    def _publish_events(self, written: Sequence[Line]) -> None:
        first = self._journal.last - len(written) + 1
        for number, line in enumerate(written, first):
            self._link.publish(
                messages.topic("event"),
                messages.JournalEvent(number=number, event=views.event(cast("QueueFact", line.fact))),
            )

    def _remember(self, line: Written) -> None:
        """Take one line of the journal up again; after damage a line may miss what it stood on, and is passed over."""
        try:
            self._queue = apply(self._queue, line.fact)
        except Exception:
            log.exception("journal line %d does not fit and is passed over: %s", line.number, line.fact)
            return
        self._answers.remember(line)


def _not_written(reply: Any, fault: Unavailable) -> messages.Refusal:
    return messages.Refusal(reason="journal_failed", text=str(fault), request_id=reply.request_id)


def main(centre: config.CentreFile, _unit_id: str, state: Path) -> None:
    """Run the dispatcher; ``state`` is the folder of the journal."""
    inbox = FairInbox()
    states = tuple(messages.topic("state", role="siren", id=siren.id) for siren in centre.sirens)
    link_into = partial(
        Link, role="dispatcher", unit=DISPATCHER, broker=broker_for(centre, DISPATCHER), offline=OFFLINE, states=states
    )
    link = link_into(inbox=inbox, requests=tuple(requests_of(centre)))

    def begin(journal: Journal) -> Dispatcher:
        return Dispatcher(centre=centre, journal=journal, link=link, power_off=PowerOff(), now=read_clocks())

    service = patiently(lambda: begun(state / "dispatcher.db", QueueFact, begin), link_into=link_into)
    link.start()
    run(service, inbox)
