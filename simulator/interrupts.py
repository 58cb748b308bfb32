# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C and SIGTERM end a demo alike, and never between making something and noting that it must be cleared away."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _State:
    """Whether an interrupt has to wait, and whether one does."""

    held = 0
    waiting = False


def let_be_interrupted() -> None:
    """Turn both signals into a KeyboardInterrupt of the main thread, from now on.

    Also in a process that was forked while they were held back (:func:`uninterrupted`), which is not held itself: one
    that has come meanwhile is raised here.
    """
    waiting, _State.held, _State.waiting = _State.waiting, 0, False
    for number in SIGNALS:
        signal.signal(number, _interrupt)
    if waiting:
        raise KeyboardInterrupt


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold an interrupt back until the end of the block; there it is raised."""
    _State.held += 1
    try:
        yield
    finally:
        _State.held -= 1
    if _State.waiting and not _State.held:
        _State.waiting = False
        raise KeyboardInterrupt


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    # A second one must not break off the tidying up after the first.
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    if _State.held:
        _State.waiting = True
    else:
        raise KeyboardInterrupt
