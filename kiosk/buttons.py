# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk's push buttons: one press of a service is one ticket, while digits and voice keys may follow fast."""

from centre.buttons import Buttons
from centre.config_kiosks import Kiosk
from centre.holding import Meaning
from centre.messages import Problem
from centre.panel import Edge, Panel
from centre.time import Now, earliest
from kiosk.listening import HOLD_S, LISTEN

DIGIT_LOCKOUT_S = 0.2
"""Longer than any chatter of a contact, shorter than a finger needs for the two 5 of 5513."""


class KioskButtons:
    """All buttons behind a kiosk's panel, by their names; used by the loop only."""

    def __init__(self, *, kiosk: Kiosk, panel: Panel, now: Now) -> None:
        quick = {button.name: button.pin for button in kiosk.buttons if button.digit is not None or button.voice}
        others = {button.name: button.pin for button in kiosk.buttons if button.name not in quick}
        quick_s = min(kiosk.lockout_s, DIGIT_LOCKOUT_S)
        self._groups = [
            Buttons(
                panel=panel,
                pins=pins,
                lockout_s=lockout_s,
                stuck_after_s=kiosk.stuck_after_s,
                now=now,
                hold_s={LISTEN: HOLD_S} if LISTEN in pins else {},
            )
            for pins, lockout_s in ((others, kiosk.lockout_s), (quick, quick_s))
        ]
        self._quick = quick.keys()

    def goes_down(self, edge: Edge) -> bool:
        """Return whether somebody presses at this edge, before it is taken: chatter is no press."""
        return self._group(edge.name).goes_down(edge)

    def meaning(self, edge: Edge) -> Meaning | None:
        """Return what somebody meant until this edge; only the key *listen* can be held."""
        return self._group(edge.name).meaning(edge)

    def decided(self, now: Now) -> list[tuple[str, Meaning]]:
        """Return what was pressed or held, as time has shown since the last edge; each is told once."""
        return [decided for group in self._groups for decided in group.decided(now)]

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
        """Return when ``decided`` and ``changed`` must be asked again."""
        return earliest(group.deadline_s() for group in self._groups)

    def _group(self, name: str) -> Buttons:
        return self._groups[name in self._quick]
