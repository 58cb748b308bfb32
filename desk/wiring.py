# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which box hangs at a desk, from its part of centre.toml; nobody behind it knows which one it is."""

from centre.box import Box
from centre.config_desks import Desk
from centre.key_places import places
from centre.panel import Panel
from centre.service import Inbox
from desk.pad import Pad

LAMP = "lamp"
"""The name of the one lamp of a box, and of a pad's LED."""


def wired(desk: Desk, inbox: Inbox) -> Box:
    """Return the running box of a desk; raise DeviceFault when its pins cannot be had, but not for a pad that is away.

    A pad is a plug that somebody will put back; a pin that is taken stays taken.
    """
    if desk.pad is not None:
        return Pad(pad=desk.pad, keys=places(desk), lamp=LAMP, inbox=inbox)
    lamps = {} if desk.led_pin is None else {LAMP: desk.led_pin}
    return Panel(contacts=places(desk), lamps=lamps, inbox=inbox)
