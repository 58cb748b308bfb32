# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated panels of a town, a device for each line of its displays as in centre.toml; it knows no processes."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from centre.config_displays import Display, PanelLine
from simulator.panel import Change, SimulatedPanels
from simulator.panel_frames import decoder
from simulator.runtime import Runtime
from simulator.timeline import Timeline


def make(line: PanelLine, device: Path, unit: str = "", timeline: Timeline | None = None) -> SimulatedPanels:
    """Return the running panels of a line at ``device``; with a timeline each change of a panel is an entry of it."""
    windows = {panel.address: panel.window for panel in line.panels}

    def note(change: Change) -> None:
        if timeline is not None:
            window = windows[change.address]
            timeline.add("panel", change.at_ns, unit=unit, line=device.name, window=window, text=change.text)

    addressed = any(panel.address is not None for panel in line.panels)
    return SimulatedPanels(device, decoder(line.driver, addressed=addressed), windows, note)


def lines(displays: Iterable[Display], runtime: Runtime) -> Iterator[tuple[Display, PanelLine, Path]]:
    """Yield each line of panels with its display, and where its node appears."""
    for display in displays:
        for number, line in enumerate(display.panel_lines):
            yield display, line, runtime.panels(display.id, number)


def moved(displays: Iterable[Display], devices: Mapping[str, tuple[str, ...]]) -> tuple[Display, ...]:
    """Return the displays with each line at its new device; ``devices`` has those of each display by its id."""
    return tuple(
        replace(display, panel_lines=tuple(map(_at, display.panel_lines, devices[display.id])))
        if display.id in devices
        else display
        for display in displays
    )


def _at(line: PanelLine, device: str) -> PanelLine:
    return replace(line, device=device)
