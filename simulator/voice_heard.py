# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall should have heard of a timeline's calls, and what its recordings hold of them.

The words stand here once more, on purpose: what the hall must hear is not taken from the code that says it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from centre import bank, texts_alarms
from centre.config import CentreFile
from centre.config_displays import Display
from centre.sound import Sound, decibels
from centre.spoken import Sentence, aloud
from centre.voice import Voice
from simulator.seen import EARLY_NS, concerns, facts, made_ns
from simulator.sounds_heard import Heard, heard_in
from simulator.timeline import Entry

Call = tuple[str, int]
"""A ticket and its window."""

ALERT, ALL_CLEAR = "alert", "all_clear"

CALLS = ("ticket_called", "ticket_recalled", "call_resumed")
"""The facts after which a ticket is to be said."""


def voices(centre: CentreFile) -> list[Display]:
    """Return the displays that have a voice."""
    return [display for display in centre.displays if display.voice]


def to_be_said(entries: Sequence[Entry], display: Display) -> list[tuple[Call, int]]:
    """Return each call of a display's zone with the nanosecond of its newest: what is called again may be said once."""
    told = [fact for kind in CALLS for fact in facts(entries, kind)]
    calls: dict[Call, int] = {}
    for fact in told:
        if concerns(display, fact["window"]):
            call = (fact["ticket"], fact["window"])
            calls[call] = max(made_ns(fact), calls.get(call, 0))
    return list(calls.items())


def all_told(entries: Sequence[Entry], centre: CentreFile) -> bool:
    """Return whether each voice has said each call, or why not, since the call was made."""
    for display in voices(centre):
        last_ns: dict[Call, int] = {}
        for entry in entries:
            if entry["what"] in ("announced", "shown_only") and entry["unit"] == display.id and "ticket" in entry:
                last_ns[entry["ticket"], entry["window"]] = entry["at_ns"]
        if any(last_ns.get(call, 0) < at_ns - EARLY_NS for call, at_ns in to_be_said(entries, display)):
            return False
    return True


def announced(entries: Iterable[Entry]) -> set[Call]:
    """Return the calls that a voice has said to the end, by its log."""
    return {(e["ticket"], e["window"]) for e in entries if e["what"] == "announced" and "ticket" in e}


def recorded(out: Path, display: Display, calls: Iterable[Call], entries: Iterable[Entry]) -> list[Heard]:
    """Return what the recording of a display's voice holds of these calls, of alerts and of all-clears, in its order.

    A call is named «А001-1»; the first sentence of an alert, which no warning has, stands for all of it. ``entries``
    tell which bank of recordings was spoken from.
    """
    path = out / "sound" / f"{display.id}.raw"
    if not path.exists() or display.voice is None:
        return []
    percents = {display.voice.volume, *(quieter.volume for quieter in display.voice.quieter)} - {0}
    volumes = sorted(map(decibels, percents))
    with path.open("rb") as recording:
        return heard_in(recording, _sounds(calls, entries), volumes)


def name(call: Call) -> str:
    """Return how a call is named among what was heard."""
    return f"{call[0]}-{call[1]}"


def whole(found: Iterable[Heard]) -> Counter[str]:
    """Count what was heard to its end."""
    return Counter(one.name for one in found if not one.cut_off)


def _sounds(calls: Iterable[Call], entries: Iterable[Entry]) -> Mapping[str, Sound]:
    words = {name((ticket, window)): aloud(f"Талон {ticket}. Вікно {window}.", "uk") for ticket, window in calls}
    words[ALERT] = aloud(f"{texts_alarms.warning('unknown')}.", "uk")
    words[ALL_CLEAR] = aloud(texts_alarms.all_clear(), "uk")
    banks = [Path(entry["bank"]) for entry in entries if entry["what"] == "voices" and entry["bank"]]
    voice = Voice(bank.engines(*banks[-1:]), kept_s=0.0)
    made = {of: voice.sound(Sentence(text, "uk")) for of, text in words.items()}
    return {of: sound for of, sound in made.items() if sound}
