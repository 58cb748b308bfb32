# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The drawings of cables and relays, which are the same for every centre but for its pins, by their files' names."""

from collections.abc import Mapping

from centre.check_pins import SERIAL_PORTS
from centre.config import CentreFile
from simulator import wiring_lines, wiring_loads, wiring_relays
from simulator.drawing import Drawing


def sheets(centre: CentreFile) -> Mapping[str, Drawing]:
    """Return them all; what the centre has none of is an example, and says so."""
    printers = [kiosk.printer for kiosk in centre.kiosks]
    serial = any(one.connection == "serial" and one.device in SERIAL_PORTS for one in printers)
    return {
        "button-and-lamp": wiring_loads.button_and_lamp(),
        "driver": wiring_loads.driver(),
        "printers": wiring_lines.printers(),
        "serial-printer": wiring_lines.serial_printer(example=not serial),
        "rs485": wiring_lines.rs485(),
        **wiring_relays.relays(centre),
    }
