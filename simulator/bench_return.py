# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The fourth part of ``make bench``, alone ``python -m simulator.bench_return``: how soon a display tells the truth.

One town of real processes; its displays hang on cables of their own (simulator/lan.py, which needs root). What is cut
is cut for all of them, and comes back to one after the other, each at another moment of the kernel's timers. The truth
is a picture with a call of meanwhile, and without the words that the centre is lost.
"""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from centre.config import CentreFile
from simulator.bench_part import alone, quick
from simulator.demo import small_centre
from simulator.figures import Spread, spread, spread_table
from simulator.lan import Lan
from simulator.seen import boards, facts
from simulator.stage import Stage
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_units import BROKER, DISPATCHER

DISPLAYS = 6
APART_S = 0.37
"""From one return to the next; no multiple of it is a whole second soon."""

PULLED_S, LOST_S = (1.0, 8.0, 30.0), (1.0, 2.9, 4.0, 8.0, 30.0)
"""2.9 and 4 seconds are the worst that the kernel's timers can make of it, see centre/link.py."""

LONGEST_S = max(PULLED_S)
WAIT_S = 60.0
SETTLED_S = 3.0

HEADING = "back, and true on the screen"


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--away", type=float, default=LONGEST_S, metavar="SECONDS", help="at most, of a cut cable")
    return alone(parser, lambda folder, options: return_table(measure(folder, options.port, options.away)))


def measure(folder: Path, port: int, longest_s: float = LONGEST_S) -> dict[str, Spread]:
    """Return of each way to be away how soon the first frame after the return tells the truth.

    {} where no networks can be made.
    """
    if os.geteuid() or not shutil.which("ip"):
        return {}
    with Lan() as lan:
        centre = _centre(small_centre())
        for display in centre.displays:
            lan.plug(display.id)
        town = Town(centre, out=folder / "out", runtime=folder / "run", port=port, frames=False, lan=lan)
        with town:
            return {name: spread(samples, 2) for name, samples in Bench(town, lan).all(longest_s)}


def return_table(lines: Mapping[str, Spread]) -> str:
    """Return the figures for a terminal, a line for each way to be away."""
    if not lines:
        return f"{HEADING}: not measured, it needs root and iproute2"
    return spread_table(HEADING, lines)


def true_at(entries: list[Entry], unit: str, back_ns: int, board: int) -> int | None:
    """Return when a display that was back at ``back_ns`` first told the truth, None if it has not yet.

    ``board`` is the oldest that is true; a frame of before the centre was heard again says that it is lost.
    """
    mine = [e for e in entries if e.get("unit") == unit and e["at_ns"] >= back_ns]
    heard_ns = max((e["at_ns"] for e in mine if e["what"] == "heard_again"), default=back_ns)
    shown = (e["at_ns"] for e in mine if e["what"] == "shown" and e["board"] >= board and e["at_ns"] >= heard_ns)
    return min(shown, default=None)


def _again(entries: list[Entry], since_ns: int) -> set[str]:
    """Return the displays that have heard the centre again."""
    return {e["unit"] for e in entries if e["what"] == "heard_again" and e["at_ns"] >= since_ns}


class Bench:
    """Sends the displays of a running town away, in each way, and looks when they are back."""

    def __init__(self, town: Town, lan: Lan) -> None:
        self._town, self._lan = town, lan
        self._displays = [display.id for display in town.centre.displays]
        self._stage = Stage(town, {desk.window: desk for desk in town.centre.desks})
        self._window = town.centre.desks[0].window
        self._stage.press_key(self._window, "pause")
        self._stage.wait("the window opens", lambda e: bool(facts(e, "window_opened")))

    def all(self, longest_s: float) -> Iterator[tuple[str, list[float]]]:
        """Yield each way to be away, and how many seconds each display took to be back."""
        yield "started late", self._away(self._town.end, self._town.start, 0.0)
        yield "its process killed", self._away(self._town.kill, self._town.start, 0.0)
        for away_s in (one for one in PULLED_S if one <= longest_s):
            yield f"cable pulled, {away_s:g} s", self._away(self._lan.pull, self._lan.put_back, away_s)
        for away_s in (one for one in LOST_S if one <= longest_s):
            yield f"silence, {away_s:g} s", self._away(self._lan.lose, self._lan.join, away_s)
        yield "the broker killed", self._centre_away(BROKER)
        yield "the dispatcher killed", self._centre_away(DISPATCHER)

    def _away(self, leave: Callable[[str], object], come: Callable[[str], object], away_s: float) -> list[float]:
        """Send each away, call somebody, and let each come back after so many seconds."""
        begun_s = time.monotonic()
        for display in self._displays:
            leave(display)
        board = self._call()
        time.sleep(max(begun_s + away_s - time.monotonic(), 0.0))
        back_ns = {}
        for display in self._displays:
            back_ns[display] = time.time_ns()
            come(display)
            time.sleep(APART_S)
        return self._took(back_ns, board)

    def _centre_away(self, name: str) -> list[float]:
        """Take the power from the broker or the dispatcher for a while."""
        board = self._call()
        self._town.kill(name)
        time.sleep(SETTLED_S)
        back_ns = time.time_ns()
        self._town.start(name)
        return self._took(dict.fromkeys(self._displays, back_ns), board, heard_again=True)

    def _took(self, back_ns: Mapping[str, int], board: int, *, heard_again: bool = False) -> list[float]:
        """Wait until each tells the truth, and for a while that none takes it back; return the seconds."""

        def truths(entries: list[Entry]) -> list[int | None]:
            return [true_at(entries, display, at_ns, board) for display, at_ns in back_ns.items()]

        if heard_again:
            again = set(self._displays)
            self._stage.wait("the centre, heard again", lambda e: again <= _again(e, min(back_ns.values())), WAIT_S)
        self._stage.wait("the truth on each screen", lambda e: None not in truths(e), WAIT_S)
        time.sleep(SETTLED_S)
        found = zip(truths(self._town.timeline.entries), back_ns.values(), strict=True)
        return [(at_ns - back) / 1e9 for at_ns, back in found if at_ns is not None]

    def _call(self) -> int:
        """Let somebody take a ticket, call them, and return the number of the first board with the call."""
        since = self._stage.mark()
        kiosk = self._town.centre.kiosks[0]
        button = next(b for b in kiosk.buttons if b.service in self._town.centre.windows[0].services)
        self._town.press(kiosk.id, button.name)
        self._stage.wait("a ticket", lambda e: bool(facts(e[since:], "ticket_printed")))
        self._stage.press_key(self._window, "next")
        self._stage.wait("the call", lambda e: bool(facts(e[since:], "ticket_called")))
        ticket = facts(self._town.timeline.entries[since:], "ticket_called")[0]["ticket"]
        self._stage.wait("its board", lambda e: _first_with(ticket, e[since:]) is not None)
        return _first_with(ticket, self._town.timeline.entries[since:]) or 0


def _first_with(ticket: str, entries: list[Entry]) -> int | None:
    """Return the number of the first board with a call of the ticket."""
    return next((b["number"] for b in boards(entries) if any(c["ticket"] == ticket for c in b["calls"])), None)


def _centre(centre: CentreFile) -> CentreFile:
    """Return the small centre with several screens and nobody who has to wait."""
    replace, display = msgspec.structs.replace, centre.displays[0]
    displays = (replace(display, id=f"hall-{number}", voice=None) for number in range(1, DISPLAYS + 1))
    return replace(quick(centre), displays=tuple(displays))


if __name__ == "__main__":
    sys.exit(main())
