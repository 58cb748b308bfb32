# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha healthy``: a system that is on trial calls itself good when all of its card runs, or has the Pi restarted.

It is started on a trial's boot alone, early, and waits for nothing: a boot that hangs is a boot that did not come up.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from card import systemd_units
from card.health import PATIENCE_S, STEADY_S, Health, Look
from card.slot_sectors import SlotSectors, running
from card.updating import unwell, version

EVERY_S = 2.0


def healthy(options: argparse.Namespace) -> int:
    """Wait; return 0 when this system was called good, else 1, on which its unit restarts the Pi."""
    root: Path = options.root
    name = running(root)
    said = wait(Health(unwell(root)), lambda: systemd_units.look(root), time.monotonic, time.sleep)
    if not said:
        sectors = SlotSectors(root)
        sectors.write(sectors.read().become(name, "good"))
        print(f"Slot {name}, version {version(root)}: all that this card runs is up. It stays.", flush=True)
        return 0
    print(f"Slot {name}, version {version(root)}, did not come up: {said}. This Pi restarts.", flush=True)
    return 1


def wait(health: Health, look: Callable[[], Look], now_s: Callable[[], float], sleep: Callable[[float], object]) -> str:
    """Return "" when the system has proved itself, else, after its time, what is missing."""
    until_s = now_s() + PATIENCE_S
    while True:
        seen = look()
        if health.proved(seen, now_s()):
            return ""
        if now_s() >= until_s:
            return ", ".join(health.missing(seen)) or f"not all was up for {STEADY_S:g} s without a restart"
        sleep(EVERY_S)
