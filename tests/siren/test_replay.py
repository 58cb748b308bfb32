# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A week of alerts through fake feed, reader and siren: raised exactly while that is so, never cleared by an error."""

from datetime import datetime, timedelta
from typing import NamedTuple

import pytest

from centre.config_alarms import Source
from centre.messages import AlertRequest
from simulator.feed import PARENTS
from simulator.feed_words import answer
from siren.fetching import Fetched
from siren.pace import LONGEST_PAUSE_S
from siren.report import Answer
from tests.siren.rig import POLL_S, FeedRig
from tests.siren.week import BEGIN, END, OUTAGES, in_force, mode_at


class Told(NamedTuple):
    """What was told the dispatcher, and when."""

    at: datetime
    says: str
    levels: frozenset[str]


def replay(source: Source, region: str) -> list[Told]:
    """Play the week; return all that the dispatcher was told."""
    rig = FeedRig(source, regions=(region, "4") if source == "alerts_in_ua" else (region,), utc=BEGIN)
    rig.begin()
    told = list[Told]()
    while rig.clock.now.utc < END:
        for question in rig.web.take():
            utc = rig.clock.now.utc
            said = answer(question.url, in_force(utc), PARENTS, mode_at(utc), utc)
            headers = {name.lower(): value for name, value in said.headers.items()}
            rig.handle(Fetched(Answer(said.status, headers, said.body)))
        for request in rig.confirm():
            assert isinstance(request, AlertRequest)
            levels = frozenset(threat.level for threat in request.threats)
            told.append(Told(rig.clock.now.utc, request.says, levels))
        rig.step()
    return told


def truth(utc: datetime, own: set[str]) -> frozenset[str]:
    """Return the levels that are in force for those who are in these regions."""
    return frozenset(alert.level.lower() for alert in in_force(utc) if alert.region in own)


def failing(at: datetime) -> bool:
    """Return whether the feed fails, or has just done so and is asked more rarely."""
    return any(begin <= at < end + timedelta(seconds=LONGEST_PAUSE_S + 1) for begin, end, _ in OUTAGES)


@pytest.fixture(scope="module")
def raion() -> list[Told]:
    """Return the week as a centre in the raion hears it from ukrainealarm."""
    return replay("ukrainealarm", "36")


def test_it_is_raised_exactly_while_it_is_so(raion: list[Told]) -> None:
    """At each moment at which the feed could be heard, what was told last is the truth of a poll ago at most."""
    at, told = BEGIN + timedelta(seconds=POLL_S), list(raion)
    last = told.pop(0)
    while at < END:
        while told and told[0].at <= at:
            last = told.pop(0)
        lately = {truth(at - timedelta(seconds=s), {"36", "4"}) for s in range(0, int(POLL_S) + 6, 5)}
        if not failing(at):
            assert (last.says, last.levels) in {("raise" if levels else "clear", levels) for levels in lately}, at
        at += timedelta(seconds=10)


def test_an_error_never_clears(raion: list[Told]) -> None:
    """While the feed fails nothing is told but that it is lost; each all-clear is the truth of its moment."""
    for told in raion:
        if mode_at(told.at) != "ok":
            assert told.says == "lost"
        if told.says == "clear":
            assert truth(told.at, {"36", "4"}) == frozenset()


def test_an_outage_within_an_alert_is_told_once_it_is_long(raion: list[Told]) -> None:
    """Two minutes are waited out, half an hour is lost; an alert that ended meanwhile is cleared when it is back."""
    lost = [told.at for told in raion if told.says == "lost"]
    assert [(at.day, at.hour) for at in lost] == [(19, 12), (21, 7), (22, 3), (22, 22)]
    saturday = [told.says for told in raion if told.at.day == 21]
    assert saturday == ["raise", "lost", "clear"]


def test_the_week_has_what_it_is_made_for(raion: list[Told]) -> None:
    """Four alerts in a day, one of 17 hours, yellow, red, yellow; the neighbour's and a broken row are none."""
    by_day = {day: [told for told in raion if told.at.day == day] for day in range(16, 23)}
    assert [told.says for told in by_day[18]] == ["raise", "clear"] * 4
    assert [set(told.levels) for told in by_day[20]] == [{"yellow"}, {"yellow", "red"}, {"yellow"}, set()]
    begun, *_, over = by_day[19]
    assert over.at - begun.at > timedelta(hours=17)
    assert [told.at.hour for told in by_day[16] if told.says == "raise"] == [0, 9]
    assert [told.at.hour for told in by_day[17]] == [3, 5]


def test_the_hromada_hears_what_it_lies_in() -> None:
    """Acceptance test 4: oblast, raion and hromada overlap; the alert lasts from the first to the last of them."""
    tuesday = [told for told in replay("ukrainealarm", "155") if told.at.day == 17]
    assert [(told.says, set(told.levels)) for told in tuesday] == [
        ("raise", {"red"}), ("raise", {"red", "yellow"}), ("raise", {"yellow"}), ("clear", set()),
    ]  # fmt: skip


@pytest.mark.parametrize("source", ["alerts_in_ua", "alerts_in_ua_iot"])
def test_every_feed_tells_the_same_week(raion: list[Told], source: Source) -> None:
    """Without levels, and with an alert in a hromada of the raion counting where only a letter is said."""
    told = replay(source, "36")
    for report in told:
        own = {"36", "4", "155"} if source == "alerts_in_ua_iot" else {"36", "4"}
        if report.says != "lost":
            assert (report.says == "raise") == bool(truth(report.at, own)), report
        else:
            assert mode_at(report.at) != "ok"
    assert sum(report.says == "lost" for report in told) == sum(report.says == "lost" for report in raion)
