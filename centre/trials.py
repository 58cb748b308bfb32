# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words of ``cherha doctor`` that all rooms share: what is tried, by whom it is seen, what was found. Pure.

A room that has hardware has a ``doctor.py`` with ``trials(centre, unit_id) -> tuple[Trial, ...]``; its conductor is
``cherha/doctor.py``. Nothing is opened before a trial runs.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple, Protocol

from centre.service import Inbox

Verdict = Literal["works", "broken", "unseen", "untried"]
"""*unseen*: it was done without a fault, but no person says that anything came of it."""


class Finding(NamedTuple):
    """What came of one part: what was seen of it, and what to do if it does not work."""

    part: str
    verdict: Verdict
    says: str = ""
    todo: str = ""


class Skipped(Exception):
    """The person goes on to the next part."""


class Ended(Exception):
    """The person has had enough; the page says what was found so far."""


class Person(Protocol):
    """Whoever stands before the unit with a keyboard; ``there`` is False when nobody does."""

    inbox: Inbox
    """Where a unit's edges go, beside what is typed."""
    there: bool
    press_s: float
    """For how many seconds a press is waited for."""

    def tell(self, text: str) -> None:
        """Say something."""

    def ask(self, question: str) -> str:
        """Return what was typed, in small letters; raise Skipped for nothing or *s*, Ended for *q*."""

    def watch(self, seconds: float) -> Iterator[Any]:
        """Yield what comes into the inbox until the time is over; raise Skipped and Ended as ``ask`` does."""


class Trial(NamedTuple):
    """Something to try: ``run`` yields a finding for each of its ``parts``, in their order.

    A DeviceFault that it raises is the finding of the whole; parts of which nothing was yielded count as not tried.
    """

    title: str
    parts: tuple[str, ...]
    run: Callable[[Person], Iterator[Finding]]


YES, NO = ("y", "yes", "так"), ("n", "no", "ні")


def seen(person: Person, part: str, question: str, *, todo: str, says: str) -> Finding:
    """Return what the person says of a part that should have done something; ``says`` is what it was made to do."""
    if not person.there:
        return Finding(part, "unseen", says)
    try:
        while (typed := person.ask(f"{question} [y/n]")) not in (*YES, *NO):
            person.tell("Type y or n, or s to skip it.")
    except Skipped:
        return Finding(part, "unseen", f"{says}; the question was skipped")
    if typed in YES:
        return Finding(part, "works", "seen by a person")
    return Finding(part, "broken", f"{says}; the person says no", todo)


def parted(fault: Exception) -> tuple[str, str]:
    """Return what a fault says: its first sentence, and the rest, which is what to do."""
    says, _, todo = str(fault).partition(". ")
    return says, todo
