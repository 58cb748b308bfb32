# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""By which moment the rules go, whatever the wall clock does."""

from datetime import UTC, datetime, timedelta

import pytest

from centre.clock_proof import BUILT
from centre.time import Now
from dispatcher.clock import BELIEVABLE, Clock

NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def at(utc: datetime, after: timedelta = timedelta(), *, proven: bool = False) -> Now:
    """Return a reading that shows ``utc``, so long ``after`` the first one."""
    return Now(utc=utc, steady_s=100 + after.total_seconds(), proven=proven)


@pytest.mark.parametrize("wall", [NOON, NOON - DAY, NOON + 400 * DAY, BUILT])
def test_a_proven_clock_is_believed_whatever_the_journal_says(wall: datetime) -> None:
    """Also behind its last line, and far ahead of it."""
    reading = Clock(NOON).read(at(wall, proven=True))
    assert (reading.now.utc, reading.wall, reading.trusted) == (wall, wall, True)


@pytest.mark.parametrize("behind", [MINUTE, HOUR, DAY, NOON - EPOCH])
def test_an_unproven_clock_behind_the_journal_goes_on_from_its_last_line(behind: timedelta) -> None:
    """A Pi that wakes in 1970 counts the steady seconds from there."""
    clock = Clock(NOON)
    assert clock.read(at(NOON - behind)).now.utc == NOON
    later = clock.read(at(NOON - behind + HOUR, HOUR))
    assert (later.now.utc, later.trusted, later.leapt) == (NOON + HOUR, False, False)


@pytest.mark.parametrize(("ahead", "believed"), [(DAY, True), (BELIEVABLE, True), (BELIEVABLE + MINUTE, False)])
def test_an_unproven_clock_ahead_is_believed_within_bounds(ahead: timedelta, believed: bool) -> None:  # noqa: FBT001
    """A weekend without power is likely, a hundred days are not."""
    reading = Clock(NOON).read(at(NOON + ahead))
    assert (reading.now.utc, reading.trusted) == (NOON + ahead if believed else NOON, False)


@pytest.mark.parametrize(("wall", "goes_by"), [(NOON, NOON), (EPOCH, BUILT), (NOON + 9999 * DAY, NOON + 9999 * DAY)])
def test_an_empty_journal_begins_with_what_there_is(wall: datetime, goes_by: datetime) -> None:
    """The first ticket of a new centre waits for no network; before the program was made nothing can have been."""
    assert Clock(None).read(at(wall)).now.utc == goes_by


def test_a_clock_set_while_it_runs_is_seen_to_leap() -> None:
    """NTP comes an hour after the start: from then on the clock is trusted, and time has leapt."""
    clock = Clock(NOON)
    assert clock.read(at(EPOCH)).leapt is False
    reading = clock.read(at(NOON + 5 * HOUR, HOUR, proven=True))
    assert (reading.now.utc, reading.trusted, reading.leapt) == (NOON + 5 * HOUR, True, True)
    assert clock.read(at(NOON + 6 * HOUR, 2 * HOUR, proven=True)).leapt is False


def test_a_proven_clock_stays_trusted_when_the_kernel_takes_its_word_back() -> None:
    """Nine hours without network: the kernel is unsure, the clock is not seconds off."""
    clock = Clock(NOON)
    clock.read(at(NOON, proven=True))
    assert clock.read(at(NOON + 9 * HOUR, 9 * HOUR)).trusted


@pytest.mark.parametrize("jump", [HOUR, -HOUR, DAY, -DAY, 200 * DAY])
def test_trust_ends_with_a_jump_that_nothing_proves(jump: timedelta) -> None:
    """And nothing goes back by it."""
    clock = Clock(NOON)
    clock.read(at(NOON, proven=True))
    reading = clock.read(at(NOON + jump + MINUTE, MINUTE))
    assert not reading.trusted
    assert reading.now.utc >= NOON + MINUTE


def test_a_clock_that_was_vouched_for_is_trusted_until_it_jumps() -> None:
    """The head's word is worth as much as the kernel's."""
    clock = Clock(NOON)
    clock.read(at(NOON - DAY))
    clock.trust()
    assert clock.read(at(NOON - DAY + MINUTE, MINUTE)).now.utc == NOON - DAY + MINUTE
    assert not clock.read(at(NOON + DAY, HOUR)).trusted


def test_no_doubted_moment_comes_before_what_was_written() -> None:
    """Also when a trusted clock had gone back an hour meanwhile, and then nothing proved it any more."""
    clock = Clock(None)
    clock.read(at(NOON, proven=True))
    clock.written(NOON)
    assert clock.read(at(NOON - HOUR, proven=True)).now.utc == NOON - HOUR
    doubted = clock.read(at(NOON - DAY))
    assert (doubted.trusted, doubted.now.utc) == (False, NOON)
