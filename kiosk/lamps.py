# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the lamps of a kiosk say: pure. On = can be pressed, slow = press one of these, fast = your paper is coming.

*Take*, a rhythm of its own: your ticket is out. Off: nothing to be had here now. What is coming or out goes before all
that :func:`light` says.
"""

from collections.abc import Mapping

from centre.config_kiosks import Button
from centre.lamps import Light
from centre.messages import ClosedReason
from kiosk.menu import Menu

SLOT = "slot of the paper"
"""The name of the lamp at the slot; no button is called so, as their names have no spaces."""

Closed = Mapping[str, ClosedReason]
"""Why services give no tickets; a service that is open is not in it."""


def light(button: Button, menu: Menu, closed: Closed, *, booked: bool) -> Light:
    """Return what a button's lamp says while the kiosk serves and no paper is coming.

    ``booked``: somebody with an appointment may get a ticket now.

    Whoever has begun is led: the chosen sphere is on, what can follow blinks slowly, all else is off until it is done
    or forgotten. Nothing but *priority* and a language, while they are on, blinks before that.
    """
    if not _useful(button, menu, closed, booked=booked):
        return "off"
    if (button.priority and menu.begun.priority) or (button.language and menu.begun.language):
        return "slow"
    if menu.begun.asked:
        return "slow" if button.name == menu.asked_by else "off"
    if menu.begun.sphere:
        return _within_sphere(button, menu, closed)
    if menu.begun.keying:
        return "off" if button.digit is None else "slow"
    return "on" if _can_begin(button, menu, closed) else "off"


def _useful(button: Button, menu: Menu, closed: Closed, *, booked: bool) -> bool:
    """Return whether priority and digits lead to any paper now; of the others it is told service by service.

    A language is of use whatever is closed: the slip that says so speaks it.
    """
    if button.priority:
        return bool(menu.paths.offered() - closed.keys())
    if button.digit is not None:
        return booked
    return True


def _within_sphere(button: Button, menu: Menu, closed: Closed) -> Light:
    if button.sphere == menu.begun.sphere:
        return "on"
    service = menu.paths.service(menu.begun.sphere, button.purpose)
    return "slow" if service and service not in closed else "off"


def _can_begin(button: Button, menu: Menu, closed: Closed) -> bool:
    if button.priority or button.language or button.digit is not None:
        return True
    return any(service not in closed for service in menu.paths.services(button))
