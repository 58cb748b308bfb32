# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk's push buttons: one press of a service is one ticket, while a digit may be pressed twice in a row."""

from centre.buttons import Buttons
from centre.config import Kiosk
from centre.messages import Problem
from centre.panel import Edge, Panel
from centre.time import Now, earliest

DIGIT_LOCKOUT_S = 0.2
"""Longer than any chatter of a contact, shorter than a finger needs for the two 5 of 5513."""


class KioskButtons:
    """All buttons behind a kiosk's panel, by their names; used by the loop only."""

    def __init__(self, *, kiosk: Kiosk, panel: Panel, now: Now) -> None:
        digits = {button.name: button.pin for button in kiosk.buttons if button.digit is not None}
        others = {button.name: button.pin for button in kiosk.buttons if button.digit is None}
        quick_s = min(kiosk.lockout_s, DIGIT_LOCKOUT_S)
        self._groups = [
            Buttons(panel=panel, pins=pins, lockout_s=lockout_s, stuck_after_s=kiosk.stuck_after_s, now=now)
            for pins, lockout_s in ((others, kiosk.lockout_s), (digits, quick_s))
        ]
        self._digits = digits.keys()

    def press(self, edge: Edge) -> bool:
        """Return True when the edge is a press that somebody meant."""
        return self._group(edge.name).press(edge)

    def changed(self, now: Now) -> bool:
        """Return True when a button has become stuck, or free, since the last question."""
        changed = [group.changed(now) for group in self._groups]
        return any(changed)

    def stuck(self, name: str) -> bool:
        """Return whether the button is stuck."""
        return self._group(name).stuck(name)

    def problems(self) -> tuple[Problem, ...]:
        """Name each stuck button for the technician."""
        return tuple(problem for group in self._groups for problem in group.problems())

    def deadline_s(self) -> float | None:
        """Return when ``changed`` must be asked again."""
        return earliest(group.deadline_s() for group in self._groups)

    def _group(self, name: str) -> Buttons:
        return self._groups[name in self._digits]
