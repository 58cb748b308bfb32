# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The units of a town: which there are, their buttons' pins, and which have said that they are ready. Pure."""

from typing import Any

from centre.cards import devices
from centre.config import CentreFile
from centre.errors import Unavailable
from centre.key_places import places
from centre.siren_contacts import contacts
from simulator.timeline import Entry

BROKER, DISPATCHER = "broker", "dispatcher"


def units(centre: CentreFile) -> set[str]:
    """Return the ids of all devices in centre.toml."""
    return {place.id for place in devices(centre)}


def pin_of(centre: CentreFile, unit: str, button: str) -> int:
    """Return the GPIO of a unit's button, of a pad's key its byte; or raise Unavailable naming those it has."""
    buttons = {kiosk.id: {b.name: b.pin for b in kiosk.buttons} for kiosk in centre.kiosks}
    buttons |= {desk.id: dict(places(desk)) for desk in centre.desks}
    buttons |= {siren.id: contacts(siren) for siren in centre.sirens if contacts(siren)}
    buttons |= {rating.id: {b.word: b.pin for b in rating.buttons} for rating in centre.ratings}
    if unit not in buttons:
        raise Unavailable(f"No unit '{unit}' with buttons here. There are: {', '.join(buttons)}.")
    if button not in buttons[unit]:
        raise Unavailable(f"Unit '{unit}' has no button '{button}'. It has: {', '.join(buttons[unit])}.")
    return buttons[unit][button]


def ready(entries: list[Entry]) -> set[str]:
    """Return the units whose newest word of themselves is *ready*, or that nothing proves this machine's clock."""
    said = {}
    for entry in entries:
        if entry["what"] == "message" and entry["topic"].endswith("/state"):
            said[entry["topic"].split("/")[-2]] = entry["payload"]
    return {unit for unit, state in said.items() if state.get("state") == "ready" or _only_doubts_its_clock(state)}


def _only_doubts_its_clock(state: dict[str, Any]) -> bool:
    return [problem["code"] for problem in state.get("problems", ())] == ["clock_not_trusted"]
