# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which key of the terminal is which button, and what of the timeline a person is told."""

from typing import Any

import pytest

from centre.config import CentreFile
from simulator.keyboard import DESK_KEYS, UKRAINIAN, Button, buttons, describe

AT = "2026-11-22T08:00:00+00:00"


def test_digits_are_tickets_and_rows_are_desks(small_centre: CentreFile) -> None:
    """The kiosk's buttons in their order, then a row of letters for each desk."""
    keys = buttons(small_centre)
    assert keys["1"] == Button("kiosk-hall", "passport")
    assert keys["q"] == Button("desk-1", "next")
    assert keys["f"] == Button("desk-2", "pause")
    assert len(keys) == 4 + 2 * 4


def test_the_ukrainian_layout_presses_the_same_buttons() -> None:
    """Whoever has not switched the keyboard presses what lies under the finger."""
    assert "йцукфіваячсм".translate(UKRAINIAN) == "".join(DESK_KEYS)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"what": "press", "unit": "desk-1", "button": "next"}, "press   desk-1 next"),
        ({"what": "ticket", "png": "tickets/001.png"}, "ticket  tickets/001.png"),
        (
            {
                "what": "message",
                "payload": {"number": 3, "event": {"fact": "ticket_called", "ticket": "А001", "window": 1}},
            },
            "ticket_called  А001  1",
        ),
        ({"what": "message", "payload": {"message": "refusal", "text": "nobody waits"}}, "refused  nobody waits"),
    ],
)
def test_what_a_person_is_told(entry: dict[str, Any], told: str) -> None:
    """One line a happening, after its time."""
    line = describe({"at": AT, **entry})
    assert line is not None
    assert line.split("  ", 1)[1] == told


def test_what_is_too_small_is_not_told() -> None:
    """Boards, states and frames scroll by unseen."""
    assert describe({"at": AT, "what": "frame", "png": "x"}) is None
    assert describe({"at": AT, "what": "message", "payload": {"message": "board"}}) is None
