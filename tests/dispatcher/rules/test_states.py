# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The table of states and its picture."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from centre.facts import TicketFinished
from centre.facts_day import WindowPaused
from dispatcher.rules.states import (
    TICKET_TABLE,
    ImpossibleFact,
    Mode,
    State,
    document,
    next_mode,
    next_state,
)

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_the_picture_in_the_docs_is_fresh() -> None:
    """docs/states.md is what the tables say now; else run: python -m dispatcher.rules.states."""
    assert (Path(__file__).parents[3] / "docs/states.md").read_text(encoding="utf-8") == document()


def test_every_state_is_reached_and_only_done_and_voided_are_ends() -> None:
    """From no ticket each state can be reached, and a ticket may stay for ever only when served or voided."""
    moves = {(old, new) for (old, _), new in TICKET_TABLE.items() if old is not new}
    assert {new for _, new in moves} == set(State)
    assert set(State) - {old for old, _ in moves} == {State.DONE, State.VOIDED}


def test_a_fact_that_is_not_in_the_ticket_table_is_an_internal_error_naming_both() -> None:
    """The error says which fact, which ticket, and where it was."""
    finished = TicketFinished(at=NOW, ticket="А001", window=1)
    with pytest.raises(ImpossibleFact) as error:
        next_state("А001", State.WAITING, finished)
    assert str(error.value) == "ticket_finished cannot follow: ticket А001 is waiting; see docs/states.md"


def test_a_fact_that_is_not_in_the_window_table_is_an_internal_error_naming_both() -> None:
    """The error says which fact, which window, and what it did."""
    with pytest.raises(ImpossibleFact) as error:
        next_mode(2, Mode.CLOSED, WindowPaused(at=NOW, window=2))
    assert str(error.value) == "window_paused cannot follow: window 2 is closed; see docs/states.md"
