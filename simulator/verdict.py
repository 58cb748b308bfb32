# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Holds a demo's artefacts against its promise: every press one printed ticket, every call on the screen.

It reads the pictures themselves; what the timeline says is only what they are held against.
"""

from collections import Counter
from pathlib import Path

from centre.config import CentreFile
from simulator.reading import read_calls, read_ticket_number
from simulator.seen import presses_by_letter, told_calls
from simulator.timeline import Entry


def faults(out: Path, entries: list[Entry], centre: CentreFile, *, frames: bool) -> list[str]:
    """Return, a sentence each, what the pictures in ``out`` do not bear out; ``frames`` if the screen was recorded."""
    found = _ticket_faults(out / "tickets", presses_by_letter(entries, centre))
    return found + (_call_faults(out / "screens", told_calls(entries)) if frames else [])


def _ticket_faults(folder: Path, presses: Counter[str]) -> list[str]:
    whole = sorted(png for png in folder.glob("*.png") if not png.stem.endswith(".partial"))
    numbers = {png.name: read_ticket_number(png) for png in whole}
    found = [f"tickets/{name}: no number can be read" for name, number in numbers.items() if number is None]
    read = [number for number in numbers.values() if number is not None]
    found += [f"number {number} was printed {n} times" for number, n in Counter(read).items() if n > 1]
    printed = Counter(number.rstrip("0123456789") for number in read)
    for letter in presses.keys() | printed.keys():
        if presses[letter] != printed[letter]:
            found.append(f"letter {letter}: {presses[letter]} presses, {printed[letter]} tickets")
    missing = [png.stem for png in whole if not png.with_suffix(".escpos").exists()]
    return found + [f"tickets/{stem}.escpos is missing" for stem in missing]


def _call_faults(folder: Path, calls: set[tuple[str, int]]) -> list[str]:
    shown = {call for png in sorted(folder.glob("*.png")) for call in read_calls(png)}
    return [f"the call of {ticket} to window {window} is on no screen" for ticket, window in sorted(calls - shown)]
