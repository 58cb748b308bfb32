# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the printer's worker is ordered and what it reports of it; it knows no thread and no wire."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import msgspec

from centre.config import Language
from centre.errors import DeviceFault
from centre.facts_base import PrintOutcome, TicketNumber
from centre.messages import TicketReply
from kiosk.notice import Notice
from kiosk.printer_status import PrinterStatus


class PrintEnded(msgspec.Struct, frozen=True, kw_only=True):
    """Report: a print job is over. *printed* is proven by the printer; after *unknown* paper may have come out.

    ``interrupted``: the printer left, stopped or says what is wrong with it, so that a copy is wanted when it is well.
    """

    ticket: TicketNumber
    day: date
    request_id: UUID
    outcome: PrintOutcome
    fault: DeviceFault | None = None
    interrupted: bool = False


class PrintRefused(msgspec.Struct, frozen=True, kw_only=True):
    """Report: no byte of the ticket's number was sent; it may be printed later."""

    reply: TicketReply
    fault: DeviceFault


class PrintHeld(msgspec.Struct, frozen=True):
    """Report: no byte of the ticket's number was sent, as it could not be written that it may be on paper."""

    reply: TicketReply


class PrinterReport(msgspec.Struct, frozen=True, kw_only=True):
    """Report: how the printer is; ``fault`` when it cannot print, ``notice`` when it soon will not."""

    status: PrinterStatus
    fault: DeviceFault | None = None
    notice: str = ""


class Job(msgspec.Struct, frozen=True):
    """Order: print a ticket; ``written`` returns when its number may be on paper, ``copy``: it may be there already.

    ``language``: the one that its citizen has chosen.
    """

    reply: TicketReply
    written: Callable[[], None]
    language: Language | None = None
    copy: bool = False


class Slip(msgspec.Struct, frozen=True):
    """Order: print why there is no ticket."""

    notice: Notice


class WarmUp:
    """Order: open the line, and report if the printer is not as it was."""


class Check:
    """Order: report how the printer is, whatever the answer."""


Order = Job | Slip | WarmUp | Check
