# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A town in which each unit that keeps anything has a card of its own, and all can lose their power at one stroke."""

import os
import shutil
import signal
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from random import Random

from msgspec.structs import replace

from centre import identity
from centre.centre_file import load
from centre.config import CentreFile
from centre.errors import Unavailable
from simulator.bench_part import quick
from simulator.morning import Morning
from simulator.seen import papers
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_units import DISPATCHER
from tests.faults.experiment import Ground
from tests.faults.patience import of_town, see
from tests.faults.power_card import Card, build
from tests.faults.running_journals import all_told

REPOSITORY = Path(__file__).parents[2]
SMALL = REPOSITORY / "centre" / "examples" / "small.toml"

PATIENCE_S = 120.0
"""The longest wait for anything: hundreds of times what it takes."""

HOLD_S = 0.05

FLUSH_MS = (0, 60, 200)
"""How long a flush takes on a card: a commit mostly takes up to 50 ms, and now and then a second (decision 005)."""


class PowerTown:
    """The running town, the cards of those who keep a journal, and where its remains lie."""

    def __init__(self, town: Town, cards: dict[str, Card], out: Path) -> None:
        self.town, self.cards, self.out = town, cards, out
        self.morning, self._patience = Morning(town), of_town(town, PATIENCE_S)

    def press(self, count: int, chance: Random) -> None:
        """Let ``count`` citizens press at each kiosk, each another button, all in the same moment."""
        for kiosk in self.town.centre.kiosks:
            for button in chance.sample(kiosk.buttons, count):
                self.town.press(kiosk.id, button.name, HOLD_S)

    def press_alone(self) -> None:
        """Press at each kiosk, as soon as its pins are there, and return when one more paper has come."""
        before = papers(self.town.timeline.entries)
        for kiosk in self.town.centre.kiosks:
            self._patience.wait(f"a press at {kiosk.id}", partial(self._presses, kiosk.id, kiosk.buttons[0].name))
        self.wait_for_one_more(papers, before)

    def call(self) -> None:
        """Let each clerk press *next*."""
        for desk in self.town.centre.desks:
            self.town.press(desk.id, "next", HOLD_S)

    def wait_for_one_more(self, counted: Callable[[Sequence[Entry]], int], before: int) -> None:
        """Return when there are more ``answers`` or ``papers`` than before."""
        see(self.town, PATIENCE_S, f"{counted.__name__}, more than {before}", lambda entries: counted(entries) > before)

    def cut(self, units: Collection[str], chance: Random | None) -> None:
        """Take the power from units; their cards have what was flushed, and of the rest what ``chance`` says."""
        for unit in units:
            os.kill(self.town.processes.pid(unit), signal.SIGKILL)
        for unit in units:
            self.town.kill(unit)
        for unit in units:
            if card := self.cards.get(unit):
                card.cut(chance)

    def give_back(self, units: Collection[str], chance: Random, *, heard: bool = True) -> None:
        """Give the power back to them at once, each with a quick card or a slow one; return when they serve.

        Without a broker nobody hears that they do: then it is not ``heard``, nor waited for.
        """
        since = len(self.town.timeline.entries)
        for unit in units:
            if card := self.cards.get(unit):
                self.town.environments[unit] = card.environment(flush_ms=chance.choice(FLUSH_MS))
            self.town.start(unit)
        if not heard:
            return
        if len(units) == len(self.town.names()):
            self.town.wait_until_ready(since)
        else:
            said_by = {identity.DISPATCHER if unit == DISPATCHER else unit for unit in units}
            entries = self.town.timeline.entries
            self._patience.wait(f"{', '.join(units)} serve again", lambda: said_by <= _ready(entries[since:]))

    def serve_everybody(self) -> None:
        """Let each press come to its end, then call whoever waits."""
        for kiosk in self.town.centre.kiosks:
            journal = self.out / "state" / f"kiosk-{kiosk.id}.db"
            what = f"each press in {journal.name} has come to an end"
            self._patience.wait(what, partial(all_told, journal))
        self.morning.serve_everybody()

    def _presses(self, unit: str, button: str) -> bool:
        with suppress(Unavailable):
            self.town.press(unit, button, HOLD_S)
            return True
        return False


@contextmanager
def on_cards(
    ground: Ground, *, lies: bool = False, flush_ms: int = 0, patience_s: float = 10.0, packages: Sequence[Path] = ()
) -> Iterator[PowerTown]:
    """Run the town; ``lies``: no card keeps anything; ``packages``: folders that come first where Python looks.

    ``patience_s`` is the kiosks'.
    """
    ground.out.mkdir(parents=True, exist_ok=True)
    library, out, centre = build(ground.out), ground.out / "town", crowded(patience_s)
    town = Town(centre, out=out, runtime=ground.runtime, port=ground.port, frames=False)
    stems = {DISPATCHER: DISPATCHER} | {kiosk.id: f"kiosk-{kiosk.id}" for kiosk in centre.kiosks}
    shutil.rmtree(out / "state", ignore_errors=True)
    cards = {unit: Card(library, out / "state" / stem, ground.out / "cards" / unit) for unit, stem in stems.items()}
    python = {"PYTHONPATH": os.pathsep.join(map(str, (*packages, REPOSITORY)))}
    town.environments |= {u: card.environment(flush_ms=flush_ms, lies=lies) | python for u, card in cards.items()}
    with town:
        yield PowerTown(town, cards, out)


def crowded(patience_s: float) -> CentreFile:
    """Return the small centre with a second kiosk, where nobody has to wait; there are no screens, and nobody rates."""
    small = quick(load(SMALL))
    buttons = tuple(button for button in small.kiosks[0].buttons if button.service)
    kiosk = replace(small.kiosks[0], buttons=buttons, give_up_after_s=patience_s)
    door = replace(kiosk, id="kiosk-door", alone_numbers="851-899")
    return replace(small, kiosks=(kiosk, door), displays=(), ratings=())


def answers(entries: Sequence[Entry]) -> int:
    """Return of how many tickets kiosks were told."""
    return sum(e["what"] == "message" and e["topic"].endswith("/reply") and "ticket" in e["payload"] for e in entries)


def patched(folder: Path, package: str, file: str, old: str, new: str) -> Path:
    """Return a folder with a copy of a package in which ``old``, which stands there once, is ``new``."""
    shutil.rmtree(folder / package, ignore_errors=True)
    shutil.copytree(REPOSITORY / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / package / file
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise Unavailable(f"{package}/{file} has {text.count(old)} places that read {old!r}; there must be one")
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def _ready(entries: Sequence[Entry]) -> set[str]:
    """Return who has said since that it is there, however it is."""
    said = (e for e in entries if e["what"] == "message" and e["topic"].endswith("/state"))
    return {e["topic"].split("/")[-2] for e in said if e["payload"].get("state") in {"ready", "degraded"}}
