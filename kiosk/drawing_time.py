# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long a kiosk draws after a press: ``python -m kiosk.drawing_time centre.toml KIOSK TICKETS``; it knows no line.

For the bench, which sees a kiosk's process from outside only: prints medians in milliseconds, as JSON, on stdout.
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec

from centre.centre_file import load
from centre.config import CentreFile
from centre.config_kiosks import Printer
from centre.messages import TicketReply
from kiosk.composing import load_composer
from kiosk.ticket_press import TicketPress

MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


class Drawing(msgspec.Struct, frozen=True):
    """What is made after the press, medians: the part with the number, and the part behind the tail."""

    body_ms: float
    end_ms: float


def measure(centre: CentreFile, printer: Printer, tickets: int) -> Drawing:
    """Return the medians of so many tickets; each has a number, a count and a minute that none before it had."""
    press = TicketPress(
        centre=centre, printer=printer, composer=load_composer(printer), languages=centre.centre.languages
    )
    replies = [_reply(centre, number) for number in range(1, tickets + 1)]
    return Drawing(_median_ms(press.body, replies), _median_ms(press.end, replies))


def _median_ms(make: Callable[[TicketReply], object], replies: Sequence[TicketReply]) -> float:
    return statistics.median(_timed_ms(make, reply) for reply in replies)


def _timed_ms(make: Callable[[TicketReply], object], reply: TicketReply) -> float:
    started = time.perf_counter()
    make(reply)
    return (time.perf_counter() - started) * 1000


def _reply(centre: CentreFile, number: int) -> TicketReply:
    """Return what the dispatcher would answer to the ``number``-th press of a morning."""
    service = centre.services[0]
    issued_at = MORNING + timedelta(minutes=number)
    return TicketReply(
        request_id=UUID(int=number),
        ticket=f"{service.letter}{number:03d}",
        day=issued_at.date(),
        service=service.id,
        issued_at=issued_at,
        ahead=number - 1,
        windows=tuple(window.number for window in centre.windows if service.id in window.services),
    )


def main(centre_file: Path, kiosk_id: str, tickets: int) -> None:
    """Measure the printer of one kiosk."""
    centre = load(centre_file)
    kiosk = next(kiosk for kiosk in centre.kiosks if kiosk.id == kiosk_id)
    sys.stdout.buffer.write(msgspec.json.encode(measure(centre, kiosk.printer, tickets)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
