# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The moments of a story: which picture was there to be seen in each, kept under a name that tells it."""

import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from simulator.timeline import Entry, Timeline

FOLDER = "moments"

Seen = Literal["frame", "ticket"]
"""What of a moment is kept, in the timeline's word: the hall screen, or the newest piece of paper."""


class Moment(NamedTuple):
    """A moment with its picture, below the demo's folder; ``says`` is a sentence for whoever looks at it."""

    name: str
    says: str
    png: str


def remember(timeline: Timeline, name: str, says: str, seen: Seen = "frame") -> None:
    """Note that what can be seen now is to be kept."""
    timeline.add("moment", time.time_ns(), name=name, says=says, seen=seen)


def moments(entries: Iterable[Entry]) -> Iterator[Moment]:
    """Yield each moment with the newest picture that was there by then; one without a picture is left out.

    The timeline hears of a frame later than it was drawn, so the moments of the pictures count, not the order of lines.
    """
    entries = list(entries)
    for moment in (entry for entry in entries if entry["what"] == "moment"):
        before = [e for e in entries if e["what"] == moment["seen"] and e["at_ns"] <= moment["at_ns"]]
        if before:
            newest = max(before, key=lambda entry: entry["at_ns"])
            yield Moment(moment["name"], moment["says"], newest["png"])


def keep(out: Path, told: Iterable[Moment]) -> dict[str, Path]:
    """Copy the pictures to ``out/moments/01-name.png``, …; return where each is, by name."""
    (out / FOLDER).mkdir(exist_ok=True)
    kept = {}
    for number, moment in enumerate(told, 1):
        kept[moment.name] = out / FOLDER / f"{number:02d}-{moment.name}.png"
        shutil.copyfile(out / moment.png, kept[moment.name])
    return kept
