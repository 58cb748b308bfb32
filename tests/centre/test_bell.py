# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A ring wakes whoever sleeps on the bell, once for several; a bell that nobody hears never holds anybody."""

import select
from collections.abc import Iterator
from contextlib import closing

import pytest

from centre.bell import Bell


@pytest.fixture
def bell() -> Iterator[Bell]:
    """Yield one."""
    with closing(Bell()) as made:
        yield made


def rings(bell: Bell) -> bool:
    """Return whether nobody would sleep on it."""
    return bool(select.select([bell], [], [], 0)[0])


def test_a_ring_is_heard_until_it_is_hushed(bell: Bell) -> None:
    """Also one that came before anybody slept; several are one."""
    assert not rings(bell)
    bell.ring()
    bell.ring()
    assert rings(bell)
    bell.hush()
    assert not rings(bell)


def test_a_hush_of_silence_waits_for_nothing(bell: Bell) -> None:
    """Nobody has rung."""
    bell.hush()
    assert not rings(bell)


def test_a_bell_that_is_full_of_rings_holds_nobody(bell: Bell) -> None:
    """A sleeper that never comes back stops no other thread."""
    for _ in range(100_000):
        bell.ring()
    assert rings(bell)
