# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Holds a demo's artefacts against its promise: every press one printed ticket, every call on each screen of its zone.

It reads the pictures themselves; what the timeline says is only what they are held against.
"""

import functools
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from centre.config import CentreFile
from centre.config_displays import Display
from simulator.reading import is_copy, read_calls, read_ticket_number
from simulator.seen import EARLY_NS, concerns, facts, led_presses, made_ns, papers_by_letter, screens, turned_away
from simulator.timeline import Entry


class Frame(NamedTuple):
    """What stood on a screen from ``at_ns`` on, from top to bottom."""

    at_ns: int
    calls: list[tuple[str, int]]


def faults(out: Path, entries: list[Entry], centre: CentreFile, *, frames: bool) -> list[str]:
    """Return, a sentence each, what the pictures in ``out`` do not bear out; ``frames`` if the screen was recorded."""
    away = led_presses(entries, centre) if turned_away(entries) else None
    found = _ticket_faults(out / "tickets", papers_by_letter(entries, centre), away)
    read = functools.cache(read_calls)  # a picture may come again
    for display in screens(centre) if frames else ():
        drawn = [entry for entry in entries if entry["what"] == "frame" and entry["unit"] == display.id]
        found += _call_faults(display, [Frame(e["at_ns"], read(out / e["png"])) for e in drawn], entries)
    return found


def _ticket_faults(folder: Path, presses: Counter[str], away: int | None) -> list[str]:
    """Hold the papers against the presses; while a service was closed, a press may have brought a notice instead.

    ``away``: so many presses besides may have brought one; None: nothing was closed. A number may come out again on
    papers that say that they are copies.
    """
    whole = sorted(png for png in folder.glob("*.png") if not png.stem.endswith(".partial"))
    numbers = {png.name: read_ticket_number(png) for png in whole}
    read = [number for number in numbers.values() if number is not None]
    notices = [name for name, number in numbers.items() if number is None]
    first = Counter(number for png in whole if (number := numbers[png.name]) and not is_copy(png))
    found = [f"number {number} was printed {n} times" for number, n in first.items() if n > 1]
    printed = Counter(number.rstrip("0123456789") for number in set(read))
    without = presses - printed
    most = 0 if away is None else without.total() + away
    if len(notices) not in range(1, most + 1):
        found += [f"tickets/{name}: no number can be read" for name in notices]
        found += [_uneven(letter, presses, printed) for letter in without]
    found += [_uneven(letter, presses, printed) for letter in printed - presses]
    missing = [png.stem for png in whole if not png.with_suffix(".escpos").exists()]
    return found + [f"tickets/{stem}.escpos is missing" for stem in missing]


def _uneven(letter: str, presses: Counter[str], printed: Counter[str]) -> str:
    return f"letter {letter}: {presses[letter]} presses, {printed[letter]} tickets"


def _call_faults(display: Display, frames: list[Frame], entries: list[Entry]) -> list[str]:
    found = []
    for kind, name in (("ticket_called", "call"), ("ticket_recalled", "recall")):
        for fact in facts(entries, kind):
            if not concerns(display, fact["window"]):
                continue
            call = (fact["ticket"], fact["window"])
            at_ns = made_ns(fact)
            if not _is_shown(call, at_ns, frames) and not (name == "recall" and _is_on_top(call, at_ns, frames)):
                found.append(f"the {name} of {call[0]} to window {call[1]} is on no picture of {display.id} after it")
    return found


def _is_shown(call: tuple[str, int], at_ns: int, frames: list[Frame]) -> bool:
    return any(call in frame.calls for frame in frames if frame.at_ns >= at_ns - EARLY_NS)


def _is_on_top(call: tuple[str, int], at_ns: int, frames: list[Frame]) -> bool:
    """Return whether the call stood first already: its recall changes nothing on the screen, and no frame comes."""
    before = [frame for frame in frames if frame.at_ns < at_ns]
    return bool(before) and before[-1].calls[:1] == [call]
