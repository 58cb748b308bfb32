# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The third part of ``make bench``, also alone (``python -m simulator.bench_idle``): units while nobody is there.

One town with a kiosk and a display of each kind, real processes; all are left alone for the same minute, in which a
screen of the hall is drawn once, for its clock.
"""

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from centre.config import CentreFile
from centre.config_displays import Display, Panel, PanelLine, Voice
from centre.config_kiosks import Kiosk, KioskScreen
from simulator.bench_part import alone
from simulator.demo import small_centre
from simulator.figures import table
from simulator.town import Town

IDLE_S = 60.0

SETTLED_S = 10.0
"""After the start: first pages are drawn, the retained messages heard, printers asked how they are, voices tried."""

HEADINGS = ("idle unit", "seconds", "CPU s", "% of a core", "wake-ups/s", "threads", "MB")


class IdleFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One line of *idle_minute* in ``bench.json``; a wake-up is a thread that slept and was given a core."""

    seconds: float
    cpu_s: float
    percent_of_core: float
    wakeups_per_s: float
    threads: int
    resident_mb: float


class Usage(NamedTuple):
    """What a process has used since it was started, as the kernel counts it, and what it is now."""

    cpu_s: float
    wakeups: int
    threads: int
    resident_kb: int


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=IDLE_S, metavar="N")
    return alone(parser, lambda folder, options: idle_table(measure(folder, options.port, options.seconds)))


def measure(folder: Path, port: int, seconds: float) -> dict[str, IdleFigures]:
    """Return the figures of each kind of kiosk and display, left alone for so many seconds."""
    centre = _idle_centre(small_centre())
    town = Town(centre, out=folder / "out", runtime=folder / "run", port=port, frames=False)
    town.absent = {unit.id for units in (centre.desks, centre.sirens, centre.ratings) for unit in units}
    with town:
        town.stop_listening()
        time.sleep(SETTLED_S)
        left_alone = [unit.id for units in (centre.kiosks, centre.displays) for unit in units]
        return used_in({unit: town.processes.pid(unit) for unit in left_alone}, seconds)


def used_in(processes: Mapping[str, int], seconds: float) -> dict[str, IdleFigures]:
    """Leave processes alone for so many seconds; return what each has used meanwhile."""
    begun_s, before = time.monotonic(), {name: usage(pid) for name, pid in processes.items()}
    time.sleep(seconds)
    took_s = time.monotonic() - begun_s
    return {name: figures(before[name], usage(pid), took_s) for name, pid in processes.items()}


def figures(before: Usage, after: Usage, seconds: float) -> IdleFigures:
    """Return what was used in between."""
    cpu_s = after.cpu_s - before.cpu_s
    return IdleFigures(
        seconds=round(seconds, 1),
        cpu_s=round(cpu_s, 4),
        percent_of_core=round(100 * cpu_s / seconds, 3),
        wakeups_per_s=round((after.wakeups - before.wakeups) / seconds, 2),
        threads=after.threads,
        resident_mb=round(after.resident_kb / 1024, 1),
    )


def usage(process: int) -> Usage:
    """Ask the kernel: proc_pid_status(5) for each thread, clock_getcpuclockid(3) for the processor's time."""
    threads = [_status(thread) for thread in Path(f"/proc/{process}/task").iterdir()]
    return Usage(
        cpu_s=time.clock_gettime(~process << 3 | 2),
        wakeups=sum(int(thread["voluntary_ctxt_switches"]) for thread in threads),
        threads=len(threads),
        resident_kb=int(threads[0]["VmRSS"].split()[0]),
    )


def idle_table(lines: Mapping[str, IdleFigures]) -> str:
    """Return the figures for a terminal, a line for each unit."""
    return table([HEADINGS, *((name, *_cells(line)) for name, line in lines.items())])


def _cells(line: IdleFigures) -> tuple[str, ...]:
    used = (f"{line.cpu_s:.3f}", f"{line.percent_of_core:.3f}", f"{line.wakeups_per_s:.2f}")
    return (f"{line.seconds:.0f}", *used, str(line.threads), f"{line.resident_mb:.0f}")


def _status(thread: Path) -> dict[str, str]:
    return dict(line.split(":", 1) for line in (thread / "status").read_text(encoding="utf-8").splitlines())


def _idle_centre(centre: CentreFile) -> CentreFile:
    """Return the small centre with a kiosk and a display of each kind, no kiosk of which gives tickets alone."""
    kiosk = msgspec.structs.replace(centre.kiosks[0], alone_numbers="", screen=None)
    return msgspec.structs.replace(centre, kiosks=tuple(_kiosks(kiosk)), displays=tuple(_displays(centre)))


def _kiosks(kiosk: Kiosk) -> list[Kiosk]:
    """Return each kind by what it has."""
    change = msgspec.structs.replace
    silent = change(kiosk, buttons=tuple(button for button in kiosk.buttons if not button.voice))
    return [
        change(silent, id="buttons"),
        change(silent, id="buttons-screen", screen=KioskScreen()),
        change(kiosk, id="buttons-voice"),
        change(kiosk, id="touch-screen", screen=KioskScreen(touch=True), buttons=()),
    ]


def _displays(centre: CentreFile) -> list[Display]:
    """Return each kind by what it has; a town gives each its loudspeaker and its line."""
    panels = tuple(Panel(window=window.number, address=window.number) for window in centre.windows)
    line = PanelLine(device="/dev/ttyUSB0", driver="qsystem", panels=panels)
    return [
        Display(id="hall-screen"),
        Display(id="hall-screen-voice", voice=Voice()),
        Display(id="hall-voice", screen=False, voice=Voice()),
        Display(id="hall-panels", screen=False, panel_lines=(line,)),
    ]


if __name__ == "__main__":
    sys.exit(main())
