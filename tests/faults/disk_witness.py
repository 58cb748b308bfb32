# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who looks on in a centre whose disks or clocks ail: what units say, what screens show and what stands in logs."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from simulator.seen import EARLY_NS, facts
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_units import ready, units
from tests.faults.disk_keeper import Keeper

KIOSK = "kiosk-hall"

_PAGE = re.compile(r"^([0-9.]+) INFO kiosk\.\w+: page shown: (\w+)", re.MULTILINE)


class Witness:
    """Looks on in a running town; ``keeper`` waits for what must be seen."""

    def __init__(self, town: Town, out: Path) -> None:
        self.town, self._out, self.keeper = town, out, Keeper(town)

    def mark(self) -> int:
        """Return where the timeline ends now."""
        return len(self.town.timeline.entries)

    def facts(self, kind: str) -> list[dict[str, Any]]:
        """Return the facts of a kind that the dispatcher has told so far."""
        return facts(self.town.timeline.entries, kind)

    def back(self, since: int) -> None:
        """Wait until all units are ready, and our own ear listens, in the timeline from its entry ``since`` on."""

        def so(entries: Sequence[Entry]) -> bool:
            return units(self.town.centre) | {"main"} <= ready(list(entries[since:]))

        self.keeper.wait("all are back", so)

    def says(self, unit: str, states: str, words: str = "") -> None:
        """Wait until the newest word of a unit is one of the states, with these words in the sentence of a problem."""
        self.keeper.wait(f"{unit} says {states} ({words})", lambda e: has_said(e, unit, states, words))

    def well(self, unit: str) -> None:
        """Wait until a unit says that it is ready, or only that nothing proves this machine's clock."""
        self.keeper.wait(f"{unit} is ready", lambda entries: unit in ready(list(entries)))

    def well_again(self, unit: str) -> None:
        """Wait until a unit has said *offline* and then that it is ready: it was started again."""
        since = self.mark()
        self.keeper.wait(f"{unit} is ready again", lambda entries: unit in ready(list(entries[since:])))

    def shows(self, pages: str) -> None:
        """Wait until the kiosk's page is one of these."""
        self.keeper.wait(f"page {pages}", lambda _: self.page() in pages.split())

    def page(self) -> str:
        """Return the page that the kiosk's screen shows, by its log."""
        return self._shown()[1]

    def _shown(self) -> tuple[float, str]:
        """Return since when the kiosk shows which page."""
        pages = _PAGE.findall((self._out / "logs" / f"{KIOSK}.log").read_text(encoding="utf-8"))
        return (float(pages[-1][0]), str(pages[-1][1])) if pages else (0.0, "")

    def said(self, unit: str, words: str) -> int:
        """Count the lines of a unit's log that have these words."""
        log = (self._out / "logs" / f"{unit}.log").read_text(encoding="utf-8")
        return sum(words in line for line in log.splitlines())

    def look_at_kiosk(self, name: str) -> None:
        """Keep the picture of the page that it shows now."""
        self.look(KIOSK, name, round(self._shown()[0] * 1e9) - EARLY_NS)

    def look(self, unit: str, name: str, since_ns: int) -> None:
        """Wait until a screen has drawn something since, and keep its picture."""

        def drawn(entries: Sequence[Entry]) -> list[str]:
            frames = (e for e in entries if e["what"] == "frame" and e["unit"] == unit)
            return [frame["png"] for frame in frames if frame["at_ns"] >= since_ns]

        self.keeper.wait(f"{unit} draws", drawn)
        shutil.copy(self._out / drawn(self.town.timeline.entries)[-1], self._out.parent / f"{name}.png")


def state_of(entries: Sequence[Entry], unit: str) -> dict[str, Any]:
    """Return the newest word of a unit of itself, {} before the first."""
    said = (e for e in reversed(entries) if e["what"] == "message" and e["topic"].endswith(f"/{unit}/state"))
    found: dict[str, Any] = next((entry["payload"] for entry in said), {})
    return found


def has_said(entries: Sequence[Entry], unit: str, states: str, words: str) -> bool:
    """Return whether the newest word of a unit is one of the states, with these words in a problem's sentence."""
    said = state_of(entries, unit)
    return said.get("state") in states.split() and words in " ".join(texts(said))


def texts(state: dict[str, Any]) -> list[str]:
    """Return the sentences of a state's problems."""
    return [problem["text"] for problem in state.get("problems", ())]
