# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An experiment waits until what must come has come, and says what it has instead when it does not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from centre.errors import Unavailable
from tests.faults.patience import LETTERS, Patience, comes, last_of


def after(looks: int) -> Callable[[], bool]:
    """Return what holds at the look behind so many."""
    left = iter(range(looks))
    return lambda: next(left, None) is None


def test_what_holds_is_not_waited_for() -> None:
    """No moment passes, however little patience there is."""
    passed = list[None]()
    assert comes(after(0), 0.0, lambda: passed.append(None))
    assert not passed


def test_what_comes_is_looked_for_after_each_moment() -> None:
    """And no more often."""
    passed = list[None]()
    Patience(60.0, Path("logs"), str).wait("the third look", after(2), lambda: passed.append(None))
    assert len(passed) == 2


def test_what_does_not_come_is_told_with_what_there_is_instead() -> None:
    """What was waited for, how long, what there is now, and where to look."""
    looks = list[None]()
    with pytest.raises(Unavailable) as told:
        Patience(0.0, Path("out/logs"), lambda: f"{len(looks)} paper").wait("two papers", lambda: looks.append(None))
    assert str(told.value) == ("Waited 0 s in vain for: two papers. There is instead: 1 paper. See out/logs.")


def test_what_goes_wrong_meanwhile_ends_the_wait() -> None:
    """A town's moment raises when a process has ended by itself."""

    def ended() -> None:
        raise Unavailable("hall ended with code 1")

    with pytest.raises(Unavailable, match="hall ended with code 1"):
        Patience(60.0, Path("logs"), str).wait("a board", lambda: False, ended)


def test_of_a_timeline_the_last_entries_are_told() -> None:
    """In few words, as a board has many."""
    entries = [
        {"at": f"10:0{n}", "at_ns": n, "what": "ticket", "unit": "kiosk", "text": n * "x"} for n in (1, 2, 3, 999)
    ]
    told = last_of(entries).split("; ")
    assert told[:2] == [
        'ticket at 10:02 {"unit": "kiosk", "text": "xx"}',
        'ticket at 10:03 {"unit": "kiosk", "text": "xxx"}',
    ]
    assert len(told[2]) == LETTERS
    assert last_of([]) == "nothing on the timeline"
