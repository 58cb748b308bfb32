# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A town each of whose units is watched by a stand-in for systemd, and the account of what those did."""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from msgspec.structs import replace

from centre.centre_file import load
from centre.config import CentreFile
from centre.config_kiosks import KioskScreen
from simulator.bench_part import quick
from simulator.lan import Lan
from simulator.rehome import LOOPBACK
from simulator.town import Town
from tests.conftest import SMALL
from tests.faults.experiment import Ground
from tests.faults.patience import Patience, a_moment, comes
from tests.faults.watch_systemd import mark
from tests.faults.watch_threads import Hung, stat_of

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(__file__).with_name("watch_site")

PATIENCE_S = 240.0
"""How long an event is waited for; far longer than it ever takes."""


class InFront(Lan):
    """Stands where a network could: before each command comes the stand-in for systemd; units stay on this machine."""

    def __init__(self, events: Path) -> None:
        super().__init__()
        self.host, self._events = LOOPBACK, events

    def words(self, unit: str) -> tuple[str, ...]:
        """Return what stands before a command."""
        told = (f"PYTHONPATH={SITE}:{ROOT}", f"CHERHA_DIE={self._events / unit}.die")
        return "env", *told, sys.executable, "-m", "tests.faults.watch_systemd", str(self._events)


class WatchedTown:
    """A running small centre, its kiosk with a screen; from ``with`` to its end."""

    def __init__(self, ground: Ground) -> None:
        self.events = (ground.out / "events").absolute()
        self.events.mkdir(parents=True, exist_ok=True)
        for old in self.events.iterdir():
            old.unlink()
        self.hung = Hung()
        self.town = Town(
            small_centre(), out=ground.out / "town", runtime=ground.runtime, port=ground.port, lan=InFront(self.events)
        )

    def __enter__(self) -> Self:
        self.town._start_s = PATIENCE_S
        self.town.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.town.close()

    def told(self, unit: str, since: int = 0) -> list[dict[str, Any]]:
        """Return what has happened to a unit, but for the first so many events."""
        path = self.events / f"{unit}.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[since:]]

    def pid(self, unit: str) -> int:
        """Return the main process of a unit as it runs now."""
        return int([event["pid"] for event in self.told(unit) if event["event"] == "started"][-1])

    def marked_s(self, unit: str) -> float:
        """Return when a unit's stand-in had heard all signs of life that were under way, by the machine's clock."""
        since = len(self.told(unit))
        mark([event["ear"] for event in self.told(unit) if event["event"] == "started"][-1])
        self.wait(f"the stand-in of {unit} listens", lambda: self._marks(unit, since))
        return float(self._marks(unit, since)[0]["at_s"])

    def _marks(self, unit: str, since: int) -> list[dict[str, Any]]:
        return [event for event in self.told(unit, since) if event["event"] == "marked"]

    def group(self, unit: str) -> list[int]:
        """Return all processes of a unit."""
        main = self.pid(unit)
        return [int(p.name) for p in Path("/proc").glob("[0-9]*") if _group(p) == main]

    def let_die(self, unit: str, *threads: str) -> None:
        """Let the threads of a unit die whose names begin so, when each computes next."""
        (self.events / f"{unit}.die").write_text(" ".join(threads), encoding="utf-8")
        os.kill(self.pid(unit), signal.SIGUSR1)

    def wait(self, what: str, claim: Callable[[], object]) -> None:
        """Return when the claim holds; raise Unavailable when it does not for very long."""
        Patience(PATIENCE_S, self.events, self._last_told).wait(what, claim, self._moment)

    def comes(self, claim: Callable[[], object], within_s: float) -> bool:
        """Return True as soon as the claim holds, False when the time is over."""
        return comes(claim, within_s, self._moment)

    def _moment(self) -> None:
        self.hung.reap()
        a_moment()

    def _last_told(self) -> str:
        """Return the last event of each unit."""
        units = sorted(path.stem for path in self.events.glob("*.jsonl"))
        last = {unit: self.told(unit)[-1:] for unit in units}
        return ", ".join(f"{unit} {events[0]['event']}" for unit, events in last.items() if events)

    def has_ended(self, unit: str, since: int) -> bool:
        """Return whether a unit has ended since."""
        return any(event["event"] == "ended" for event in self.told(unit, since))

    def is_back(self, unit: str, since: int) -> bool:
        """Return whether a unit has ended and is ready again."""
        events = [event["event"] for event in self.told(unit, since)]
        return "ready" in events[events.index("ended") :] if "ended" in events else False


def small_centre() -> CentreFile:
    """Return the small centre, in which nobody waits, its kiosk with a screen beside the buttons, its hall mute."""
    centre = quick(load(SMALL))
    return replace(
        centre,
        kiosks=tuple(replace(kiosk, screen=KioskScreen()) for kiosk in centre.kiosks),
        displays=tuple(replace(display, voice=None) for display in centre.displays),
    )


def _group(process: Path) -> int:
    try:
        return int(stat_of(process)[2])
    except (OSError, ValueError):
        return 0
