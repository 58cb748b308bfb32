# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Disks that take nothing any more, while a centre works and when it starts: full, read-only, of a newer Cherha."""

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack

from centre.english import times
from centre.errors import Unavailable
from centre.journal_lines import SCHEMA
from simulator.seen import papers
from simulator.town_units import DISPATCHER
from tests.faults.disk_card import Card, Cards
from tests.faults.disk_hall import Hall, hall, judged, out_of
from tests.faults.disk_witness import KIOSK
from tests.faults.experiment import Ground, Outcome, outcome

MAIN = "main"
"""What the dispatcher is called on the wire."""

OWNERS = (DISPATCHER, KIOSK)
HALL_SCREEN = "hall"
NEWER = SCHEMA + 1
CALL = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute(f'PRAGMA user_version = {sys.argv[2]}')"
"""Where the card is: SQLite would follow our way to it back to our own root."""


def full(ground: Ground) -> Outcome:
    """Fill first the dispatcher's card, then the kiosk's; free them; start all on full cards, and free them."""

    def play(hall: Hall, cards: Cards) -> int:
        _refused_while_they_work(hall, cards, Card.fill, "Free the disk")
        cards.of(DISPATCHER).free()
        hall.well(MAIN)
        cards.of(KIOSK).free()
        hall.well(KIOSK)
        hall.press()
        _started_on(hall, cards, Card.fill, "Free the disk")
        for unit in OWNERS:
            cards.of(unit).free()
        return 3

    return _played(ground, play)


def read_only(ground: Ground) -> Outcome:
    """Let the kernel find an error on the dispatcher's card, then on the kiosk's; then start both Pis again."""

    def play(hall: Hall, cards: Cards) -> int:
        _refused_while_they_work(hall, cards, Card.wear_out, "Restart this Pi")
        _started_on(hall, cards, lambda _: None, "Restart this Pi")
        for unit in OWNERS:
            hall.town.kill(unit)
            cards.of(unit).check()
            hall.town.start(unit)
        return 3

    return _played(ground, play)


def newer(ground: Ground) -> Outcome:
    """Start both on journals of a newer Cherha; then install that one, as it were."""

    def play(hall: Hall, cards: Cards) -> int:
        hall.press()
        _started_on(hall, cards, lambda card: _call(card, NEWER), "Install that one")
        hall.town.press(KIOSK, "benefits")
        for unit in OWNERS:
            _call(cards.of(unit), SCHEMA)
        for name in (MAIN, KIOSK):
            hall.well(name)
        before = papers(hall.town.timeline.entries)
        hall.press()
        if papers(hall.town.timeline.entries) > before + 1 or before > 1:
            raise Unavailable("a press on a kiosk that waited for its journal has brought a paper to nobody")
        return 1

    return _played(ground, play)


def _refused_while_they_work(hall: Hall, cards: Cards, refuse: Callable[[Card], None], advice: str) -> None:
    """Let the dispatcher's card refuse, on which the kiosk goes on alone, and then the kiosk's: nobody goes on."""
    for _ in range(3):
        hall.press()
    since_ns = time.time_ns()
    refuse(cards.of(DISPATCHER))
    hall.press()
    hall.says(MAIN, "offline", advice)
    hall.look(HALL_SCREEN, "board-while-the-dispatcher-cannot-write", since_ns)
    hall.press()
    refuse(cards.of(KIOSK))
    hall.town.press(KIOSK, "passport")
    hall.says(KIOSK, "degraded", advice)
    hall.shows("promised not_printing")
    hall.look_at_kiosk("kiosk-that-cannot-write")


def _started_on(hall: Hall, cards: Cards, refuse: Callable[[Card], None], advice: str) -> None:
    """Take the power from both, and start them on cards that refuse: they wait, and say what for."""
    for unit in OWNERS:
        hall.town.kill(unit)
        refuse(cards.of(unit))
    for unit in OWNERS:
        hall.town.start(unit)
    # The kiosk that cannot write asks the dispatcher nothing, on whose card a line more may have room.
    hall.says_when_asked(MAIN, "offline degraded", advice)
    hall.says(KIOSK, "offline degraded", advice)
    hall.shows("not_printing promised")
    hall.look_at_kiosk("kiosk-started-on-such-a-disk")


def _played(ground: Ground, play: Callable[[Hall, Cards], int]) -> Outcome:
    """Play on cards; then all must be ready again, a ticket come, everybody be called, and nothing be missing."""
    with ExitStack() as stack:
        cards = stack.enter_context(Cards(out_of(ground) / "state", ground.runtime.parent / "cards", OWNERS))
        with hall(ground, cards) as running:
            tried = play(running, cards)
            for name in (MAIN, KIOSK):
                running.well(name)
            running.open()
            running.press()
            running.serve()
            entries, starts = running.town.timeline.entries, running.keeper.starts
        cards.bring_home()
    found = judged(ground, entries)
    loops = tuple(f"{unit} ended by itself {times(count)}" for unit, count in starts.items())
    seen = f"{times(tried)} the disk refused both, in service and at the start; nobody ended, each said why."
    return outcome(ground, found, tried=tried, seen=seen, broken=loops)


def _call(card: Card, schema: int) -> None:
    """Give the journal on a card another schema's number, as that Cherha would leave it."""
    (journal,) = card.place.glob("*.db")
    card.run(sys.executable, "-c", CALL, str(card.state / journal.name), str(schema))
