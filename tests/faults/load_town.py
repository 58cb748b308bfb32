# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the experiments of load share: the large centre, everybody served at its end, and what is asked of a town then.

What is asked is pure, and answered with a sentence for each claim that does not hold.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from centre import config
from centre.centre_file import load
from centre.config import CentreFile
from centre.english import counted
from simulator.crowd import clerks
from simulator.figures import percentile
from simulator.load import DESK_S, busy, press
from simulator.seen import boards, calls_on_board, in_zone, newest_board, newest_change, screens, told_calls
from simulator.timeline import Entry
from simulator.town import Town
from tests.faults.patience import of_town
from tests.faults.running_journals import answer

LARGE = Path(config.__file__).parent / "examples" / "large.toml"

DISPLAYS = 12
"""As many as the issue names; large.toml has five, so its hall screens are there more than once."""

PATIENCE_S = 300.0
"""The longest wait for an effect, on a machine that is busy with something else."""

_TOLD = """
SELECT count(DISTINCT json_extract(fact, '$.request_id')) FILTER (WHERE kind = 'pressed')
     = count(DISTINCT json_extract(fact, '$.request_id')) FILTER (WHERE json_extract(fact, '$.told')) FROM journal
"""
"""Each press came to an end that the dispatcher knows."""


def large() -> CentreFile:
    """Return the large example, without waits, with twelve displays: four of each hall's screens."""
    centre = busy(load(LARGE))
    more = [replace(centre.displays[n % 3], id=f"screen-{n}", voice=None) for n in range(DISPLAYS - 5)]
    return replace(centre, displays=(*centre.displays, *more))


def serve_everybody(town: Town) -> None:
    """Press *next* at each desk that has somebody to call, or somebody there, until the hall is empty."""
    patience = of_town(town, PATIENCE_S)._replace(there=lambda: f"somebody at, or for, {', '.join(_wanted(town))}")
    patience.wait("nobody is to be served", lambda: not _press_next(town), lambda: threading.Event().wait(DESK_S))


def _press_next(town: Town) -> list[str]:
    """Press *next* where it is wanted, and return where."""
    desks = _wanted(town)
    for desk in desks:
        press(town, desk, "next")
    return desks


def _wanted(town: Town) -> list[str]:
    """Return the desks whose *next* is still wanted; all that are played as long as the board is not the newest."""
    entries, centre = town.timeline.entries, town.centre
    desks = clerks([desk for desk in centre.desks if desk.id not in town.absent])
    board = newest_board(entries)
    if board.get("number", 0) < newest_change(entries):
        return [desk.id for desk in desks]
    waiting = {line["service"] for line in board["services"] if line["waiting"]}
    served = {window.number: waiting.intersection(window.services) for window in centre.windows}
    at_window = calls_on_board(entries)
    return [desk.id for desk in desks if served[desk.window] or desk.window in at_window]


def settle(town: Town, out: Path) -> None:
    """Return when each print is reported and each kiosk knows that it is, and each screen has drawn the last board."""
    journals = sorted((out / "state").glob("kiosk-*.db"))
    displays = tuple(display for display in town.centre.displays if display.id not in town.absent)
    there = replace(town.centre, displays=displays)
    patience, entries = of_town(town, PATIENCE_S), town.timeline.entries
    patience.wait("each kiosk has told the end of each press", lambda: all(map(_told, journals)))
    patience = patience._replace(there=lambda: "; ".join(behind(entries, there)))
    patience.wait("each screen has drawn the last board", lambda: not list(behind(entries, there)))


def _told(journal: Path) -> bool:
    return bool(answer(journal, _TOLD))


def _to_be_seen(board: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what a screen cannot leave as it was when it changes; it adds up who waits, of several services."""
    return board["calls"], sum(line["waiting"] for line in board["services"])


def behind(entries: Sequence[Entry], centre: CentreFile) -> Iterator[str]:
    """Yield what a screen has not drawn: the last board in which anything of its zone has changed."""
    hung = boards(entries)
    for screen in screens(centre):
        seen = [_to_be_seen(in_zone(board, centre, screen)) for board in hung]
        changed = [board["number"] for n, board in enumerate(hung) if n == 0 or seen[n] != seen[n - 1]]
        drawn = max((e["board"] for e in entries if e["what"] == "shown" and e["unit"] == screen.id), default=0)
        if changed and drawn < changed[-1]:
            yield f"{screen.id}: its last frame is of board {drawn}, the last that changed there is {changed[-1]}"


def unheard(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield which facts of the dispatcher, who numbers them, did not reach one who listens to all."""
    numbers = [e["payload"]["number"] for e in entries if e["what"] == "message" and e["topic"].endswith("/event")]
    missing = sorted(set(range(min(numbers, default=1), max(numbers, default=0) + 1)) - set(numbers))
    if missing:
        told = counted(len(numbers) + len(missing), "fact")
        yield f"{len(missing)} of {told} did not arrive, the first is {missing[0]}"


def unseen_calls(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the calls that hung on no board."""
    hung = {(call["ticket"], call["window"]) for board in boards(entries) for call in board["calls"]}
    for ticket, window in sorted(told_calls(entries) - hung):
        yield f"{ticket}: the call to window {window} was on no board"


def gone(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the units that said, or of whom the broker said, that they are offline."""
    said = [e for e in entries if e["what"] == "message" and e["topic"].endswith("/state")]
    for entry in said:
        if entry["payload"].get("state") == "offline":
            yield f"{entry['topic'].split('/')[-2]} was offline at {entry['at']}"


def papers_sentence(entries: Sequence[Entry]) -> str:
    """Tell how long it took from a press to the first byte of its paper; one stands at a kiosk until it is cut."""
    pressed_ns: dict[str, int] = {}
    took_ms = []
    for entry in entries:
        if entry["what"] == "press":
            pressed_ns[entry["unit"]] = entry["at_ns"]
        elif entry["what"] == "ticket" and entry["unit"] in pressed_ns:
            took_ms.append((entry["first_byte_ns"] - pressed_ns[entry["unit"]]) / 1e6)
    half, most = percentile(took_ms, 50), percentile(took_ms, 99)
    return f"paper began {half:.0f} ms after the press, p99 {most:.0f} ms"
