# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What every box of a desk does, on whatever it hangs: simulated pins, a simulated pad plain and in QSystem's frames.

The same tests run on the hardware itself where CHERHA_TEST_PINS or CHERHA_TEST_PAD says how it is wired: see hands.py.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from centre.box import Box, Edge, Troubles
from centre.buttons import Buttons
from centre.config_desks import Desk
from centre.key_places import places
from centre.lamps import Light
from centre.service import Inbox
from centre.time import read_clocks
from desk.wiring import LAMP
from tests.conftest import PATIENCE_S
from tests.desk.hands import NEXT, RECALL, WiredPad, WiredPins, made, simulated_pad, simulated_pins


def wired(box: Callable[[str], Any], ends: str) -> Callable[[Path], Any]:
    """Return how to lay hands on a box whose ends are wired to this machine; it needs no folder."""
    return lambda _: closing(box(ends))


KINDS: dict[str, Callable[[Path], Any]] = {
    "simulated pins": simulated_pins,
    "simulated pad": simulated_pad,
    "simulated QSystem pad": lambda folder: simulated_pad(folder, address=0x21),
}
if wires := os.environ.get("CHERHA_TEST_PINS"):
    KINDS["pins"] = wired(WiredPins, wires)
if ports := os.environ.get("CHERHA_TEST_PAD"):
    KINDS["pad"] = wired(WiredPad, ports)


class Bench:
    """A box on what a hand holds, and all that it has said."""

    def __init__(self, hand: Any) -> None:
        self.hand, self.inbox = hand, Inbox()
        self.desk: Desk = hand.desk
        self.box: Box = made(hand, self.inbox)

    def edges(self, count: int) -> list[Edge]:
        """Return the next so many edges."""
        found: list[Edge] = []
        while len(found) < count:
            items = self.inbox.take_all(PATIENCE_S)
            assert items, f"no edge within {PATIENCE_S} s, after {found}"
            found += [item for item in items if isinstance(item, Edge)]
        return found

    def lit(self, count: int) -> list[bool]:
        """Return the next so many changes of the lamp."""
        return [self.hand.lit.get(timeout=PATIENCE_S) for _ in range(count)]

    def listening(self) -> "Bench":
        """Return when it hears its keys: its lamp obeys."""
        self.box.light(LAMP, "on")
        while not self.lit(1)[0]:
            pass
        return self


@pytest.fixture(params=KINDS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """Yield a box of each kind, which hears its keys."""
    with contextlib.ExitStack() as stack:
        hand = stack.enter_context(KINDS[request.param](tmp_path))
        found = Bench(hand)
        stack.callback(found.box.close)
        hand.look()
        yield found.listening()


def test_a_press_is_one_closing_and_one_opening(bench: Bench) -> None:
    """By the key's name, in steady moments, whatever it hangs on."""
    bench.hand.press(NEXT)
    closing_, opening = bench.edges(2)
    assert [(edge.name, edge.closed) for edge in (closing_, opening)] == [(NEXT, True), (NEXT, False)]
    assert closing_.at_s < opening.at_s


def test_two_keys_are_told_apart(bench: Bench) -> None:
    """One after the other, or nearly at once."""
    bench.hand.press(NEXT)
    bench.hand.press(RECALL)
    edges = bench.edges(4)
    assert [edge.name for edge in edges if edge.closed] == [NEXT, RECALL]
    assert sorted(edge.name for edge in edges if not edge.closed) == [NEXT, RECALL]


def test_a_worn_key_is_one_press(bench: Bench) -> None:
    """It may say itself many times; behind its lock-out somebody meant it once."""
    desk = bench.desk
    buttons = Buttons(
        panel=bench.box, pins=places(desk), lockout_s=desk.lockout_s, stuck_after_s=desk.stuck_after_s,
        now=read_clocks(),
    )  # fmt: skip
    bench.hand.press(NEXT, chatter=True)
    bench.hand.press(RECALL)
    edges: list[Edge] = []
    while not any(edge.name == RECALL and not edge.closed for edge in edges):
        edges += bench.edges(1)
    assert [edge.name for edge in edges if buttons.meaning(edge)] == [NEXT, RECALL]


def test_no_key_is_closed_that_nobody_holds(bench: Bench) -> None:
    """A service that starts takes none for stuck."""
    assert [bench.box.closed(key) for key in (NEXT, RECALL)] == [False, False]


def test_a_lamp_lights_and_goes_out(bench: Bench) -> None:
    """As told, once; another lamp is passed over."""
    lights: tuple[Light, ...] = ("off", "on", "off")
    for light in lights:
        bench.box.light("another", "on")
        bench.box.light(LAMP, light)
        bench.box.light(LAMP, light)
        assert bench.lit(1) == [light == "on"]


def test_a_lamp_blinks_until_told_otherwise(bench: Bench) -> None:
    """By itself, whatever the pad could do of its own."""
    bench.box.light(LAMP, "fast")
    assert bench.lit(3) == [False, True, False]
    bench.box.light(LAMP, "on")
    while not bench.lit(1)[0]:
        pass


def test_a_closed_box_is_dark_silent_and_free(bench: Bench) -> None:
    """Another one may have what it hung on, at once; none of its threads is left."""
    bench.box.close()
    assert bench.lit(1) == [False]
    assert not [one for one in threading.enumerate() if one.name.startswith(("blinker", "pad /"))]
    assert not [item for item in bench.inbox.take_all(0) if isinstance(item, Edge)]
    second = Bench(bench.hand)
    with closing(second.box):
        second.listening()
        second.hand.press(NEXT)
        assert second.edges(1)[0].name == NEXT


def test_a_box_lives_and_has_no_troubles(bench: Bench) -> None:
    """As long as nobody pulls it out."""
    assert bench.box.alive()
    assert not [item for item in bench.inbox.take_all(0) if isinstance(item, Troubles)]
