# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Holds the recording of each voice against the calls: each was heard, or the voice has said why not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from centre.config import CentreFile
from centre.config_displays import Display
from simulator.sounds_heard import Heard
from simulator.timeline import Entry
from simulator.voice_heard import ALERT, ALL_CLEAR, Call, name, recorded, to_be_said, voices, whole

FINE = {"too_old", "came", "gone", "alert", "silent"}
"""Reasons why a call need not be heard (display/call_queue.py); that card or engine failed is none."""

WARNING = "warning"
"""What is said of an alert in which the reception goes on is not looked for."""


def faults(out: Path, entries: Sequence[Entry], centre: CentreFile) -> Iterator[str]:
    """Yield, a sentence each, what the recordings in ``out`` do not bear out."""
    for display in voices(centre):
        calls = [call for call, _ in to_be_said(entries, display)]
        found = recorded(out, display, calls, entries)
        yield from _calls(display, calls, whole(found), entries)
        yield from in_alerts(display, found)


def _calls(display: Display, calls: Iterable[Call], heard: Counter[str], entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what is wrong with each call, and where the voice says more than was heard."""
    said = Counter(_name(entry) for entry in entries if _is_of(entry, "announced", display))
    passed = [entry for entry in entries if _is_of(entry, "shown_only", display)]
    for call in calls:
        whys = {entry["why"] for entry in passed if _name(entry) == name(call)}
        if not heard[name(call)] and not whys & FINE:
            why = f"{', '.join(sorted(whys))}" or "and nobody said why"
            yield f"the call of {call[0]} to window {call[1]} was not heard from {display.id}: {why}"
    for one in sorted(said):
        if one != WARNING and said[one] > heard[one]:
            yield f"{display.id} says that it announced {one} {said[one]} times, and it was heard {heard[one]} times"
    within_s = display.voice.announce_within_s if display.voice else 0
    for entry in entries:
        if _is_of(entry, "announced", display) and "ticket" in entry and entry["waited_s"] > within_s:
            yield f"{_name(entry)} was announced by {display.id} {entry['waited_s']:g} s after its call"


def alert_faults(out: Path, entries: Sequence[Entry], centre: CentreFile) -> Iterator[str]:
    """Yield each voice of which no alert was heard, or no all-clear after it."""
    for display in voices(centre):
        found = [one.name for one in recorded(out, display, (), entries) if not one.cut_off]
        if ALERT not in found or ALL_CLEAR not in found[found.index(ALERT) :]:
            yield f"from {display.id} was heard {', '.join(found) or 'nothing'}; expected the alert and the all-clear"


def in_alerts(display: Display, found: Iterable[Heard]) -> Iterator[str]:
    """Yield each call that was heard between an alert and its all-clear; a recording tells the order."""
    alert = False
    for one in found:
        if one.cut_off:  # other sentences may begin as a call does: «Талони зберігаються»
            continue
        if one.name in (ALERT, ALL_CLEAR):
            alert = one.name == ALERT
        elif alert:
            yield f"{one.name} was heard from {display.id} in the alert"


def _is_of(entry: Entry, what: str, display: Display) -> bool:
    return bool(entry["what"] == what and entry["unit"] == display.id)


def _name(entry: Entry) -> str:
    return name((entry["ticket"], entry["window"])) if "ticket" in entry else str(entry["notice"])
