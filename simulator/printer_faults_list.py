# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What can happen to a printer, as it is done to a simulated one, and how a technician ends it; pure but for that."""

from collections.abc import Callable
from typing import NamedTuple, get_args

from simulator.cable_door import CableKind
from simulator.cable_printer import CablePrinter
from simulator.running_printer import RunningPrinter

CABLES = get_args(CableKind)
CONNECTIONS = ("network", *CABLES)

MIDDLE = {"network": 9000, "usb": 9000, "serial": 1200}
"""After so many bytes a ticket is at its number: pictures on the network and USB, text on a serial line."""


class Fault(NamedTuple):
    """What is done to a printer over a connection before a press; ``prints``: it is no reason not to print."""

    name: str
    hurt: Callable[[RunningPrinter, str], None]
    connections: tuple[str, ...] = CONNECTIONS
    prints: bool = False


def _unplug(printer: RunningPrinter, _connection: str) -> None:
    if isinstance(printer, CablePrinter):
        printer.unplug()


def _unplug_in_the_middle(printer: RunningPrinter, connection: str) -> None:
    if isinstance(printer, CablePrinter):
        printer.unplug_after(MIDDLE[connection])


def mend(printer: RunningPrinter) -> None:
    """End whatever was done: a new roll, a closed cover, power, the cable."""
    printer.mend()
    printer.power_on()
    if isinstance(printer, CablePrinter):
        printer.plug()


FAULTS = (
    Fault("paper near its end", lambda printer, _: printer.set(paper_near_end=True), prints=True),
    Fault("no paper", lambda printer, _: printer.set(paper_out=True)),
    Fault("the paper ends in the middle", lambda printer, connection: printer.paper_out_after(MIDDLE[connection])),
    Fault("cover open", lambda printer, _: printer.set(cover_open=True)),
    Fault(
        "cover opened in the middle", lambda printer, connection: printer.set_after(MIDDLE[connection], cover_open=True)
    ),
    Fault("cutter jammed", lambda printer, _: printer.set(jammed=True)),
    Fault("mute", lambda printer, _: printer.set(mute=True)),
    Fault("stalls in the middle", lambda printer, connection: printer.stall_after(MIDDLE[connection])),
    Fault("switched off", lambda printer, _: printer.power_off()),
    Fault("loses its power in the middle", lambda printer, connection: printer.power_off_after(MIDDLE[connection])),
    Fault(
        "blinks: power gone and back at once, in the middle",
        lambda printer, connection: printer.die_after(MIDDLE[connection]),
        connections=("network", "usb"),
    ),
    Fault("cable unplugged", _unplug, connections=CABLES),
    Fault("cable unplugged in the middle", _unplug_in_the_middle, connections=CABLES),
)
"""Before the press, where nothing else is said."""
