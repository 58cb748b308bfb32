# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre's busiest morning, played against a running town: fingers on its kiosks' buttons and its clerks' keys.

    centre = busy(load(path))
    with Town(centre, …) as town:
        open_windows(town)
        with Load(town, random.Random(seed), BUSIEST.times(10), but={"kiosk-low", "desk-60"}) as load:
            …                        # measure, or load.wait_until(tickets=120, calls=80)

Presses are what they are in ``cherha demo``: edges at the pins of real processes.
"""

import math
import random
import threading
import time
from collections.abc import Callable, Collection
from typing import Self

from msgspec.structs import replace

from centre.config import CentreFile
from centre.errors import Unavailable
from simulator.bench_part import quick
from simulator.crowd import BUSIEST, Citizens, Hall, Pace, clerks
from simulator.seen import facts
from simulator.timeline import Entry
from simulator.town import Town

HOLD_S = 0.02
"""A finger much faster than a citizen's; the buttons of ``busy`` are free again soon after."""

BETWEEN_S = 0.15
"""From one press of a button to the next: more than a hold, an open contact and the lock-out of ``busy`` together."""

WALK_S = 0.5
"""From the press to the first moment at which a clerk may call: no ticket takes so long, else the call is in vain."""

DESK_S = 0.8
"""From one press of *next* to the next at the same desk, by when its window knows what became of the first.

A pad's key is up after 0.6 s of silence (desk/pad_words.py): pressed sooner again and again it is one that is stuck.
"""

PATIENCE_S = 20.0
"""How long somebody stands at a kiosk that gives no paper, before the next one presses."""

LOOK_S = 0.02
"""How soon to look again for a free kiosk, or for somebody to call."""

AT_ONCE = Pace(math.inf, math.inf)
"""As fast as it goes: at each kiosk somebody presses as soon as the paper before is cut, at each desk *next*."""

EFFECT_S = 120.0
"""The longest wait for all windows to open."""


def busy(centre: CentreFile) -> CentreFile:
    """Return the centre with short lock-outs, in which nobody walks and no screen asks whether one wants to wait."""
    centre = quick(centre)
    return replace(centre, kiosks=tuple(replace(kiosk, ask_above=0) for kiosk in centre.kiosks))


def open_windows(town: Town) -> None:
    """Let a clerk open the window of each desk that is there; the town listens. Raise Unavailable if one stays shut."""
    desks = [desk for desk in town.centre.desks if desk.id not in town.absent]
    for desk in desks:
        town.press(desk.id, "pause" if any(key.action == "pause" for key in desk.keys) else "next", HOLD_S)
    if not town.wait_for(lambda entries: len(facts(entries, "window_opened")) >= len(desks), EFFECT_S):
        raise Unavailable(f"Not all of {len(desks)} windows have opened within {EFFECT_S:g} s. See the logs folder.")


def press(town: Town, unit: str, button: str) -> None:
    """Press a button as soon as it is up: on a busy machine a unit may let go of it late."""
    until_s = time.monotonic() + PATIENCE_S
    while True:
        try:
            town.press(unit, button, HOLD_S)
        except Unavailable as down:
            if "held down" not in str(down) or time.monotonic() > until_s:
                raise
            threading.Event().wait(LOOK_S)
        else:
            return


class Load:
    """Plays from ``with`` until its end; what went wrong in the meantime is raised there.

    The units named in ``but`` are left alone, for somebody else to press; no more than ``most`` come. ``tickets`` and
    ``calls`` count what was pressed so far, at each desk that is played. It needs no ear of the town, which may have
    stopped listening. Of the same ``chance`` come the same wishes.
    """

    def __init__(
        self,
        town: Town,
        chance: random.Random,
        pace: Pace = BUSIEST,
        *,
        but: Collection[str] = frozenset(),
        most: float = math.inf,
    ) -> None:
        self._town, self._pace, self._chance, self._most = town, pace, chance, most
        gone = town.absent | set(but)
        desks = clerks([desk for desk in town.centre.desks if desk.id not in gone])
        kiosks = [kiosk.id for kiosk in town.centre.kiosks if kiosk.id not in gone]
        self._citizens, self._hall = Citizens(town.centre, kiosks, desks, chance), Hall(town.centre, desks)
        self._taken = dict.fromkeys(kiosks, -math.inf)
        """Until when somebody stands at a kiosk, or their press may still count as chatter."""
        self._busy = {desk.id: -math.inf for desk in desks}
        self._news, self._over = threading.Condition(), False
        self._fault: Exception | None = None
        self._threads = [threading.Thread(target=self._play, args=(each,)) for each in (self._come, self._call)]
        self.tickets = self.calls = 0
        town.timeline.listen(self._hear)

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        for thread in self._threads:
            thread.join()
        if self._fault is not None:
            raise self._fault

    def wait_until(self, *, tickets: int = 0, calls: int = 0, timeout_s: float = math.inf) -> None:
        """Return when so much was pressed, or has failed; raise Unavailable when the time is over."""
        with self._news:
            enough = lambda: self._over or (self.tickets >= tickets and self.calls >= calls)  # noqa: E731
            if not self._news.wait_for(enough, min(timeout_s, threading.TIMEOUT_MAX)):
                done = f"{self.tickets} of {tickets} tickets and {self.calls} of {calls} calls"
                raise Unavailable(f"Pressed for {done} within {timeout_s:g} s. See the logs folder.")

    def _play(self, each: Callable[[], float]) -> None:
        """Do one thing after the other, each after the moment that the one before returns."""
        try:
            while not self._over:
                until_s = each()
                with self._news:
                    while not self._over and (left_s := until_s - time.monotonic()) > 0:
                        self._news.wait(left_s)
        except Exception as fault:  # noqa: BLE001  (it is told where the load ends)
            self._fault = fault
            self._end()

    def _end(self) -> None:
        with self._news:
            self._over = True
            self._news.notify_all()

    def _come(self) -> float:
        """Let somebody press for a ticket, if a kiosk is free; return when the next one comes."""
        now_s = time.monotonic()
        way = self._citizens.next([kiosk for kiosk, until_s in self._taken.items() if until_s <= now_s])
        if way is None or self.tickets >= self._most:
            return now_s + LOOK_S
        self._taken[way.kiosk] = now_s + PATIENCE_S
        for button in way.presses:
            press(self._town, way.kiosk, button)
        with self._news:
            self.tickets += 1
            self._hall.came(way.service, time.monotonic() + WALK_S)
            self._news.notify_all()
        return now_s + self._gap_s(self._pace.tickets_per_minute)

    def _call(self) -> float:
        """Let a clerk who has somebody to call press *next*; return when the next one does."""
        now_s = time.monotonic()
        with self._news:
            desk = self._hall.call([desk for desk, until_s in self._busy.items() if until_s <= now_s], now_s)
        if desk is None:
            return now_s + LOOK_S
        self._busy[desk] = now_s + DESK_S
        press(self._town, desk, "next")
        with self._news:
            self.calls += 1
            self._news.notify_all()
        return now_s + self._gap_s(self._pace.calls_per_minute)

    def _gap_s(self, per_minute: float) -> float:
        """Return a time between two who know nothing of each other: many short ones, a few long ones."""
        return 0.0 if math.isinf(per_minute) else self._chance.expovariate(per_minute / 60)

    def _hear(self, entry: Entry) -> None:
        """Let whoever got a paper go; the button is not pressed again while that would count as chatter."""
        if entry["what"] == "ticket" and entry["unit"] in self._taken:
            self._taken[entry["unit"]] = time.monotonic() + BETWEEN_S
