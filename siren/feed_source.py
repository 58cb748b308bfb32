# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A feed that is asked again and again: joins its pace, its worker and its reader; knows no HTTP."""

from collections.abc import Callable
from http import HTTPStatus

from centre.config_alarms import Siren
from centre.errors import DeviceFault
from centre.messages import Problem
from centre.time import Now, earliest
from siren.feeds import FEEDS, question
from siren.fetching import Fetched, Fetcher
from siren.hearing import AlertWord, Hearing
from siren.key_file import read_key
from siren.pace import Pace, retry_after_s
from siren.report import Answer, Report, unreadable

WHOLE_EVERY_S = 600.0
"""After so long the whole answer is asked for again, so that a server that only says "unchanged" is found out."""


class FeedSource:
    """See siren.source.Source. After a restart nothing is known of the feed until it answers."""

    def __init__(
        self,
        *,
        siren: Siren,
        fetcher: Fetcher,
        pace: Pace,
        hearing: Hearing,
        key: Callable[[str], str] = read_key,
    ) -> None:
        self._siren, self._fetcher, self._pace, self._hearing, self._key = siren, fetcher, pace, hearing, key
        self._stands: tuple[str, Report, float] | None = None
        """The Last-Modified of the newest whole answer, what it says, and the steady second it came."""
        self._asked_if_changed = False

    def take(self, item: object, now: Now) -> None:
        """Read an answer, and set the time of the next question."""
        if not isinstance(item, Fetched):
            return
        if item.answer is None:
            self._hearing.hear(unreadable(item.why, "feed_silent"), now)
            self._pace.answered(now.steady_s, good=False)
            return
        self._hearing.hear(self._read(item.answer, now), now)
        wait_s = retry_after_s(item.answer.headers.get("retry-after"), now.utc)
        self._pace.answered(
            now.steady_s, good=item.answer.status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}, retry_after_s=wait_s
        )

    def due(self, now: Now) -> None:
        """Ask, if it is time; without a key say so, and look again at the next time."""
        if not self._pace.due(now.steady_s):
            return
        try:
            key = self._key(self._siren.key_file)
        except DeviceFault as missing:
            self._hearing.hear(unreadable(str(missing), "key_missing"), now)
            self._pace.answered(now.steady_s, good=True)
            return
        if self._stands and now.steady_s >= self._stands[2] + WHOLE_EVERY_S:
            self._stands = None
        self._asked_if_changed = self._stands is not None
        self._pace.asked()
        self._fetcher.ask(question(self._siren, key, self._stands[0] if self._stands else None))

    def word(self, now: Now) -> AlertWord | None:
        """Return what the feed said last, or that it is lost."""
        return self._hearing.word(now)

    def problems(self) -> tuple[Problem, ...]:
        """Say what is wrong with the feed or its key."""
        return self._hearing.problems()

    def deadline_s(self) -> float | None:
        """Return when to ask next, or when the silence has become too long."""
        return earliest((self._pace.deadline_s(), self._hearing.deadline_s()))

    def alive(self) -> bool:
        """Return whether the worker lives."""
        return self._fetcher.alive()

    def close(self) -> None:
        """Let the worker end."""
        self._fetcher.close()

    def _read(self, answer: Answer, now: Now) -> Report:
        """Return what the answer says; "unchanged" is what stood when it was asked for, and nothing without that."""
        if answer.status == HTTPStatus.NOT_MODIFIED and self._asked_if_changed and self._stands:
            return self._stands[1]
        report = FEEDS[self._siren.source].read(answer, self._siren.regions, now.utc)
        modified = answer.headers.get("last-modified")
        readable = report.says != "unreadable" and modified is not None
        self._stands = (modified, report, now.steady_s) if readable and modified else None
        return report
