# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The table of states: which fact may follow which state, and the picture of it; no queue, no command.

``python -m dispatcher.rules.states`` writes docs/states.md.
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from centre.facts import (
    CallResumed,
    ServingStarted,
    TicketCalled,
    TicketCarried,
    TicketFinished,
    TicketIssued,
    TicketKept,
    TicketNoShow,
    TicketPostponed,
    TicketPrinted,
    TicketRecalled,
    TicketReturned,
    TicketTakenOver,
    TicketTransferred,
    TicketVoided,
)
from centre.facts_base import Fact, snake
from centre.facts_day import WindowClosed, WindowOpened, WindowPaused


class State(StrEnum):
    """Where a ticket of today is; it is in exactly one of them."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    POSTPONED = "postponed"
    NO_SHOW = "no_show"
    DONE = "done"
    VOIDED = "voided"


class Mode(StrEnum):
    """What a window does; a paused one keeps its ticket but calls nobody."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class ImpossibleFact(RuntimeError):
    """A fact that cannot follow: our own fault or a foreign journal, never the answer to a command."""


TICKET_TABLE: Mapping[tuple[State | None, type[Fact]], State] = {
    (None, TicketIssued): State.WAITING,
    (None, TicketTakenOver): State.WAITING,
    (None, TicketCarried): State.WAITING,
    (State.WAITING, TicketCalled): State.CALLED,
    (State.WAITING, TicketVoided): State.VOIDED,
    (State.CALLED, TicketRecalled): State.CALLED,
    (State.CALLED, CallResumed): State.CALLED,
    (State.CALLED, ServingStarted): State.SERVING,
    (State.CALLED, TicketNoShow): State.NO_SHOW,
    (State.CALLED, TicketPostponed): State.POSTPONED,
    (State.CALLED, TicketTransferred): State.WAITING,
    (State.CALLED, TicketVoided): State.VOIDED,
    (State.SERVING, TicketFinished): State.DONE,
    # Only while it is assumed that the citizen came: the clerk, who sees the empty chair, knows better than the clock.
    (State.SERVING, TicketRecalled): State.CALLED,
    (State.SERVING, TicketNoShow): State.NO_SHOW,
    (State.SERVING, TicketPostponed): State.POSTPONED,
    (State.SERVING, TicketTransferred): State.WAITING,
    (State.POSTPONED, TicketReturned): State.WAITING,
    (State.POSTPONED, TicketCalled): State.CALLED,
    (State.NO_SHOW, TicketReturned): State.WAITING,
    (State.NO_SHOW, TicketCalled): State.CALLED,
    # Who is not served yet can be kept for the next day; today nothing changes for them.
    **{(state, TicketKept): state for state in (State.WAITING, State.CALLED, State.POSTPONED, State.NO_SHOW)},
    # A slow printer may be overtaken by the clerk: its report changes no state, so it is welcome in each.
    **{(state, TicketPrinted): state for state in State},
}
"""Every way of a ticket; ``None`` is a number nobody holds today yet."""

_STILL = (TicketPrinted, TicketKept)

WINDOW_TABLE: Mapping[tuple[Mode, type[Fact]], Mode] = {
    (Mode.CLOSED, WindowOpened): Mode.OPEN,
    (Mode.PAUSED, WindowOpened): Mode.OPEN,
    (Mode.OPEN, WindowPaused): Mode.PAUSED,
    (Mode.OPEN, WindowClosed): Mode.CLOSED,
    (Mode.PAUSED, WindowClosed): Mode.CLOSED,
}
"""Every way of a window."""


def impossible(fact: Fact, because: str) -> ImpossibleFact:
    """Return the error of a fact that cannot follow, to be raised."""
    return ImpossibleFact(f"{snake(type(fact).__name__)} cannot follow: {because}; see docs/states.md")


def next_state(ticket: str, state: State | None, fact: Fact) -> State:
    """Return the state of the ticket after the fact, or raise ImpossibleFact naming both."""
    try:
        return TICKET_TABLE[state, type(fact)]
    except KeyError:
        was = f"is {state}" if state else "was not issued today"
        raise impossible(fact, f"ticket {ticket} {was}") from None


def next_mode(window: int, mode: Mode, fact: Fact) -> Mode:
    """Return the mode of the window after the fact, or raise ImpossibleFact naming both."""
    try:
        return WINDOW_TABLE[mode, type(fact)]
    except KeyError:
        raise impossible(fact, f"window {window} is {mode}") from None


def diagram() -> str:
    """Return the ticket table as a Mermaid stateDiagram, without what moves nothing: TicketPrinted, TicketKept."""
    moves = [(old, fact, new) for (old, fact), new in TICKET_TABLE.items() if fact not in _STILL]
    ends = [state for state in State if state not in {old for old, _, _ in moves}]
    drawn = [f"    {old or '[*]'} --> {new}: {snake(fact.__name__)}" for old, fact, new in moves]
    return "\n".join(["stateDiagram-v2", *drawn, *(f"    {state} --> [*]" for state in ends)])


def window_diagram() -> str:
    """Return the window table as a Mermaid stateDiagram."""
    drawn = [f"    {old} --> {new}: {snake(fact.__name__)}" for (old, fact), new in WINDOW_TABLE.items()]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {Mode.CLOSED}", *drawn])


def document() -> str:
    """Return the whole of docs/states.md."""
    return f"""# The states of a ticket and of a window

Made from the tables in `dispatcher/rules/states.py` by `python -m dispatcher.rules.states`; do not edit.
An arrow is named by the fact that the journal keeps. What is not drawn does not happen:
the command is refused.

## Ticket

```mermaid
{diagram()}
```

`ticket_printed` may come in any state and changes none, `ticket_kept` in those of whom is not served yet. A
postponed ticket, or one whose citizen did not come, returns by the clock and is also called by its number.
At midnight `day_started` drops all tickets; each that was kept is `ticket_carried` into the new day. When a doubted
clock is put right, `day_moved` voids who waited, was put off or had not come since the day before, and nobody else.

## Window

```mermaid
{window_diagram()}
```

A window closes only when no ticket is at it. At midnight `day_started` closes all windows.
"""


if __name__ == "__main__":
    (Path(__file__).resolve().parents[2] / "docs" / "states.md").write_text(document(), encoding="utf-8")
