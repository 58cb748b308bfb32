# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Printers that die at every few bytes of tickets that are pictures, on each cable."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

from centre.english import times
from tests.faults.experiment import Experiment, Ground, Outcome
from tests.kiosk.hurt_printer import ASKED, HurtPrinter
from tests.kiosk.test_printer_every_byte import dies, outside_pictures

KINDS = ("network", "serial", "usb")
WIDTHS, LONG_WIDTHS = (384,), (576, 384)
STEP, LONG_STEP = 61, 7
"""From one byte at which the printer dies to the next, each of a ticket of its own; a row of dots has 48 or 72."""


def every_byte(ground: Ground) -> Outcome:
    """Let a printer of each kind die at every so many bytes; in the long round at each that is no dot, too."""
    tried, broken = dict[str, int](), list[str]()
    logging.disable(logging.ERROR)  # each death is one
    try:
        for kind in KINDS:
            for width in LONG_WIDTHS if ground.long else WIDTHS:
                tried[f"{kind} {width} dots"], wrong = _sweep(ground, kind, width)
                broken += wrong
    finally:
        logging.disable(logging.NOTSET)
    bytes_apart = LONG_STEP if ground.long else STEP
    seen = f"every {bytes_apart} bytes: {', '.join(f'{name} {times(count)}' for name, count in tried.items())}"
    return Outcome(tried=sum(tried.values()), lost=len(broken), seed=ground.seed, seen=seen, broken=tuple(broken))


def _sweep(ground: Ground, kind: str, width: int) -> tuple[int, list[str]]:
    """Return how often the printer died, and the first ticket that did not come out as it must."""
    tried = 0
    with tempfile.TemporaryDirectory() as folder, HurtPrinter(kind, Path(folder), width_dots=width) as printer:
        for place in _places(ground, printer):
            tried += 1
            dies(printer)(place)
            printer.play()
            try:
                printer.check(place)
            except AssertionError as wrong:
                return tried, [f"{kind}, {width} dots: {wrong}"]
    return tried, []


def _places(ground: Ground, printer: HurtPrinter) -> Iterator[int]:
    """Yield the bytes at which it dies, from the first question on."""
    step = LONG_STEP if ground.long else STEP
    places = set(range(ground.chance.randrange(step), printer.confirmed + ASKED, step))
    if ground.long:
        places |= {ASKED + place for place in outside_pictures(printer.bytes_of())}
    yield from sorted(places)


EXPERIMENTS = (
    Experiment(
        "printer-every-byte",
        "Cuts",
        "A printer that dies at any byte of a ticket: it comes out whole, once, or says that it may be the second.",
        every_byte,
    ),
)
