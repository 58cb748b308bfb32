# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The window as its clerk must see it: what an answer says of it before its state arrives, and its lamp. Pure."""

from datetime import datetime
from typing import Literal

from msgspec.structs import replace

from centre.facts_base import Resource
from centre.lamps import NUDGED, Light
from centre.messages import Call, DeskAction, DeskReply, DeskRequest, WindowState

_STATES: dict[DeskAction, Literal["open", "paused"]] = {"open": "open", "pause": "paused"}

_ALERTS: dict[DeskAction, bool] = {"alert": True, "all_clear": False}


def granted(window: WindowState, request: DeskRequest, reply: DeskReply, at: datetime) -> WindowState:
    """Return what the window is now that the wish is done.

    The answer comes before the window's state. Should the dispatcher die between the two, a second press would take a
    citizen who has just been called for nobody, and skip one who is on the way. Whether an alert suspends this window
    only the dispatcher knows.
    """
    return replace(
        window,
        state=_STATES.get(request.action, window.state),
        waiting=reply.waiting,
        call=_call(window.call, request, reply, at),
        priority=window.priority and window.call is not None and window.call.ticket == reply.ticket,
        outages=_outages(window.outages, request),
        away=_away(window, request, reply),
        alert=_ALERTS.get(request.action, window.alert),
    )


def light(
    window: WindowState | None,
    *,
    linked: bool,
    waiting_for_answer: bool,
    passing: Light | None = None,
    unprinted: bool = False,
) -> Light:
    """Return what the lamp shows; docs/lamps.md says it to the clerk.

    On: a citizen is called or served; *wink*, nearly the same: one with priority, whose document the clerk looks at.
    Slow: the window is open and somebody may be called now. Off: nobody may. *blip*, dark but for a short light: an
    alert, or its end until the people are back, suspends the window, whoever is there.
    Fast, evenly and until it is over: the key has not had its effect, as the answer is still awaited or the centre is
    out of reach.

    *passing* is what the newest key has brought about, for a moment over all but that: *done*, when the dispatcher has
    committed it and never before; *refused*, nothing was done (*next* at a free window, then dark: nobody waits);
    *blip*, the window goes on in an alert that is known already.

    *unprinted*: a kiosk prints no tickets, so that somebody should walk there with a roll. Steady or slow, the light
    then twitches twice every few seconds (*nudged*) and is else as ever. Never at a closed window, where nobody sits,
    nor over what is urgent: an alert, a key without effect, what passes.
    """
    if not linked or waiting_for_answer or window is None:
        return "fast"
    if passing is not None:
        return passing
    if window.suspended:
        return "blip"
    shown = _calm(window)
    return NUDGED[shown] if unprinted and window.state != "closed" else shown


def _calm(window: WindowState) -> Light:
    """Return what the lamp shows while nothing is urgent."""
    if window.call is not None:
        return "wink" if window.priority else "on"
    return "slow" if window.state == "open" and window.ready else "off"


def _call(before: Call | None, request: DeskRequest, reply: DeskReply, at: datetime) -> Call | None:
    if reply.ticket is None:
        return None
    if before is None or before.ticket != reply.ticket:
        return Call(ticket=reply.ticket, window=reply.window, called_at=at, times=1, serving=False)
    serving = request.action == "serve" or (before.serving and request.action != "recall")
    return replace(before, serving=serving)


def _away(before: WindowState, request: DeskRequest, reply: DeskReply) -> str | None:
    """Return who is away now; a recall that was one too many is a no-show.

    Who is away behind one who is back only the dispatcher knows: until its word comes, nobody.
    """
    if request.action in {"no_show", "postpone", "recall"} and before.call is not None and reply.ticket is None:
        return before.call.ticket
    return None if reply.ticket == before.away else before.away


def _outages(before: tuple[Resource, ...], request: DeskRequest) -> tuple[Resource, ...]:
    if request.resource is None:
        return before
    others = tuple(resource for resource in before if resource != request.resource)
    return (*others, request.resource) if request.action == "outage" else others
