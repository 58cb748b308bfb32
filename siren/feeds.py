# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The feeds that are asked over the Internet: where each is, how it wants its key, and who reads its answers. Pure."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from centre.config_alarms import Siren, Source
from siren import alerts_in_ua, alerts_in_ua_iot, ukrainealarm
from siren.report import Answer, Report

AGENT = "cherha (electronic queue of a service centre)"


class Feed(NamedTuple):
    """One source; ``path`` has a place for the region if it is asked for one, ``scheme`` stands before the key."""

    host: str
    path: str
    scheme: str
    read: Callable[[Answer, Sequence[str], datetime], Report]


FEEDS: Mapping[Source, Feed] = {
    "ukrainealarm": Feed("https://api.ukrainealarm.com", "/api/v3/alerts/{region}", "", ukrainealarm.read),
    "alerts_in_ua": Feed("https://api.alerts.in.ua", "/v1/alerts/active.json", "Bearer ", alerts_in_ua.read),
    "alerts_in_ua_iot": Feed(
        "https://api.alerts.in.ua", "/v1/iot/active_air_raid_alerts/{region}.json", "Bearer ", alerts_in_ua_iot.read
    ),
}


class Question(NamedTuple):
    """What is asked of a web server."""

    url: str
    headers: Mapping[str, str]


def question(siren: Siren, key: str, unless_since: str | None) -> Question:
    """Return what to ask for this siren; ``unless_since`` is the Last-Modified of an answer that still stands."""
    feed = FEEDS[siren.source]
    headers = {"User-Agent": AGENT, "Accept": "application/json"}
    if key:
        headers["Authorization"] = feed.scheme + key
    if unless_since is not None:
        headers["If-Modified-Since"] = unless_since
    return Question((siren.url or feed.host).rstrip("/") + feed.path.format(region=siren.regions[0]), headers)
