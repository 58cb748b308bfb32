# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Any commands in any order, with restarts and a clock that jumps; what must hold stands in docs/invariants.md."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import get_args

from hypothesis import strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from centre.config import CentreFile
from centre.facts_base import Resource
from dispatcher.rules import commands, commands_alarms
from tests.dispatcher.rules.any_day.alarms import Alarms
from tests.dispatcher.rules.any_day.centres import GONE, LESS, changed
from tests.dispatcher.rules.any_day.drawn import CODES, DAY, EVES, JUMPS, MINUTE, choices, presses_of_some, services
from tests.dispatcher.rules.any_day.people import People
from tests.dispatcher.rules.any_day.wall import KYIV
from tests.dispatcher.rules.any_day.words import Words


class AnyDay(People, Alarms, Words, RuleBasedStateMachine):
    """A hall whose clerks, citizens and head press whatever they like, and whose power fails at any moment."""

    def __init__(self, centre: CentreFile) -> None:
        RuleBasedStateMachine.__init__(self)
        Words.__init__(self, centre)
        self.files = changed(centre)

    @initialize(eve=strategies.sampled_from(EVES))
    def begin(self, eve: datetime) -> None:
        """Open all windows to some citizens, so that most commands find somebody."""
        self.now = eve
        self.morning([("passport", False), ("property", True), ("land", False), ("advice", False)])

    # The head of the centre, the clock, the technician.

    @rule(
        code=strategies.sampled_from(CODES),
        service=services,
        later=strategies.sampled_from([-DAY, -5 * MINUTE, -MINUTE, MINUTE, 5 * MINUTE, DAY]),
    )
    def expect(self, code: str, service: str, later: timedelta) -> None:
        """Book for now, for tomorrow, or too late."""
        self.do(commands.Book(code, service, self.now + later))

    @rule(resource=strategies.sampled_from(get_args(Resource)), lost=strategies.booleans())
    def outage(self, resource: Resource, lost: bool) -> None:  # noqa: FBT001  (drawn)
        """Say that something has failed, or is back."""
        self.do(commands.Outage(resource, lost))

    @rule(some=strategies.none() | strategies.lists(choices, max_size=2))
    def carry_over(self, some: Sequence[int] | None) -> None:
        """Keep some or all for the next day."""
        self.do(commands.CarryOver(tuple(map(self.some_ticket, some or ()))))

    @rule(jump=strategies.sampled_from(JUMPS))
    def clock(self, jump: timedelta) -> None:
        """Time passes, or the clock is set."""
        self.pass_time(jump)

    @rule(hour=strategies.sampled_from([8, 12, 16]), presses=presses_of_some)
    def clock_shows(self, hour: int, presses: Sequence[tuple[str, bool]]) -> None:
        """Set the clock to half past this hour, whatever it was, and let citizens come."""
        self.set_clock(datetime.combine(self.now.astimezone(KYIV).date(), time(hour, 30), KYIV).astimezone(UTC))
        self.press(presses)

    @rule(
        keep=strategies.booleans(),
        siren_at=strategies.none() | strategies.sampled_from([13, 20]),
        presses=presses_of_some,
    )
    def night(self, keep: bool, siren_at: int | None, presses: Sequence[tuple[str, bool]]) -> None:  # noqa: FBT001
        """Go home, all or nobody kept, perhaps after a siren, and open again at half past nine on the next day."""
        self.do(*[commands.CarryOver()] * keep)
        today = self.now.astimezone(KYIV).date()
        if siren_at is not None:
            self.now = max(self.now, datetime.combine(today, time(siren_at), KYIV).astimezone(UTC))
            self.do(commands_alarms.HearSource("roof", "raise"))
        self.now = datetime.combine(today + DAY, time(9, 30), KYIV).astimezone(UTC)
        self.morning(presses)

    @rule(choice=strategies.sampled_from([0, 0, LESS, GONE]), go_on=strategies.booleans())
    def restart(self, choice: int, go_on: bool) -> None:  # noqa: FBT001  (drawn)
        """Lose the power, and start again with the journal's last day; perhaps centre.toml was changed meanwhile."""
        self.now += 3 * MINUTE * go_on
        self.start_again(self.files[choice])
        self.do(commands_alarms.Resume())
        self.do(*[commands.CallNext(window.number) for window in self.centre.windows] * go_on)

    def morning(self, presses: Sequence[tuple[str, bool]]) -> None:
        """Open all windows, and let those in who stand before the door."""
        self.do(commands_alarms.Tick(), *(commands.Open(window.number) for window in self.centre.windows))
        self.press(presses)
        self.now += MINUTE

    def teardown(self) -> None:
        """13. Whatever happened, the journal tells the same."""
        assert self.replayed() == self.queue, "13. a restart changes nothing"
