# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a town writes of itself while it runs: presses, messages, papers, frames; each called from its own thread."""

import json
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from simulator.mechanism import PrintedTicket
from simulator.timeline import Timeline
from simulator.touch_page import TouchPage

_SHOWN = re.compile(r"(?P<at>[0-9.]+) INFO display\.\w+: shown board=(?P<board>\d+) calls=\d+ drawn_ms=(?P<ms>[0-9.]+)")
"""A display's one line about each frame."""

_HEARD_AGAIN = re.compile(r"(?P<at>[0-9.]+) INFO display\.\w+: the centre is heard again")

_LOST = re.compile(r"(?P<at>[0-9.]+) WARNING display\.\w+: broker (?P<broker>[^:\s]+):")

_ANNOUNCED = re.compile(
    r"(?P<at>[0-9.]+) INFO display\.\w+: announced"
    r" (?:ticket=(?P<ticket>\S+) window=(?P<window>\d+)|notice=(?P<notice>\w+)) times=(?P<times>\d+)"
    r" waited_s=(?P<waited_s>[0-9.]+)"
)
"""Its line about each thing that its voice has said to the end, a call or what is to be known of an alert."""

_SHOWN_ONLY = re.compile(
    r"(?P<at>[0-9.]+) INFO display\.\w+: shown only ticket=(?P<ticket>\S+) window=(?P<window>\d+) why=(?P<why>\w+)"
    r" waited_s=(?P<waited_s>[0-9.]+)"
)
"""Its line about each call that its voice does not say."""


class Record:
    """Adds to a timeline; pictures are named as they are found from ``out``."""

    def __init__(self, timeline: Timeline, out: Path) -> None:
        self._timeline, self._out = timeline, out

    def presses(self, presses: Iterable[Mapping[str, Any]]) -> None:
        """Note the presses that other programs have made."""
        for press in presses:
            self._timeline.add("press", press["edge_ns"], unit=press["unit"], button=press["button"])

    def listening(self) -> None:
        """Note that the broker lets us hear all."""
        self._timeline.add("listening", time.time_ns())

    def message(self, topic: str, payload: bytes, retained: bool, at_ns: int) -> None:  # noqa: FBT001 - the watcher's
        """Note what was said on the wire."""
        try:
            content: Any = json.loads(payload)
        except (ValueError, RecursionError):  # a well of brackets is no message either
            content = {"unreadable": payload.hex()}
        self._timeline.add("message", at_ns, topic=topic, retained=retained, payload=content)

    def ticket(self, unit: str, ticket: PrintedTicket) -> None:
        """Note a paper that a kiosk's printer has cut off."""
        self._timeline.add(
            "ticket",
            ticket.cut_ns,
            unit=unit,
            png=f"tickets/{ticket.path_png.name}",
            first_byte_ns=ticket.first_byte_ns,
            last_byte_ns=ticket.last_byte_ns,
            bytes=len(ticket.data),
        )

    def line(self, unit: str, line: str | None) -> None:
        """Note that a process has ended (None), or what a display's log says of a frame, its voice or the centre."""
        if line is None:
            self._timeline.add("ended", time.time_ns(), unit=unit)
        elif shown := _SHOWN.match(line):
            drawn = {"board": int(shown["board"]), "drawn_ms": float(shown["ms"])}
            self._timeline.add("shown", _at_ns(shown), unit=unit, **drawn)
        elif said := _ANNOUNCED.match(line):
            of = _call(said) if said["ticket"] else {"notice": said["notice"]}
            self._timeline.add("announced", _at_ns(said), unit=unit, **of, times=int(said["times"]), **_waited(said))
        elif passed := _SHOWN_ONLY.match(line):
            why = {"why": passed["why"], **_waited(passed)}
            self._timeline.add("shown_only", _at_ns(passed), unit=unit, **_call(passed), **why)
        elif lost := _LOST.match(line):
            self._timeline.add("lost", _at_ns(lost), unit=unit, broker=lost["broker"])
        elif heard := _HEARD_AGAIN.match(line):
            self._timeline.add("heard_again", _at_ns(heard), unit=unit)

    def page(self, unit: str, page: TouchPage) -> None:
        """Note which page a touch screen shows, and what can be touched on it."""
        targets = list(page.targets)
        self._timeline.add("page", time.time_ns(), unit=unit, kind=page.kind, language=page.language, targets=targets)

    def frame(self, unit: str, png: Path, at_ns: int) -> None:
        """Note what a screen has drawn."""
        self._timeline.add("frame", at_ns, unit=unit, png=png.relative_to(self._out).as_posix())


def _at_ns(line: re.Match[str]) -> int:
    return round(float(line["at"]) * 1e9)


def _call(line: re.Match[str]) -> dict[str, Any]:
    return {"ticket": line["ticket"], "window": int(line["window"])}


def _waited(line: re.Match[str]) -> dict[str, float]:
    return {"waited_s": float(line["waited_s"])}
