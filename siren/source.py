# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What every source of alarms is to the loop, whatever it is made of."""

from typing import Protocol

from centre.messages import Problem
from centre.time import Now
from siren.hearing import Word


class Source(Protocol):
    """A source; all calls come from the loop."""

    def take(self, item: object, now: Now) -> None:
        """Act on an item of the inbox, if it is this source's."""

    def due(self, now: Now) -> None:
        """Do what is due; called after the items, before ``word`` and ``problems``."""

    def word(self, now: Now) -> Word | None:
        """Return the whole truth as it is known now, None while nothing can be said."""

    def problems(self) -> tuple[Problem, ...]:
        """Say what is wrong with it."""

    def deadline_s(self) -> float | None:
        """Return when ``due`` and ``word`` must be called."""

    def alive(self) -> bool:
        """Return False when a part of it has died."""

    def close(self) -> None:
        """Release what it holds."""
