# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the lamp says in each state of the window, and what an answer alone says of it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from centre.messages import Call, DeskReply, DeskRequest, WindowState
from desk.window import granted, light

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
HERE = Call(ticket="А001", window=1, called_at=AT, times=1, serving=False)
SERVED = replace(HERE, serving=True)
LATER = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
ID = UUID(int=1)


def window(state: Any = "open", **more: Any) -> WindowState:
    """Return a state of the window; five wait."""
    return WindowState(number=1, window=1, state=state, waiting=5, **more)


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (window("open"), "off"),
        (window("open", ready=3), "slow"),
        (window("paused", ready=3), "off"),
        (window("closed", ready=3), "off"),
        (window("open", ready=3, call=HERE), "on"),
        (window("open", call=SERVED), "on"),
        (window("paused", call=HERE), "on"),
        (window("open", call=HERE, priority=True), "wink"),
        (window("paused", call=SERVED, priority=True), "wink"),
        (window("open", priority=True), "off"),
        (window("open", ready=3, alert=True), "slow"),
        (window("open", ready=3, suspended=True), "blip"),
        (window("paused", suspended=True, alert=True), "blip"),
        (window("open", call=SERVED, priority=True, suspended=True), "blip"),
        (None, "fast"),
    ],
)
def test_the_lamp_shows_the_window(state: WindowState | None, shown: str) -> None:
    """On or winking with a citizen there, slow while somebody may be called to an open window now, else off.

    In an alert that suspends the window it is that of the alert, whoever is there.
    """
    assert light(state, linked=True, waiting_for_answer=False) == shown


@pytest.mark.parametrize(("linked", "waiting"), [(False, False), (True, True), (False, True)])
@pytest.mark.parametrize("passing", [None, "refused", "done"])
def test_the_lamp_blinks_fast_while_a_key_has_no_effect(linked: bool, waiting: bool, passing: Any) -> None:  # noqa: FBT001 - from the table
    """The centre is out of reach, or the answer is still awaited, whatever the window shows or was answered before."""
    assert light(window(call=HERE), linked=linked, waiting_for_answer=waiting, passing=passing) == "fast"


@pytest.mark.parametrize("state", [window(), window(ready=3), window(call=HERE), window(call=HERE, priority=True)])
@pytest.mark.parametrize("passing", ["refused", "done"])
def test_what_came_of_a_key_is_shown_over_the_window(state: WindowState, passing: Any) -> None:
    """The clerk looks up, and sees whether anything was done."""
    assert light(state, linked=True, waiting_for_answer=False, passing=passing) == passing


def test_a_clerk_who_asks_is_told_of_an_alert() -> None:
    """At a window that goes on in it; an answer of no is still seen over it."""
    assert light(window(ready=3, alert=True), linked=True, waiting_for_answer=False, passing="blip") == "blip"
    assert light(window(suspended=True), linked=True, waiting_for_answer=False, passing="refused") == "refused"


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (window("open"), "nudged_off"),
        (window("open", ready=3), "nudged_slow"),
        (window("paused", ready=3), "nudged_off"),
        (window("open", call=HERE), "nudged_on"),
        (window("paused", call=SERVED, priority=True), "nudged_wink"),
        (window("closed", ready=3), "off"),
        (window("closed", call=SERVED), "on"),
        (window("open", ready=3, suspended=True), "blip"),
        (None, "fast"),
    ],
)
def test_a_kiosk_without_paper_nudges_the_light_of_the_window(state: WindowState | None, shown: str) -> None:
    """Whoever is there, somebody has to walk to the kiosk; not at a closed window, nor in an alert."""
    assert light(state, linked=True, waiting_for_answer=False, unprinted=True) == shown


@pytest.mark.parametrize(
    ("urgent", "shown"),
    [
        ({"linked": False}, "fast"),
        ({"waiting_for_answer": True}, "fast"),
        ({"passing": "refused"}, "refused"),
        ({"passing": "done"}, "done"),
        ({"passing": "blip"}, "blip"),
    ],
)
def test_nothing_urgent_is_nudged(urgent: dict[str, Any], shown: str) -> None:
    """What the key has done, and that there is an alert, is seen alone."""
    usual: dict[str, Any] = {"linked": True, "waiting_for_answer": False}
    assert light(window(ready=3), **(usual | urgent), unprinted=True) == shown


NEW = Call(ticket="А002", window=1, called_at=LATER, times=1, serving=False)
URGENT = window(call=HERE, priority=True, outages=("power",))


@pytest.mark.parametrize(
    ("before", "action", "resource", "ticket", "after"),
    [
        (window("closed"), "open", None, None, window("open")),
        (window("open", call=HERE), "pause", None, "А001", window("paused", call=HERE)),
        (window(), "call_next", None, "А002", window(call=NEW)),
        (window(call=SERVED, priority=True), "call_next", None, "А002", window(call=NEW)),
        (window(call=SERVED), "call_next", None, None, window()),
        (URGENT, "recall", None, "А001", URGENT),
        (window(call=SERVED), "recall", None, "А001", window(call=HERE)),
        (URGENT, "recall", None, None, window(outages=("power",), away="А001")),
        (window(call=HERE), "serve", None, "А001", window(call=SERVED)),
        (window(call=HERE), "no_show", None, None, window(away="А001")),
        (window(call=HERE, away="Б007"), "no_show", None, None, window(away="А001")),
        (window(call=SERVED), "postpone", None, None, window(away="А001")),
        (window(call=HERE), "recall", None, None, window(away="А001")),
        (window(call=HERE, away="Б007"), "recall", None, "А001", window(call=HERE, away="Б007")),
        (window(call=SERVED, away="Б007"), "finish", None, None, window(away="Б007")),
        (window(call=SERVED, away="Б007"), "transfer", None, None, window(away="Б007")),
        (window(away="А002"), "call", None, "А002", window(call=NEW)),
        (window(away="Б007"), "call_next", None, "А002", window(call=NEW, away="Б007")),
        (window("paused", call=SERVED), "finish", None, None, window("paused")),
        (window(), "alert", None, None, window(alert=True)),
        (window(call=SERVED), "alert", None, "А001", window(call=SERVED, alert=True)),
        (window(alert=True, suspended=True), "alert", None, None, window(alert=True, suspended=True)),
        (window(alert=True, suspended=True), "all_clear", None, None, window(suspended=True)),
        (window(alert=True), "call_next", None, "А002", window(call=NEW, alert=True)),
        (URGENT, "outage", "registry", "А001", replace(URGENT, outages=("power", "registry"))),
        (URGENT, "outage", "power", "А001", URGENT),
        (URGENT, "outage_over", "power", "А001", replace(URGENT, outages=())),
        (URGENT, "outage_over", "registry", "А001", URGENT),
    ],
)
def test_a_granted_wish_says_what_the_window_is_now(
    before: WindowState, action: Any, resource: Any, ticket: str | None, after: WindowState
) -> None:
    """The window's own state may come much later, when the dispatcher dies behind its answer."""
    request = DeskRequest(request_id=ID, action=action, resource=resource)
    reply = DeskReply(request_id=ID, window=1, ticket=ticket, waiting=5)
    assert granted(before, request, reply, LATER) == after
