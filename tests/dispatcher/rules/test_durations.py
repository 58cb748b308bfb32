# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long a service keeps a window: what was seen, what centre.toml says, and nothing from nothing."""

from datetime import timedelta
from typing import Any

import pytest

from centre.config import Service
from dispatcher.rules.commands import Call, CallNext, Finish, NoShow, Recall, Transfer
from dispatcher.rules.durations import ENOUGH, LONGEST_S, REMEMBERED, Duration, known, remembered
from tests.dispatcher.rules.hall import CENTRE, Hall

USUAL = (Service(id="property", letter="А", name="Нерухомість", usual_minutes=10), *CENTRE.services[1:])


def seen(hall: Hall) -> tuple[int, ...]:
    """Return the seconds that property was seen to take."""
    return hall.queue.durations.get("property", ())


def at_window(**changes: Any) -> Hall:
    """Return a hall with a citizen just called to window 2."""
    hall = Hall(**changes)
    hall.open(1, 2)
    hall.issue("property")
    hall.do(CallNext(2))
    return hall


def test_nothing_is_known_from_nothing() -> None:
    """Neither of a service that nobody had yet, nor of one that centre.toml has lost."""
    hall = Hall()
    assert (known(hall.queue, "property"), known(hall.queue, "dragons")) == (None, None)


def test_until_enough_was_seen_centre_toml_counts() -> None:
    """Four times of a minute do not overrule ten minutes; the fifth does."""
    hall = Hall(services=USUAL)
    hall.open(2)
    usual = Duration(600, 360**2)
    for number in range(ENOUGH):
        assert known(hall.queue, "property") == usual
        hall.issue("property", str(number))
        hall.do(CallNext(2))
        hall.do(Finish(2), after_s=60)
    assert known(hall.queue, "property") == Duration(60, 0)


def test_mean_and_variance_are_of_what_was_seen() -> None:
    """Population variance of the newest times."""
    hall = Hall()
    hall.open(2)
    for number, seconds in enumerate((60, 120, 180, 240, 300)):
        hall.issue("property", str(number))
        hall.do(CallNext(2))
        hall.do(Finish(2), after_s=seconds)
    assert known(hall.queue, "property") == Duration(180, 7200)


def test_the_time_runs_from_the_newest_call_to_the_end() -> None:
    """A recall begins it anew: the window was kept waiting, not by the service."""
    hall = at_window()
    hall.do(Recall(2), after_s=100)
    hall.do(Finish(2), after_s=50)
    assert seen(hall) == (50,)


def test_who_did_not_come_or_was_sent_on_tells_nothing() -> None:
    """Only an end of service is a time of service, and it is that of the last service."""
    hall = at_window()
    hall.do(NoShow(2))
    hall.do(Call(2, "А001"))
    hall.do(Transfer(2, "property", 1))
    assert seen(hall) == ()


@pytest.mark.parametrize(
    ("after", "times"),
    [
        (timedelta(0), (1,)),
        (timedelta(seconds=LONGEST_S), (LONGEST_S,)),
        (timedelta(hours=9), ()),
        (timedelta(seconds=-1), ()),
        (timedelta(days=-9), ()),
    ],
)
def test_a_time_that_cannot_be_is_forgotten(after: timedelta, times: tuple[int, ...]) -> None:
    """A forgotten key, a clock that jumped ahead and one that was set back tell nothing."""
    hall = at_window()
    hall.do(Finish(2), after_s=after.total_seconds())
    assert seen(hall) == times


def test_only_the_newest_are_remembered() -> None:
    """The service of today, not of last month."""
    times: tuple[int, ...] = ()
    for second in range(1, REMEMBERED + 4):
        times = remembered(times, second)
    assert times == tuple(range(4, REMEMBERED + 4))
