# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who comes to a centre and what they press, and which clerk can call somebody: pure; it moves no button."""

import random
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from centre.config import CentreFile, Service
from centre.config_desks import Desk
from centre.config_kiosks import Kiosk

USUAL_VISITS = 10
"""A day's visits of a service for which centre.toml names none."""


class Pace(NamedTuple):
    """How many come and how many are called in a minute."""

    tickets_per_minute: float
    calls_per_minute: float

    def times(self, factor: float) -> "Pace":
        """Return a pace so many times as fast."""
        return Pace(self.tickets_per_minute * factor, self.calls_per_minute * factor)


BUSIEST = Pace(tickets_per_minute=12.0, calls_per_minute=8.0)
"""A large centre's first ten minutes (design, 8): 120 tickets, and calls at 60 windows that have their hands full."""


class Way(NamedTuple):
    """What is pressed at a kiosk, in this order, for a ticket of a service."""

    kiosk: str
    service: str
    presses: tuple[str, ...]


class Citizens:
    """Each wants, as on a likely day, what can be had at one of the kiosks and is served at one of the desks."""

    def __init__(
        self, centre: CentreFile, kiosks: Collection[str], desks: Sequence[Desk], chance: random.Random
    ) -> None:
        windows = {desk.window for desk in desks}
        served = {one for window in centre.windows if window.number in windows for one in window.services}
        here = [way for kiosk in centre.kiosks if kiosk.id in kiosks for way in ways(centre.services, kiosk)]
        self._ways = [way for way in here if way.service in served]
        visits = {service.id: service.visits_per_day or USUAL_VISITS for service in centre.services}
        self._weights = [visits[way.service] for way in self._ways]
        self._chance = chance

    def next(self, kiosks: Collection[str]) -> Way | None:
        """Return what the next one presses, if it is to be at one of these kiosks; None if nothing can be had there."""
        weights = [w * (way.kiosk in kiosks) for way, w in zip(self._ways, self._weights, strict=True)]
        return self._chance.choices(self._ways, weights)[0] if any(weights) else None


def ways(services: Sequence[Service], kiosk: Kiosk) -> list[Way]:
    """Return how each service is had with the buttons of a kiosk; what can only be touched is left out."""
    names = {button.name for button in kiosk.buttons if button.service or button.sphere or button.purpose}
    return [
        Way(kiosk.id, service.id, presses)
        for service in services
        if (presses := _presses(service, services)) and names.issuperset(presses)
    ] + [Way(kiosk.id, service.id, (service.id,)) for service in services if service.sphere and service.id in names]


def _presses(service: Service, services: Sequence[Service]) -> tuple[str, ...]:
    """Return the buttons that lead to a service: its own, or its sphere's and, if that has several, its purpose's."""
    if not service.sphere:
        return (service.id,)
    alone = sum(one.sphere == service.sphere for one in services) == 1
    return (service.sphere,) if alone else (service.sphere, *([service.purpose] if service.purpose else ()))


class Hall:
    """Who waits, as the clerks believe: in the order in which they came, gone when a window of theirs has called.

    It hears nothing of the queue, so that it can be played in a centre whose ears are being measured. A clerk that is
    wrong about it calls when nobody waits, and is told so.
    """

    def __init__(self, centre: CentreFile, desks: Sequence[Desk]) -> None:
        served = {window.number: frozenset(window.services) for window in centre.windows}
        self._serves: Mapping[str, frozenset[str]] = {desk.id: served[desk.window] for desk in desks}
        self._waiting: list[tuple[float, str]] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def came(self, service: str, from_s: float) -> None:
        """Let somebody wait for a service, to be called from a moment on."""
        self._waiting.append((from_s, service))

    def call(self, desks: Sequence[str], now_s: float) -> str | None:
        """Return the first of these desks that serves who has waited longest, and is then gone; None if nobody has."""
        for place, (from_s, service) in enumerate(self._waiting):
            desk = next((one for one in desks if from_s <= now_s and service in self._serves[one]), None)
            if desk is not None:
                del self._waiting[place]
                return desk
        return None


def clerks(desks: Sequence[Desk]) -> tuple[Desk, ...]:
    """Return the desks whose key *next* always goes on to the next citizen; elsewhere it first calls one again."""
    return tuple(desk for desk in desks if any(key.action == "recall" for key in desk.keys))
