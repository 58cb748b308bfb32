# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Gathers what the kiosk knows, for the one page that screen, voice and lamps follow."""

from centre.poweroff import PowerOff
from kiosk import which_page
from kiosk.pages import Known, Page
from kiosk.presses import Presses


class Knowing:
    """Whoever can say which page the kiosk is on; used by its loop only."""

    def __init__(self, *, presses: Presses, power_off: PowerOff) -> None:
        self._presses, self._power_off = presses, power_off
        self._offered = sorted(presses.menu.offered())

    def page(self) -> Page:
        """Return the page of this moment."""
        return which_page.page(self._presses.menu.offer, self._known(), self._presses.menu.begun)

    def _known(self) -> Known:
        presses, doors, printing = self._presses, self._presses.doors, self._presses.printing
        closed = doors.closed
        return Known(
            coming=presses.awaited(),
            waits=printing.waits(),
            out=presses.out.reply if presses.out else None,
            copy=presses.out.copy if presses.out else False,
            spoken=presses.spoken(),
            prints=printing.fault is None,
            open=doors.open,
            closed={name: (doors.told(name) or "") if name in closed else None for name in self._offered},
            booked=doors.booked and presses.menu.offer.code,
            opens_at=doors.opens_at,
            power_ends=self._power_off.due,
            level=doors.level,
        )
