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
    """The contact is looked at in second 0; a case that begins calm becomes so in second ``CALM_S``."""


START = (CALM_S, False)
"""The first that holds, when the contact was calm at the start and stayed so."""

CASES = [
    Case("a calm of the start must rest first", "", [START]),
    Case("the gap of a siren that wails at the start is no calm", "+2 -4 +6 -8", [(2.2, True), (8 + CALM_S, False)]),
    Case("chatter at the start delays the calm", "+4.9 -5", [(5 + CALM_S, False)]),
    Case("an alarm that rests counts", "+11", [START, (11 + ALARM_S, True)]),
    Case("chatter is no alarm", "+11 -11.01 +11.02 -11.03", [START]),
    Case("chatter before an alarm delays it", "+11 -11.01 +11.02", [START, (11.02 + ALARM_S, True)]),
    Case("a wailing siren is one alarm", "+11 -13 +15 -17 +19", [START, (11 + ALARM_S, True)]),
    Case("its end counts after a long rest", "+11 -13 +15 -17", [START, (11 + ALARM_S, True), (17 + CALM_S, False)]),
    Case("an alarm of the start holds at once", "", [], alarm_at_start=True),
    Case("an alarm of the start ends as any", "-2", [(2 + CALM_S, False)], alarm_at_start=True),
    Case("a repeated edge delays nothing", "+11 +11.1 -19 -22", [START, (11 + ALARM_S, True), (19 + CALM_S, False)]),
    Case("a second alarm is one more", "+11 -13 +30", [START, (11.2, True), (18, False), (30.2, True)]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_what_holds(case: Case) -> None:
    """The loop wakes at the deadlines only, and what holds changes then."""
    relay = Relay(alarm=case.alarm_at_start, at_s=0)
    changes: list[tuple[float, bool | None]] = []
    edges = [(float(edge[1:]), edge[0] == "+") for edge in case.edges.split()]
    for at_s, alarm in [*edges, (1000.0, None)]:
        while (due_s := relay.deadline_s()) is not None and due_s <= at_s:
            before = relay.alarm
            relay.settle(due_s)
            assert relay.alarm != before
            changes.append((due_s, relay.alarm))
        if alarm is not None:
            relay.edge(alarm=alarm, at_s=at_s)
    assert [alarm for _, alarm in changes] == [alarm for _, alarm in case.changes]
    assert [at_s for at_s, _ in changes] == pytest.approx([at_s for at_s, _ in case.changes])


def test_an_edge_that_comes_late_to_the_loop_lets_what_rested_count() -> None:
    """The times are those of the pin, not of the loop."""
    relay = Relay(alarm=False, at_s=0)
    relay.edge(alarm=True, at_s=1)
    relay.edge(alarm=False, at_s=2)
    assert relay.alarm
