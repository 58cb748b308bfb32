# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Shows the kiosk's page on its screen whenever it changes, and finds what is touched; else a kiosk has none of it.

A screen that does not open is a problem for the technician and for nobody else: lamps and paper go on.
"""

import logging
from collections.abc import Callable
from typing import Protocol

from centre.config import CentreFile
from centre.config_kiosks import Kiosk, KioskScreen
from centre.errors import DeviceFault, Unavailable
from centre.messages import Problem
from centre.picture import Picture
from centre.service import Inbox, Stop
from centre.time import Now
from centre.touched import Touched
from kiosk import face
from kiosk.face import Face, Target
from kiosk.pages import Page

log = logging.getLogger(__name__)

SETTLED_S = 0.3
"""A target that was to be seen for less is not meant: the finger was on its way to what was there before."""

SWITCHES = {"priority", "language-en", "more"}
"""Twice is as never, while they stay where they are: so they have a lock-out, as a button has."""

LOOK_S = 5.0
"""How long from one look for a missing screen to the next."""

AT_REST = {"menu", "closed", "not_printing"}
"""Pages on which nobody waits for anything."""

PRESSED_S = 0.15
"""So long a target that was touched, and is still there, is drawn pressed."""


class Surface(Protocol):
    """What the loop needs of centre.screen_thread.ScreenThread."""

    def show(self, picture: Picture) -> object:
        """Have a picture drawn; return at once."""

    def alive(self) -> bool:
        """Return whether it can still be drawn on."""

    def close(self) -> None:
        """Give the screen back."""


class Faceless:
    """The face of a kiosk without a screen; ``fault`` is why there is none, where there should be one.

    ``seen``: there is a screen, so somebody can be asked and told.
    """

    seen = False

    def __init__(self, fault: str = "") -> None:
        self._fault = fault

    def touched(self, touch: Touched) -> str:  # noqa: ARG002 - nothing can be touched here
        """Return the name of the choice that was touched, "" if there was none at that moment and place."""
        return ""

    def turn(self, page: Page, now: Now) -> None:
        """Show the page, if it has changed; to be called at the end of each turn of the loop."""

    def deadline_s(self) -> float | None:
        """Return when ``turn`` must be called though nothing happens."""
        return None

    def problems(self) -> tuple[Problem, ...]:
        """Name for the technician a screen that did not open."""
        return (Problem(code="no_screen", text=self._fault),) if self._fault else ()

    def alive(self) -> bool:
        """Return whether the screen's thread lives."""
        return True

    def close(self) -> None:
        """Give the screen back."""


class Awaiting(Faceless):
    """The face of a kiosk whose screen is not there yet: when it has come the kiosk ends, to be started anew with it.

    ``has_come`` is asked now and then, while nobody is in the middle of anything.
    """

    def __init__(self, fault: str, *, inbox: Inbox, has_come: Callable[[], bool]) -> None:
        super().__init__(fault)
        self._inbox, self._has_come, self._look_s = inbox, has_come, 0.0

    def turn(self, page: Page, now: Now) -> None:
        """Look for the screen, if it is time."""
        if now.steady_s < self._look_s:
            return
        self._look_s = now.steady_s + LOOK_S
        if page.kind in AT_REST and self._has_come():
            log.info("the screen is there: the kiosk starts anew with it")
            self._inbox.put(Stop())

    def deadline_s(self) -> float | None:
        """Return when it looks again."""
        return self._look_s


class Facing(Faceless):
    """The face of a kiosk with a screen; used by the kiosk's loop only, which never waits for what is drawn."""

    seen = True

    def __init__(self, *, centre: CentreFile, size: KioskScreen, surface: Surface) -> None:
        super().__init__()
        self._centre, self._size, self._surface = centre, size, surface
        self._page: Page | None = None
        self._drawn_pressed = ""
        self._since_s: dict[Target, float] = {}
        self._pressed, self._released_s, self._turned_s = "", 0.0, 0.0

    def touched(self, touch: Touched) -> str:
        """Return what was touched, if it had been shown there for long enough to be meant.

        On the page of a ticket that is to be taken a touch anywhere leaves it.
        """
        if self._page and self._page.kind == "take":
            return "back" if touch.at_s >= self._turned_s + touch.late_s + SETTLED_S else ""
        for target, since_s in self._since_s.items():
            if touch.at_s >= since_s + touch.late_s + SETTLED_S and target.area.holds(touch.x, touch.y):
                return self._taken(target, touch.at_s)
        return ""

    def _taken(self, target: Target, at_s: float) -> str:
        """Return the name of a target that was meant."""
        self._pressed, self._released_s = target.name, at_s + PRESSED_S
        if target.name in SWITCHES:
            self._since_s[target] = at_s
        return target.name

    def turn(self, page: Page, now: Now) -> None:
        """Draw the page if it, or what is pressed on it, is another than before."""
        if now.steady_s >= self._released_s:
            self._pressed = ""
        if page == self._page and self._pressed == self._drawn_pressed:
            return
        drawn = face.draw(self._centre, self._size, page, self._pressed)
        if page != self._page:
            self._turned_s = now.steady_s
            log.info("page shown: %s language=%s targets=%s", page.kind, "+".join(page.languages), _listed(drawn))
        self._surface.show(drawn.picture)
        self._since_s = {target: self._since_s.get(target, now.steady_s) for target in drawn.targets}
        self._page, self._drawn_pressed = page, self._pressed

    def deadline_s(self) -> float | None:
        """Return when what is drawn pressed is to be drawn as ever."""
        return self._released_s if self._pressed else None

    def alive(self) -> bool:
        """Return whether the screen's thread lives."""
        return self._surface.alive()

    def close(self) -> None:
        """Give the screen back."""
        self._surface.close()


def facing(*, centre: CentreFile, kiosk: Kiosk, inbox: Inbox) -> Faceless:
    """Open the kiosk's screen, if it has one: SDL is not even loaded for one that has none.

    Raise DeviceFault or Unavailable when it does not open and the kiosk has no button but those of the voice: who
    sees could do nothing there, and its supervisor starts it anew until there is a screen.
    """
    if kiosk.screen is None:
        return Faceless()
    from centre.screen_thread import ScreenThread  # noqa: PLC0415 - see the docstring
    from centre.window import has_come  # noqa: PLC0415 - the same

    try:
        surface = ScreenThread(kiosk.screen, f"Kiosk '{kiosk.id}'", inbox, touch=kiosk.touch)
    except (DeviceFault, Unavailable) as fault:
        if all(button.voice for button in kiosk.buttons):
            raise
        log.warning("%s", fault)
        if isinstance(fault, Unavailable):  # a new start installs no typeface
            return Faceless(str(fault))
        return Awaiting(str(fault), inbox=inbox, has_come=has_come)
    return Facing(centre=centre, size=kiosk.screen, surface=surface)


def _listed(drawn: Face) -> str:
    """Return where the targets are, as a technician and the simulator read it."""
    return ";".join(f"{name}@{a.left},{a.top},{a.width},{a.height}" for name, a in drawn.targets)
