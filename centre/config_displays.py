# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``centre.toml`` may say of a display: its screen, its zone, its voice and the panels over the windows."""

from typing import Annotated, Literal

import msgspec

from centre.config_rules import Interval, Section, policy
from centre.config_words import AtLeastOne, Byte, Identifier, Text, WindowNumber

Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]


class Quieter(Section, frozen=True, kw_only=True):
    """Hours of every day in which the voice has another ``volume``; 0 is silence."""

    hours: Interval
    volume: Percent


class Voice(Section, frozen=True, kw_only=True):
    """The loudspeaker of a display's unit: it announces the calls of the display's zone, and alerts.

    ``volume`` is in percent of the loudest amplitude the sound card gives.
    """

    volume: Percent = 100
    quieter: tuple[Quieter, ...] = ()
    times: Annotated[
        int,
        policy(
            "How often a call is said while nobody else waits to be announced; a second call of a ticket is said once.",
            "Cherha: once is missed in a full hall, three times is noise",
            ge=1,
            le=3,
        ),
    ] = 2
    announce_within_s: Annotated[
        int,
        policy(
            "Seconds after a call in which it may still be announced; what has waited longer is shown only.",
            "Cherha: whoever is called reads the screen or has come by then",
            ge=10,
            le=600,
        ),
    ] = 60


PanelDriver = Literal["qsystem", "ascii"]
"""The languages of panels; each is a small file of ``display``, and a line of ``display/panel_drivers.py``."""

PanelLetters = Literal["latin", "cp1251", "none"]
"""The letters that a panel has; see ``centre/panel_text.py``."""


class Panel(Section, frozen=True, kw_only=True):
    """A panel over a window, by its ``address`` on the line; a panel alone on its line may need none."""

    window: WindowNumber
    address: Byte | None = None


class PanelLine(Section, frozen=True, kw_only=True):
    """A serial line (8N1) of the display's unit, with the panels on it, all of one kind.

    They speak one ``driver``'s language, have ``width`` characters each, and these ``letters`` beside the digits.
    """

    device: Text
    driver: PanelDriver
    panels: Annotated[tuple[Panel, ...], AtLeastOne]
    baud: Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200] = 9600
    width: Annotated[int, msgspec.Meta(ge=3, le=16)] = 4
    letters: PanelLetters = "latin"


class Display(Section, frozen=True, kw_only=True):
    """What tells the hall: a screen, a voice, panels over windows, one of them at least.

    Of the screen: what it measures across, how far away people sit, and how many dots it has; without a ``screen``
    these say nothing. ``windows`` is the zone: only their calls are shown and announced; empty, all are.
    """

    id: Identifier
    screen: bool = True
    diagonal_inches: Annotated[float, msgspec.Meta(ge=5, le=120)] = 43.0
    viewing_distance_m: Annotated[float, msgspec.Meta(ge=0.5, le=30)] = 5.0
    width_px: Annotated[int, msgspec.Meta(ge=640, le=7680)] = 1920
    height_px: Annotated[int, msgspec.Meta(ge=480, le=4320)] = 1080
    windows: tuple[WindowNumber, ...] = ()
    voice: Voice | None = None
    panel_lines: tuple[PanelLine, ...] = ()
    battery_brightness: Annotated[
        int,
        policy(
            "Percent of full brightness that a screen whose backlight the Pi controls has while the centre lives on"
            " its battery.",
            "Cherha: a backlight takes most of a small screen's power, and a hall without mains is dim",
            ge=10,
            le=100,
        ),
    ] = 30
