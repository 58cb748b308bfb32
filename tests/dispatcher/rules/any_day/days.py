# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How the notebook begins a day, doubts its date, and notes what holds over midnight: alarms, outages, the clock."""

from collections import Counter

from centre import facts_alarms, facts_day
from tests.dispatcher.rules.any_day.page import Pages
from tests.dispatcher.rules.any_day.slips import Booked, Slip
from tests.dispatcher.rules.any_day.wall import KYIV, edges


class Days(Pages):
    """The part of the notebook that is not about one ticket or one window."""

    def _day_started(self, fact: facts_day.DayStarted) -> None:
        assert self.day is None or fact.day > self.day, "11. no day begins twice"
        assert fact.day == fact.at.astimezone(KYIV).date(), "11. the day is the centre's"
        assert self.before_doubt is None, "14. no midnight of a doubted clock"
        all_kept = self.kept_by_alert()
        self.carried = [(slip.number, slip.service, slip.priority) for slip in self.left() if slip.kept or all_kept]
        self.bookings = {key: Booked(b.service, b.due) for key, b in self.bookings.items() if key[0] >= fact.day}
        counts = self.counts if fact.day in self.moved_from else Counter()
        self.outlived = self.sirens
        self.clear()
        self.day, self.counts, self.moved_from = fact.day, counts, set()

    def left(self) -> list[Slip]:
        """Return who is not served yet, in the common order; who did not come is, if the clock would call again."""
        slips = (self.slips[number] for slot in self.slots for number in slot)
        offered = self.centre.calls.offered_again
        return [
            slip
            for slip in slips
            if slip.where in {"line", "called", "postponed"} or (slip.where == "no_show" and slip.missed <= offered)
        ]

    def kept_by_alert(self) -> bool:
        """Tell whether an alert kept whoever waits from being served before the centre closed on the day that ends."""
        times = edges(self.centre.hours, self.day)
        return self.centre.alerts.carry_over and self.sirens.covered(None if times is None else times[1])

    def _clock_doubted(self, _fact: facts_alarms.ClockDoubted) -> None:
        assert self.before_doubt is None, "14. doubted once"
        self.before_doubt = set(self.slips)

    def _clock_trusted(self, _fact: facts_alarms.ClockTrusted) -> None:
        assert self.before_doubt is not None, "14. trusted once"
        self.before_doubt = None

    def _day_moved(self, fact: facts_alarms.DayMoved) -> None:
        assert self.day is not None
        assert fact.day == fact.at.astimezone(KYIV).date() != self.day, "14. the date is the true one"
        if fact.day > self.day:
            assert self.before_doubt is not None, "14. only a doubted day moves on"
            # A date that this very day had before, until a wrong word moved it, is its own: nothing ended.
            self._end(set() if fact.day in self.moved_from else self.before_doubt)
        else:
            for slip in self.slips.values():
                slip.until = None if slip.until is None else min(slip.until, fact.at)
        self.bookings = {key: booked for key, booked in self.bookings.items() if key[0] >= fact.day}
        self.moved_from.add(self.day)
        self.day = fact.day

    def _end(self, before_doubt: set[str]) -> None:
        """End the tickets of before the doubt, but for who is at a window or was kept."""
        for slip in self.slips.values():
            if slip.number in before_doubt and slip.where not in ("done", "voided"):
                if not slip.kept and slip.window is None:
                    slip.where = "voided"
                slip.kept = False

    # Alarms and outages.

    def _source_heard(self, fact: facts_alarms.SourceHeard) -> None:
        self.sirens.source_heard(fact)

    def _alert_raised(self, fact: facts_alarms.AlertRaised) -> None:
        called = {slip.number: slip.window for slip in self.slips.values() if slip.where == "called" and slip.window}
        self.sirens.alert_raised(fact, called)

    def _alert_cleared(self, fact: facts_alarms.AlertCleared) -> None:
        self.sirens.alert_cleared(fact)

    def _calling_resumed(self, fact: facts_alarms.CallingResumed) -> None:
        self.sirens.calling_resumed(fact)

    def _power_heard(self, fact: facts_alarms.PowerHeard) -> None:
        self.sirens.power_heard(fact)

    def _resource_lost(self, fact: facts_day.ResourceLost) -> None:
        self.outages.add(fact.resource)

    def _resource_returned(self, fact: facts_day.ResourceReturned) -> None:
        self.outages.remove(fact.resource)
