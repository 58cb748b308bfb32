# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When a feed is asked: at its pace, more rarely while it refuses, and never twice at once; on a clock of hand."""

from datetime import UTC, datetime

import pytest

from centre.feed_limits import LEAST_POLL_S, USUAL_POLL_S
from siren.pace import LONGEST_OBEYED_S, LONGEST_PAUSE_S, Pace, retry_after_s

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def after(pace: Pace, now_s: float, *, good: bool, wait_s: float = 0.0) -> float:
    """Return how long the pace waits after an answer."""
    pace.asked()
    pace.answered(now_s, good=good, retry_after_s=wait_s)
    due_s = pace.deadline_s()
    assert due_s is not None
    assert not pace.due(due_s - 0.001)
    assert pace.due(due_s)
    return due_s - now_s


def test_the_first_question_is_asked_at_once() -> None:
    """Whoever starts knows nothing yet."""
    assert Pace(period_s=25, now_s=100).due(100)


def test_there_is_never_more_than_one_question_open() -> None:
    """However late the answer is."""
    pace = Pace(period_s=25, now_s=100)
    pace.asked()
    assert not pace.due(10_000)
    assert pace.deadline_s() is None


def test_refusals_double_the_pause_and_a_good_answer_ends_that() -> None:
    """Up to two minutes, so that a feed that is back is heard soon."""
    pace = Pace(period_s=25, now_s=0)
    assert [after(pace, 1000.0 * n, good=False) for n in range(4)] == [50, 100, LONGEST_PAUSE_S, LONGEST_PAUSE_S]
    assert after(pace, 5000, good=True) == 25
    assert after(pace, 6000, good=False) == 50


def test_a_slow_pace_is_not_quickened_by_refusals() -> None:
    """The longest pause is never shorter than the pace itself."""
    assert after(Pace(period_s=600, now_s=0), 0, good=False) == 600


def test_retry_after_is_obeyed() -> None:
    """When it is longer than our own pause; an hour at most, whatever is asked."""
    assert after(Pace(period_s=25, now_s=0), 0, good=False, wait_s=90) == 90
    assert after(Pace(period_s=25, now_s=0), 0, good=False, wait_s=1) == 50
    assert after(Pace(period_s=25, now_s=0), 0, good=True, wait_s=1e9) == LONGEST_OBEYED_S


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 0),
        ("60", 60),
        ("Mon, 23 Nov 2026 10:01:30 GMT", 90),
        ("Mon, 23 Nov 2026 10:01:30", 90),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0),
        ("soon", 0),
        ("-5", 0),
        ("٣", 0),
        ("", 0),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str | None, seconds: float) -> None:
    """RFC 9110, 10.2.3; nonsense is not obeyed."""
    assert retry_after_s(header, NOW) == seconds


def test_no_pace_of_ours_breaks_a_limit() -> None:
    """Ukrainealarm accepts three questions a minute for each key, alerts.in.ua asks for eight."""
    assert {source: 60 / least for source, least in LEAST_POLL_S.items()} == {
        "ukrainealarm": 3, "alerts_in_ua": 8, "alerts_in_ua_iot": 8,
    }  # fmt: skip
    assert all(USUAL_POLL_S[source] >= least for source, least in LEAST_POLL_S.items())
