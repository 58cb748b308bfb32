# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The hall's voice as it is heard: real processes, real espeak-ng, SDL's own mixer; the recording is searched."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_alarms import Alerts
from centre.config_displays import Voice
from centre.config_rules import Order
from simulator.seen import facts
from simulator.town import Town
from simulator.voice_heard import recorded, to_be_said, whole
from simulator.voice_verdict import alert_faults, faults

EFFECT_S = 60.0
WITHIN_S = 10
"""The least that centre.toml allows: a call is soon too old for a display that starts late."""

HOLD_S = 2.0
"""Longer than what makes the key «alert» mean the all-clear."""


@pytest.fixture
def hall(movable_centre: CentreFile, tmp_path: Path, runtime: Path) -> Iterator["Hall"]:
    """Return the small centre, impatient, and running."""
    display = replace(movable_centre.displays[0], voice=Voice(times=1, announce_within_s=WITHIN_S, volume=50))
    centre = replace(
        movable_centre,
        displays=(display,),
        order=Order(minimum_age_s=0),
        alerts=Alerts(grace_min=0.1),
    )
    with Town(centre, out=tmp_path / "out", runtime=runtime, port=centre.broker.port) as town:
        yield Hall(town, tmp_path / "out")


class Hall:
    """A town whose people act when they have seen what came of what they did before."""

    def __init__(self, town: Town, out: Path) -> None:
        self.town, self._out, self._since = town, out, 0

    def press(self, *presses: tuple[str, str], hold_s: float = 0.1) -> None:
        """Press these at the same moment; what is waited for next comes after it."""
        self._since = len(self.town.timeline.entries)
        hands = [threading.Thread(target=self.town.press, args=(*press, hold_s)) for press in presses]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()

    def take(self, *services: str) -> None:
        """Take a ticket for each of these services."""
        self.press(*(("kiosk-hall", service) for service in services))
        self.see("ticket_printed", len(services))

    def see(self, kind: str, count: int = 1) -> None:
        """Wait for so many facts of a kind."""
        assert self.town.wait_for(lambda e: len(facts(e[self._since :], kind)) >= count, EFFECT_S), kind

    def hear(self, *said: str) -> None:
        """Wait until the voice says that it has said these, in any order, since the last press."""
        assert self.town.wait_for(lambda e: set(said) <= set(_said(e[self._since :], "announced")), EFFECT_S), said

    def miss(self, ticket: str, why: str) -> None:
        """Wait until the voice says why it does not say this."""
        assert self.town.wait_for(
            lambda e: any(
                one["what"] == "shown_only" and (one["ticket"], one["why"]) == (ticket, why) for one in e[self._since :]
            ),
            EFFECT_S,
        ), (ticket, why)

    def card_is_open(self) -> bool:
        """Return whether the display's process has the sound card, here a pipe, open."""
        fds = Path(f"/proc/{self.town.processes.pid('hall')}/fd").iterdir()
        return any(fd.readlink().name == "pipe" for fd in fds if fd.is_symlink())

    def end(self) -> list[str]:
        """End the town; return what its recording does not bear out."""
        self.town.close()
        entries, centre = self.town.timeline.entries, self.town.centre
        return [*faults(self._out, entries, centre), *alert_faults(self._out, entries, centre)]

    def counted(self) -> dict[str, int]:
        """Return how often each thing was heard to its end."""
        entries, display = self.town.timeline.entries, self.town.centre.displays[0]
        calls = [call for call, _ in to_be_said(entries, display)]
        return dict(whole(recorded(self._out, display, calls, entries)))


def _said(entries: list[dict[str, Any]], what: str) -> list[str]:
    return [entry["ticket"] if "ticket" in entry else entry["notice"] for entry in entries if entry["what"] == what]


def test_the_hall_hears_each_call_and_in_an_alert_nothing_else(hall: Hall) -> None:
    """Two windows at once, a recall, a display that starts anew, an alert in the midst of a call, the all-clear."""
    hall.press(("desk-1", "pause"), ("desk-2", "pause"))
    hall.see("window_opened", 2)
    assert not hall.card_is_open()
    hall.take("passport", "property")
    hall.press(("desk-1", "next"), ("desk-2", "next"))
    hall.hear("А001", "М001")
    hall.press(("desk-1", "recall"))
    hall.hear("А001")
    hall.press(("desk-1", "serve"))
    hall.see("serving_started")
    hall.town.restart("hall")
    hall.miss("М001", "too_old")
    assert not hall.card_is_open()
    hall.take("passport", "property")
    hall.press(("desk-1", "next"), ("desk-2", "next"))
    hall.hear("А002", "М002")
    hall.take("passport")
    hall.press(("desk-1", "next"))
    hall.see("ticket_called")
    hall.press(("desk-1", "alert"))
    hall.hear("alert")
    hall.press(("desk-1", "alert"), hold_s=HOLD_S)
    hall.hear("all_clear")
    hall.hear("А003", "М002")
    assert hall.end() == []
    assert hall.counted() == {
        "А001-1": 2,
        "М001-2": 1,
        "А002-1": 1,
        "М002-2": 2,
        "alert": 1,
        "all_clear": 1,
        "А003-1": 1,
    }
