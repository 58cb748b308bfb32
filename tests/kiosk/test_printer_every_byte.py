# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A printer that dies at whatever byte of a ticket: the ticket comes out whole, and says so if it may be the second.

Pictures here at their commands and at some bytes; ``make faults`` sweeps over them (tests/faults/printer.py).
"""

import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from centre.config_kiosks import CodePage
from simulator.cable_printer import CablePrinter
from simulator.reading import is_copy, read_ticket_number
from tests.kiosk.hurt_printer import ASKED, HurtPrinter

SEED = "20261122"

TEXT: dict[str, Any] = {"width_dots": 384, "code_page": CodePage(name="cp1251", number=46)}
RASTER = re.compile(rb"\x1dv0.(..)(..)", re.DOTALL)
LEADS = b"\x1b\x1c\x1d"
Fault = Callable[[int], None]
Kind = pytest.mark.parametrize("kind", ["network", "serial", "usb"])


def dies(printer: HurtPrinter) -> Fault:
    """Return how this printer loses its power for a moment; on a serial line only the cable can be seen to go."""
    simulated = printer.simulated
    if printer.settings.connection != "serial":
        return simulated.die_after
    assert isinstance(simulated, CablePrinter)
    return simulated.unplug_after


def hurt(printer: HurtPrinter, fault: Fault, places: Iterable[int]) -> None:
    """Print a ticket for each place, and let the fault happen at that byte of what the printer gets."""
    for place in places:
        fault(place)
        printer.play()
        printer.check(place)


def outside_pictures(data: bytes) -> list[int]:
    """Return the places of the bytes that are no dots."""
    dots: set[int] = set()
    begin = 0
    while head := RASTER.search(data, begin):
        columns, rows = (int.from_bytes(pair, "little") for pair in head.groups())
        begin = head.end() + columns * rows
        dots |= set(range(head.end(), begin))
    return [place for place in range(len(data)) if place not in dots]


def at_commands(printer: HurtPrinter) -> list[int]:
    """Return the places before, behind and one byte into each command, and some anywhere."""
    data, chance = printer.bytes_of(), random.Random(SEED)  # noqa: S311 - to be replayed, not a secret
    begins = [place for place in outside_pictures(data) if data[place] in LEADS]
    near = {ASKED + place + aside for place in (*begins, len(data)) for aside in (-1, 0, 1)}
    return sorted(near | set(chance.sample(range(ASKED + len(data)), 50)))


def some(printer: HurtPrinter, count: int) -> list[int]:
    """Return places in the questions, at the first byte, anywhere in the ticket, and before its barrier is over."""
    chance = random.Random(SEED)  # noqa: S311 - as above
    anywhere = chance.sample(range(ASKED + 1, printer.confirmed - 3), count)
    return [1, ASKED + 1, *anywhere, printer.confirmed - 3, printer.confirmed - 1]


def test_a_ticket_of_text_comes_out_whole_whatever_byte_breaks_it_off(tmp_path: Path) -> None:
    """At every byte from the first question to the last: the cable is pulled, and half a command stays behind."""
    with HurtPrinter("serial", tmp_path, **TEXT) as printer:
        assert isinstance(printer.simulated, CablePrinter)
        hurt(printer, printer.simulated.unplug_after, range(printer.confirmed + ASKED))


@pytest.mark.parametrize(("kind", "width"), [("network", 576), ("usb", 384)])
def test_a_picture_comes_out_whole_whatever_command_the_printer_dies_in(tmp_path: Path, kind: str, width: int) -> None:
    """The rest of what it was sent reaches a printer that has forgotten the beginning, or nobody."""
    with HurtPrinter(kind, tmp_path, width_dots=width) as printer:
        hurt(printer, dies(printer), at_commands(printer))


def test_a_ticket_of_text_comes_out_whole_whatever_byte_the_printer_dies_at(tmp_path: Path) -> None:
    """At every byte again: buffer and settings are forgotten, and the node is another one."""
    with HurtPrinter("usb", tmp_path, **TEXT) as printer:
        hurt(printer, printer.simulated.die_after, range(printer.confirmed + ASKED))


@pytest.mark.parametrize("kind", ["network", "serial"])
def test_a_code_of_the_printers_own_breaks_off_well(tmp_path: Path, kind: str) -> None:
    """The printer waits for the rest of a QR code's text."""
    with HurtPrinter(kind, tmp_path, **TEXT, qr="printer") as printer:
        begin = ASKED + printer.bytes_of().index(b"\x1d(k")
        hurt(printer, dies(printer), range(begin, printer.confirmed, 3))


@Kind
@pytest.mark.parametrize("settings", [TEXT, {"width_dots": 384}], ids=["text", "picture"])
def test_a_ticket_comes_out_whole_wherever_the_paper_ends(tmp_path: Path, kind: str, settings: dict[str, Any]) -> None:
    """With a new roll the printer goes on where it stopped; the copy follows."""
    with HurtPrinter(kind, tmp_path, baud=115200, **settings) as printer:
        hurt(printer, printer.simulated.paper_out_after, some(printer, 3))


@Kind
def test_a_ticket_comes_out_whole_wherever_the_printer_stalls(tmp_path: Path, kind: str) -> None:
    """Whatever of it still waits in some buffer, and comes when the printer goes on."""
    with HurtPrinter(kind, tmp_path, baud=115200, **TEXT) as printer:
        hurt(printer, printer.simulated.stall_after, some(printer, 2))


@Kind
def test_a_ticket_comes_out_whole_wherever_the_printer_is_switched_off(tmp_path: Path, kind: str) -> None:
    """On a serial line what was sent meanwhile is lost, and only its silence tells."""
    with HurtPrinter(kind, tmp_path, baud=115200, **TEXT) as printer:
        hurt(printer, printer.simulated.power_off_after, some(printer, 3))


@pytest.mark.parametrize("kind", ["usb", "serial"])
def test_a_picture_comes_out_whole_wherever_the_cable_is_pulled(tmp_path: Path, kind: str) -> None:
    """The printer waits for the rest of its dots: the clearing brings them, and the copy is dots of its own."""
    with HurtPrinter(kind, tmp_path, width_dots=384) as printer:
        assert isinstance(printer.simulated, CablePrinter)
        hurt(printer, printer.simulated.unplug_after, at_commands(printer))


@Kind
def test_a_copy_is_printed_when_it_is_out_not_when_the_first_paper_is(tmp_path: Path, kind: str) -> None:
    """With a new roll the printer first ends the broken ticket and says so; that is no word about the copy."""
    with HurtPrinter(kind, tmp_path, mm_per_s=150, width_dots=384, baud=115200) as printer:
        hurt(printer, printer.simulated.paper_out_after, [printer.confirmed // 2])


@Kind
def test_the_second_paper_says_that_it_is_a_copy(tmp_path: Path, kind: str) -> None:
    """To an eye that knows nothing of how it was made."""
    with HurtPrinter(kind, tmp_path, number="А012", width_dots=384) as printer:
        dies(printer)(printer.confirmed - 1)
        printer.play()
        first, second = [piece.picture for piece in printer.pieces()]
    first.save(tmp_path / "first.png")
    second.save(tmp_path / "second.png")
    assert [read_ticket_number(tmp_path / name) for name in ("first.png", "second.png")] == ["А012", "А012"]
    assert [is_copy(tmp_path / name) for name in ("first.png", "second.png")] == [False, True]


def test_a_serial_printer_that_blinks_is_not_noticed(tmp_path: Path) -> None:
    """Nothing on a serial line tells that its printer has forgotten the beginning, if it answers at the end.

    The number is torn off or garbage, and keeps its place in the queue. Where power is bad: USB or network.
    """
    with HurtPrinter("serial", tmp_path, **TEXT) as printer:
        printer.simulated.die_after(printer.confirmed // 2)
        printer.play()
        assert [end.outcome for end in printer.ends] == ["printed"]
        assert not printer.interrupted
