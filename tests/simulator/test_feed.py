# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The fake feeds behave as the real ones were seen to, and free their port."""

import json
import urllib.request
from datetime import UTC, datetime
from typing import Any

import pytest

from simulator.feed import PARENTS, FeedServer
from simulator.feed_words import PERMANENT, Alert, answer

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def told(path: str, *alerts: Alert) -> Any:
    """Return what a feed that is well tells."""
    return json.loads(answer(path, alerts, PARENTS, "ok", NOW).body)


def test_ukrainealarm_gives_a_region_what_it_lies_in() -> None:
    """The hromada inherits from raion and oblast, not from the raion beside."""
    alerts = [Alert("4", NOW), Alert("36", NOW, "Yellow"), Alert("37", NOW)]
    (record,) = told("/api/v3/alerts/155", *alerts)
    assert [active["regionId"] for active in record["activeAlerts"]] == ["4", "36"]


def test_the_list_is_never_empty() -> None:
    """Luhansk is in it, and ids are texts and numbers."""
    listed = told("/v1/alerts/active.json", Alert("36", NOW))["alerts"]
    assert [one["location_uid"] for one in listed] == ["36", int(PERMANENT)]


@pytest.mark.parametrize(("region", "letter"), [("4", "P"), ("36", "A"), ("155", "A"), ("37", "N")])
def test_the_letter_is_of_the_whole_or_a_part(region: str, letter: str) -> None:
    """An alert of raion 36 is a part of the oblast, and all of the hromada in it."""
    assert told(f"/v1/iot/active_air_raid_alerts/{region}.json", Alert("36", NOW)) == letter


def test_a_wrong_key_is_refused() -> None:
    """With 401, as ukrainealarm does; the right one is accepted bare and behind Bearer."""
    with FeedServer(key="secret") as feed:
        url = f"{feed.url}/api/v3/alerts/36"
        for value in ("secret", "Bearer secret"):
            with urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": value})) as said:  # noqa: S310  (our own address)
                assert said.status == 200
        with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(url):  # noqa: S310
            pass
        assert refused.value.code == 401
        refused.value.close()


def test_closing_twice_is_closing() -> None:
    """And a slow answer does not hold it up."""
    feed = FeedServer()
    feed.set("slow")
    feed.close()
    feed.close()
