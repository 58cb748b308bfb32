# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha doctor``: conducts the trials of a unit, or of this machine, and leaves a page of what was found.

What a part is and how it is tried is its room's (``kiosk/doctor.py`` and so on); a new kind of unit adds a line to
``ROOMS``.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from card.machine import image
from centre.centre_file import load
from centre.config import CentreFile
from centre.errors import BadConfig, CherhaError, DeviceFault, Unavailable
from centre.time import read_clocks
from centre.trials import Ended, Finding, Person, Skipped, Trial, parted
from centre.unit import VERSION
from cherha import machine
from cherha.doctor_page import line, page
from cherha.doctor_person import Nobody, Technician
from cherha.running import running

ROOMS = {
    "kiosks": ("kiosk", "kiosk.doctor"),
    "desks": ("desk", "desk.doctor"),
    "displays": ("display", "display.doctor"),
    "sirens": ("siren", "siren.doctor"),
    "ratings": ("rating", "rating.doctor"),
}
"""The units of centre.toml: their role, and where their ``trials(centre, unit_id)`` are."""

ALL_WORKS, NOT_ALL = 0, 1

HOW = "Each answer ends with Enter. Enter alone or s: the next part. q: the end, with the page so far."


def doctor(options: argparse.Namespace) -> int:
    """Try what there is to try; return 0 only if everything was tried and works."""
    # gpiozero else tries driver after driver, and may end with one that no Pi has any more.
    os.environ.setdefault("GPIOZERO_PIN_FACTORY", "lgpio")
    centre = load(options.centre)
    out = (options.out or Path(f"doctor-{options.unit}.md" if options.unit else "doctor.md")).absolute()
    if options.unit is None:
        print("\n".join(_units(centre)))
        name, tried, stop = "this machine", machine.trials(centre, options.state, file=options.centre), ""
    else:
        role, room = _room(centre, options)
        _must_not_run(role, options)
        name, tried = f"{role} {options.unit}", importlib.import_module(room).trials(centre, options.unit)
        stop = f"sudo systemctl stop cherha-{role}@{options.unit}"
    findings = examine(tried, _person(options), stop)
    about = _about(centre, options.centre)
    written = page(f"Doctor: {name}", about, findings)
    print(f"\n{written}")
    _write(out, written)
    return ALL_WORKS if all(finding.verdict == "works" for finding in findings) else NOT_ALL


def examine(trials: Sequence[Trial], person: Person, stop: str = "") -> list[Finding]:
    """Run the trials in their order; return a finding for each part, also of those that were not come to.

    ``stop`` is the command that ends the unit's own service, for hardware that somebody else holds.
    """
    findings: list[Finding] = []
    ended = False
    for trial in trials:
        found: list[Finding] = []
        if not ended:
            person.tell(f"\n== {trial.title}")
            ended = _run(trial, person, found, stop)
        known = {finding.part for finding in found}
        findings += (*found, *(Finding(part, "untried") for part in trial.parts if part not in known))
    return findings


def _run(trial: Trial, person: Person, found: list[Finding], stop: str) -> bool:
    """Run one trial and add what it finds; return True when the person has had enough."""
    try:
        for finding in trial.run(person):
            found.append(finding)
            person.tell(line(finding))
    except Skipped:
        pass
    except (Ended, KeyboardInterrupt):
        return True
    except DeviceFault as fault:
        says, todo = parted(fault)
        held = f" If its service holds it: {stop}" if stop and "busy" in says.lower() else ""
        found.append(Finding(trial.title, "broken", says, f"{todo}{held}"))
        person.tell(line(found[-1]))
    except CherhaError as fault:
        found.append(Finding(trial.title, "broken", str(fault)))
        person.tell(line(found[-1]))
    return False


def _person(options: argparse.Namespace) -> Person:
    """Return who is there; a machine needs nobody."""
    if options.yes or options.unit is None:
        return Nobody(options.wait)
    if not sys.stdin.isatty():
        raise Unavailable("This is no terminal, so nobody can say what is seen. Add --yes to try what needs no person.")
    print(HOW)
    return Technician(options.wait)


def _room(centre: CentreFile, options: argparse.Namespace) -> tuple[str, str]:
    """Return the role of the unit that is meant, and its room's module."""
    units = {unit.id: room for kind, room in ROOMS.items() for unit in getattr(centre, kind)}
    if options.unit not in units:
        known = ", ".join(units) or "no unit"
        raise BadConfig(f"cherha doctor: there is no unit '{options.unit}'. {options.centre.name} has: {known}.")
    return units[options.unit]


def _must_not_run(role: str, options: argparse.Namespace) -> None:
    if found := running(role, options.unit, options.centre):
        raise Unavailable(
            f"{options.unit} is running here (process {found.pid}) and holds what is to be tried. Stop it first, and"
            f" start it afterwards: {found.how_to_stop()}"
        )


def _units(centre: CentreFile) -> Iterator[str]:
    """Yield the units of this file, each with the parts that can be tried."""
    yield f"{centre.centre.name}. Units: cherha doctor UNIT tries the parts of one, on the Pi it is attached to."
    for kind, (role, room) in ROOMS.items():
        for unit in getattr(centre, kind):
            titles = (trial.title for trial in importlib.import_module(room).trials(centre, unit.id))
            yield f"  {unit.id:<16} {role:<8} {', '.join(titles)}"


def _about(centre: CentreFile, file: Path) -> list[str]:
    now = read_clocks().utc.astimezone(ZoneInfo(centre.centre.time_zone))
    ours = image(machine.ROOT)
    program = f"Cherha {VERSION}{f', image {ours}' if ours else ''}"
    return [f"{centre.centre.name}, {now:%Y-%m-%d %H:%M}, by {file.name}, {program}"]


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as fault:
        print(f"{out}: the page was not written: {fault.strerror}. Name a place: --out FILE", file=sys.stderr)
    else:
        print(f"This page is in {out}")
