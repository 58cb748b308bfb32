# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a key asks for in each state of the window, and what the lamp says in each."""

from datetime import UTC, datetime
from typing import Any

import pytest

from centre.messages import Call, WindowState
from desk.controls import KeyName, actions, light

HERE = Call(ticket="А001", window=1, called_at=datetime(2026, 11, 23, 10, tzinfo=UTC), times=1, serving=False)


def window(state: Any, waiting: int = 0, call: Call | None = None) -> WindowState:
    """Return a state of the window."""
    return WindowState(number=1, window=1, state=state, waiting=waiting, call=call)


@pytest.mark.parametrize(
    ("key", "unknown", "opened", "paused", "closed"),
    [
        ("next", (), ("call_next",), ("open", "call_next"), ("open", "call_next")),
        ("recall", (), ("recall",), ("recall",), ("recall",)),
        ("no_show", (), ("no_show",), ("no_show",), ("no_show",)),
        ("pause", (), ("pause",), ("open",), ("open",)),
    ],
)
def test_a_key_asks_for_what_its_window_needs(
    key: KeyName, unknown: tuple[()], opened: tuple[str], paused: tuple[str], closed: tuple[str]
) -> None:
    """*next* begins the day, *pause* ends a pause; nothing is asked for a window that is not known yet."""
    asked = [actions(key, None), *(actions(key, window(state)) for state in ("open", "paused", "closed"))]
    assert asked == [unknown, opened, paused, closed]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (window("open"), "off"),
        (window("open", waiting=3), "slow"),
        (window("paused", waiting=3), "off"),
        (window("closed", waiting=3), "off"),
        (window("open", waiting=3, call=HERE), "on"),
        (window("paused", call=HERE), "on"),
        (None, "fast"),
    ],
)
def test_the_lamp_shows_the_window(state: WindowState | None, shown: str) -> None:
    """On with a citizen at the window, slow while somebody waits for an open window, else off."""
    assert light(state, linked=True, waiting_for_answer=False) == shown


@pytest.mark.parametrize(("linked", "waiting"), [(False, False), (True, True), (False, True)])
def test_the_lamp_blinks_fast_while_a_key_has_no_effect(linked: bool, waiting: bool) -> None:  # noqa: FBT001 - from the table
    """The centre is out of reach, or the answer is still awaited, whatever the window shows."""
    assert light(window("open", call=HERE), linked=linked, waiting_for_answer=waiting) == "fast"
