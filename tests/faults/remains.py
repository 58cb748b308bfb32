# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Gathers from a town that has ended what a judge of it needs: journals read anew, papers read by eye, the wire."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from centre.facts import QueueFact
from centre.journal import Journal
from kiosk.facts import KioskFact
from simulator.reading import read_ticket
from simulator.seen import boards
from simulator.timeline import Entry
from tests.faults.ledger import Ledger


def gather(out: Path, entries: Iterable[Entry], *, served: bool) -> Ledger:
    """Read a town's ``out`` after it was closed; raises what the journals raise if they are damaged."""
    entries, state = list(entries), out / "state"
    papers = [read_ticket(png) for png in sorted((out / "tickets").rglob("*.png"))]
    return Ledger(
        queue=facts(state / "dispatcher.db", QueueFact),
        kiosks={path.stem.removeprefix("kiosk-"): facts(path, KioskFact) for path in sorted(state.glob("kiosk-*.db"))},
        papers=Counter(number for number, _ in papers if number),
        copies=Counter(number for number, copy in papers if number and copy),
        replies=[e["payload"] for e in entries if e["what"] == "message" and _is_kiosk_reply(e["topic"])],
        boards=boards(entries),
        served=served,
    )


def facts(journal: Path, kinds: Any) -> list[Any]:
    """Return all facts of a journal, in their order; nobody else may hold it."""
    opened = Journal(journal, kinds)
    try:
        return [line.fact for line in opened.replay()]
    finally:
        opened.close()


def _is_kiosk_reply(topic: str) -> bool:
    return "/kiosk/" in topic and topic.endswith("/reply")
