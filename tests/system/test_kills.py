# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""kill -9 of a kiosk whose printer is slow: who stands behind the ticket in print gets theirs.

Kills at any moment, of anybody, are an experiment: ``make faults ONLY=cut-anywhere`` (tests/faults/cuts.py).
"""

from pathlib import Path

from centre.config import CentreFile
from centre.facts import TicketVoided
from simulator.seen import facts
from simulator.town import Town
from tests.faults.ledger import issued, judge
from tests.faults.remains import gather
from tests.faults.running_journals import ALL_TOLD
from tests.system.looking import SETTLED_S, wait_for

THREE_ANSWERED = "SELECT count(*) = 3 FROM journal WHERE kind = 'answered'"
"""The kiosk remembers its tickets: lines that nobody waits for are gathered for 20 ms (decision 005)."""

SLOW_MM_PER_S = 80.0
"""A ticket takes two seconds: it is in print when the kiosk is killed, and a kiosk still waits for its end."""


def test_tickets_behind_one_in_print_are_printed_after_a_kill(
    tmp_path: Path, runtime: Path, movable_centre: CentreFile
) -> None:
    """Killed while a slow printer prints the first of three, the kiosk owes two and does not know of one."""
    out, kiosk = tmp_path / "out", movable_centre.kiosks[0]
    port = movable_centre.broker.port
    with Town(movable_centre, out=out, runtime=runtime, port=port, mm_per_s=SLOW_MM_PER_S) as town:
        for button in kiosk.buttons[:3]:
            town.press(kiosk.id, button.service, hold_s=0.05)
        assert town.wait_for(lambda entries: len(facts(entries, "ticket_issued")) == 3, SETTLED_S)
        wait_for(out / "state" / f"kiosk-{kiosk.id}.db", THREE_ANSWERED)
        assert not [entry for entry in town.timeline.entries if entry["what"] == "ticket"], "printed too fast"
        town.restart(kiosk.id)
        wait_for(out / "state" / f"kiosk-{kiosk.id}.db", ALL_TOLD)
    ledger = gather(out, town.timeline.entries, served=False)
    judged = judge(ledger)
    assert not judged.broken
    assert not judged.called_in_vain
    assert len(issued(ledger.queue)) == 3
    assert len(judged.unknown_kept) <= 1, "more tickets unknown than can have been in print"
    assert not any(isinstance(fact, TicketVoided) for fact in ledger.queue), "a citizen's ticket was taken back"
    assert set(issued(ledger.queue)) <= ledger.papers.keys() | judged.unknown_kept, "neither on paper nor unknown"
