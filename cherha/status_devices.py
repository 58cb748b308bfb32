# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The devices on the page of ``cherha status``: who must speak, how each stands, what ails it. Pure."""

import textwrap
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from centre.config import CentreFile
from centre.messages import DeviceState
from cherha.status_rows import LABEL, WIDTH, Row, section
from cherha.told import HOME, Device, Told

_STANDINGS = ("offline", "never heard", "degraded", "ready")
"""The gravest first."""


def all_ready(centre: CentreFile, told: Told) -> bool:
    """Return whether the broker is in reach and the dispatcher and every device of centre.toml say *ready*."""
    return not told.lost and not told.silent and all(_standing(told, device) == "ready" for device in devices(centre))


def devices(centre: CentreFile) -> list[Device]:
    """Return all that must speak, the dispatcher first."""
    return [
        HOME,
        *(("kiosk", kiosk.id) for kiosk in centre.kiosks),
        *(("desk", desk.id) for desk in centre.desks),
        *(("display", display.id) for display in centre.displays),
        *(("siren", siren.id) for siren in centre.sirens),
        *(("rating", rating.id) for rating in centre.ratings),
    ]


def rows(centre: CentreFile, told: Told, zone: ZoneInfo) -> Iterator[Row]:
    """Yield who is not ready, each with its problems, then the names of the others."""
    standing = {device: _standing(told, device) for device in devices(centre)}
    counts = [(sum(one == word for one in standing.values()), word) for word in _STANDINGS]
    counted = ", ".join(f"{count} {word}" for count, word in counts if count)
    yield from section("DEVICES", f"{len(standing)}: {counted}", old=told.lost is not None)
    for word in _STANDINGS[:-1]:
        for device in (one for one, found in standing.items() if found == word):
            yield from _ill(device, word, told.truth.devices.get(device), zone)
    ready = [_called(device) for device, word in standing.items() if word == "ready"]
    for place, line in enumerate(textwrap.wrap(", ".join(ready), WIDTH - 2 - LABEL, break_on_hyphens=False)):
        yield Row(f"  {'' if place else 'ready':<{LABEL}}{line}")


def _ill(device: Device, word: str, state: DeviceState | None, zone: ZoneInfo) -> Iterator[Row]:
    since = f", since {state.since.astimezone(zone):%Y-%m-%d %H:%M}" if state and state.since else ""
    yield Row(f"  {word.upper():<{LABEL}}{_called(device)}{since}", "doubt" if word == "degraded" else "bad")
    for problem in state.problems if state else ():
        for line in textwrap.wrap(problem.text, WIDTH - 4 - LABEL):
            yield Row(f"    {'':<{LABEL}}{line}")


def _called(device: Device) -> str:
    return "dispatcher" if device == HOME else device[1]


def _standing(told: Told, device: Device) -> str:
    state = told.truth.devices.get(device)
    return state.state if state else "never heard"
