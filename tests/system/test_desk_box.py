# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A clerk's keys as hands and hardware are: pressed twice, worn, stuck, pulled out; real processes, both boxes."""

import contextlib
import itertools
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_desks import Key, KeyAction, Pad
from centre.errors import Unavailable
from simulator.morning import Morning
from simulator.seen import facts
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_pads import lamp_of
from simulator.town_units import pin_of
from tests.system.conftest import given

EFFECT_S = 60.0
BOX, PAD = "desk-1", "desk-2"
WINDOWS = {BOX: 1, PAD: 2}
UNHURRIED_S = 30.0
"""So long a second press is impatience here, that no slow machine makes it another."""


@pytest.fixture
def both(tmp_path: Path, runtime: Path, movable_centre: CentreFile) -> Iterator[Town]:
    """Yield a town with a box of contacts at window 1, a pad at window 2, and three tickets for each."""
    box, other = (replace(desk, settle_s=UNHURRIED_S, stuck_after_s=2.0) for desk in movable_centre.desks)
    actions: tuple[KeyAction, ...] = ("next", "recall", "no_show", "pause")
    keys = tuple(Key(action=action, byte=0x31 + n) for n, action in enumerate(actions))
    pad = replace(other, keys=keys, led_pin=None, pad=Pad(device="/dev/ttyUSB0", baud=57600, address=0x21))
    order = replace(movable_centre.order, minimum_age_s=0)
    centre = replace(movable_centre, order=order, desks=(box, pad))
    with Town(centre, out=tmp_path / "out", runtime=runtime, port=centre.broker.port) as town:
        Morning(town).open_windows()
        for service in ("passport", "property", "benefits", "civil"):
            town.press("kiosk-hall", service)
            assert town.wait_for(partial(given, service), EFFECT_S)
        for desk in town.centre.desks:
            threading.Thread(target=tell_lamp, args=(town, desk), daemon=True).start()
        yield town


def tell_lamp(town: Town, desk: Any) -> None:
    """Write down when a desk's lamp is lit and when not, until its box ends."""
    with contextlib.suppress(OSError, Unavailable), town.pins(desk.id).watch() as outputs:
        for output in outputs:
            if output.pin == lamp_of(desk):
                town.timeline.add("lamp", output.at_ns, unit=desk.id, lit=output.high)


def done(entries: list[Entry], desk: str) -> bool:
    """Return whether the desk's lamp has said *done*: a short light, a long one, and the dark that ends it."""
    lamp = [entry for entry in entries if entry["what"] == "lamp" and entry["unit"] == desk]
    lasted = [(one["lit"], (other["at_ns"] - one["at_ns"]) / 1e9) for one, other in itertools.pairwise(lamp)]
    return any(
        lits == (True, False, True) and short_s < 0.6 < long_s
        for (lits, (short_s, _, long_s)) in (
            (tuple(lit for lit, _ in three), tuple(s for _, s in three))
            for three in zip(lasted, lasted[1:], lasted[2:], strict=False)
        )
    )


def calls(entries: list[Entry], desk: str) -> list[str]:
    """Return the tickets that were called to a desk's window, in order."""
    return [fact["ticket"] for fact in facts(entries, "ticket_called") if fact["window"] == WINDOWS[desk]]


def problems(entries: list[Entry], desk: str) -> list[str]:
    """Return what a desk says of itself now."""
    states = [e for e in entries if e["what"] == "message" and e["topic"].endswith(f"desk/{desk}/state")]
    return [problem["code"] for problem in states[-1]["payload"].get("problems", ())]


@pytest.mark.parametrize("desk", [BOX, PAD])
def test_a_worn_key_pressed_twice_calls_once_and_is_felt(both: Town, desk: str) -> None:
    """By its light the clerk knows that it was done; the second press does nothing, as a key after it shows."""
    town, place = both, pin_of(both.centre, desk, "next")
    town.pins(desk).chatter(place)
    assert town.wait_for(lambda e: len(calls(e, desk)) == 1, EFFECT_S)
    assert town.wait_for(lambda e: done(e, desk), EFFECT_S)
    town.pins(desk).chatter(place)
    town.press(desk, "recall")
    assert town.wait_for(lambda e: bool(facts(e, "ticket_recalled")), EFFECT_S)
    assert len(calls(town.timeline.entries, desk)) == 1


def test_a_stuck_key_is_one_press(both: Town) -> None:
    """The window pauses once; the technician is told while it sticks, and the others still act."""
    both.hold(BOX, "pause", closed=True)
    assert both.wait_for(lambda e: problems(e, BOX) == ["button_stuck"], EFFECT_S)
    both.hold(BOX, "pause", closed=False)
    assert both.wait_for(lambda e: problems(e, BOX) == [], EFFECT_S)
    both.press(BOX, "next")
    assert both.wait_for(lambda e: len(calls(e, BOX)) == 1, EFFECT_S)
    assert [fact["window"] for fact in facts(both.timeline.entries, "window_paused")] == [1]


def test_a_pad_that_is_pulled_out_is_told_and_works_again(both: Town) -> None:
    """What is pressed meanwhile calls nobody; put back, the next press does, and its light says so."""
    pad = both.pads[PAD]
    pad.unplug()
    assert both.wait_for(lambda e: problems(e, PAD) == ["pad_away"], EFFECT_S)
    both.press(PAD, "next")
    pad.plug()
    assert both.wait_for(lambda e: problems(e, PAD) == [], EFFECT_S)
    both.press(PAD, "next")
    assert both.wait_for(lambda e: done(e, PAD), EFFECT_S)
    assert len(calls(both.timeline.entries, PAD)) == 1
