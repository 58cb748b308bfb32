# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What every device says of itself, and how it asks the dispatcher: the half of a service that all who ask share."""

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Literal, TypeVar

from centre import messages
from centre.asking import Asked, Questions, expiry_s
from centre.forgetting import forgets
from centre.link import Link
from centre.messages import DeviceState, Problem, Refusal, Reply, Request
from centre.time import Now

T = TypeVar("T", bound=Request)

VERSION = version("cherha")

OFFLINE = DeviceState(state="offline", version=VERSION)
"""The last will of every device."""


NOTHING_KEPT = Problem(
    code="nothing_kept",
    text="The memory card of its Pi is damaged: all is forgotten when the power goes. Flash the image onto a new card,"
    " and copy its folder to it.",
)


def running(problems: Sequence[Problem], since: datetime | None, root: Path = Path("/")) -> DeviceState:
    """Return what a device says of itself while it runs: *degraded* as long as anything is wrong, also with its Pi."""
    every = (*problems, *((NOTHING_KEPT,) if forgets(root) else ()))
    state: Literal["ready", "degraded"] = "degraded" if every else "ready"
    return DeviceState(state=state, version=VERSION, since=since, problems=every)


class Unit:
    """A device on the wire: its state, published when it changes, and its questions, asked until they are answered."""

    def __init__(self, *, role: Literal["kiosk", "desk", "siren", "rating"], unit: str, link: Link) -> None:
        self._request_topic = messages.topic(f"{role}_request", id=unit)
        self._reply_topic = messages.topic(f"{role}_reply", id=unit)
        self._link = link
        self._questions = Questions()
        self._state: DeviceState | None = None
        self._told: tuple[Problem, ...] | None = None

    def ask(self, request: Request, now: Now, give_up_after_s: float | None = None) -> None:
        """Send a request, and send it again until it is answered or, after ``give_up_after_s``, given up."""
        self._send(self._questions.ask(request, now, give_up_after_s), now)

    def settle(self, answer: Reply | Refusal) -> Request | None:
        """Return the request that is answered now, None if nobody waits for this answer any more."""
        return self._questions.settle(answer.request_id)

    def withdraw(self, request: Request) -> None:
        """Ask no more: what the request said holds no longer; an answer that still comes finds nobody."""
        self._questions.settle(request.request_id)

    def asking(self) -> bool:
        """Return whether an answer is still awaited."""
        return self._questions.any_open()

    def abandon(self, kind: type[T], those: Callable[[T], bool]) -> list[T]:
        """Give up now ``those`` questions of a kind that wait for their answer, and return them."""
        return self._questions.abandon(kind, those)

    def linked(self, now: Now) -> None:
        """Say again, on a new connection, all that still holds."""
        if self._state is not None:
            self._link.say_state(self._state)
        for asked in self._questions.to_resend(now, everything=True):
            self._send(asked, now)

    def due(self, now: Now) -> list[Request]:
        """Resend what has waited long enough, and return what is given up now."""
        over = self._questions.given_up(now)
        for asked in self._questions.to_resend(now):
            self._send(asked, now)
        return over

    def report(self, problems: Sequence[Problem], now: Now) -> None:
        """Publish the device's state if it differs from what was said before."""
        if self._told == tuple(problems):
            return
        self._told = tuple(problems)
        self._state = running(problems, now.utc)
        self._link.say_state(self._state)

    def deadline_s(self) -> float | None:
        """Return when ``due`` must be called."""
        return self._questions.deadline_s()

    def _send(self, asked: Asked, now: Now) -> None:
        self._link.publish(
            self._request_topic, asked.request, expiry_s=expiry_s(asked, now), answer_to=self._reply_topic
        )
