# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is plugged into a town's units, each device as centre.toml has it; it knows no processes and no broker."""

import functools
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from centre.config import CentreFile
from centre.feed_limits import USUAL_POLL_S
from simulator import town_pads, town_panels, town_printers
from simulator.feed import FeedServer
from simulator.pad import SimulatedPad
from simulator.panel import SimulatedPanels
from simulator.record import Record
from simulator.rehome import rehome
from simulator.running_printer import RunningPrinter
from simulator.runtime import Runtime
from simulator.timeline import Timeline


class TownDevices(NamedTuple):
    """Printers, pads and panels by their units' ids, of a display a device for each line, and the feeds of alerts."""

    printers: dict[str, RunningPrinter]
    pads: dict[str, SimulatedPad]
    panels: dict[str, list[SimulatedPanels]]
    feed: FeedServer | None

    def rehomed(self, centre: CentreFile, port: int, host: str) -> CentreFile:
        """Return the centre as it is here: with these devices, and its broker at ``host`` and ``port``."""
        printers = {kiosk.id: town_printers.settings(kiosk, self.printers[kiosk.id]) for kiosk in centre.kiosks}
        pads = {desk: str(pad.device) for desk, pad in self.pads.items()}
        panels = {unit: tuple(str(line.device) for line in lines) for unit, lines in self.panels.items()}
        return rehome(centre, port, printers, self.feed.url if self.feed else "", pads, panels, host)


def plugged_in(
    centre: CentreFile,
    out: Path,
    runtime: Runtime,
    record: Record,
    timeline: Timeline,
    stack: ExitStack,
    *,
    mm_per_s: float | None,
) -> TownDevices:
    """Return the running devices of a centre, which end with ``stack``; ``out`` gets the tickets."""
    devices = TownDevices({}, {}, {}, None)
    for kiosk in centre.kiosks:
        cut = functools.partial(record.ticket, kiosk.id)
        printer = town_printers.make(kiosk, out / "tickets", runtime.printer(kiosk.id), cut, mm_per_s)
        devices.printers[kiosk.id] = stack.enter_context(printer)
    for desk in centre.desks:
        if desk.pad is not None:
            pad = town_pads.make(desk, desk.pad, runtime.pad(desk.id), runtime.pins(desk.id))
            devices.pads[desk.id] = stack.enter_context(pad)
    for display, line, node in town_panels.lines(centre.displays, runtime):
        made = stack.enter_context(town_panels.make(line, node, display.id, timeline))
        devices.panels.setdefault(display.id, []).append(made)
    if any(siren.source in USUAL_POLL_S for siren in centre.sirens):
        return devices._replace(feed=stack.enter_context(FeedServer()))
    return devices
