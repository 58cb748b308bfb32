# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A button that is held, hammered or short-circuited, and the paper that comes of it."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress

from centre.errors import Unavailable
from kiosk.haste import CALM_S, RESTING_EACH_S
from simulator.seen import facts, papers
from simulator.timeline import Entry
from simulator.town import Town
from tests.faults.attack_town import BUTTON, NEXT_S, PATIENCE_S, small_centre, town, wait
from tests.faults.experiment import Ground, Outcome

MOST_IN_HASTE = 14
"""Papers of a button that is hammered for a while: ten in haste, and what people could have asked for meanwhile."""


def play_button(ground: Ground) -> Outcome:
    """Hold a button down, hammer it, then two in turn, short-circuit it before its kiosk starts; count the paper.

    After the hammering and a moment of calm each button must bring paper to whoever presses it once.
    """
    hammered_s, held_s = (120.0, 60.0) if ground.long else (12.0, 3.0)
    with town(ground, small_centre()) as running:
        kiosk, counts = running.centre.kiosks[0], dict[str, int]()
        second, other = [button.name for button in kiosk.buttons if button.service and button.name != BUTTON][:2]

        def comes(what: str, name: str) -> None:
            """Press once, and wait until that ticket and all before it are on paper."""
            since = len(facts(running.timeline.entries, "ticket_issued"))
            running.press(kiosk.id, name)
            wait(running, what, lambda e: len(facts(e, "ticket_issued")) > since)
            issued = len(facts(running.timeline.entries, "ticket_issued"))
            wait(running, "all papers", lambda e: papers(e) >= issued)

        def count(what: str, do: Callable[[], None]) -> None:
            """Count what comes until a press of another button, which is behind it, has its paper."""
            begun = papers(running.timeline.entries)
            do()
            comes("the other ticket", other)
            counts[what] = papers(running.timeline.entries) - begun - 1

        count("held", lambda: _hold(running, kiosk.id, held_s))
        count("hammered", lambda: _hammer(running, kiosk.id, hammered_s, BUTTON))
        count("two hammered in turn", lambda: _hammer(running, kiosk.id, hammered_s, BUTTON, second))
        threading.Event().wait(CALM_S + NEXT_S)
        for name in (BUTTON, second):
            comes(f"the ticket of '{name}' after calm", name)
        count("short-circuited at the start", lambda: _start_shorted(running, kiosk.id))
    most = MOST_IN_HASTE + int(hammered_s // RESTING_EACH_S)
    limits = {
        "held": (1, 1), "hammered": (1, most), "two hammered in turn": (1, 2 * most),
        "short-circuited at the start": (0, 1),
    }  # fmt: skip
    broken = [
        f"{what}: {n} papers; {limits[what][0]} to {limits[what][1]} may be"
        for what, n in counts.items()
        if not limits[what][0] <= n <= limits[what][1]
    ]
    seen = ", ".join(f"{what}: {n}" for what, n in counts.items())
    return Outcome(tried=2 * int(hammered_s / 0.2) + 4, seed=ground.seed, seen=f"papers {seen}", broken=tuple(broken))


def _hold(running: Town, kiosk: str, held_s: float) -> None:
    running.hold(kiosk, BUTTON, closed=True)
    threading.Event().wait(held_s)
    running.hold(kiosk, BUTTON, closed=False)


def _hammer(running: Town, kiosk: str, hammered_s: float, *names: str) -> None:
    """Press the buttons in turn, as fast as a hand can."""
    for n in range(int(hammered_s / 0.2)):
        running.press(kiosk, names[n % len(names)], hold_s=0.05)
        threading.Event().wait(0.2)


def _start_shorted(running: Town, kiosk: str) -> None:
    """Start a kiosk anew with a button's contact closed from the first moment."""
    since = len(running.timeline.entries)
    running.kill(kiosk)
    running.start(kiosk)
    until_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < until_s:
        with suppress(Unavailable):  # its pins are not there yet
            running.hold(kiosk, BUTTON, closed=True)
            break
        time.sleep(0.005)
    wait(running, "the kiosk", lambda e: any(_is_state(entry, kiosk) for entry in e[since:]))


def _is_state(entry: Entry, unit: str) -> bool:
    said = entry["what"] == "message" and str(entry["topic"]).endswith(f"/{unit}/state")
    return said and entry["payload"]["state"] != "offline"
