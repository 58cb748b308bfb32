# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Facts and what they make of the queue, also those that cannot be."""

from typing import Any

import pytest

from centre.config import Centre, CentreFile, Service, Window
from centre.facts import ServingStarted, TicketCalled, TicketFinished, TicketIssued, TicketRecalled, TicketReturned
from centre.facts_base import snake
from centre.facts_day import DayStarted, WindowClosed, WindowOpened
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import Call, CallNext, Finish, NoShow, Open, Postpone, Serve, Void
from dispatcher.rules.queue import Queue
from dispatcher.rules.states import TICKET_TABLE, ImpossibleFact, State


def impossible(hall: Any, fact: Any) -> str:
    """Return the text of the internal error that the fact is."""
    with pytest.raises(ImpossibleFact) as error:
        apply(hall.queue, fact)
    return str(error.value)


def test_a_fact_about_an_unknown_ticket_is_impossible(hall: Any) -> None:
    """The journal is not ours, or a line of it is missing."""
    hall.open(1)
    assert impossible(hall, TicketReturned(at=hall.now, ticket="А009")) == (
        "ticket_returned cannot follow: ticket А009 was not issued today; see docs/states.md"
    )


def test_a_number_is_never_issued_twice_in_a_day(hall: Any) -> None:
    """Not even if a journal says so."""
    hall.issue("property")
    again = TicketIssued(at=hall.now, ticket="А001", service="land", kiosk="hall", request="hall/y", ahead=0)
    assert impossible(hall, again) == ("ticket_issued cannot follow: ticket А001 is waiting; see docs/states.md")


def test_a_ticket_never_pushes_another_aside(hall: Any) -> None:
    """A second call to the same window would lose the first citizen."""
    hall.open(2)
    hall.issue("property")
    hall.issue("property")
    hall.do(CallNext(2))
    assert impossible(hall, TicketCalled(at=hall.now, ticket="А002", window=2)) == (
        "ticket_called cannot follow: window 2 has А001, the fact names А002; see docs/states.md"
    )


@pytest.mark.parametrize("fact_type", [TicketRecalled, ServingStarted])
def test_a_ticket_is_at_the_window_that_its_fact_names(hall: Any, fact_type: Any) -> None:
    """Window 1 cannot serve whom window 2 has called."""
    hall.open(1, 2)
    hall.issue("property")
    hall.do(CallNext(2))
    text = impossible(hall, fact_type(at=hall.now, ticket="А001", window=1))
    assert text.endswith(" cannot follow: window 1 has no ticket, the fact names А001; see docs/states.md")


def test_a_window_with_a_ticket_is_never_closed(hall: Any) -> None:
    """The ticket would be nowhere."""
    hall.open(2)
    hall.issue("property")
    hall.do(CallNext(2))
    assert impossible(hall, WindowClosed(at=hall.now, window=2)) == (
        "window_closed cannot follow: window 2 has А001; see docs/states.md"
    )


def test_no_day_starts_twice(hall: Any) -> None:
    """Its numbers would begin anew."""
    hall.open(1)
    assert impossible(hall, DayStarted(at=hall.now, day=hall.day)) == (
        "day_started cannot follow: 2026-11-23 is not after 2026-11-23; see docs/states.md"
    )


def test_a_day_begins_the_same_whatever_was_before(hall: Any) -> None:
    """So a journal may be replayed from its last DayStarted."""
    fresh = hall.queue
    hall.open(1, 2)
    hall.issue("property")
    hall.do(CallNext(1))
    started = DayStarted(at=hall.now, day=hall.day.replace(day=24))
    assert apply(hall.queue, started) == apply(fresh, started)


def test_facts_of_a_window_and_a_service_that_centre_toml_has_lost_still_replay(hall: Any) -> None:
    """A technician may change the file at noon; nobody's ticket of the morning is lost by that."""
    hall.open(3)
    hall.issue("land")
    small = CentreFile(
        centre=Centre(name="ЦНАП"),
        services=(Service(id="property", letter="А", name="Нерухомість"),),
        windows=(Window(number=1, services=("property",)),),
    )
    queue = Queue.start(small)
    for fact in (
        DayStarted(at=hall.now, day=hall.day),
        WindowOpened(at=hall.now, window=3),
        TicketIssued(at=hall.now, ticket="В001", service="land", kiosk="hall", request="hall/x", ahead=0),
        TicketCalled(at=hall.now, ticket="В001", window=3),
        ServingStarted(at=hall.now, ticket="В001", window=3),
        TicketFinished(at=hall.now, ticket="В001", window=3),
    ):
        queue = apply(queue, fact)
    assert queue.tickets["В001"].state == "done"


def test_the_old_queue_stays_as_it_was(hall: Any) -> None:
    """A commit that failed is forgotten by keeping the old queue: nothing in it was touched."""
    hall.open(1, 2)
    hall.issue("property")
    hall.issue("property")
    hall.do(CallNext(2))
    before, shown = hall.queue, repr(hall.queue)
    hall.do(Postpone(2, 5))
    hall.do(Call(1, "А001"))
    hall.do(Open(3))
    hall.issue("land")
    assert repr(before) == shown


WAYS_TO: dict[str, tuple[Any, ...]] = {
    "waiting": (),
    "called": (CallNext(2),),
    "serving": (CallNext(2), Serve(2)),
    "done": (CallNext(2), Finish(2)),
    "no_show": (CallNext(2), NoShow(2)),
    "postponed": (CallNext(2), Postpone(2, 60)),
    "voided": (Void("hall/x"),),
}
ABOUT_A_TICKET = sorted({fact for _, fact in TICKET_TABLE}, key=lambda fact: fact.__name__)


@pytest.mark.parametrize("fact_type", ABOUT_A_TICKET, ids=lambda fact: fact.__name__)
@pytest.mark.parametrize("state", State, ids=str)
def test_a_fact_is_taken_in_the_states_of_the_table_and_in_no_other(hall: Any, state: State, fact_type: Any) -> None:
    """Each fact about a ticket in each of the seven states moves the ticket as drawn, or is an internal error."""
    hall.open(2)
    hall.issue("property", "x")
    for command in WAYS_TO[state]:
        hall.do(command)
    words = {"at": hall.now, "ticket": "А001", "window": 2, "service": "land", "kiosk": "hall", "request": "hall/y"}
    words |= {
        "ahead": 0,
        "outcome": "printed",
        "reason": "given_up",
        "until": hall.now,
        "day": hall.day,
        "issued_at": hall.now,
    }
    fact = fact_type(**{name: word for name, word in words.items() if name in fact_type.__struct_fields__})
    if (state, fact_type) in TICKET_TABLE:
        hall.replay(fact)
        assert hall.state("А001") == TICKET_TABLE[state, fact_type]
    else:
        text = f"{snake(fact_type.__name__)} cannot follow: ticket А001 is {state}; see docs/states.md"
        assert impossible(hall, fact) == text
