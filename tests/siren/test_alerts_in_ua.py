# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""alerts.in.ua's list: a region that is not in it has no alert, if the list is whole, not empty and not old."""

from datetime import UTC, datetime
from typing import Any

import pytest

from centre.facts_base import Threat
from siren.alerts_in_ua import read
from siren.report import CLEAR, Answer, raised
from tests.siren.told import BROKEN_BODIES, FAILURES, JUST_NOW, NOW, failed, said

SINCE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def alert(uid: Any, kind: Any = "air_raid") -> dict[str, Any]:
    """Return an item of the list."""
    return {"id": 10, "location_uid": uid, "alert_type": kind, "started_at": "2026-11-23T09:30:00.000Z"}


LUHANSK = alert("16")


def active(*alerts: Any, meta: Any = None) -> Answer:
    """Return the whole list."""
    return said({"alerts": alerts, "meta": meta or {"last_updated_at": JUST_NOW}, "disclaimer": ""})


@pytest.mark.parametrize("uid", ["36", 36, "4", 4])
def test_an_alert_of_any_of_our_regions_is_heard(uid: Any) -> None:
    """Raion and oblast, as number or as text; the list knows no levels, so the level is unknown."""
    threat = Threat(level="unknown", reason="Повітряна тривога", since=SINCE)
    assert read(active(LUHANSK, alert(uid)), ["36", "4"], NOW) == raised([threat])


@pytest.mark.parametrize("uid", ["37", 3, "360", 436])
def test_the_neighbours_alert_is_none_here(uid: Any) -> None:
    """A calm oblast and its calm raion stay calm while the raion beside has an alert."""
    assert read(active(LUHANSK, alert(uid)), ["36", "4"], NOW) == CLEAR


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        ("artillery_shelling", "red"),
        ("urban_fights", "red"),
        ("chemical", "red"),
        ("nuclear", "red"),
        ("hail", "unknown"),
    ],
)
def test_every_kind_is_an_alert(kind: str, level: str) -> None:
    """Also one that nobody knows yet."""
    (threat,) = read(active(alert("36", kind)), ["36"], NOW).threats
    assert threat.level == level


@pytest.mark.parametrize("kind", [None, 7, ["air_raid"]])
def test_a_kind_that_is_no_word_is_an_alert(kind: Any) -> None:
    """The place is what counts."""
    assert read(active(alert("36", kind)), ["36"], NOW).says == "raise"


@pytest.mark.parametrize(
    "answer",
    [
        active(),
        active({"id": 10, "alert_type": "air_raid"}),
        active(LUHANSK, {"location_uid": None}),
        active(LUHANSK, meta={"last_updated_at": None}),
        active(LUHANSK, meta={"last_updated_at": "yesterday"}),
        active(LUHANSK, meta={"last_updated_at": "2026/11/23 08:59:59 +0000"}),
        active(LUHANSK, meta={"last_updated_at": "2026-11-22T10:00:00Z"}),
        active(LUHANSK, meta={"last_updated_at": "2026-11-24T10:00:00Z"}),
        said({"alerts": [LUHANSK]}),
        said({"message": "API error."}),
    ],
)
def test_a_list_that_is_in_doubt_is_no_all_clear(answer: Answer) -> None:
    """Empty, which it never is in truth; with an item without a place; without its time; old; of tomorrow."""
    assert read(answer, ["36"], NOW).says == "unreadable"


ODD: list[Any] = [None, 7, "36", [], {}, {"location_uid": 36.0}, {"location_uid": True}, {"location_uid": ["36"]}]


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_entry_hides_no_alert_and_makes_no_clear(odd: Any) -> None:
    """Wherever it stands: it may be about our region."""
    for told in ([odd, LUHANSK], [LUHANSK, odd], [odd]):
        assert read(active(*told), ["36"], NOW).says == "unreadable"
    for told in ([odd, alert("36")], [alert("36"), odd]):
        assert read(active(*told), ["36"], NOW).says == "raise"


@pytest.mark.parametrize("meta", [None, 7, "now", [], {"last_updated_at": [JUST_NOW]}])
def test_an_odd_time_of_the_list_hides_no_alert_and_makes_no_clear(meta: Any) -> None:
    """How old the list is counts for a clear only."""
    for told, says in ((LUHANSK, "unreadable"), (alert("36"), "raise")):
        assert read(said({"alerts": [told], "meta": meta}), ["36"], NOW).says == says


@pytest.mark.parametrize("alerts", [None, 7, "36", {}, {"location_uid": "36"}])
def test_a_list_that_is_none_is_no_all_clear(alerts: Any) -> None:
    """Nothing was learned."""
    assert read(said({"alerts": alerts, "meta": {"last_updated_at": JUST_NOW}}), ["36"], NOW).says == "unreadable"


def test_an_old_list_still_raises() -> None:
    """Doubt is a reason to go to the shelter, not to leave it."""
    assert read(active(alert("36"), meta={"last_updated_at": "2026-11-22T10:00:00Z"}), ["36"], NOW).says == "raise"


@pytest.mark.parametrize("stamp", ["2026/11/23 09:00:00 +0000", "2026-11-23T11:00:00+02:00", "2026-11-23T09:00:00"])
def test_the_time_of_the_list_is_read_in_every_form_seen(stamp: str) -> None:
    """With slashes as the service writes it, or ISO 8601; without a zone it is UTC."""
    assert read(active(LUHANSK, meta={"last_updated_at": stamp}), ["36"], NOW) == CLEAR


@pytest.mark.parametrize("status", FAILURES)
def test_an_error_is_no_all_clear(status: int) -> None:
    """Nor an alert: nothing was learned."""
    assert read(active(LUHANSK)._replace(status=status), ["36"], NOW).says == "unreadable"
    assert read(failed(status), ["36"], NOW).says == "unreadable"


@pytest.mark.parametrize("body", BROKEN_BODIES)
def test_what_cannot_be_read_is_no_all_clear(body: bytes) -> None:
    """Cut, empty, a web page, another form."""
    assert read(Answer(200, {}, body), ["36"], NOW).says == "unreadable"


def test_a_cut_list_is_never_an_all_clear() -> None:
    """Wherever the connection breaks."""
    whole = active(LUHANSK).body
    for end in range(len(whole)):
        assert read(Answer(200, {}, whole[:end]), ["36"], NOW).says == "unreadable"
