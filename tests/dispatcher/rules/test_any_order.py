# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""docs/invariants.md holds on any day: any commands in any order, restarts, a clock that jumps, in five centres."""

import functools
from typing import cast

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from centre.config import CentreFile
from centre.config_alarms import Alerts
from centre.config_rules import Calls, Order
from dispatcher.rules.commands import CallNext, Transfer
from tests.dispatcher.rules.any_day.centres import HOURS, LESS, centre
from tests.dispatcher.rules.any_day.drawn import EVES
from tests.dispatcher.rules.any_day.machine import AnyDay

SHELTER = Alerts(mode="continue_in_shelter", shelter_windows=(2,), yellow="warn", tickets="marked")
CENTRES = {
    "as the defaults are": centre(Order(), Calls(), Alerts()),
    "mixed numbers, places kept, a window in the shelter": centre(
        Order(priority_in_a_row=1), Calls(return_place="kept", recalls=0), SHELTER
    ),
    "own range, back at the tail, yellow warns": centre(
        Order(priority_numbers="own_range"),
        Calls(return_place="tail", not_offered_s=60, offered_again=3),
        Alerts(yellow="warn", grace_min=0, carry_over=False),
    ),
    "hours and capacity": centre(
        Order(priority_numbers="own_range"), Calls(return_after=1, not_offered_s=120), Alerts(tickets="marked"), HOURS
    ),
    "hours, the centre is a shelter": centre(Order(), Calls(), Alerts(mode="continue_in_shelter"), HOURS),
}


@pytest.mark.parametrize("file", CENTRES.values(), ids=CENTRES)
def test_every_invariant_holds_on_any_day(file: CentreFile) -> None:
    """Nothing lost, nothing twice, one citizen one window, nobody starves, seniority kept, whatever is pressed."""
    profile = settings(settings.get_profile("cherha"), max_examples=140, stateful_step_count=50)
    # Its annotation asks for a class; its contract, and its code, for anything that makes a machine when called.
    machine = cast("type[RuleBasedStateMachine]", functools.partial(AnyDay, file))
    run_state_machine_as_test(machine, settings=profile)


def test_who_was_sent_to_a_window_that_serves_them_no_more_is_called_by_another() -> None:
    """13. centre.toml took the service from window 1 over a restart: window 2 calls whom that would have kept."""
    hall = AnyDay(CENTRES["as the defaults are"])
    hall.begin(EVES[0])
    hall.do(CallNext(2), Transfer(2, "property", 1))
    hall.restart(LESS, go_on=False)
    hall.do(CallNext(2))
    assert hall.queue.at_window(2) == hall.queue.tickets["Б001"]
