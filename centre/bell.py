# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A bell beside the files of a thread that sleeps on them: whoever has news for it rings; it knows no news."""

import contextlib
import os

MOST = 4096
"""Rings that are forgotten at once."""


class Bell:
    """Rung from any thread, slept on and hushed by one, with ``select`` or ``poll``; open until ``close``."""

    def __init__(self) -> None:
        self._bell, self._ringer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def fileno(self) -> int:
        """Return the file that can be read while it rings."""
        return self._bell

    def ring(self) -> None:
        """Wake the sleeper, or keep it from falling asleep; never waits."""
        with contextlib.suppress(BlockingIOError):  # a bell full of rings rings already
            os.write(self._ringer, b"!")

    def hush(self) -> None:
        """Forget all rings so far."""
        with contextlib.suppress(BlockingIOError):
            os.read(self._bell, MOST)

    def close(self) -> None:
        """Give its files back; nobody may ring any more."""
        os.close(self._bell)
        os.close(self._ringer)
