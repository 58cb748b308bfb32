# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A unit's push buttons behind its panel: edges become presses, a button that sticks becomes a problem to report."""

from collections.abc import Mapping

from centre.contact import Contact
from centre.messages import Problem
from centre.panel import Edge, Panel
from centre.time import Now


class Buttons:
    """The contacts of one panel, each with its lock-out; used by the loop only.

    ``pins`` is for the texts of problems. A button that is closed at the start counts for nothing until it opens.
    """

    def __init__(
        self, *, panel: Panel, pins: Mapping[str, int], lockout_s: float, stuck_after_s: float, now: Now
    ) -> None:
        self._pins, self._stuck_after_s = pins, stuck_after_s
        self._contacts = {
            name: Contact(
                lockout_s=lockout_s,
                stuck_after_s=stuck_after_s,
                closed=panel.closed(name),
                now_s=now.steady_s,
            )
            for name in pins
        }

    def press(self, edge: Edge) -> bool:
        """Return True when the edge is a press that somebody meant."""
        return self._contacts[edge.name].edge(closed=edge.closed, now_s=edge.at_s)

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
                text=f"Button '{name}' (GPIO{self._pins[name]}) has been closed for over {self._stuck_after_s:g} s."
                " It is ignored until it opens; free the button or look for a short in its cable.",
            )
            for name, contact in self._contacts.items()
            if contact.stuck
        )

    def deadline_s(self) -> float | None:
        """Return when ``changed`` must be asked again."""
        return min((d for c in self._contacts.values() if (d := c.deadline_s()) is not None), default=None)
