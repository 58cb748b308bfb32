# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Contacts on this Pi's pins: a siren's relay, and those of a battery. An alarm of the start counts at once."""

from centre.config_alarms import Siren
from centre.facts_base import Threat
from centre.messages import Problem
from centre.panel import Edge, Panel
from centre.siren_contacts import ALERT, BATTERY_LOW, MAINS_LOST, contacts
from centre.time import Now, earliest
from siren.hearing import AlertWord, PowerWord
from siren.relay import Relay

SIREN = Threat(level="unknown", reason="Сирена")
"""A contact does not say what threatens."""


class ContactSource:
    """The contact of a siren; see siren.source.Source. A contact that closes is the alarm, or one that opens."""

    def __init__(self, *, panel: Panel, siren: Siren, now: Now) -> None:
        self._panel, self._when_open = panel, siren.alarm_when_open
        self._relays = {
            name: Relay(alarm=panel.closed(name) != self._when_open, at_s=now.steady_s) for name in contacts(siren)
        }

    def take(self, item: object, _now: Now) -> None:
        """Take an edge of a contact."""
        if isinstance(item, Edge):
            self._relays[item.name].edge(alarm=item.closed != self._when_open, at_s=item.at_s)

    def due(self, now: Now) -> None:
        """Let contacts that have rested count."""
        for relay in self._relays.values():
            relay.settle(now.steady_s)

    def word(self, _now: Now) -> AlertWord | PowerWord | None:
        """Return whether the siren sounds, None while that is not yet known."""
        sounds = self._alarm(ALERT)
        if sounds is None:
            return None
        return AlertWord("raise", (SIREN,)) if sounds else AlertWord("clear")

    def problems(self) -> tuple[Problem, ...]:
        """Nothing can be known to be wrong with a contact."""
        return ()

    def deadline_s(self) -> float | None:
        """Return when a contact has rested long enough."""
        return earliest(relay.deadline_s() for relay in self._relays.values())

    def alive(self) -> bool:
        """Return whether the pins' driver lives."""
        return self._panel.alive()

    def close(self) -> None:
        """Free the pins."""
        self._panel.close()

    def _alarm(self, name: str) -> bool | None:
        return self._relays[name].alarm if name in self._relays else False


class BatterySource(ContactSource):
    """The contacts of a battery or its add-on board."""

    def word(self, _now: Now) -> PowerWord | None:
        """Return how the power is, None while that is not yet known; a battery without such a contact is never low."""
        mains_lost = self._alarm(MAINS_LOST)
        if mains_lost is None:
            return None
        return PowerWord(mains=not mains_lost, battery_low=self._alarm(BATTERY_LOW) or False)
