# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""ukrainealarm's answer about one region: every alert is heard, and only a whole and quiet record is an all-clear."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.facts_base import Threat
from siren.report import CLEAR, Answer, raised, unreadable
from siren.ukrainealarm import read
from tests.siren.told import BROKEN_BODIES, DATA, FAILURES, NOW, failed, said

CAPTURE = json.loads((DATA / "kyiv_2026-09-25.json").read_text(encoding="utf-8"))
"""Of the live interface, 25 September 2026, as it came: domain.md 2.5."""

SINCE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
STAMP = "2026-11-23T09:30:00Z"


def level(colour: Any, reason: Any = "") -> dict[str, Any]:
    """Return a level of an alert."""
    return {"alertLevel": colour, "reason": reason, "createdAt": STAMP}


def alert(*levels: dict[str, Any], kind: Any = "AIR", region: str = "36") -> dict[str, Any]:
    """Return an active alert."""
    return {
        "regionId": region,
        "regionType": "District",
        "type": kind,
        "lastUpdate": STAMP,
        "activeAlertLevels": levels,
    }


def record(*alerts: Any, region: Any = "36") -> dict[str, Any]:
    """Return the record of a region."""
    return {"regionId": region, "regionType": "District", "regionName": "Вінницький район", "activeAlerts": alerts}


def test_the_captured_alert_is_yellow() -> None:
    """A real alert of Kyiv is read with its level, its own words and the moment it began."""
    began = datetime(2026, 9, 25, 8, 57, 50, 62515, tzinfo=UTC)
    threat = Threat(level="yellow", reason="Дронова загроза (жовтий рівень)", since=began)
    assert read(said([CAPTURE]), ["31"], NOW) == raised([threat])


def test_the_form_before_levels_is_an_alert_of_unknown_level() -> None:
    """So was it until September 2026; who knows no level must not guess the lighter one."""
    (active,) = CAPTURE["activeAlerts"]
    old = {**CAPTURE, "activeAlerts": [{key: active[key] for key in active if key != "activeAlertLevels"}]}
    report = read(said([old]), ["31"], NOW)
    assert [threat.level for threat in report.threats] == ["unknown"]


def test_a_quiet_record_is_an_all_clear() -> None:
    """The region is there, and nothing is active."""
    assert read(said([record()]), ["36"], NOW) == CLEAR


def test_two_levels_at_once_are_two_threats() -> None:
    """Drones and missiles: the graver is the dispatcher's to find."""
    told = record(alert(level("Yellow", "Дрони"), level("Red", "Ракети")))
    assert read(said([told]), ["36"], NOW) == raised(
        [Threat(level="yellow", reason="Дрони", since=SINCE), Threat(level="red", reason="Ракети", since=SINCE)]
    )


def test_several_alerts_of_one_region_are_all_heard() -> None:
    """Two AIR alerts, one of them inherited from the oblast, and a level with two reasons."""
    told = record(alert(level("Yellow", "Дрони"), level("Yellow", "Розвідник")), alert(level("Red"), region="4"))
    assert [threat.level for threat in read(said([told]), ["36"], NOW).threats] == ["red", "yellow", "yellow"]


def test_an_alert_of_the_oblast_reaches_the_raion() -> None:
    """A region's record holds what it inherits, so the raion alone is asked about."""
    assert read(said([record(alert(level("Red"), region="4"))]), ["36"], NOW).says == "raise"


def test_an_alert_elsewhere_is_none_here() -> None:
    """The neighbour's record is not ours."""
    told = [record(alert(level("Red"), region="37"), region="37"), record()]
    assert read(said(told), ["36"], NOW) == CLEAR


@pytest.mark.parametrize("colour", ["Purple", "", None, 7, ["Yellow"], "yellow"])
def test_an_unknown_level_is_an_alert_of_unknown_level(colour: Any) -> None:
    """A word that nobody knows yet is no reason to be calm."""
    (threat,) = read(said([record(alert(level(colour)))]), ["36"], NOW).threats
    assert threat.level == "unknown"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("ARTILLERY", "red"),
        ("URBAN_FIGHTS", "red"),
        ("CHEMICAL", "red"),
        ("NUCLEAR", "red"),
        ("UNKNOWN", "unknown"),
        ("LOCUSTS", "unknown"),
        (None, "unknown"),
        (7, "unknown"),
    ],
)
def test_other_kinds_are_alerts_whose_levels_mean_nothing(kind: Any, told: str) -> None:
    """The feed backfills levels for them; a yellow one of artillery is as grave as any."""
    (threat,) = read(said([record(alert(level("Yellow"), kind=kind))]), ["36"], NOW).threats
    assert threat.level == told
    assert threat.reason
    assert threat.since == SINCE


def test_information_is_no_alert() -> None:
    """Alone it leaves the region quiet, beside an alert it adds nothing."""
    assert read(said([record(alert(level("Red"), kind="INFO"))]), ["36"], NOW) == CLEAR
    both = record(alert(kind="INFO"), alert(level("Yellow")))
    assert [threat.level for threat in read(said([both]), ["36"], NOW).threats] == ["yellow"]


def test_null_fields_break_no_alert() -> None:
    """Every field may be null; the alert is one all the same."""
    told = record({"regionId": None, "type": "AIR", "lastUpdate": None, "activeAlertLevels": None})
    assert read(said([told]), ["36"], NOW).says == "raise"
    told = record(alert({"alertLevel": "Yellow", "reason": None, "createdAt": None}))
    assert read(said([told]), ["36"], NOW) == raised([Threat(level="yellow", reason="Повітряна тривога")])


@pytest.mark.parametrize(
    "levels", [[None], [7], ["Red"], [[]], {}, {"alertLevel": "Red"}, "Red", "", 7, True, [], None]
)
def test_levels_of_an_odd_form_are_an_alert_of_unknown_level(levels: Any) -> None:
    """The alert is there; only how grave it is was not understood."""
    told = record({**alert(), "activeAlertLevels": levels})
    assert [threat.level for threat in read(said([told]), ["36"], NOW).threats] == ["unknown"]


def test_an_odd_level_hides_no_other() -> None:
    """The red one is heard beside what nobody understands."""
    told = record({**alert(), "activeAlertLevels": [None, level("Red")]})
    assert {threat.level for threat in read(said([told]), ["36"], NOW).threats} == {"red", "unknown"}


@pytest.mark.parametrize("odd", [None, "AIR", 7, [], {}, {"type": None}, {"type": ["INFO"]}, {"type": {}}])
def test_an_alert_of_an_odd_form_is_one(odd: Any) -> None:
    """Something is active in our region, whatever it is; it hides no other."""
    assert [threat.level for threat in read(said([record(odd)]), ["36"], NOW).threats] == ["unknown"]
    both = read(said([record(odd, alert(level("Red")))]), ["36"], NOW)
    assert {threat.level for threat in both.threats} == {"red", "unknown"}


@pytest.mark.parametrize("active", [{}, {"type": "AIR"}, "AIR", 7, False])
def test_alerts_that_are_no_list_are_an_alert(active: Any) -> None:
    """Null apart, which says nothing."""
    report = read(said([{**record(), "activeAlerts": active}]), ["36"], NOW)
    assert [threat.level for threat in report.threats] == ["unknown"]


@pytest.mark.parametrize("odd", [None, 7, "36", [], {}, {"regionId": None, "activeAlerts": []}, {"regionId": "36"}])
def test_an_odd_record_hides_no_alert_and_makes_no_clear(odd: Any) -> None:
    """A clear needs an answer that is wholly understood; an alert needs its own record only."""
    for told in ([odd, record()], [record(), odd]):
        assert read(said(told), ["36"], NOW).says == "unreadable"
    for told in ([odd, record(alert(level("Red")))], [record(alert(level("Red"))), odd]):
        assert read(said(told), ["36"], NOW).says == "raise"


@pytest.mark.parametrize("region", [None, 36.0, [], "", "?"])
def test_an_alert_in_a_record_without_its_region_is_ours(region: Any) -> None:
    """One region was asked for."""
    assert read(said([record(alert(level("Red")), region=region)]), ["36"], NOW).says == "raise"


@pytest.mark.parametrize(
    "told",
    [
        [],
        [record(region="37")],
        [{"regionId": "36", "activeAlerts": None}],
        [{"regionId": "36"}],
    ],
)
def test_a_list_without_our_region_is_no_all_clear(told: Any) -> None:
    """Empty, of another region, or a record without its alerts: nothing was learned."""
    why = "The feed says nothing of region 36. Compare regions with the feed's list."
    assert read(said(told), ["36"], NOW) == unreadable(why)


def test_a_region_that_is_told_twice_is_calm_only_if_both_are() -> None:
    """Neither of two records of one region may hide the other."""
    loud, calm = record(alert(level("Red"))), record()
    assert read(said([loud, calm]), ["36"], NOW).says == "raise"
    assert read(said([calm, loud]), ["36"], NOW).says == "raise"


@pytest.mark.parametrize("status", FAILURES)
def test_an_error_is_no_all_clear(status: int) -> None:
    """Whatever the status says, it is not 200, and a body that came with it counts for nothing."""
    answer = said([record()])._replace(status=status)
    for report in (read(answer, ["36"], NOW), read(failed(status), ["36"], NOW)):
        assert report.says == "unreadable"
        assert report.why.startswith(f"The feed answers {status}")
        assert report.trouble == ("feed_unauthorised" if status in {401, 403} else "feed_unreadable")


@pytest.mark.parametrize("body", BROKEN_BODIES)
def test_what_cannot_be_read_is_no_all_clear(body: bytes) -> None:
    """Cut, empty, a web page, another form."""
    report = read(Answer(200, {}, body), ["36"], NOW)
    assert report.says == "unreadable"
    assert report.why.startswith("The feed answers what cannot be read (")


def test_a_cut_answer_is_never_an_all_clear() -> None:
    """Wherever the connection breaks."""
    whole = said([record()]).body
    for end in range(len(whole)):
        assert read(Answer(200, {}, whole[:end]), ["36"], NOW).says == "unreadable"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["36", "AIR", "INFO", "Red", STAMP, ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["regionId", "activeAlerts", "type", "activeAlertLevels", "alertLevel", "reason"]), inner
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_only_a_whole_quiet_record_of_ours_is_an_all_clear(content: Any) -> None:
    """Of any JSON at all: whatever is read as calm has our record with nothing active but information."""
    report = read(said(content), ["36"], NOW)
    if report == CLEAR:
        ours = [one for one in content if str(one.get("regionId")) == "36"]
        assert ours
        assert all(active["type"] == "INFO" for one in ours for active in one["activeAlerts"])
