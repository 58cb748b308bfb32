# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Services that hang, and who notices: a stand-in for systemd that reads the units' own files (watch_systemd.py).

Threads hang from outside, stopped by the kernel (watch_threads.py); they die of a MemoryError that is thrown into them
(watch_site). The package itself is as it is on a Pi.
"""

import random
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from centre.config_desks import Desk
from centre.config_displays import Display
from centre.config_kiosks import Kiosk
from centre.config_ratings import Rating
from centre.errors import Unavailable
from simulator.morning import Morning
from simulator.seen import facts
from simulator.town import Town
from simulator.town_units import BROKER, DISPATCHER
from tests.faults.experiment import Experiment, Ground, Outcome
from tests.faults.watch_systemd import words_of
from tests.faults.watch_threads import MAIN, find, freeze
from tests.faults.watch_town import WatchedTown

NETWORK, SCREEN, PULSE = "paho", "screen", "pulse"
KINDS = {MAIN: "loop", NETWORK: "network thread"}

AGAIN_S = 25.0
"""How long a thread that was told to die may live on before it is told again."""

DIES = (("pins",), ("link", "paho"), ("printer",), ("journal",), ("blinker",), ("screen",))
"""The threads of a kiosk, one after another (a short round: three of them, whichever the seed says); that which holds
the link, with its network thread."""


ENDS = ("ticket_issued", "ticket_voided", "ticket_called")


class Hang(NamedTuple):
    """Who hangs, which part of it, and since when at the latest: its last signs of life were heard by then."""

    unit: str
    part: str
    at_s: float


def play_hung(ground: Ground) -> Outcome:
    """Hang a part of every unit at once; wait until each was noticed and is back; then serve somebody."""
    rounds = _rounds(ground)
    broken, slowest = list[str](), dict[str, float]()
    with WatchedTown(ground) as watched:
        for parts in rounds:
            since = {unit: len(watched.told(unit)) for unit in parts}
            hangs = [_hang(watched, unit, part) for unit, part in parts.items()]
            watched.town.press(watched.town.centre.kiosks[0].id, "passport")
            for hang in hangs:
                watched.wait(f"{hang.unit} is back", partial(watched.is_back, hang.unit, since[hang.unit]))
                took_s, limit_s = _noticed_s(watched, hang, since[hang.unit]), _watchdog_s(watched.town, hang.unit)
                kind = KINDS.get(hang.part, hang.part)
                slowest[kind] = max(slowest.get(kind, 0.0), took_s)
                if took_s > limit_s:
                    broken.append(f"{hang.unit}: its {kind} hung {took_s:.1f} s; the watchdog's time is {limit_s:g} s.")
        broken += _serves(watched)
    noticed = ", ".join(f"{kind} after {s:.1f} s" for kind, s in sorted(slowest.items()))
    seen = f"every unit back, and a citizen served; noticed at the latest: {noticed}"
    return Outcome(tried=sum(map(len, rounds)), seed=ground.seed, seen=seen, broken=tuple(broken))


def play_dead(ground: Ground) -> Outcome:
    """Let each thread of a kiosk die in turn, or the half of them, and a network thread alone; all comes back."""
    broken, dies = list[str](), DIES if ground.long else ground.chance.sample(DIES, len(DIES) // 2)
    with WatchedTown(ground) as watched:
        kiosk = watched.town.centre.kiosks[0]
        for threads in dies:
            since, died_s = len(watched.told(kiosk.id)), _kill(watched, kiosk, threads, ground.chance)
            watched.wait(f"{threads[0]} is noticed", partial(watched.is_back, kiosk.id, since))
            ended = next(event for event in watched.told(kiosk.id, since) if event["event"] == "ended")
            took_s, limit_s = ended["at_s"] - died_s, _watchdog_s(watched.town, kiosk.id)
            if took_s > limit_s:
                broken.append(f"{threads[0]} was dead for {took_s:.1f} s; the watchdog's time is {limit_s:g} s.")
        broken += _network_thread_alone(watched)
        broken += _serves(watched)
    seen = f"threads {', '.join(threads[0] for threads in dies)} of a kiosk; a network thread alone reconnects"
    return Outcome(tried=len(dies) + 1, seed=ground.seed, seen=seen, broken=tuple(broken))


def _kill(watched: WatchedTown, kiosk: Kiosk, threads: Sequence[str], chance: random.Random) -> float:
    """Let threads of a kiosk die, and return when: a log that is just being written swallows the first try."""
    since, services = len(watched.told(kiosk.id)), [button.name for button in kiosk.buttons if button.service]
    while True:
        died_s = time.monotonic()
        watched.let_die(kiosk.id, *threads)
        # A thread dies when it computes next, and this is what lets each of them compute.
        with suppress(Unavailable):  # the thread of the pins dies of it
            watched.town.press(kiosk.id, chance.choice(services))
        if watched.comes(lambda: watched.has_ended(kiosk.id, since), AGAIN_S):
            return died_s


def _rounds(ground: Ground) -> list[Mapping[str, str]]:
    """Return which part of each unit hangs, round by round: in the long one each part of each unit."""
    parts = {
        BROKER: (MAIN, PULSE),
        DISPATCHER: (MAIN, NETWORK),
        "kiosk-hall": (MAIN, SCREEN, NETWORK),
        "hall": (MAIN, NETWORK),
        "desk-1": (MAIN, NETWORK),
        "desk-2": (NETWORK, MAIN),
        "rating-exit": (MAIN, NETWORK),
    }
    if ground.long:
        return [{unit: several[turn % len(several)] for unit, several in parts.items()} for turn in range(6)]
    chosen = {unit: ground.chance.choice(several) for unit, several in parts.items()}
    # However chance falls, each kind is among them.
    return [chosen | {"desk-1": MAIN, "desk-2": NETWORK, "kiosk-hall": _kiosks_part(ground.chance)}]


def _kiosks_part(chance: random.Random) -> str:
    return SCREEN if chance.random() < 0.7 else MAIN


def _hang(watched: WatchedTown, unit: str, part: str) -> Hang:
    if unit == BROKER:
        victims = [pid for pid in watched.group(unit) if (pid == watched.pid(unit)) == (part == MAIN)]
        for pid in victims:
            freeze(pid)
    else:
        watched.hung.hang(find(watched.pid(unit), part))
    return Hang(unit, part, watched.marked_s(unit))


def _noticed_s(watched: WatchedTown, hang: Hang, since: int) -> float:
    """Return how long it took until the watchdog's time was over, by the stand-in's own clock, or the unit gave up."""
    event = next(e for e in watched.told(hang.unit, since) if e["event"] in {"watchdog", "stopping", "ended"})
    return float(event.get("due_s", event["at_s"])) - hang.at_s


def _watchdog_s(town: Town, unit: str) -> float:
    centre = town.centre
    roles: dict[str, Sequence[Kiosk | Desk | Display | Rating]] = {
        "kiosk": centre.kiosks,
        "desk": centre.desks,
        "display": centre.displays,
        "rating": centre.ratings,
    }
    role = next((role for role, units in roles.items() if unit in {one.id for one in units}), unit)
    return words_of(role).watchdog_s


def _network_thread_alone(watched: WatchedTown) -> list[str]:
    """Let a desk's network thread die; its link makes another, without a new start."""
    unit = watched.town.centre.desks[0].id
    since, events = len(watched.town.timeline.entries), len(watched.told(unit))
    watched.let_die(unit, NETWORK)

    def ready_again() -> bool:
        said = [e["payload"]["state"] for e in watched.town.timeline.entries[since:] if _is_state_of(e, unit)]
        return "ready" in said

    watched.wait(f"{unit} has a new network thread", ready_again)
    return [f"{unit} was started anew for a network thread."] if len(watched.told(unit)) != events else []


def _is_state_of(entry: Mapping[str, object], unit: str) -> bool:
    return entry["what"] == "message" and str(entry["topic"]).endswith(f"/{unit}/state")


def _serves(watched: WatchedTown) -> list[str]:
    """Let somebody take a ticket and be called: all parts of all units are at work."""
    town, morning = watched.town, Morning(watched.town)
    town.wait_until_ready()
    morning.open_windows()
    since = len(town.timeline.entries)
    town.press(town.centre.kiosks[0].id, "passport")
    watched.wait("a paper", lambda: any(e["what"] == "ticket" for e in town.timeline.entries[since:]))
    morning.serve_everybody()
    told = {kind: {fact["ticket"] for fact in facts(town.timeline.entries, kind)} for kind in ENDS}
    given, void, called = (told[kind] for kind in ENDS)
    return [f"{ticket} was never called." for ticket in sorted(given - void - called)]


EXPERIMENTS: tuple[Experiment, ...] = (
    Experiment(
        name="watch-hung",
        part="Supervision",
        claim="A hung loop, network thread, screen, broker or pulse is noticed in the watchdog's time and restarted.",
        play=play_hung,
    ),
    Experiment(
        name="watch-dead",
        part="Supervision",
        claim="A dead thread (GPIO, network, printer, journal, lamps, screen) ends its unit, which is restarted.",
        play=play_dead,
    ),
)
