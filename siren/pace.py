# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When a feed is asked: at its own pace, and ever more rarely while it refuses; pure, seconds of the steady clock."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_PAUSE_S = 120.0
"""A feed that fails is asked at least so often: when it is back, the hall shall not wait long for its truth."""

LONGEST_OBEYED_S = 3600.0
"""The longest Retry-After that is obeyed."""


class Pace:
    """The moments at which one feed is asked; there is never more than one question open."""

    def __init__(self, *, period_s: float, now_s: float) -> None:
        self._period_s = self._pause_s = period_s
        self._next_s: float | None = now_s

    def due(self, now_s: float) -> bool:
        """Return whether to ask now."""
        return self._next_s is not None and now_s >= self._next_s

    def asked(self) -> None:
        """Take note that a question is on its way: none follows before its answer."""
        self._next_s = None

    def answered(self, now_s: float, *, good: bool, retry_after_s: float = 0.0) -> None:
        """Take note of an answer; after a refusal, a fault or silence the pause doubles, a good one ends that."""
        longest_s = max(LONGEST_PAUSE_S, self._period_s)
        self._pause_s = self._period_s if good else min(2 * self._pause_s, longest_s)
        self._next_s = now_s + max(self._pause_s, min(retry_after_s, LONGEST_OBEYED_S))

    def deadline_s(self) -> float | None:
        """Return when to ask next, None while an answer is awaited."""
        return self._next_s


def retry_after_s(header: str | None, utc: datetime) -> float:
    """Return the seconds of a Retry-After (RFC 9110, 10.2.3), a number or a date; 0 for none and for nonsense."""
    if header is None:
        return 0.0
    if header.isascii() and header.isdecimal():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    return max(0.0, ((until if until.tzinfo else until.replace(tzinfo=UTC)) - utc).total_seconds())
