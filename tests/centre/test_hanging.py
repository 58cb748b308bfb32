# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A thread that is late because the whole process stood still does not hang."""

import pytest

from centre.hanging import Hang


def asked(*askings: tuple[str, float, bool]) -> list[bool]:
    """Ask, with the thread's sign of life, the time, and whether it is late; return what was believed each time."""
    hang = Hang("it hangs", apart_s=1.0)
    return [hang.believed(sign, now_s, late=late) for sign, now_s, late in askings]


def test_one_asking_is_not_believed() -> None:
    """Behind a stop of the whole process the loop may ask before the thread has had its turn."""
    assert asked(("a", 100.0, True), ("b", 105.0, False)) == [False, False]


def test_askings_at_once_are_one() -> None:
    """A loop that is busy asks many times before the thread has run."""
    assert asked(*(("a", 100.0 + part / 10, True) for part in range(10))) == [False] * 10


def test_who_has_moved_is_asked_anew() -> None:
    """Two stops one after the other find a thread late twice, but not where it was."""
    assert asked(("a", 100.0, True), ("b", 130.0, True)) == [False, False]
    assert asked(("a", 100.0, True), ("a", 101.0, False), ("a", 140.0, True)) == [False] * 3


def test_who_stands_still_hangs_and_it_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    """However often it is asked."""
    assert asked(("a", 100.0, True), ("a", 101.0, True), ("a", 106.0, True)) == [False, True, True]
    assert caplog.messages == ["it hangs"]
