# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When the line to the printer is opened, kept and let go: a network printer serves one at a time; no tickets."""

from centre.config_kiosks import Printer
from kiosk.printer_line import PrinterLine, name_of, open_line
from kiosk.printer_status import PrinterStatus, stop_of
from kiosk.printer_wire import Patience


class PrinterCall:
    """The one line of the printer's worker, open from its first question to :meth:`hang_up`."""

    def __init__(self, settings: Printer, patience: Patience) -> None:
        self.name = name_of(settings)
        self._settings, self._patience = settings, patience
        self._line: PrinterLine | None = None

    def warm_s(self) -> float | None:
        """Return how long an open line may wait for the next order; None when there is none."""
        return self._patience.warm_s if self._line else None

    def ask(self) -> PrinterStatus:
        """Return how the printer is, asked over the open line or a new one, or raise PrinterOffline."""
        return self._ask()[1]

    def _ask(self) -> tuple[PrinterLine, PrinterStatus]:
        self._line = line = self._open() or open_line(self._settings, self._patience)
        return line, line.status()

    def ready(self) -> PrinterLine:
        """Return a line to a printer that has just said that it prints, or raise the DeviceFault it has."""
        if line := self._open():
            return line
        line, status = self._ask()
        if fault := stop_of(self.name, status):
            raise fault
        return line

    def hang_up(self, *, abort: bool = False) -> None:
        """Let go of the line; ``abort`` drops what the printer has not taken."""
        if self._line:
            self._line.close(abort=abort)
            self._line = None

    def _open(self) -> PrinterLine | None:
        """Return the line that a press opened a moment ago, unless the printer has left it since."""
        if self._line and not self._line.there():
            self.hang_up()
        return self._line
