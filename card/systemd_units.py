# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What systemd says of the units of this card, and of its screen; it starts and stops none."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from card.health import TAKE_IN, Look, Service
from card.installed import current
from card.machine_setup import WANTS
from centre.forgetting import forgets

SCREEN = "cherha-screen.service"
"""Beside the units of the card: they live without a screen, and a hall that is shown nothing has no queue. On a Pi that
has none it was not active before either."""

PATIENCE_S = 30.0


def look(root: Path) -> Look:
    """Look once; of a systemd that does not answer nothing is active."""
    units = sorted(link.name for link in (root / WANTS).glob("cherha-*.target.wants/*"))
    wanted = [*units, SCREEN] if units else []
    return Look(_ask([TAKE_IN, *wanted]), wanted, current(root) is None, not forgets(root))


def not_active(root: Path) -> list[str]:
    """Return the units of this card that are not active now; of a systemd that does not answer none is known."""
    seen = look(root)
    if not seen.services:
        return []
    return [name for name in seen.wanted if seen.services.get(name, Service("inactive")).active != "active"]


def read(answer: str) -> dict[str, Service]:
    """Return what ``systemctl show`` says: a paragraph for each unit."""
    services = {}
    for paragraph in answer.split("\n\n"):
        words = dict(line.partition("=")[::2] for line in paragraph.strip().splitlines())
        if name := words.get("Id"):
            restarts = words.get("NRestarts", "0")
            services[name] = Service(
                words.get("ActiveState", "inactive"),
                words.get("SubState", ""),
                int(restarts) if restarts.isdecimal() else 0,
            )
    return services


def _ask(names: Sequence[str]) -> dict[str, Service]:
    words = ["systemctl", "show", "--property=Id,ActiveState,SubState,NRestarts", "--", *names]
    try:
        asked = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    return read(asked.stdout)
