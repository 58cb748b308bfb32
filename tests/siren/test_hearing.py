# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is known of a source: its newest truth, until it was unreadable for too long; then it is lost, never clear."""

from zoneinfo import ZoneInfo

import pytest

from centre.facts_base import Threat
from centre.messages import Problem
from siren.hearing import LOST, AlertWord, Hearing
from siren.report import CLEAR, Report, raised, unreadable
from tests.fakes import HandClock

RED = Threat(level="red", reason="Ракети")
BROKEN = unreadable("The feed answers 500: a fault of its own. Wait, and listen for the siren.")


@pytest.fixture
def clock() -> HandClock:
    """Return a clock that is moved by hand."""
    return HandClock()


@pytest.fixture
def hearing(clock: HandClock) -> Hearing:
    """Return a source that is lost after three minutes."""
    return Hearing(stale_after_s=180, zone=ZoneInfo("Europe/Kyiv"), now=clock.now)


def test_before_its_first_report_nothing_is_said(hearing: Hearing, clock: HandClock) -> None:
    """Neither an alert nor an all-clear, until it has been silent too long."""
    assert hearing.word(clock.pass_s(179)) is None
    assert hearing.word(clock.pass_s(1)) == LOST


@pytest.mark.parametrize(("report", "word"), [(CLEAR, AlertWord("clear")), (raised([RED]), AlertWord("raise", (RED,)))])
def test_an_unreadable_report_changes_nothing_until_it_is_lost(
    hearing: Hearing, clock: HandClock, report: Report, word: AlertWord
) -> None:
    """What was true a minute ago holds; after three minutes nobody knows."""
    hearing.hear(report, clock.now)
    hearing.hear(BROKEN, clock.pass_s(100))
    assert hearing.word(clock.pass_s(79)) == word
    assert hearing.deadline_s() == clock.now.steady_s + 1
    assert hearing.word(clock.pass_s(1)) == LOST
    assert hearing.deadline_s() is None


def test_a_source_that_is_back_says_its_truth_at_once(hearing: Hearing, clock: HandClock) -> None:
    """With its first readable report."""
    assert hearing.word(clock.pass_s(500)) == LOST
    hearing.hear(CLEAR, clock.now)
    assert hearing.word(clock.now) == AlertWord("clear")
    assert hearing.problems() == ()


def test_a_problem_says_since_when_and_what_to_do(hearing: Hearing, clock: HandClock) -> None:
    """On the centre's clock, first of a source that fails, then of one that is lost."""
    hearing.hear(CLEAR, clock.now)
    hearing.hear(BROKEN, clock.pass_s(60))
    hearing.word(clock.now)
    assert hearing.problems() == (
        Problem(code="feed_unreadable", text=f"Nothing readable since 2026-11-23 12:00. {BROKEN.why}"),
    )
    hearing.word(clock.pass_s(120))
    assert hearing.problems() == (
        Problem(
            code="feed_stale",
            text="Nothing readable since 2026-11-23 12:00: alerts of this source go unheard. Listen for the siren, "
            f"raise alerts by hand. {BROKEN.why}",
        ),
    )


def test_a_clock_that_jumps_makes_nothing_stale(hearing: Hearing, clock: HandClock) -> None:
    """NTP may set it by years; only the steady clock counts."""
    hearing.hear(CLEAR, clock.now)
    clock.set(clock.now.utc.replace(year=2036))
    assert hearing.word(clock.pass_s(1)) == AlertWord("clear")
