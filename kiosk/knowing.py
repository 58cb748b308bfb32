# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Gathers what the kiosk knows, for the one page that screen, voice and lamps follow."""

from centre.poweroff import PowerOff
from kiosk import which_page
from kiosk.menu import CODE
from kiosk.pages import Closed, Known, Page
from kiosk.presses import Presses


class Knowing:
    """Whoever can say which page the kiosk is on; used by its loop only."""

    def __init__(self, *, presses: Presses, power_off: PowerOff) -> None:
        self._presses, self._power_off = presses, power_off
        self._offered = sorted(presses.menu.paths.offered())

    def page(self) -> Page:
        """Return the page of this moment."""
        return which_page.page(self._presses.menu.offer, self._known(), self._presses.menu.begun)

    def _known(self) -> Known:
        presses, doors = self._presses, self._presses.doors
        printing, papers = presses.printing, presses.papers
        return Known(
            coming=papers.awaited(),
            waits=printing.waits(),
            out=papers.out.reply if papers.out else None,
            copy=papers.out.copy if papers.out else False,
            spoken=papers.spoken(),
            prints=presses.prints,
            open=doors.open,
            closed={name: self._closed(name) for name in self._offered},
            booked=doors.booked and presses.menu.offer.code and not presses.menu.haste.rests(CODE),
            opens_at=doors.opens_at,
            power_ends=self._power_off.due,
            level=doors.level,
        )

    def _closed(self, service: str) -> Closed:
        """Return why a service gives no ticket now; one that was pressed in haste and rests, for no reason to tell."""
        doors = self._presses.doors
        if service in doors.closed:
            return doors.told(service) or ""
        return "" if self._presses.menu.haste.rests(service) else None
