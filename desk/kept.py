# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A key that was pressed while another one's answer was awaited: kept, and whether it still makes sense. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from centre.holding import Meaning
from centre.messages import WindowState
from desk.controls import ALERT, Wish


class Kept(NamedTuple):
    """A press that waits its turn, until ``until_s`` of the steady clock, and whom its clerk saw then."""

    key: str
    meaning: Meaning
    until_s: float
    seen: frozenset[str | None]


def keep(before: Kept | None, press: Kept) -> Kept:
    """Return which of two waits: the newest, as a person means what they pressed last; but an alert is never lost."""
    return before if before is not None and before.key == ALERT else press


def seen(window: WindowState | None) -> frozenset[str | None]:
    """Return the tickets that a clerk may mean who sees this window: who is there, who is away, and nobody."""
    if window is None:
        return frozenset({None})
    return frozenset({None, window.away, window.call.ticket if window.call else None})


def fits(kept: Kept, wishes: Sequence[Wish]) -> bool:
    """Return whether what the key asks for now is about somebody the clerk saw when pressing it.

    *no_show*, then *next*: the window is free by then, and *next* calls. *next*, then *no_show*: meant for whoever has
    gone, it must not hit who has just been called.
    """
    return {wish.ticket for wish in wishes} <= kept.seen
