# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The languages of panels: each a function that puts a text for an address into bytes; a new one is a line here."""

from collections.abc import Callable, Mapping

from centre.config_displays import PanelDriver
from display import panel_ascii, panel_qsystem

Driver = Callable[[int | None, bytes], bytes]
"""Returns what makes the panel of this address show this text, all of it, whatever it has shown before."""

DRIVERS: Mapping[PanelDriver, Driver] = {
    "qsystem": panel_qsystem.frame,
    "ascii": panel_ascii.frame,
}
