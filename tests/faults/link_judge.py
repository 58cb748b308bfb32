# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What of the promises about a link did not hold: pure questions about journals, papers and a timeline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from centre.facts import TicketPrinted, TicketVoided
from simulator.timeline import Entry
from tests.faults.ledger import Ledger, issued


class News(NamedTuple):
    """A board with a call that the one before it had not, and when it was published."""

    at_ns: int
    number: int


class Shown(NamedTuple):
    """What a screen shows from ``at_ns`` on: the board of this number, or that the centre is lost."""

    at_ns: int
    number: int
    lost: bool


def ghosts(ledger: Ledger) -> tuple[str, ...]:
    """Return the tickets of nobody: given, on no paper, not taken back, and of no kiosk that doubts its paper."""
    void = {fact.ticket for fact in ledger.queue if isinstance(fact, TicketVoided)}
    doubted = {f.ticket for f in ledger.queue if isinstance(f, TicketPrinted) and f.outcome == "unknown"}
    nobodys = set(issued(ledger.queue)) - void - doubted - ledger.papers.keys()
    return tuple(f"{ticket}: given, on no paper, and not taken back: nobody comes" for ticket in sorted(nobodys))


def news(entries: Iterable[Entry]) -> list[News]:
    """Return the boards that brought a call."""
    told = [e for e in entries if e["what"] == "message" and e["topic"].endswith("/board")]
    return [
        News(after["at_ns"], after["payload"]["number"])
        for before, after in pairwise(told)
        if {call["ticket"] for call in after["payload"]["calls"]} - {c["ticket"] for c in before["payload"]["calls"]}
    ]


def shown(entries: Iterable[Entry], display: str) -> list[Shown]:
    """Return what a screen showed, oldest first; the first frame after a loss is what says so."""
    found, number, lost, losing = [], 0, False, False
    for entry in sorted((e for e in entries if e.get("unit") == display), key=lambda e: e["at_ns"]):
        if entry["what"] == "lost":
            losing = True
        elif entry["what"] == "heard_again":
            losing = lost = False
        elif entry["what"] == "shown":
            number, lost = entry["board"], losing
        else:
            continue
        found.append(Shown(entry["at_ns"], number, lost))
    return found


def true_after_s(entries: Iterable[Entry], display: str, back_ns: int, board: int) -> float | None:
    """Return how soon after its return a screen told the truth, which is that board or a newer; None: not yet."""
    states = shown(entries, display)
    at_return = [state for state in states if state.at_ns <= back_ns][-1:]
    later = [state for state in states if state.at_ns > back_ns]
    true_ns = (max(s.at_ns - back_ns, 0) for s in (*at_return, *later) if s.number >= board and not s.lost)
    first_ns = next(true_ns, None)
    return None if first_ns is None else first_ns / 1e9


def silent_s(entries: Sequence[Entry], display: str, since_ns: int, until_ns: int) -> float:
    """Return how long at the worst a screen lacked a call that was on a board of these moments, without saying so."""
    showed = shown(entries, display)
    told = [one for one in news(entries) if since_ns <= one.at_ns < until_ns]
    return max((span for one in told for span in _silent_s(one, showed, until_ns)), default=0.0)


def _silent_s(one: News, showed: Sequence[Shown], until_ns: int) -> Iterator[float]:
    """Yield each span of seconds that a screen showed older boards than this as if they were true."""
    begins_ns: int | None = one.at_ns
    for state in showed:
        honest = state.lost or state.number >= one.number
        if state.at_ns <= one.at_ns:
            begins_ns = None if honest else one.at_ns
        elif honest and begins_ns is not None:
            yield (min(state.at_ns, until_ns) - begins_ns) / 1e9
            begins_ns = None
        elif not honest and begins_ns is None:
            begins_ns = state.at_ns
    if begins_ns is not None and begins_ns < until_ns:
        yield (until_ns - begins_ns) / 1e9


def lost_after_s(entries: Iterable[Entry], display: str, since_ns: int) -> float | None:
    """Return how soon after a moment a screen showed that the centre is lost, None if it never did."""
    return next(((s.at_ns - since_ns) / 1e9 for s in shown(entries, display) if s.lost and s.at_ns >= since_ns), None)


def late_calls(
    calls: Iterable[tuple[int, str, int]], presses: Mapping[int, Sequence[int]], patience_s: float
) -> tuple[str, ...]:
    """Return the calls (window, ticket, nanosecond) without a press at the window within ``patience_s`` before them.

    Windows of which no presses are given are not looked at.
    """
    found = []
    for window, ticket, at_ns in calls:
        before = [at_ns - one for one in presses.get(window, ()) if one <= at_ns]
        if window in presses and (not before or min(before) > patience_s * 1e9):
            ago = f"{min(before) / 1e9:.1f} s after the last press" if before else "without a press"
            found.append(f"{ticket}: called to window {window} {ago}: its clerk had been refused, and may have gone")
    return tuple(found)
