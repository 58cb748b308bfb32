# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Broker or dispatcher die and stay dead for a while: real processes, papers come on, and each takes its place."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from centre.config import CentreFile
from simulator.morning import Morning
from simulator.reading import read_ticket_number
from simulator.seen import facts
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_units import BROKER, DISPATCHER
from simulator.verdict import faults
from tests.dispatcher.rig import at_once
from tests.system.looking import wait_for

EFFECT_S = 60.0
BOTH_HANDED_OVER = "SELECT count(*) = 2 FROM journal WHERE kind = 'handed_over'"


@pytest.fixture
def town(tmp_path: Path, runtime: Path, movable_centre: CentreFile) -> Iterator[Town]:
    """Run the small centre; its kiosk waits for the centre as long as any, its windows for nobody on the way."""
    kiosk = msgspec.structs.replace(movable_centre.kiosks[0], give_up_after_s=10.0)
    centre = at_once(msgspec.structs.replace(movable_centre, kiosks=(kiosk,)))
    with Town(centre, out=tmp_path / "out", runtime=runtime, port=centre.broker.port) as running:
        yield running


def press(town: Town, button: str) -> str:
    """Press a button and wait for its paper, however long the kiosk takes to find out that it is alone."""
    count = len(papers(town.timeline.entries)) + 1
    town.press("kiosk-hall", button)
    assert town.wait_for(lambda entries: len(papers(entries)) == count, EFFECT_S)
    return papers(town.timeline.entries)[-1]


def papers(entries: list[Entry]) -> list[str]:
    """Return the papers that came out, oldest first."""
    return [entry["png"] for entry in entries if entry["what"] == "ticket"]


@pytest.mark.parametrize("victim", [BROKER, DISPATCHER])
def test_what_was_given_alone_is_called_by_its_time(town: Town, tmp_path: Path, victim: str) -> None:
    """One before, two alone, one after: window 1 calls them in the order in which they were given."""
    out, morning = tmp_path / "out", Morning(town)
    morning.open_windows()
    pngs = [press(town, "passport")]
    town.kill(victim)
    pngs += [press(town, "benefits"), press(town, "passport")]
    town.start(victim)
    # Not by what is heard: events that are published before the watcher is back are not repeated.
    wait_for(out / "state" / "kiosk-kiosk-hall.db", BOTH_HANDED_OVER)
    pngs.append(press(town, "benefits"))
    numbers = [read_ticket_number(out / png) for png in pngs]
    assert numbers[:3] == ["А001", "П801", "А801"]
    # П002 where the broker had kept the press for its dead listener: what came of it was voided.
    assert numbers[3] in {"П001", "П002"}
    for _ in numbers:
        morning.call_next(1)
    assert [fact["ticket"] for fact in facts(town.timeline.entries, "ticket_called")] == numbers
    town.close()
    assert faults(out, town.timeline.entries, town.centre, frames=True) == []
