# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A receipt printer at the end of a USB or serial cable, for a kiosk that opens a device node."""

from collections.abc import Callable, Mapping
from pathlib import Path

from simulator.cable_door import CableDoor, CableKind
from simulator.mechanism import PrintedTicket
from simulator.paper import CODE_PAGES
from simulator.printer_body import PrinterBody
from simulator.running_printer import RunningPrinter


class CablePrinter(RunningPrinter):
    """An ESC/POS printer behind ``device``, a link to a pseudo-terminal; folder and ``on_ticket`` as on the network.

    A host that closes the node ends nothing: an unfinished raster takes the first bytes of the next job for its own.
    ``baud`` limits how fast bytes come (8N1); answers take no time. None is no limit.

    *usb*: to die, to be switched off or unplugged removes the node, and whoever holds it reads an end and writes EIO;
    one that died comes back at once as a new node. *serial*: only unplugging removes it. What is sent to a printer
    that is off is lost, and what still waits in the node when it dies or is switched on (with ``baud``) reaches the
    printer that has forgotten the beginning. Stalled, it reads no more, but the node still takes 4 to 15 kB.
    """

    def __init__(
        self,
        folder: Path,
        device: Path,
        *,
        kind: CableKind,
        baud: int | None = None,
        width_dots: int = 576,
        on_ticket: Callable[[PrintedTicket], None] | None = None,
        mm_per_s: float | None = None,
        code_pages: Mapping[int, str] = CODE_PAGES,
    ) -> None:
        body = PrinterBody(folder, width_dots, on_ticket, mm_per_s, code_pages)
        self._cable = CableDoor(body, device, kind, baud)
        self.device = device
        super().__init__(body, self._cable, device.name)

    def unplug(self) -> None:
        """Pull the cable: the node is gone; the printer, on its own power, keeps its buffer and half a command."""
        self._do(self._cable.unplug)

    def unplug_after(self, count: int) -> None:
        """Pull the cable when ``count`` more bytes have come in; half a command stays in the printer."""
        self._do(lambda: self._body.arm(count, self._cable.unplug))

    def plug(self) -> None:
        """Put the cable back: a new node appears under the same link."""
        self._do(self._cable.plug)
