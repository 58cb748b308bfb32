# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A town on cables that can be made bad, with units for each trouble; and who presses, waits and looks there."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from msgspec.structs import replace

from centre.config import CentreFile, Window
from centre.config_kiosks import Printer
from centre.messages import DeskRequest
from simulator.bench_part import quick
from simulator.clerk import Person
from simulator.demo import small_centre
from simulator.lan import Lan
from simulator.seen import calls_on_board, facts
from simulator.stage import Stage
from simulator.timeline import Entry
from simulator.town import Town
from tests.faults.experiment import Ground
from tests.faults.link_cables import Cables
from tests.faults.link_faults import Net
from tests.faults.patience import a_moment, of_town
from tests.faults.running_journals import all_told, answer

PATIENCE_S = 120.0
"""The longest wait for what must come, on a machine however busy."""

GIVE_UP_S = 3.0
"""How long citizens and clerks of these halls wait for an answer."""

PRINTER = Printer(connection="usb", device="/dev/usb/lp0")
"""No printer on the network: it would be lost with the kiosk's cable."""

SERVICE = "passport"
BLOCK = 40
"""So many numbers of its own has a kiosk that has any."""


class Hall:
    """A running town and its network."""

    def __init__(self, town: Town, net: Net, out: Path) -> None:
        self.town, self.net, self.out = town, net, out
        self.stage = Stage(town, {desk.window: desk for desk in town.centre.desks})
        self.presses: dict[str, list[float]] = {}
        self._patience = of_town(town, PATIENCE_S)

    def open_windows(self) -> None:
        """Let each clerk open the window."""
        for window in self.stage.desks:
            self.stage.press_key(window, "pause")
        self.stage.wait("the windows open", lambda e: len(facts(e, "window_opened")) == len(self.stage.desks))

    def take(self, kiosk: str) -> None:
        """Press the button of the service at a kiosk, without waiting for anything."""
        self.town.press(kiosk, SERVICE)

    def journal(self, kiosk: str, kind: str) -> int:
        """Return how many lines of a kind a kiosk's journal has now."""
        question = "SELECT count(DISTINCT json_extract(fact, '$.request_id')) FROM journal WHERE kind = ?"
        path = self.out / "state" / f"kiosk-{kiosk}.db"
        return int(answer(path, question, kind))

    def nothing_open(self, kiosk: str) -> bool:
        """Return whether each press at a kiosk, and each number of its own, has come to an end that is known."""
        return all_told(self.out / "state" / f"kiosk-{kiosk}.db")

    def wait_until(self, what: str, holds: Callable[[], bool]) -> None:
        """Return when it holds, or raise Unavailable saying what was waited for; looks again and again."""

        def moment() -> None:
            self.town.processes.check()
            a_moment()

        self._patience.wait(what, holds, moment)

    def serve_everybody(self) -> None:
        """Let the clerk of the first window call one after another until nobody waits."""
        window, desk = next(iter(self.stage.desks.items()))
        with Person(self.town.centre.broker, self.town.cards.keys(desk.id), "desk", desk.id) as clerk:
            self._patience.wait(f"nobody waits for window {window}", lambda: self._calls_all(clerk, window))

    def _calls_all(self, clerk: Person, window: int) -> bool:
        """Call one after another; return whether nobody waits then: it may be refused for another reason."""
        at_window = calls_on_board(self.town.timeline.entries).get(window)
        while True:
            answer = self.ask(clerk, DeskRequest(request_id=uuid4(), action="call_next", ticket=at_window))
            at_window = answer.get("ticket")
            if at_window is None:
                return bool(answer.get("reason", "nobody_waits") == "nobody_waits")

    def ask(self, clerk: Person, wish: DeskRequest) -> dict[str, Any]:
        """Return the answer to a clerk, who asks as a desk does: again, until it comes."""

        def answers(entries: list[Entry]) -> list[dict[str, Any]]:
            told = (e["payload"] for e in reversed(entries) if e["what"] == "message" and e["topic"].endswith("/reply"))
            return [answer for answer in told if answer.get("request_id") == str(wish.request_id)]

        def is_answered() -> bool:
            clerk.ask(wish)
            return self.town.wait_for(lambda e: bool(answers(e)), GIVE_UP_S)

        self._patience.wait(f"an answer to {wish}", is_answered)
        return answers(self.town.timeline.entries)[0]

    @staticmethod
    def pass_s(seconds: float) -> None:
        """Let time pass: it is what a trouble lasts."""
        threading.Event().wait(seconds)


@contextlib.contextmanager
def hall(centre: CentreFile, ground: Ground, cabled: Sequence[str], *, bad: bool = True) -> Iterator[Hall]:
    """Run a centre; the units ``cabled`` have a cable each, which can be made bad if they are to be."""
    with Lan() as lan:
        for unit in cabled:
            lan.plug(unit)
        with Cables(lan, cabled if bad else (), ground.seed) as cables:
            town = Town(centre, out=ground.out, runtime=ground.runtime, port=ground.port, frames=False, lan=lan)
            with town:
                yield Hall(town, Net(lan, cables), ground.out)


def centre_with(*, kiosks: Mapping[str, bool], displays: Sequence[str] = (), desks: Sequence[str] = ()) -> CentreFile:
    """Return a centre without waits; ``kiosks``: whether each has numbers of its own; each desk has a window.

    Without ``desks`` there is one at one window. Everybody comes for the same.
    """
    small = quick(small_centre())
    desks = desks or ("desk-1",)
    kiosk, desk, display = small.kiosks[0], small.desks[0], small.displays[0]
    buttons = tuple(button for button in kiosk.buttons if button.service == SERVICE)
    blocks = {name: own for name, own in kiosks.items() if own}
    numbers = {name: f"{n}-{n + BLOCK - 1}" for n, name in zip(range(300, 999, BLOCK), blocks, strict=False)}
    return replace(
        small,
        services=tuple(service for service in small.services if service.id == SERVICE),
        windows=tuple(Window(number=n, services=(SERVICE,)) for n, _ in enumerate(desks, 1)),
        kiosks=tuple(
            replace(
                kiosk,
                id=name,
                buttons=buttons,
                alone_numbers=numbers.get(name, ""),
                give_up_after_s=GIVE_UP_S,
                printer=PRINTER,
            )
            for name in kiosks
        ),
        desks=tuple(replace(desk, id=name, window=n, give_up_after_s=GIVE_UP_S) for n, name in enumerate(desks, 1)),
        displays=tuple(replace(display, id=name, voice=None, windows=()) for name in displays),
        sirens=(),
        ratings=(),
    )
