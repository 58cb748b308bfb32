# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the feeds of alerts answer, body and headers, in each one's own form; pure, and it knows no reader of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Literal, NamedTuple

Mode = Literal[
    "ok", "not_modified", "unauthorised", "forbidden", "too_many", "broken", "invalid", "cut", "slow", "empty",
    "vanished", "unknown_level",
]  # fmt: skip
"""How a feed behaves: well, or in one of the ways that were seen in the real ones."""

STATUS: Mapping[Mode, int] = {
    "not_modified": 304,
    "unauthorised": 401,
    "forbidden": 403,
    "too_many": 429,
    "broken": 500,
}

PERMANENT = "16"
"""Luhansk oblast: its alert has not ended since April 2022, so alerts.in.ua's list is never empty."""


class Alert(NamedTuple):
    """One alert in force: where, how grave, since when."""

    region: str
    since: datetime
    level: str = "Red"
    kind: str = "AIR"


class FeedAnswer(NamedTuple):
    """What is sent; with ``cut`` the connection ends in the middle of the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cut: bool = False


def answer(path: str, alerts: Sequence[Alert], parents: Mapping[str, str], mode: Mode, utc: datetime) -> FeedAnswer:
    """Return what a feed answers to the path; ``parents`` says which region lies in which, for those who inherit."""
    if status := STATUS.get(mode):
        wait = {"Retry-After": "60"} if mode == "too_many" else {}
        return FeedAnswer(status, wait, b'{"message": "Error occured"}' if mode == "broken" else b"")
    if mode == "unknown_level":
        alerts = [alert._replace(level="Purple") for alert in alerts]
    body = json.dumps(_content(path, alerts, parents, mode, utc), ensure_ascii=False).encode()
    if mode == "invalid":
        body = b"<html><title>Bad gateway</title></html>"
    return FeedAnswer(200, {"Last-Modified": format_datetime(utc, usegmt=True)}, body, cut=mode == "cut")


def _content(path: str, alerts: Sequence[Alert], parents: Mapping[str, str], mode: Mode, utc: datetime) -> Any:
    region = path.partition("?")[0].rpartition("/")[2].removesuffix(".json")
    if "/api/v3/alerts/" in path:
        return [] if mode == "empty" else [_record("0" if mode == "vanished" else region, alerts, parents, utc)]
    if "/v1/iot/" in path:
        return {"empty": "", "vanished": " "}.get(mode, _letter(region, alerts, parents))
    listed = [] if mode == "empty" else [*alerts, Alert(PERMANENT, datetime(2022, 4, 4, 16, 45, 39, tzinfo=utc.tzinfo))]
    return {
        "alerts": [_in_list(number, alert) for number, alert in enumerate(listed)],
        "meta": {"last_updated_at": f"{utc:%Y/%m/%d %H:%M:%S %z}"},
    }


def _record(region: str, alerts: Iterable[Alert], parents: Mapping[str, str], utc: datetime) -> dict[str, Any]:
    """Return ukrainealarm's record of a region, with what its parents have."""
    own = _lineage(region, parents)
    return {
        "regionId": region,
        "regionType": "District",
        "regionName": f"Район {region}",
        "lastUpdate": _stamp(utc),
        "activeAlerts": [_active(alert) for alert in alerts if alert.region in own],
    }


def _active(alert: Alert) -> dict[str, Any]:
    reasons = {"Red": "Ракетна загроза (червоний рівень)", "Yellow": "Дронова загроза (жовтий рівень)"}
    level = {"alertLevel": alert.level, "reason": reasons.get(alert.level), "createdAt": _stamp(alert.since)}
    return {
        "regionId": alert.region,
        "regionType": "District",
        "type": alert.kind,
        "lastUpdate": _stamp(alert.since),
        "activeAlertLevels": [level],
    }


def _letter(region: str, alerts: Iterable[Alert], parents: Mapping[str, str]) -> str:
    regions = {alert.region for alert in alerts}
    if regions & set(_lineage(region, parents)):
        return "A"
    return "P" if any(region in _lineage(one, parents) for one in regions) else "N"


def _in_list(number: int, alert: Alert) -> dict[str, Any]:
    """Return an alert as alerts.in.ua lists it; ids are numbers here and texts there, as in the real one."""
    return {
        "id": number,
        "location_uid": int(alert.region) if number % 2 else alert.region,
        "location_type": "raion",
        "started_at": _stamp(alert.since),
        "finished_at": None,
        "alert_type": "air_raid",
    }


def _lineage(region: str, parents: Mapping[str, str]) -> list[str]:
    """Return the region and all it lies in."""
    lineage = [region]
    while (parent := parents.get(lineage[-1])) is not None:
        lineage.append(parent)
    return lineage


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
