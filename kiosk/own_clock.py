# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which day the kiosk's own clock can vouch for. It begins no day."""

from datetime import date, timedelta

from centre.clock_proof import AGREES_S
from centre.time import Now, day_of

NEAR_MIDNIGHT = timedelta(hours=1)
"""A ticket of the last hour may count on the next day: a dispatcher's clock is not to the second that of a kiosk."""


class OwnClock:
    """The wall clock: sure when it is proven, or was proven in this run and has not jumped since.

    The kernel takes its word back when the Internet is gone for hours, and that may be why the kiosk is alone.
    """

    def __init__(self, time_zone: str) -> None:
        self._zone = time_zone
        self._proven_less_steady_s: float | None = None

    def is_sure(self, now: Now) -> bool:
        """Return whether the day that the clock shows can be believed; to be asked at each turn."""
        less_steady_s = now.utc.timestamp() - now.steady_s
        if now.proven:
            self._proven_less_steady_s = less_steady_s
        return self._proven_less_steady_s is not None and abs(less_steady_s - self._proven_less_steady_s) < AGREES_S

    def counts_until(self, now: Now) -> date | None:
        """Return the last day on which a ticket of this moment may count; None when nobody can say."""
        return day_of(now.utc + NEAR_MIDNIGHT, self._zone) if self.is_sure(now) else None
