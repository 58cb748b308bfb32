# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a key of the clerk's box asks for: pure; it knows the window as it was last seen, and no wire.

Every wish names the ticket that the clerk sees at the window, so that a key pressed late never hits the next citizen:
the dispatcher refuses a wish for a ticket that has gone. With nobody at the window it names none.
"""

from collections.abc import Mapping
from typing import NamedTuple

from centre import config
from centre.facts import Resource
from centre.holding import Meaning
from centre.messages import DeskAction, WindowState

NEXT = "next"
"""The name of the key that every box has."""


class Wish(NamedTuple):
    """What is asked of the dispatcher, in the words of ``DeskRequest``."""

    action: DeskAction
    ticket: str | None = None
    minutes: int | None = None
    resource: Resource | None = None


class OwnCall(NamedTuple):
    """The ticket that *next* called last, and the second of the steady clock at which that was done."""

    ticket: str
    at_s: float


class Controls:
    """The keys of one box; what *next* means depends on which others there are.

    Without a recall key it is a one-button desk: *next* calls a citizen who has not come yet once more, as QSystem's
    does, and else finishes and calls the next. Without a pause key, *next* held is that key.
    """

    def __init__(self, desk: config.Desk, *, postpone_minutes: int) -> None:
        self._keys = {key.name: key for key in desk.keys}
        self._postpone_minutes, self._quick_press_s = postpone_minutes, desk.quick_press_s
        actions = {key.action for key in desk.keys}
        self._one_button = "recall" not in actions
        self.hold_s: Mapping[str, float] = {} if "pause" in actions else {NEXT: desk.hold_s}

    def wishes(
        self, name: str, meaning: Meaning, window: WindowState | None, own: OwnCall | None, now_s: float
    ) -> tuple[Wish, ...]:
        """Return what to ask, each only when the one before it is granted; nothing before the window is known.

        *next* at a closed or paused window opens it first: a box with one key must be able to begin the day.
        """
        if window is None:
            return ()
        key, ticket = self._keys[name], _ticket(window)
        match key.action:
            case "next" if meaning == "press":
                return self._next(window, own, now_s)
            case "next" | "pause":
                return (Wish("pause" if window.state == "open" else "open"),)
            case "postpone":
                return (Wish("postpone", ticket, minutes=self._postpone_minutes),)
            case "outage":
                return (Wish("outage_over" if key.resource in window.outages else "outage", resource=key.resource),)
            case action:
                return (Wish(action, ticket),)

    def _next(self, window: WindowState, own: OwnCall | None, now_s: float) -> tuple[Wish, ...]:
        here, call_next = window.call, Wish("call_next", _ticket(window))
        coming = here is not None and not here.serving
        if self._one_button and coming:
            call_next = call_next._replace(action="recall")
        if window.state != "open":
            return (Wish("open"), call_next)
        if coming and self._is_quick(window, own, now_s):
            return (Wish("no_show", _ticket(window)), Wish("call_next"))
        return (call_next,)

    def _is_quick(self, window: WindowState, own: OwnCall | None, now_s: float) -> bool:
        """Return whether *next* had called the ticket just now: the first did not come (the rule of Better DS QM)."""
        return own is not None and own.ticket == _ticket(window) and now_s < own.at_s + self._quick_press_s


def _ticket(window: WindowState) -> str | None:
    return None if window.call is None else window.call.ticket
