# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether the story of the alert came true, by its pictures, the journal, and what was heard on the wire."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from centre.facts import CallResumed, TicketCalled
from centre.facts_alarms import AlertCleared, AlertRaised, CallingResumed, SourceHeard
from simulator import played, voice_verdict
from simulator.alert_scene import NO_SHOW_S, ON_THE_WAY, ROOF, refusals
from simulator.ground import Ground, ground
from simulator.played import Played
from simulator.reading import read_calls, read_ticket_number
from simulator.timeline import Entry

GROUNDS: dict[str, Ground] = {
    "before": "blue",
    "yellow-alert": "yellow",
    "red-alert": "red",
    "source-lost": "red",
    "all-clear": "blue",
    "called-again": "blue",
    "all-served": "blue",
}
"""What most of the hall screen has to be, moment by moment."""

SLIP = "alert-slip"

MOSTLY_DARK = 0.3
"""A suspended desk's lamp is lit for a smaller share of the time: by its rhythm 0.08."""


def faults(told: Played) -> list[str]:
    """Return, a sentence each, what did not come true."""
    if missing := {*GROUNDS, SLIP} - told.pictures.keys():
        return [f"no picture of: {', '.join(sorted(missing))}"]
    heard = voice_verdict.alert_faults(told.out, told.entries, told.centre)
    return [*played.faults(told), *_story(told), *_pictures(told), *heard]


def _story(told: Played) -> Iterator[str]:
    """Yield what is wrong with what happened, by the journal."""
    levels = [fact.level for fact in told.all(AlertRaised)]
    ends = [*told.all(AlertCleared), *told.all(CallingResumed)]
    if levels != ["yellow", "unknown"] or len(ends) != 2:  # noqa: PLR2004  (one all-clear, one resuming)
        yield f"the alert was {levels}, with {len(ends)} ends; expected yellow, unknown, all-clear, resuming"
        return
    begun, (cleared, resumed) = told.all(AlertRaised)[0].at, ends
    heard = [(fact.source, fact.says) for fact in told.all(SourceHeard) if fact.at <= cleared.at]
    if heard[-2:] != [("feed", "clear"), (ROOF, "clear")] or (ROOF, "lost") not in heard:
        yield f"the all-clear did not wait for the lost siren: {heard}"
    yield from _calls(told, begun, resumed.at)
    yield from _hands(told, begun, cleared.at)


def _calls(told: Played, begun: datetime, resumed: datetime) -> Iterator[str]:
    """Yield what is wrong with who was called before, in and after the alert."""
    calls = told.all(TicketCalled)
    yield from (f"{fact.ticket} was called in the alert" for fact in calls if begun <= fact.at < resumed)
    before = [fact for fact in calls if fact.window == ON_THE_WAY and fact.at < begun][-1:]
    again = [fact for fact in told.facts if isinstance(fact, TicketCalled | CallResumed) and fact.at >= resumed][:1]
    if [fact.ticket for fact in before] != [fact.ticket for fact in again if isinstance(fact, CallResumed)]:
        yield f"who had been called, {before}, was not called again first: {again}"
    elif (resumed - before[0].at).total_seconds() <= NO_SHOW_S:
        yield f"the alert was too short: {before[0].ticket} would not have become a no-show without it"


def _pictures(told: Played) -> Iterator[str]:
    """Yield what is wrong with what the hall saw."""
    for name, colour in GROUNDS.items():
        if (seen := ground(told.pictures[name])) != colour:
            yield f"{told.pictures[name].name} is {seen}, not {colour}"
    if (number := read_ticket_number(told.pictures[SLIP])) is not None:
        yield f"{told.pictures[SLIP].name} is ticket {number}, expected a slip"
    again, calls = told.all(CallResumed), read_calls(told.pictures["called-again"])
    if [(fact.ticket, fact.window) for fact in again] != calls[:1]:
        yield f"{told.pictures['called-again'].name} shows {calls}, and first of all should show {again}"


def _hands(told: Played, begun: datetime, cleared: datetime) -> Iterator[str]:
    """Yield what is wrong at the desk in the alert: its key was refused, its lamp said why."""
    desk = next(desk.id for desk in told.centre.desks if desk.window == ON_THE_WAY)
    if refusals(told.entries, desk) != ["alert"]:
        yield f"{desk} was refused {refusals(told.entries, desk)}, expected once, for the alert"
    lamp = (entry for entry in told.entries if entry["what"] == "lamp" and entry["unit"] == desk)
    share = lit_share(e for e in lamp if begun <= datetime.fromisoformat(e["at"]) <= cleared)
    if not 0 < share < MOSTLY_DARK:
        yield f"the lamp of {desk} was lit for {share:.0%} of the alert, expected a short light now and then"


def lit_share(lamp: Iterable[Entry]) -> float:
    """Return for what share of the time between its first change and its last the lamp was lit, 0 if it never was."""
    changes: Sequence[Entry] = sorted(lamp, key=lambda entry: entry["at_ns"])
    if not changes:
        return 0.0
    lit = sum(after["at_ns"] - change["at_ns"] for change, after in itertools.pairwise(changes) if change["lit"])
    return float(lit / max(changes[-1]["at_ns"] - changes[0]["at_ns"], 1))
