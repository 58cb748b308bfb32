# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``make hour``: a hall at its busiest, 8 calls a minute from two windows, and whether its recording holds each one.

The town is real but for its hardware: broker, dispatcher, kiosk, two desks, a display with a voice, SDL's own mixer.
Both windows call at the very same moment, every time.
"""

import argparse
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Voice
from centre.config_rules import Order
from centre.errors import CherhaError
from simulator.demo import small_centre
from simulator.interrupts import let_be_interrupted
from simulator.loudspeaker import FRAME_BYTES, RATE_HZ
from simulator.runtime import default_folder
from simulator.seen import facts
from simulator.sounds_heard import Heard
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_voices import bank
from simulator.voice_heard import ALERT, ALL_CLEAR, name, recorded, whole

PORT = 18850
ROUND_S = 15.0
"""From one pair of calls to the next: 8 a minute."""

SERVICES = ("passport", "property")
"""What only the first window serves, and only the second: each calls its own."""

EARLY_S = 10.0
"""So long before its call a ticket is pressed."""

LAST_S = 40.0
"""After the last call: what waits is said, and said again."""


class Hour(NamedTuple):
    """What came of it: each ticket with its window in the order of the calls, and what the recording holds of them."""

    calls: Sequence[tuple[str, int]]
    wanted: int
    times: int
    heard: Sequence[Heard]
    announced: Sequence[Entry]
    shown_only: Sequence[Entry]
    length_s: float

    def faults(self) -> Iterator[str]:
        """Yield, a sentence each, what was not as it has to be."""
        if len(self.calls) != self.wanted:
            yield f"{len(self.calls)} calls were made, expected {self.wanted}"
        counted = whole(self.heard)
        for call in self.calls:
            if not 1 <= counted[name(call)] <= self.times:
                yield f"{name(call)} was heard {counted[name(call)]} times, expected {self.times}"
        yield from (f"{one.name} was cut off {one.at_s:.1f} s into the recording" for one in self.heard if one.cut_off)
        first = list(dict.fromkeys(one.name for one in self.heard))
        if first != [name(call) for call in self.calls]:
            yield "the calls were not heard in their order"
        yield from (f"{e['ticket']} was shown only: {e['why']}" for e in self.shown_only)

    def table(self) -> str:
        """Return the figures, a line each."""
        whys = Counter(entry["why"] for entry in self.shown_only)
        counted = whole(self.heard)
        waited = [entry["waited_s"] for entry in self.announced if entry["times"] == 1]
        rows = (
            ("calls", f"{len(self.calls)}"),
            ("heard at least once", f"{len(counted)}"),
            ("heard in all", f"{counted.total()}"),
            ("announced, by its log", f"{len(self.announced)}"),
            ("merged", f"{len(self.calls) - len(counted) - whys.total()}"),
            ("too old", f"{whys['too_old']}"),
            ("shown only for another reason", f"{whys.total() - whys['too_old']}"),
            ("longest wait", f"{max(waited, default=0.0):.1f} s"),
            ("mean wait", f"{sum(waited) / max(len(waited), 1):.1f} s"),
            ("recording", f"{self.length_s / 60:.1f} min"),
        )
        return "\n".join(f"{what:<32}{value:>10}" for what, value in rows)


def main() -> int:
    """Play it, listen to it, print the table; return 1 if anything is not as it has to be."""
    options = _options()
    let_be_interrupted()
    try:
        hour = play(options.out, options.port, options.minutes, options.times)
    except CherhaError as fault:
        print(fault, file=sys.stderr)
        return 1
    print(hour.table())
    found = list(hour.faults())
    for one in found:
        print(f"NOT AS IT HAS TO BE: {one}", file=sys.stderr)
    print(f"Every call was heard. {options.out / 'sound'}" if not found else "The hour failed.")
    return 1 if found else 0


def play(out: Path, port: int, minutes: float, times: int) -> Hour:
    """Play so many minutes in a town of its own."""
    rounds = round(minutes * 60 / ROUND_S)
    print(f"Playing {rounds} times two calls at once, {minutes:g} minutes …", flush=True)
    centre, runtime = busy_centre(small_centre(), times), default_folder()
    with Town(centre, out=out, runtime=runtime, port=port, frames=False, voices=bank(centre)) as town:
        _play(town, rounds)
    print("Listening to the recording …", flush=True)
    return _listen(out, town, 2 * rounds, times)


def busy_centre(small: CentreFile, times: int) -> CentreFile:
    """Return the small centre with tickets that may be called at once, and said so often."""
    displays = tuple(replace(display, voice=Voice(volume=100, times=times)) for display in small.displays)
    return replace(small, displays=displays, order=Order(minimum_age_s=0))


def _play(town: Town, rounds: int) -> None:
    kiosk, desks = town.centre.kiosks[0].id, [desk.id for desk in town.centre.desks]
    for desk in desks:
        town.press(desk, "pause")  # which opens a closed window
    begin_s = time.monotonic() + EARLY_S
    for turn in range(rounds):
        at_s = begin_s + turn * ROUND_S
        _sleep_until(at_s - EARLY_S)
        for service in SERVICES:
            town.press(kiosk, service)
        _sleep_until(at_s)
        hands = [threading.Thread(target=town.press, args=(desk, "next")) for desk in desks]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        if turn % 20 == 19:  # noqa: PLR2004  (five minutes)
            print(f"{(turn + 1) * ROUND_S / 60:g} minutes …", flush=True)
    time.sleep(LAST_S)


def _listen(out: Path, town: Town, wanted: int, times: int) -> Hour:
    entries, display = town.timeline.entries, town.centre.displays[0]
    called = sorted(facts(entries, "ticket_called"), key=lambda fact: (fact["at"], fact["window"]))
    calls = [(fact["ticket"], fact["window"]) for fact in called]
    heard = [one for one in recorded(out, display, calls, entries) if one.name not in (ALERT, ALL_CLEAR)]
    said, passed = ([e for e in entries if e["what"] == what] for what in ("announced", "shown_only"))
    raw = out / "sound" / f"{display.id}.raw"
    length_s = raw.stat().st_size / FRAME_BYTES / RATE_HZ if raw.exists() else 0.0
    return Hour(calls, wanted, times, heard, said, passed, length_s)


def _sleep_until(at_s: float) -> None:
    time.sleep(max(at_s - time.monotonic(), 0.0))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m simulator.hall_hour", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, help="default: %(default)g")
    parser.add_argument("--times", type=int, default=1, choices=(1, 2, 3), help="of each call; default: %(default)s")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where recording and logs are left")
    parser.add_argument("--port", type=int, default=PORT, help="of the broker on loopback; default: %(default)s")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
