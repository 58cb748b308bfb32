# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which requests still wait for their answer: pure bookkeeping of a unit's conversation with the dispatcher.

A request is said again every ``RESEND_S`` with the same id until it is answered or given up; the id makes that
harmless.
"""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

import msgspec

from centre.messages import Request
from centre.time import Now, earliest

T = TypeVar("T", bound=Request)

RESEND_S = 1.0
"""Long against an answer (milliseconds), short against a person's patience."""


REPORT_PAUSE_S = 60.0
"""A report that nobody answers is said ever more rarely, down to this; on a new connection it is said at once."""

AT_ONCE = 32
"""So many are said again in one go, the others a second later each: a unit that has hundreds of reports, after hours
with a disk that refused, must not be taken for one that floods (docs/decisions/041)."""


class Asked(msgspec.Struct, kw_only=True):
    """A request on its way; ``give_up_s`` is None for a report that must arrive whenever it can."""

    request: Request
    resend_s: float
    give_up_s: float | None
    pause_s: float = RESEND_S


class Questions:
    """The open requests of one unit; times are seconds of the steady clock."""

    def __init__(self) -> None:
        self._open: dict[UUID, Asked] = {}

    def ask(self, request: Request, now: Now, give_up_after_s: float | None = None) -> Asked:
        """Take note of a request that is sent now."""
        give_up_s = None if give_up_after_s is None else now.steady_s + give_up_after_s
        asked = Asked(request=request, resend_s=now.steady_s + RESEND_S, give_up_s=give_up_s)
        self._open[request.request_id] = asked
        return asked

    def settle(self, request_id: UUID | None) -> Request | None:
        """Take the answered request off the list; None if nobody waits for it (a second answer, or given up)."""
        asked = self._open.pop(request_id, None) if request_id else None
        return asked.request if asked else None

    def any_open(self) -> bool:
        """Return whether a request still waits for its answer."""
        return bool(self._open)

    def abandon(self, kind: type[T], those: Callable[[T], bool]) -> list[T]:
        """Take ``those`` requests of a kind off the list before their time, and return them."""
        asking = (asked.request for asked in self._open.values())
        over = [request for request in asking if isinstance(request, kind) and those(request)]
        for request in over:
            del self._open[request.request_id]
        return over

    def given_up(self, now: Now) -> list[Request]:
        """Take the requests off the list whose time is over, and return them."""
        over = [a.request for a in self._open.values() if a.give_up_s is not None and a.give_up_s <= now.steady_s]
        for request in over:
            del self._open[request.request_id]
        return over

    def to_resend(self, now: Now, *, everything: bool = False) -> list[Asked]:
        """Return what is to be said again now (after a new connection: everything), and set its next time.

        What is to be given up now is not said again: nobody stands there any more. Where somebody does comes first.
        """
        asking = [a for a in self._open.values() if a.give_up_s is None or a.give_up_s > now.steady_s]
        due = [a for a in asking if everything or a.resend_s <= now.steady_s]
        due.sort(key=lambda asked: asked.give_up_s is None)
        for waiting in due[AT_ONCE:]:
            waiting.resend_s = now.steady_s + RESEND_S
        for asked in (due := due[:AT_ONCE]):
            if asked.give_up_s is None and not everything:
                asked.pause_s = min(2 * asked.pause_s, REPORT_PAUSE_S)
            asked.resend_s = now.steady_s + asked.pause_s
        return due

    def deadline_s(self) -> float | None:
        """Return the next moment at which something is to be resent or given up."""
        return earliest(moment for asked in self._open.values() for moment in (asked.resend_s, asked.give_up_s))


def expiry_s(asked: Asked, now: Now) -> float | None:
    """Return how long the broker may still deliver the request, None for a report that never goes stale."""
    return None if asked.give_up_s is None else asked.give_up_s - now.steady_s
