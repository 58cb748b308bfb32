# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Sirens: each source has what it needs and no more, nobody asks too often, and somebody hears of alerts."""

from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_alarms import Alerts, SignalTopic, Siren, Source
from centre.config_desks import Desk
from centre.identity import RESERVED
from dispatcher.rules.alarm import HAND
from tests.centre.changed import UNSET, add, put, told, warned

KEY = "/etc/cherha/keys/feed"
GOOD: dict[str, dict[str, Any]] = {
    "ukrainealarm": {"regions": ("36",), "key_file": KEY},
    "alerts_in_ua": {"regions": ("36", "4"), "key_file": KEY},
    "alerts_in_ua_iot": {"regions": ("4",), "key_file": KEY},
    "mqtt": {"host": "192.168.10.60", "topics": (SignalTopic(topic="home/alarm"),)},
    "contact": {"alert_pin": 20},
    "ups": {"mains_lost_pin": 16},
}


def siren(source: Source, **more: Any) -> Siren:
    """Return a siren of this source that is good but for what is changed."""
    return Siren(id="siren-1", source=source, **{**GOOD[source], **more})


def said(centre: CentreFile, source: Source, **more: Any) -> list[str]:
    """Return what is said of such a siren."""
    return told(put(centre, "sirens", (siren(source, **more),)))


@pytest.mark.parametrize("source", GOOD)
def test_a_siren_with_what_it_needs_is_good(small_centre: CentreFile, source: Source) -> None:
    """And is warned of nothing."""
    assert warned(put(small_centre, "sirens", (siren(source),))) == []


@pytest.mark.parametrize(
    ("source", "lacks", "complaint"),
    [
        (
            "ukrainealarm",
            {"regions": ()},
            'regions: missing; source = "ukrainealarm" needs it, as ["36"], the raion where the centre stands',
        ),
        (
            "alerts_in_ua",
            {"key_file": ""},
            'key_file: missing; source = "alerts_in_ua" needs it, unless url names a server that wants no key',
        ),
        ("mqtt", {"host": ""}, 'host: missing; source = "mqtt" needs it, as "192.168.10.60"'),
        (
            "mqtt",
            {"topics": ()},
            'topics: missing; source = "mqtt" needs it, as [{ topic = "homeassistant/alarm/state" }]',
        ),
        ("mqtt", {"key_file": KEY}, "user: missing; the password in key_file is somebody's"),
        ("contact", {"alert_pin": None}, 'alert_pin: missing; source = "contact" needs it, as 17'),
        ("ups", {"mains_lost_pin": None}, 'mains_lost_pin: missing; source = "ups" needs it, as 17'),
    ],
)
def test_what_a_source_lacks_is_named(
    small_centre: CentreFile, source: Source, lacks: dict[str, Any], complaint: str
) -> None:
    """With an example."""
    assert said(small_centre, source, **lacks) == [f"sirens[0].{complaint}"]


@pytest.mark.parametrize(
    ("source", "strays"),
    [
        ("contact", {"regions": ("36",), "poll_s": 30.0, "mains_lost_pin": 5}),
        ("ups", {"host": "192.168.10.60", "port": 1884, "user": "cherha"}),
        ("ukrainealarm", {"topics": (SignalTopic(topic="a"),), "alarm_when_open": True, "battery_low_pin": 5}),
        ("mqtt", {"url": "https://siren.pp.ua", "alert_pin": 5}),
        ("contact", {"availability_topic": "homeassistant/status"}),
    ],
)
def test_what_a_source_does_not_use_is_a_slip(small_centre: CentreFile, source: Source, strays: dict[str, Any]) -> None:
    """Whoever wrote it expects something that will not come."""
    complaints = said(small_centre, source, **strays)
    assert {complaint.split(":")[0] for complaint in complaints} == {f"sirens[0].{key}" for key in strays}
    assert all(complaint.endswith(f'not used with source = "{source}"; remove it') for complaint in complaints)


@pytest.mark.parametrize(
    ("source", "change", "complaint"),
    [
        (
            "ukrainealarm",
            {"poll_s": 19.0},
            (
                'poll_s: 19: expected at least 20, or 0 for its own pace; source = "ukrainealarm" shuts out who asks'
                " more often"
            ),
        ),
        (
            "alerts_in_ua",
            {"poll_s": 5.0},
            (
                'poll_s: 5: expected at least 7.5, or 0 for its own pace; source = "alerts_in_ua" shuts out who asks'
                " more often"
            ),
        ),
        (
            "ukrainealarm",
            {"stale_after_s": 40.0},
            "stale_after_s: 40: expected at least 50; one lost answer is no silence",
        ),
        (
            "ukrainealarm",
            {"regions": ("36", "4")},
            'regions: 2 given; source = "ukrainealarm" is asked about one: the smallest it knows',
        ),
        (
            "alerts_in_ua",
            {"regions": ("36", "36")},
            'regions[1]: "36" is already used by the same list (sirens[0].regions[0])',
        ),
        ("alerts_in_ua", {"regions": ("Київ",)}, 'regions[0]: "Київ": expected the number of a region, such as "36"'),
        (
            "ukrainealarm",
            {"key_file": "key"},
            'key_file: "key": expected a whole path, such as /etc/cherha/keys/ukrainealarm',
        ),
        (
            "ukrainealarm",
            {"url": "siren.pp.ua"},
            'url: "siren.pp.ua": expected an address such as "https://siren.pp.ua"',
        ),
        (
            "ukrainealarm",
            {"url": "http://[::1"},
            'url: "http://[::1": expected an address such as "https://siren.pp.ua"',
        ),
        (
            "ukrainealarm",
            {"url": "http://siren.pp.ua"},
            'url: "http://siren.pp.ua": whoever listens on the way reads the key; expected https',
        ),
        (
            "mqtt",
            {"topics": (SignalTopic(topic="home/#"),)},
            'topics[0].topic: "home/#": expected one topic, without #',
        ),
        (
            "mqtt",
            {"topics": (SignalTopic(topic="a"), SignalTopic(topic="a", level="yellow"))},
            'topics[1].topic: "a" is already used by another topic (sirens[0].topics[0].topic)',
        ),
        (
            "mqtt",
            {"availability_topic": "homeassistant/+"},
            'availability_topic: "homeassistant/+": expected one topic, without +',
        ),
        (
            "mqtt",
            {"availability_topic": "home/alarm"},
            'availability_topic: "home/alarm" is already used by another topic (sirens[0].topics[0].topic)',
        ),
        (
            "ups",
            {"battery_low_pin": 16},
            "battery_low_pin: GPIO16 is already used by another contact (sirens[0].mains_lost_pin); take another pin",
        ),
    ],
)
def test_what_would_not_work_is_a_slip(
    small_centre: CentreFile, source: Source, change: dict[str, Any], complaint: str
) -> None:
    """Found out before it is needed."""
    assert said(small_centre, source, **change) == [f"sirens[0].{complaint}"]


def test_a_mirror_that_wants_no_key_needs_none(small_centre: CentreFile) -> None:
    """And a server on this machine may be asked in clear."""
    assert said(small_centre, "ukrainealarm", url="https://siren.pp.ua", key_file="") == []
    assert said(small_centre, "ukrainealarm", url="http://127.0.0.1:8080") == []


@pytest.mark.parametrize("field", ["source", "regions", "url", "key_file", "poll_s", "stale_after_s"])
def test_what_could_not_be_read_has_no_consequences(small_centre: CentreFile, field: str) -> None:
    """It was complained of already."""
    value = (UNSET,) if field == "regions" else UNSET
    assert told(put(small_centre, "sirens", (replace(siren("ukrainealarm"), **{field: value}),))) == []


def test_a_sirens_name_is_its_own(small_centre: CentreFile) -> None:
    """All units share one set of names."""
    assert told(put(small_centre, "sirens", (replace(siren("contact"), id="desk-1"),))) == [
        'sirens[0].id: "desk-1" is already used by a desk (desks[0].id); give one of them another name'
    ]


def test_no_siren_takes_the_name_of_the_hand(small_centre: CentreFile) -> None:
    """Or its all-clear would be the people's own."""
    assert HAND in RESERVED
    assert told(put(small_centre, "sirens", (replace(siren("contact"), id=HAND),))) == [
        'sirens[0].id: "hand" is kept for alerts that are raised by hand; choose another name'
    ]


def test_shelter_windows_are_windows_of_a_centre_that_goes_on(small_centre: CentreFile) -> None:
    """They exist, once each, and only where anybody works in an alert."""
    shelter = put(small_centre, "alerts", Alerts(mode="continue_in_shelter", shelter_windows=(1, 1, 7)))
    assert told(shelter) == [
        "alerts.shelter_windows[2]: 7: no such window; expected a number from [[windows]]",
        "alerts.shelter_windows[1]: 1 is already used by the same list (alerts.shelter_windows[0])",
    ]
    assert told(put(small_centre, "alerts", Alerts(shelter_windows=(1,)))) == [
        'alerts.shelter_windows: a list of 1: only for mode = "continue_in_shelter"; remove it, or set the mode'
    ]


def test_a_centre_that_hears_of_no_alert_is_warned(small_centre: CentreFile) -> None:
    """A battery hears of none; a desk's key or any other siren is enough."""

    def deaf(desk: Desk) -> Desk:
        return replace(desk, keys=tuple(key for key in desk.keys if key.action != "alert"))

    quiet = put(small_centre, "desks", tuple(map(deaf, small_centre.desks)))
    warning = (
        'alerts: no [[sirens]] hears of an air-raid alert, and no desk has a key with action = "alert"; add one, else '
        "only the office can stop the calls"
    )
    assert warned(quiet) == [warning]
    assert warned(add(quiet, "sirens", siren("ups"))) == [warning]
    assert warned(add(quiet, "sirens", siren("contact"))) == []


def test_a_feed_of_one_region_is_warned_of_where_regions_are_told_apart(small_centre: CentreFile) -> None:
    """Ukrainealarm tells of what a region lies in by itself; alerts.in.ua does not."""
    assert warned(put(small_centre, "sirens", (siren("ukrainealarm"),))) == []
    assert warned(put(small_centre, "sirens", (siren("alerts_in_ua", regions=("36",)),))) == [
        (
            "sirens[0].regions: one region: an alert of the oblast it lies in is told under the oblast's number;"
            ' name both, as ["36", "4"]'
        )
    ]
