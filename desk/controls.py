# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a key of the clerk's box asks for: pure; it knows the window as it was last seen, and no wire.

Every wish names the ticket that the clerk sees at the window, so that a key pressed late never hits the next citizen:
the dispatcher refuses a wish for a ticket that has gone. With nobody at the window it names none.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from centre.config_desks import Desk, Key
from centre.facts_base import PostponeReason, Resource
from centre.holding import Meaning
from centre.messages import DeskAction, WindowState

NEXT = "next"
"""The name of the key that every box has."""

ALERT = "alert"
"""The name of the key that raises an air-raid alert, and is held for the all-clear."""


class Wish(NamedTuple):
    """What is asked of the dispatcher, in the words of ``DeskRequest``."""

    action: DeskAction
    ticket: str | None = None
    minutes: int | None = None
    reason: PostponeReason = "other"
    resource: Resource | None = None
    service: str | None = None
    to_window: int | None = None


class OwnCall(NamedTuple):
    """The ticket that *next* called last, and the second of the steady clock at which that was done."""

    ticket: str
    at_s: float


class Controls:
    """The keys of one box; what *next* means depends on which others there are.

    Without a recall key it is a one-button desk: *next* calls a citizen who has not come yet once more, as QSystem's
    does, and else finishes and calls the next. Without a pause key, *next* held is that key. *alert* raises an
    alert, and only held while there is one it is the all-clear: no double press sends people back into a hall. A pad
    says that a key was pressed, not for how long: none of its keys has a second meaning.
    """

    def __init__(self, desk: Desk) -> None:
        self._keys = {key.name: key for key in desk.keys}
        self._quick_press_s, self._settle_s = desk.quick_press_s, desk.settle_s
        actions = {key.action for key in desk.keys}
        self._one_button = "recall" not in actions
        held = {ALERT} if "pause" in actions else {ALERT, NEXT}
        self.hold_s: Mapping[str, float] = {}
        if desk.pad is None:
            self.hold_s = dict.fromkeys(held & self._keys.keys(), desk.hold_s)

    def wishes(
        self, name: str, meaning: Meaning, window: WindowState | None, own: OwnCall | None, now_s: float
    ) -> tuple[Wish, ...]:
        """Return what to ask, each only when the one before it is granted; nothing before the window is known.

        *next* at a closed or paused window opens it first: a box with one key must be able to begin the day. But not
        with a citizen there: the clerk whose lunch has begun ends with this one, and the press must call no other. So
        it is in an alert, but only with a citizen who is served: one still on the way must not lose the place.
        """
        if window is None:
            return ()
        key = self._keys[name]
        match key.action:
            case "next" if meaning == "press":
                return self._next(window, own, now_s)
            case "next" | "pause":
                return (Wish("pause" if window.state == "open" else "open"),)
            case "alert" | "back":
                return _alert(meaning, window) if key.action == "alert" else _back(window)
            case "outage":
                return (Wish("outage_over" if key.resource in window.outages else "outage", resource=key.resource),)
            case action:
                return (_for_the_ticket(action, key, window),)

    def impatient(
        self, name: str, meaning: Meaning, window: WindowState | None, own: OwnCall | None, now_s: float
    ) -> bool:
        """Return whether this is *next* pressed again right after its own call: what it asks for is done already.

        It would finish the citizen who is on the way, or call that one again, which counts towards a no-show. Once
        *serve* says that the citizen is here, and in an alert, the press is an ordinary one; at a box on which a quick
        second press says that nobody came, always.
        """
        if self._keys[name].action != NEXT or meaning != "press" or window is None or self._quick_press_s:
            return False
        coming = window.call is not None and not window.call.serving and not window.suspended
        return coming and _since(window, own, now_s) < self._settle_s

    def _next(self, window: WindowState, own: OwnCall | None, now_s: float) -> tuple[Wish, ...]:
        ticket = _ticket(window)
        coming = window.call is not None and not window.call.serving
        if window.state != "open" and ticket is None:
            return (Wish("open"), Wish("call_next"))
        if window.state == "open" and not window.suspended and coming and self._is_quick(window, own, now_s):
            return (Wish("no_show", ticket), Wish("call_next"))
        if self._one_button and coming:
            return (Wish("recall", ticket),)
        only_ends = not coming if window.suspended else window.state != "open"
        return (Wish("finish" if only_ends and ticket else "call_next", ticket),)

    def _is_quick(self, window: WindowState, own: OwnCall | None, now_s: float) -> bool:
        """Return whether *next* had called the ticket just now: the first did not come (the rule of Better DS QM)."""
        return _since(window, own, now_s) < self._quick_press_s


def _since(window: WindowState, own: OwnCall | None, now_s: float) -> float:
    """Return how long ago *next* called the ticket at the window; infinity when something else did."""
    return now_s - own.at_s if own is not None and own.ticket == _ticket(window) else math.inf


def _alert(meaning: Meaning, window: WindowState) -> tuple[Wish, ...]:
    """Return the alert, however long the key is pressed in haste; while there is one, of a hold the all-clear.

    On the way back from one a hold asks for what is so already: who confirms the all-clear must not raise another.
    """
    if meaning == "hold" and (window.alert or window.suspended):
        return (Wish("all_clear"),)
    return () if window.alert else (Wish("alert"),)


def _back(window: WindowState) -> tuple[Wish, ...]:
    return () if window.away is None else (Wish("call", window.away),)


def _for_the_ticket(action: DeskAction, key: Key, window: WindowState) -> Wish:
    """Return a wish with all that its key says; what that leaves out, as the minutes, the dispatcher knows."""
    return Wish(
        action, _ticket(window), minutes=key.minutes, reason=key.reason or "other",
        service=key.service or None, to_window=key.to_window,
    )  # fmt: skip


def _ticket(window: WindowState) -> str | None:
    return None if window.call is None else window.call.ticket
