# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The colours of each page of the kiosk's screen, and of what can be touched on it: pure tables.

Every text has 7:1 on its ground, every target 3:1 to what is round it (WCAG 2.2, 1.4.6 and 1.4.11); a test computes
all of them. Nothing is told by a colour alone.
"""

from collections.abc import Mapping
from typing import NamedTuple

from centre.picture import Colour
from kiosk.pages import Choice, Kind, Page


class Paint(NamedTuple):
    """How a target looks: its fill, its words, and a frame round it, if it has one."""

    fill: Colour
    ink: Colour
    frame: Colour | None = None


class Look(NamedTuple):
    """The ground of a page, its ink, that of the second language; its targets, and the frame of the one in focus.

    ``first``: what a citizen came for, ``second``: what is beside it, ``shut``: what gives no tickets now, ``lit``:
    what is switched on, or pressed at this moment.
    """

    ground: Colour
    ink: Colour
    quiet: Colour
    focus: Colour
    first: Paint
    second: Paint
    shut: Paint
    lit: Paint


def _light(ground: Colour) -> Look:
    """Return the look of a page on a light ground."""
    dark = Paint("night", "snow")
    return Look(ground, "night", "night", "night", dark, dark, dark, Paint("snow", "night", "night"))


CALM = Look(
    ground="night",
    ink="snow",
    quiet="mist",
    focus="amber",
    first=Paint("ice", "night"),
    second=Paint("panel", "snow", "mist"),
    shut=Paint("slate", "night"),
    lit=Paint("amber", "night"),
)
BUSY, WRONG, SHUT = _light("amber"), _light("rose"), _light("mist")
SIREN = CALM._replace(ground="siren", quiet="snow")
DRONES = _light("amber")
"""A yellow alert; its words name the threat, so that amber is not what tells it."""

LOOKS: Mapping[Kind, Look] = {
    "menu": CALM,
    "purposes": CALM,
    "code": CALM,
    "still_wait": CALM,
    "still_there": CALM,
    "coming": BUSY,
    "take": CALM,
    "told": SHUT,
    "alert": SIREN,
    "battery_low": WRONG,
    "not_printing": WRONG,
    "promised": WRONG,
    "none_given": SHUT,
    "closed": SHUT,
}


def look(page: Page) -> Look:
    """Return the look of a page; an alert of an unknown level is as grave as a red one."""
    return DRONES if page.kind == "alert" and page.level == "yellow" else LOOKS[page.kind]


def paint(look: Look, choice: Choice, *, pressed: bool) -> Paint:
    """Return how a choice looks on a page."""
    if pressed or choice.chosen:
        return look.lit
    if choice.closed is not None:
        return look.shut
    return look.first if choice.kind in FIRST else look.second


FIRST = {"service", "sphere", "purpose", "yes", "no", "digit"}
"""What a citizen came for: it has a place in the grid or on the keypad."""
