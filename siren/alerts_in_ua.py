# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads the list of active alerts of alerts.in.ua; pure.

Form: the alerts of the whole country and the moment of their newest change. A region that is not in the list has no
alert, so here alone silence about a region is an all-clear; that is why the list itself must be beyond doubt. Ids come
as numbers and as texts; the list says nothing of levels.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

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

OLDEST = timedelta(hours=1)
"""A list without a change for so long is taken for a list that has stopped: somewhere in the country there is one."""

KINDS: dict[Any, tuple[AlertLevel, str]] = {
    "air_raid": ("unknown", ALERT),
    "artillery_shelling": ("red", "Загроза артобстрілу"),
    "urban_fights": ("red", "Загроза вуличних боїв"),
    "chemical": ("red", "Хімічна загроза"),
    "nuclear": ("red", "Радіаційна загроза"),
}


class _Active(msgspec.Struct):
    alerts: list[Any]
    meta: Any = None


def read(answer: Answer, regions: Sequence[str], utc: datetime) -> Report:
    """Return whether any of the regions has an alert; a clear needs a list that is whole, not empty and not old."""
    return understood(answer, _Active, lambda told: _meaning(told, regions, utc))


def _meaning(told: _Active, regions: Sequence[str], utc: datetime) -> Report:
    alerts = [(place(alert.get("location_uid")), alert) for alert in map(fields, told.alerts)]
    threats = [_threat(alert) for where, alert in alerts if where in regions]
    if threats:
        return raised(threats)
    if not alerts:
        return unreadable("The feed's list is empty, which it never is in truth. Wait, and listen for the siren.")
    if not all(where for where, _ in alerts):
        return unreadable("The feed's list has an alert without its place. Wait, and listen for the siren.")
    return _if_fresh(moment(fields(told.meta).get("last_updated_at")), utc)


def _if_fresh(changed: datetime | None, utc: datetime) -> Report:
    if changed is None:
        return unreadable("The feed does not say when its list has changed. Compare url; its form may have changed.")
    if not -OLDEST <= utc - changed <= OLDEST:
        why = "the feed has stopped, or the clock of this Pi is wrong"
        return unreadable(f"The feed's list is of {changed:%Y-%m-%d %H:%M} UTC: {why}.")
    return CLEAR


def _threat(alert: dict[str, Any]) -> Threat:
    kind = words(alert.get("alert_type"))
    level, reason = KINDS.get(kind, ("unknown", kind or ALERT))
    return Threat(level=level, reason=reason, since=moment(alert.get("started_at")))
