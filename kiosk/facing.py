# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Shows on the kiosk's screen what the kiosk knows, whenever that changes; a kiosk without a screen has none of it.

A screen that does not open is a problem for the technician and for nobody else: lamps and paper go on.
"""

import logging

from centre.config import CentreFile, Kiosk, KioskScreen
from centre.desktop import Desktop, Surface
from centre.errors import DeviceFault, Unavailable
from centre.messages import Problem
from centre.poweroff import PowerOff
from centre.service import Inbox
from centre.time import Now
from kiosk import face, pages
from kiosk.pages import Known, Page
from kiosk.presses import Presses
from kiosk.printing import Printing

log = logging.getLogger(__name__)


class Faceless:
    """The face of a kiosk without a screen; ``fault`` is why there is none, where there should be one."""

    def __init__(self, fault: str = "") -> None:
        self._fault = fault

    def turn(self, now: Now) -> None:
        """Show what has changed; to be called at the end of each turn of the loop."""

    def deadline_s(self) -> float | None:
        """Return when ``turn`` must be called though nothing happens."""
        return None

    def problems(self) -> tuple[Problem, ...]:
        """Name for the technician a screen that did not open."""
        return (Problem(code="no_screen", text=self._fault),) if self._fault else ()

    def close(self) -> None:
        """Give the screen back."""


class Facing(Faceless):
    """The face of a kiosk with a screen; used by the kiosk's loop only, to whose thread SDL belongs."""

    def __init__(
        self,
        *,
        centre: CentreFile,
        size: KioskScreen,
        surface: Surface,
        presses: Presses,
        printing: Printing,
        power_off: PowerOff,
        inbox: Inbox,
    ) -> None:
        super().__init__()
        self._centre, self._size, self._surface = centre.centre, size, surface
        self._presses, self._printing, self._power_off = presses, printing, power_off
        self._desktop = Desktop(surface, inbox)
        self._shown: Page | None = None

    def turn(self, now: Now) -> None:
        """Answer the desktop, and draw the page if it is another than before."""
        self._desktop.answer(now)
        page = pages.page(self._known())
        if page == self._shown:
            return
        self._shown = page
        drawn_ms = self._surface.show(face.picture(self._centre, self._size, page))
        log.info("page shown: %s, drawn_ms=%.1f", page.kind, drawn_ms or 0.0)

    def deadline_s(self) -> float | None:
        """Return when a desktop wants to be answered; on a console nothing wants to."""
        return self._desktop.deadline_s()

    def close(self) -> None:
        """Give the screen back."""
        self._surface.close()

    def _known(self) -> Known:
        doors, menu, printing = self._presses.doors, self._presses.menu, self._printing
        return Known(
            coming=bool(self._presses.coming()),
            waits=printing.waits(),
            prints=printing.fault is None,
            open=doors.open,
            closed=tuple(doors.told(service) or "" if service in doors.closed else None for service in menu.offered()),
            booked=doors.booked and bool(menu.pressed_for("")),
            opens_at=doors.opens_at,
            power_ends=self._power_off.due,
        )


def facing(
    *, centre: CentreFile, kiosk: Kiosk, presses: Presses, printing: Printing, power_off: PowerOff, inbox: Inbox
) -> Faceless:
    """Open the kiosk's screen, if it has one: SDL is not even loaded for one that has none."""
    if kiosk.screen is None:
        return Faceless()
    from centre.screen import Screen  # noqa: PLC0415 - see the docstring

    try:
        surface = Screen(kiosk.screen, f"Kiosk '{kiosk.id}'")
    except (DeviceFault, Unavailable) as fault:
        log.warning("%s", fault)
        return Faceless(str(fault))
    return Facing(
        centre=centre,
        size=kiosk.screen,
        surface=surface,
        presses=presses,
        printing=printing,
        power_off=power_off,
        inbox=inbox,
    )
