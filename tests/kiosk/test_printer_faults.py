# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk calls its printer's faults on the wire is what desks and screens know them by."""

import inspect

from centre.errors import DeviceFault
from centre.kiosks import PRINTER_FAULTS
from kiosk import printer_status


def test_every_fault_of_a_printer_is_known_to_desks_and_screens() -> None:
    """A fault that they do not know would leave the hall before a dark kiosk without a word; PaperLow still prints."""
    faults = {
        name
        for name, kind in inspect.getmembers(printer_status, inspect.isclass)
        if issubclass(kind, DeviceFault) and kind.__module__ == printer_status.__name__
    }
    assert faults - {"PaperLow"} == PRINTER_FAULTS
