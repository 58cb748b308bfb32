# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads the answer of ukrainealarm, version 3, about one region; pure.

Form: one record for each region asked for, in a list; it holds the alerts of what the region lies in, too. Facts about
the live interface of September 2026: Home Assistant's check of it (PR 181558); fields may be null, an alert may have
several levels and a level several reasons, and levels mean something for AIR only. Nothing is taken for granted of the
form: what is not understood in an alert of ours is an alert all the same.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from centre.facts_base import AlertLevel, Threat
from siren.report import (
    ALERT,
    CLEAR,
    Answer,
    Report,
    fields,
    moment,
    place,
    raised,
    understood,
    unreadable,
    words,
)

LEVELS: dict[Any, AlertLevel] = {"Yellow": "yellow", "Red": "red"}

KINDS = {
    "ARTILLERY": "Загроза артобстрілу",
    "URBAN_FIGHTS": "Загроза вуличних боїв",
    "CHEMICAL": "Хімічна загроза",
    "NUCLEAR": "Радіаційна загроза",
}
"""Types of alerts beside AIR; the levels told with them mean nothing, all are as grave as the red one."""


def read(answer: Answer, regions: Sequence[str], _utc: datetime) -> Report:
    """Return what the answer says of the regions; a clear needs the record of each, and no alert in any."""
    return understood(answer, list[Any], lambda told: _meaning(told, regions))


def _meaning(told: list[Any], regions: Sequence[str]) -> Report:
    # A record that does not say whose it is may be ours.
    ours = [record for record in map(fields, told) if place(record.get("regionId")) in {*regions, ""}]
    threats = [threat for record in ours for alert in _alerts(record) for threat in _threats(fields(alert))]
    if threats:
        return raised(threats)
    whole = [place(record.get("regionId")) for record in ours if record.get("activeAlerts") is not None]
    missing = [region for region in regions if region not in whole]
    if missing:
        return unreadable(f"The feed says nothing of region {missing[0]}. Compare regions with the feed's list.")
    if "" in whole or len(whole) < len(ours):
        return unreadable("The feed has a record without its region or its alerts. Wait, and listen for the siren.")
    return CLEAR


def _alerts(record: dict[str, Any]) -> list[Any]:
    """Return what is active; what should be a list and is none is one alert that nobody understands."""
    active = record.get("activeAlerts")
    if active is None:
        return []
    return active if isinstance(active, list) else [active]


def _threats(alert: dict[str, Any]) -> Iterator[Threat]:
    """Yield what an alert says; what is not understood in it is a threat of unknown level."""
    kind, levels, since = alert.get("type"), alert.get("activeAlertLevels"), moment(alert.get("lastUpdate"))
    if kind == "INFO":
        return
    if kind == "AIR" and isinstance(levels, list) and levels:
        for level in map(fields, levels):
            reason, began = words(level.get("reason")) or ALERT, moment(level.get("createdAt"))
            yield Threat(level=_level(level.get("alertLevel")), reason=reason, since=began)
    elif isinstance(kind, str) and kind in KINDS:
        yield Threat(level="red", reason=KINDS[kind], since=since)
    else:
        yield Threat(level="unknown", reason=ALERT, since=since)


def _level(said: Any) -> AlertLevel:
    return LEVELS.get(said, "unknown") if isinstance(said, str) else "unknown"
