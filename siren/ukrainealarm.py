# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads the answer of ukrainealarm, version 3, about one region; pure.

Form: one record for each region asked for, in a list; it holds the alerts of what the region lies in, too. Facts about
the live interface of September 2026: Home Assistant's check of it (PR 181558); fields may be null, an alert may have
several levels and a level several reasons, and levels mean something for AIR only.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from centre.errors import BadMessage
from centre.facts_base import AlertLevel, Threat
from siren.report import ALERT, CLEAR, Answer, Report, decoded, moment, not_ok, raised, unreadable, words

OK = 200

LEVELS: dict[Any, AlertLevel] = {"Yellow": "yellow", "Red": "red"}

KINDS = {
    "ARTILLERY": "Загроза артобстрілу",
    "URBAN_FIGHTS": "Загроза вуличних боїв",
    "CHEMICAL": "Хімічна загроза",
    "NUCLEAR": "Радіаційна загроза",
}
"""Types of alerts beside AIR; the levels told with them mean nothing, all are as grave as the red one."""


class _Level(msgspec.Struct, rename="camel"):
    alert_level: Any = None
    reason: Any = None
    created_at: Any = None


class _Alert(msgspec.Struct, rename="camel"):
    type: Any = None
    last_update: Any = None
    active_alert_levels: tuple[_Level, ...] | None = None


class _Region(msgspec.Struct, rename="camel"):
    region_id: Any = None
    active_alerts: tuple[_Alert, ...] | None = None


def read(answer: Answer, regions: Sequence[str], _utc: datetime) -> Report:
    """Return what the answer says of the regions; a clear needs the record of each, and no alert in any."""
    if answer.status != OK:
        return not_ok(answer)
    try:
        told = decoded(answer.body, tuple[_Region, ...])
    except BadMessage as bad:
        return unreadable(str(bad))
    ours = [record for record in told if str(record.region_id) in regions]
    threats = [threat for record in ours for alert in record.active_alerts or () for threat in _threats(alert)]
    if threats:
        return raised(threats)
    whole = {str(record.region_id) for record in ours if record.active_alerts is not None}
    missing = [region for region in regions if region not in whole]
    if missing:
        return unreadable(f"The feed says nothing of region {missing[0]}. Compare regions with the feed's list.")
    return CLEAR


def _threats(alert: _Alert) -> Iterator[Threat]:
    if alert.type == "INFO":
        return
    if alert.type == "AIR" and alert.active_alert_levels:
        for level in alert.active_alert_levels:
            yield Threat(
                level=_level(level.alert_level), reason=words(level.reason) or ALERT, since=moment(level.created_at)
            )
    elif alert.type in KINDS:
        yield Threat(level="red", reason=KINDS[alert.type], since=moment(alert.last_update))
    else:
        yield Threat(level="unknown", reason=ALERT, since=moment(alert.last_update))


def _level(said: Any) -> AlertLevel:
    return LEVELS.get(said, "unknown") if isinstance(said, str) else "unknown"
