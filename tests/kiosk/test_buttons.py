# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk's buttons: digits may be pressed twice in a row, all others make one ticket a second."""

import pytest

from centre.config import CentreFile
from centre.messages import Problem
from centre.panel import Edge
from kiosk.buttons import KioskButtons
from tests.fakes import FakePanel, HandClock

START_S = HandClock().now.steady_s


@pytest.mark.parametrize(
    ("name", "pause_s", "pressed"),
    [
        ("digit-5", 0.2, True),
        ("digit-5", 0.15, False),
        ("civil", 0.2, False),
        ("civil", 1.0, True),
    ],
)
def test_a_second_press_counts_after(menu_centre: CentreFile, name: str, pause_s: float, pressed: bool) -> None:  # noqa: FBT001
    """A fifth of a second for a digit, the kiosk's lock-out for a service."""
    buttons = KioskButtons(kiosk=menu_centre.kiosks[0], panel=FakePanel(), now=HandClock().now)
    assert buttons.meaning(Edge(name, closed=True, at_s=START_S))
    buttons.meaning(Edge(name, closed=False, at_s=START_S + 0.05))
    again = buttons.meaning(Edge(name, closed=True, at_s=START_S + pause_s))
    assert (again == "press") == pressed


@pytest.mark.parametrize("name", ["digit-5", "civil"])
def test_one_stuck_button_of_either_kind_is_a_change(menu_centre: CentreFile, name: str) -> None:
    """Neither kind is overlooked."""
    clock = HandClock()
    buttons = KioskButtons(kiosk=menu_centre.kiosks[0], panel=FakePanel(name), now=clock.now)
    assert buttons.changed(clock.pass_s(10))


def test_stuck_buttons_of_both_kinds_are_reported(menu_centre: CentreFile) -> None:
    """A digit that sticks is a problem like a service's button; both are told in one look."""
    clock = HandClock()
    buttons = KioskButtons(kiosk=menu_centre.kiosks[0], panel=FakePanel("digit-5", "civil"), now=clock.now)
    assert buttons.deadline_s() == START_S + 10
    assert buttons.changed(clock.pass_s(10))
    assert [name for name in ("civil", "digit-5", "digit-6") if buttons.stuck(name)] == ["civil", "digit-5"]
    assert buttons.problems() == tuple(
        Problem(
            code="button_stuck",
            text=f"Button '{name}' (GPIO{pin}) has been closed for over 10 s. It is ignored until it opens; free the"
            " button or look for a short in its cable.",
        )
        for name, pin in (("civil", 8), ("digit-5", 15))
    )
    assert (buttons.changed(clock.now), buttons.deadline_s()) == (False, None)
