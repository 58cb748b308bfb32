# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An interrupt waits for what must not be cut in two."""

import os
import signal
from collections.abc import Iterator

import pytest

from simulator.interrupts import SIGNALS, let_be_interrupted, uninterrupted


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Install the handlers, and give back those that were there."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    let_be_interrupted()
    yield
    let_be_interrupted()  # forgets what a test has left held back
    for number, handler in before.items():
        signal.signal(number, handler)


def work(number: signal.Signals, done: list[str]) -> None:
    """Do what must not be cut in two, and be interrupted in the middle."""
    with uninterrupted():
        with uninterrupted():
            os.kill(os.getpid(), number)
            done.append("inner")
        done.append("outer")


@pytest.mark.parametrize("number", SIGNALS)
def test_an_interrupt_comes_at_the_end_of_the_block(number: signal.Signals) -> None:
    """What was begun is finished, then the interrupt is raised."""
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        work(number, done)
    assert done == ["inner", "outer"]


@pytest.mark.parametrize("number", SIGNALS)
def test_elsewhere_it_comes_at_once_and_once(number: signal.Signals) -> None:
    """Both signals mean the same; a second one does not disturb the tidying up."""
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)
    os.kill(os.getpid(), number)


def be_forked(number: signal.Signals, done: list[str]) -> None:
    """Begin as a process that was forked in the block, and told to end before it could hear."""
    with uninterrupted():
        os.kill(os.getpid(), number)
        let_be_interrupted()
        done.append("played")


@pytest.mark.parametrize("number", SIGNALS)
def test_who_is_forked_in_the_block_is_interrupted_by_what_came_until_then(number: signal.Signals) -> None:
    """Else its parent, which tells it once, would wait for it in vain."""
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        be_forked(number, done)
    assert done == []
