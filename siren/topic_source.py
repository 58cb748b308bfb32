# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Topics of a local broker: a standing source, true as long as its connection holds and every topic is readable."""

from collections.abc import Sequence

from centre.config_alarms import SignalTopic
from centre.messages import Problem
from centre.time import Now
from siren import local_topic
from siren.hearing import AlertWord, Hearing
from siren.listener import Listener, ListenerDown, TopicHeard
from siren.report import unreadable


class TopicSource:
    """See siren.source.Source. A broken connection makes all topics unknown, for they may change meanwhile."""

    def __init__(
        self, *, topics: Sequence[SignalTopic], listener: Listener, hearing: Hearing, availability_topic: str = ""
    ) -> None:
        self._topics, self._availability_topic = topics, availability_topic
        self._listener, self._hearing = listener, hearing
        self._payloads: dict[str, bytes] = {}
        self._down = ""

    def take(self, item: object, _now: Now) -> None:
        """Take what a topic says, or that the broker cannot be heard."""
        match item:
            case TopicHeard(topic, payload):
                self._payloads[topic], self._down = payload, ""
            case ListenerDown(why):
                self._payloads, self._down = {}, why

    def due(self, now: Now) -> None:
        """Look at what the topics say together: while that is readable, it is true at every moment."""
        silent = unreadable(self._down, "feed_silent")
        heard = local_topic.read(self._payloads, self._topics, self._availability_topic)
        self._hearing.hear(silent if self._down else heard, now)

    def word(self, now: Now) -> AlertWord | None:
        """Return what the topics say, or that they are lost."""
        return self._hearing.word(now)

    def problems(self) -> tuple[Problem, ...]:
        """Say what is wrong with the broker or a topic."""
        return self._hearing.problems()

    def deadline_s(self) -> float | None:
        """Return when the silence has become too long."""
        return self._hearing.deadline_s()

    def alive(self) -> bool:
        """Return whether the listener lives."""
        return self._listener.alive()

    def close(self) -> None:
        """Leave the broker."""
        self._listener.close()
