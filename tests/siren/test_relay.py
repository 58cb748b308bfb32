# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A contact of another device: an alarm counts when it has rested shortly, its end when it has rested long."""

from typing import NamedTuple

import pytest

from siren.relay import ALARM_S, CALM_S, Relay


class Case(NamedTuple):
    """What the contact does, second by second (+ alarm, - none), and when what holds changes."""

    claim: str
    edges: str
    changes: list[tuple[float, bool]]
    alarm_at_start: bool = False


CASES = [
    Case("an alarm that rests counts", "+1", [(1 + ALARM_S, True)]),
    Case("chatter is no alarm", "+1 -1.01 +1.02 -1.03", []),
    Case("chatter before an alarm delays it", "+1 -1.01 +1.02", [(1.02 + ALARM_S, True)]),
    Case("a wailing siren is one alarm", "+1 -3 +5 -7 +9", [(1 + ALARM_S, True)]),
    Case("its end counts after a long rest", "+1 -3 +5 -7", [(1 + ALARM_S, True), (7 + CALM_S, False)]),
    Case("an alarm of the start holds at once", "", [], alarm_at_start=True),
    Case("an alarm of the start ends as any", "-2", [(2 + CALM_S, False)], alarm_at_start=True),
    Case("a repeated edge delays nothing", "+1 +1.1 -9 -12", [(1 + ALARM_S, True), (9 + CALM_S, False)]),
    Case("a second alarm is one more", "+1 -3 +20", [(1.2, True), (8, False), (20.2, True)]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_what_holds(case: Case) -> None:
    """The loop wakes at the deadlines only, and what holds changes then."""
    relay, changes = Relay(alarm=case.alarm_at_start), []
    edges = [(float(edge[1:]), edge[0] == "+") for edge in case.edges.split()]
    for at_s, alarm in [*edges, (1000.0, None)]:
        while (due_s := relay.deadline_s()) is not None and due_s <= at_s:
            before = relay.alarm
            relay.settle(due_s)
            assert relay.alarm != before
            changes.append((pytest.approx(due_s), relay.alarm))
        if alarm is not None:
            relay.edge(alarm=alarm, at_s=at_s)
    assert changes == case.changes


def test_an_edge_that_comes_late_to_the_loop_lets_what_rested_count() -> None:
    """The times are those of the pin, not of the loop."""
    relay = Relay(alarm=False)
    relay.edge(alarm=True, at_s=1)
    relay.edge(alarm=False, at_s=2)
    assert relay.alarm
