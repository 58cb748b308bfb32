# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A day's list, codes keyed in at the kiosk, an outage and a closing, as the office and citizens live them."""

import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from centre.config import CentreFile
from centre.facts import QueueFact, TicketIssued
from centre.journal import Journal
from simulator.seen import facts
from simulator.stage import Stage
from simulator.town import Town

EFFECT_S = 60.0
TEN_MINUTES, AN_HOUR = timedelta(minutes=10), timedelta(hours=1)
ZONE = ZoneInfo("Europe/Kyiv")


@pytest.fixture
def hall(tmp_path: Path, runtime: Path, movable_centre: CentreFile, menu_centre: CentreFile) -> Town:
    """Return a centre whose kiosk has a menu and a keypad, not running yet."""
    centre = msgspec.structs.replace(menu_centre, broker=movable_centre.broker)
    return Town(centre, out=tmp_path / "out", runtime=runtime, port=centre.broker.port)


def office(folder: Path, *words: str) -> tuple[int, str]:
    """Run a command of the office as its own process; return its exit code and what it printed."""
    command = [sys.executable, "-m", "cherha", *words, "--centre", str(folder / "out" / "centre.toml")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return ended.returncode, ended.stdout + ended.stderr


def papers(town: Town, count: int) -> None:
    """Wait until so many papers have come out."""
    assert town.wait_for(lambda entries: sum(e["what"] == "ticket" for e in entries) == count, EFFECT_S)


def test_a_booking_is_checked_in_once_and_who_is_left_is_carried(hall: Town, tmp_path: Path) -> None:
    """Two bookings of a list with a broken line; a used and an unknown code are refused on paper, not with a ticket.

    The codes stand in the journal, and on nothing that statistics or a region hear.
    """
    now = datetime.now(ZONE)
    day = now.date()
    # Near midnight both are of this minute: whether in time or late is the rules' matter, tested there.
    soon, past = (moment if moment.date() == day else now for moment in (now + TEN_MINUTES, now - AN_HOUR))
    rows = (f"{soon:%H:%M},5501,passport", f"{past:%H:%M},5502,civil", "25:00,5503,civil")
    (tmp_path / "list.csv").write_text("time,code,service\n" + "\n".join(rows), encoding="utf-8")
    with hall as town:
        code, said = office(tmp_path, "appointments", str(tmp_path / "list.csv"), "--date", f"{day}")
        assert (code, said.splitlines()[0]) == (1, f"{day}: 2 bookings taken, 1 line not:")
        for number, keyed in enumerate(("5501", "5502", "5501", "0000"), 1):
            Stage(town, {}).key_in("kiosk-hall", keyed)
            papers(town, number)
        assert town.wait_for(lambda entries: len(facts(entries, "ticket_printed")) == 2, EFFECT_S)
        told = facts(town.timeline.entries, "ticket_issued")
        assert [(fact["ticket"], fact["code"]) for fact in told] == [("А001", None), ("Ш001", None)]
        assert office(tmp_path, "outage", "registry")[0] == 0
        code, said = office(tmp_path, "closing", "--carry", "a1")
        assert (code, said.splitlines()[0]) == (0, "Not served yet: 2. Good on the next day: 1.")
        assert town.wait_for(lambda entries: [f["ticket"] for f in facts(entries, "ticket_kept")] == ["А001"], EFFECT_S)
    with closing(Journal(tmp_path / "out" / "state" / "dispatcher.db", QueueFact)) as journal:
        kept = [line.fact for line in journal.replay() if isinstance(line.fact, TicketIssued)]
    assert [(fact.ticket, fact.code) for fact in kept] == [("А001", "5501"), ("Ш001", "5502")]
