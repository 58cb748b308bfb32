# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A unit's push buttons behind its panel: edges become presses, a button that sticks becomes a problem to report."""

from collections.abc import Mapping

from centre.box import Box, Edge
from centre.contact import Contact
from centre.holding import Meaning, PressOrHold
from centre.messages import Problem
from centre.time import Now, earliest


class Buttons:
    """The contacts of one panel, each with its lock-out; used by the loop only.

    ``pins`` is for the texts of problems, which say ``where`` each button is; ``hold_s`` names the buttons that may be
    held, and how long that takes. A button that is closed at the start counts for nothing until it opens.
    """

    def __init__(
        self,
        *,
        panel: Box,
        pins: Mapping[str, int],
        lockout_s: float,
        stuck_after_s: float,
        now: Now,
        hold_s: Mapping[str, float] | None = None,
        where: str = "GPIO{}",
    ) -> None:
        self._places, self._stuck_after_s = {name: where.format(pin) for name, pin in pins.items()}, stuck_after_s
        self._contacts = {
            name: Contact(
                lockout_s=lockout_s,
                stuck_after_s=stuck_after_s,
                closed=panel.closed(name),
                now_s=now.steady_s,
            )
            for name in pins
        }
        self._held = {name: PressOrHold(self._contacts[name], hold_s=s) for name, s in (hold_s or {}).items()}

    def goes_down(self, edge: Edge) -> bool:
        """Return whether somebody presses at this edge, before it is taken, whatever it will turn out to mean."""
        return edge.closed and self._contacts[edge.name].counts(edge.at_s)

    def press(self, edge: Edge) -> bool:
        """Return True when the edge is a press that somebody meant; for panels on which nothing is held."""
        return self._contacts[edge.name].edge(closed=edge.closed, now_s=edge.at_s)

    def meaning(self, edge: Edge) -> Meaning | None:
        """Return what somebody meant until this edge: the press of a button that cannot be held counts at once."""
        if held := self._held.get(edge.name):
            return held.edge(closed=edge.closed, now_s=edge.at_s)
        return "press" if self.press(edge) else None

    def decided(self, now: Now) -> list[tuple[str, Meaning]]:
        """Return the buttons that were pressed or held, as time has shown since the last edge; each is told once."""
        due = [(name, held.due(now.steady_s)) for name, held in self._held.items()]
        return [(name, meaning) for name, meaning in due if meaning is not None]

    def changed(self, now: Now) -> bool:
        """Return True when a button has become stuck, or free, since the last question."""
        changed = [contact.changed(now.steady_s) for contact in self._contacts.values()]
        return any(changed)

    def stuck(self, name: str) -> bool:
        """Return whether the button is stuck."""
        return self._contacts[name].stuck

    def problems(self) -> tuple[Problem, ...]:
        """Name each stuck button for the technician."""
        return tuple(
            Problem(
                code="button_stuck",
                text=f"Button '{name}' ({self._places[name]}) has been closed for over {self._stuck_after_s:g} s."
                " It is ignored until it opens; free the button or look for a short in its cable.",
            )
            for name, contact in self._contacts.items()
            if contact.stuck
        )

    def deadline_s(self) -> float | None:
        """Return when ``decided`` and ``changed`` must be asked again."""
        contacts: list[Contact | PressOrHold] = [*self._contacts.values(), *self._held.values()]
        return earliest(contact.deadline_s() for contact in contacts)
