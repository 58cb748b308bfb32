# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The citizens' words: of which service one is, and when the box of them is counted; none of it moves a ticket.

Between its counting and the one before, a word is anybody's who was served then; docs/decisions/020.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from centre.facts import QueueFact
from centre.facts_base import Word
from centre.facts_day import ServiceRated
from centre.journal_words import Box
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import State

NO_SERVICE = ""

COUNTED_EVERY = timedelta(hours=1)
"""The shortest time between two countings: a finer one would say when people come and go."""

Words = tuple[ServiceRated, ...]


def service_at(queue: Queue, window: int | None, within_s: int, now: datetime) -> str:
    """Return of which service a word is that is said at the window now.

    It is of the ticket that is served there, or was finished there within so many seconds; else, and at the exit, of
    none. A ticket that is only called has not been served yet: who stands there is the one before.
    """
    if window is None:
        return NO_SERVICE
    here, ended = queue.at_window(window), queue.desk(window).ended
    if here is not None and here.state is State.SERVING:
        return here.service
    if ended is not None and timedelta() <= now - ended[1] <= timedelta(seconds=within_s):
        return ended[0]
    return NO_SERVICE


def dropped(box: Box, service: str, word: Word) -> Box:
    """Return the box with one more word in it."""
    return {**box, (service, word): box.get((service, word), 0) + 1}


def due(queue: Queue, box: Box, now: datetime, *, day_ends: bool) -> Words:
    """Return the words that are counted now: those of services of which enough were served since their last counting.

    At the end of a day all are; of a service that too few had come for they are then of no service.
    """
    if not box:
        return ()
    among = {service for service, _ in box if queue.served.get(service, 0) >= queue.policy.words_among}
    if day_ends:
        return _counted(_named(box, among), now)
    if queue.counted_at is None or now < queue.counted_at + COUNTED_EVERY:
        return ()
    return _counted(((key, count) for key, count in box.items() if key[0] in among), now)


def left(box: Box, facts: Iterable[QueueFact], *, day_ends: bool) -> Box:
    """Return what is in the box after these were counted."""
    services = {fact.service for fact in facts if isinstance(fact, ServiceRated)}
    return {} if day_ends else {key: count for key, count in box.items() if key[0] not in services}


def today(queue: Queue, box: Box) -> Box:
    """Return all words of the day, counted or in the box, in an order that says nothing."""
    whole = Counter(dict(queue.rated)) + Counter(dict(box))
    return dict(sorted(whole.items()))


def count(queue: Queue, fact: ServiceRated) -> Queue:
    """Return the queue after words were counted."""
    key = (fact.service, fact.word)
    return replace(
        queue,
        rated={**queue.rated, key: queue.rated.get(key, 0) + fact.count},
        served={**queue.served, fact.service: 0},
        counted_at=fact.at,
    )


def _named(box: Box, among: set[str]) -> Iterator[tuple[tuple[str, Word], int]]:
    whole: Counter[tuple[str, Word]] = Counter()
    for (service, word), count_ in box.items():
        whole[service if service in among else NO_SERVICE, word] += count_
    yield from whole.items()


def _counted(words: Iterable[tuple[tuple[str, Word], int]], now: datetime) -> Words:
    parts: list[Any] = sorted(words)
    return tuple(ServiceRated(at=now, service=service, word=word, count=n) for (service, word), n in parts)
