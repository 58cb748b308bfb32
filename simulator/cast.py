# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who plays in the scripted morning of any centre: two desks, and the kiosk buttons whose citizens they serve; pure."""

from collections.abc import Iterable

from centre.config import CentreFile
from centre.config_desks import Desk
from centre.config_kiosks import Button, Kiosk

MOST_DESKS = 2


class Cast:
    """The desks of a morning, those with the most keys first, and what is pressed so that they serve it all."""

    def __init__(self, centre: CentreFile) -> None:
        self._served = {window.number: set(window.services) for window in centre.windows}
        offered = {button.service for kiosk in centre.kiosks for button in kiosk.buttons}
        if any(kiosk.touch for kiosk in centre.kiosks):
            offered |= {service.id for service in centre.services}
        chosen: list[Desk] = []
        while len(chosen) < MOST_DESKS and (desk := self._next(centre.desks, chosen, offered)):
            chosen.append(desk)
        places = {desk.id: place for place, desk in enumerate(centre.desks)}
        self.desks = tuple(sorted(chosen, key=lambda desk: (-len(desk.keys), places[desk.id])))
        self.all_services = tuple(s.id for s in centre.services if s.id in self._services_of(self.desks))

    def services(self, window: int) -> set[str]:
        """Return what a window serves."""
        return self._served[window]

    def buttons(self, kiosk: Kiosk) -> list[Button]:
        """Return the buttons of a kiosk whose citizens are served; it may be none."""
        return [button for button in kiosk.buttons if button.service in self.all_services]

    def other_service(self, service: str) -> str | None:
        """Return another service that a desk of the cast serves, None if there is no other."""
        return next((other for other in self.all_services if other != service), None)

    def _services_of(self, desks: Iterable[Desk]) -> set[str]:
        return set[str]().union(*(self._served[desk.window] for desk in desks))

    def _next(self, desks: Iterable[Desk], chosen: list[Desk], offered: set[str]) -> Desk | None:
        """Return the desk that adds the most services, the first of equals; None when nobody could come to any."""
        before = self._services_of(chosen)
        useful = [desk for desk in desks if desk not in chosen and self._served[desk.window] & offered]
        return max(useful, key=lambda d: (len(self._served[d.window] & offered - before), len(d.keys)), default=None)
