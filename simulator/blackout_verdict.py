# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether the story of the blackout came true, by its pictures, both journals' papers, and how each process ended."""

from collections.abc import Iterator

from centre.blocks import block_of
from centre.facts import TicketTakenOver
from centre.facts_alarms import PowerHeard
from centre.facts_day import ResourceLost, ResourceReturned
from simulator import played
from simulator.played import Played
from simulator.reading import read_calls, read_ticket_number

MOMENTS = ("before", "on-battery", "centre-lost", "battery-low", "light-again", "all-served")

POWER = [(True, False), (False, False), (False, True), (False, False), (True, False)]
"""Mains, and battery low: as the contacts said it, the fourth being what a cold start forgets."""


def faults(told: Played) -> list[str]:
    """Return, a sentence each, what did not come true."""
    needed = {*MOMENTS, "no-power-slip", "alone-ticket", "first-ticket"}
    if missing := needed - told.pictures.keys():
        return [f"no picture of: {', '.join(sorted(missing))}"]
    return [*played.faults(told), *_power(told), *_numbers(told), *_ends(told), *_pictures(told)]


def _power(told: Played) -> Iterator[str]:
    """Yield what is wrong with what the contacts said, and what closed and opened by it."""
    heard = [(fact.mains, fact.battery_low) for fact in told.all(PowerHeard)]
    if heard != POWER:
        yield f"the contacts said (mains, battery low) {heard}, expected {POWER}"
    outages = [type(f) for f in told.facts if isinstance(f, ResourceLost | ResourceReturned) and f.resource == "power"]
    if outages != [ResourceLost, ResourceReturned]:
        yield f"services that need the mains: {[kind.__name__ for kind in outages]}, expected one outage and its end"


def _numbers(told: Played) -> Iterator[str]:
    """Yield what is wrong with the numbers: those of the kiosk's own were handed over, the centre's went on."""
    own = {number for kiosk in told.centre.kiosks for number in map(str, block_of(kiosk))}
    alone = [number for number in told.numbers if number[1:] in own]
    if not alone or alone != [fact.ticket for fact in told.all(TicketTakenOver)]:
        yield f"given alone: {alone}; handed over: {[fact.ticket for fact in told.all(TicketTakenOver)]}"
    for letter in {number[0] for number in told.numbers}:
        series = [number for number in told.numbers if number[0] == letter and number not in alone]
        if series != [f"{letter}{count:03d}" for count in range(1, len(series) + 1)]:
            yield f"the numbers of {letter} do not go on one after another: {series}"


def _ends(told: Played) -> Iterator[str]:
    """Yield which process did not end cleanly when the battery was empty."""
    stopped = [entry for entry in told.entries if entry["what"] == "stopped"]
    if not stopped:
        yield "nothing was shut down"
    yield from (f"{entry['unit']} ended with code {entry['code']}" for entry in stopped if entry["code"])


def _pictures(told: Played) -> Iterator[str]:
    """Yield what is wrong with what was seen: the call stood there after the dark, the slip has no number."""
    before, after = (read_calls(told.pictures[name]) for name in ("before", "light-again"))
    if not before or before != after:
        yield f"{told.pictures['light-again'].name} shows {after}, before the dark it was {before}"
    if (number := read_ticket_number(told.pictures["no-power-slip"])) is not None:
        yield f"{told.pictures['no-power-slip'].name} is ticket {number}, expected a slip"
