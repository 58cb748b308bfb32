# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When a new system has proved itself: all that this card runs is active and stays so. Pure; it asks nobody."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

STEADY_S = 20.0
"""For how long all of it has to stay active, without a restart: a service that dies again and again says READY too."""

PATIENCE_S = 600.0
"""After this long a system that has not proved itself is left; its judge is started early, and counts from then on.

A unit has five minutes to start (systemd/cherha-.service.d/unit.conf), and the judge must not be the hastier one.
"""

TAKE_IN = "cherha-take-in.service"


class Service(NamedTuple):
    """What systemd says of a unit: ActiveState, SubState and NRestarts."""

    active: str
    sub: str = ""
    restarts: int = 0


class Look(NamedTuple):
    """One look at the machine. ``wanted``: the units that take-in has named; ``nobody``: no card was ever taken in.

    ``data``: the data partition is there; without it the system runs, but forgets at each power cut.
    """

    services: Mapping[str, Service]
    wanted: Sequence[str]
    nobody: bool
    data: bool = True


class Health:
    """Judges one look after the other."""

    def __init__(self, unwell: Iterable[str] = ()) -> None:
        """``unwell``: what was not active under the system before either: no update is at fault, and none mends it."""
        self._unwell = frozenset(unwell)
        self._since_s: float | None = None
        self._restarts: dict[str, int] = {}

    def proved(self, look: Look, now_s: float) -> bool:
        """Return whether all that has to be active was so in every look for :data:`STEADY_S`."""
        restarts = {name: service.restarts for name, service in look.services.items() if name not in self._unwell}
        if self.missing(look) or restarts != self._restarts:
            self._since_s, self._restarts = None, restarts
        if self.missing(look):
            return False
        if self._since_s is None:
            self._since_s = now_s
        return now_s - self._since_s >= STEADY_S

    def missing(self, look: Look) -> list[str]:
        """Return what is not as it has to be, a few words each."""
        if not look.data:
            return ["the data partition"]
        take_in = look.services.get(TAKE_IN, Service("inactive"))
        if look.nobody:
            # It waits for a folder: on its screen somebody can read so, and nothing else is to be run.
            waits = take_in.active == "activating" and take_in.sub == "start"
            return [] if waits else [_said(TAKE_IN, take_in)]
        if take_in.active != "active":
            return [_said(TAKE_IN, take_in)]
        if not look.wanted:
            return ["the units of this card, which take-in has not named"]
        services = ((name, look.services.get(name, Service("inactive"))) for name in look.wanted)
        return [_said(name, one) for name, one in services if one.active != "active" and name not in self._unwell]


def _said(name: str, service: Service) -> str:
    return f"{name} ({service.active}{f', {service.sub}' if service.sub else ''})"
