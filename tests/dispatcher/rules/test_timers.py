# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What happens by the clock alone: calls that end, tickets that return, lunch; and when the loop is to look again."""

from datetime import timedelta
from typing import Any

import pytest

from centre.config_desks import Desk, Key
from centre.config_rules import Calls, Hours
from centre.facts import ServingStarted, TicketNoShow, TicketPostponed, TicketRecalled, TicketReturned
from dispatcher.rules.commands import Call, CallNext, NoShow, Open, Postpone, Recall, ReturnTicket
from dispatcher.rules.timers import next_moment
from tests.dispatcher.rules.hall import LUNCH, Hall

WITH_SERVE = Desk(id="desk-2", window=2, keys=(Key(action="next", pin=17), Key(action="serve", pin=27)))
ONE_BUTTON = Desk(id="desk-2", window=2, keys=(Key(action="next", pin=17),))


def hall_with(*desks: Desk, calls: Calls | None = None, waiting: int = 1, **changes: Any) -> Hall:
    """Return a hall with window 2 open and some who wait for it, all old enough."""
    hall = Hall(desks=desks, calls=calls or Calls(), **changes)
    hall.open(2)
    for _ in range(waiting):
        hall.issue("property")
    hall.tick(60)
    return hall


def test_at_a_desk_with_a_key_serve_a_call_is_missed_after_exactly_two_minutes() -> None:
    """Not a second before; the fact says that the clock did it."""
    hall = hall_with(WITH_SERVE)
    hall.do(CallNext(2))
    assert hall.tick(119) == ()
    assert hall.tick(1) == (TicketNoShow(at=hall.now, ticket="А001", window=2, by="time"),)
    assert hall.queue.at_window(2) is None


def test_a_recall_gives_the_citizen_the_whole_time_again() -> None:
    """The limit counts from the newest call."""
    hall = hall_with(WITH_SERVE)
    hall.do(CallNext(2))
    hall.do(Recall(2), after_s=110)
    assert hall.tick(119) == ()
    assert [type(fact) for fact in hall.tick(1)] == [TicketNoShow]


def test_at_a_desk_without_a_key_serve_the_citizen_is_taken_to_have_come() -> None:
    """After 45 seconds; nobody who sits before the clerk is given up by a clock."""
    hall = hall_with(ONE_BUTTON)
    hall.do(CallNext(2))
    assert hall.tick(44) == ()
    assert hall.tick(1) == (ServingStarted(at=hall.now, ticket="А001", window=2, assumed=True),)
    assert hall.tick(3600) == ()


def test_a_clock_set_back_does_not_keep_a_citizen_called_for_hours() -> None:
    """With one button each press would be a recall until the clock has caught up, and then a no-show."""
    hall = hall_with(ONE_BUTTON)
    hall.do(CallNext(2))
    assert hall.tick(-44) == ()
    assert hall.tick(-1) == (ServingStarted(at=hall.now, ticket="А001", window=2, assumed=True),)


def test_a_clock_set_back_gives_nobody_up() -> None:
    """At a desk with a key the clerk decides meanwhile."""
    hall = hall_with(WITH_SERVE)
    hall.do(CallNext(2))
    assert hall.tick(-7200) == ()
    assert hall.state("А001") == "called"


@pytest.mark.parametrize("recalls", [0, 1, 2])
def test_the_recall_after_the_last_one_is_a_no_show(recalls: int) -> None:
    """As many recalls as centre.toml says, each counted; the next gives the citizen up."""
    hall = hall_with(calls=Calls(recalls=recalls, arrival_after_s=3600))
    hall.do(CallNext(2))
    for _ in range(recalls):
        assert hall.do(Recall(2)) == (TicketRecalled(at=hall.now, ticket="А001", window=2),)
    assert hall.do(Recall(2)) == (TicketNoShow(at=hall.now, ticket="А001", window=2, by="recalls"),)


def missed(**calls: Any) -> Hall:
    """Return a hall with five in line, of whom the first was called and did not come."""
    hall = hall_with(calls=Calls(**calls), waiting=5)
    hall.do(CallNext(2))
    hall.do(NoShow(2), after_s=0)
    assert hall.state("А001") == "no_show"
    return hall


@pytest.mark.parametrize(
    ("policy", "line"),
    [
        ({"return_place": "kept"}, ["А001", "А002", "А003", "А004", "А005"]),
        ({"return_place": "after"}, ["А002", "А003", "А004", "А001", "А005"]),
        ({"return_place": "after", "return_after": 0}, ["А001", "А002", "А003", "А004", "А005"]),
        ({"return_place": "after", "return_after": 99}, ["А002", "А003", "А004", "А005", "А001"]),
        ({"return_place": "tail"}, ["А002", "А003", "А004", "А005", "А001"]),
    ],
)
def test_a_no_show_is_offered_again_after_five_minutes_where_centre_toml_says(
    policy: dict[str, Any], line: list[str]
) -> None:
    """Not before, whatever the windows do meanwhile; newcomers stand behind it."""
    hall = missed(**policy)
    assert hall.tick(299) == ()
    (returned,) = hall.tick(1)
    assert isinstance(returned, TicketReturned)
    assert list(hall.queue.waiting_for("property")) == line
    assert hall.queue.waiting_for("property")[-1] != hall.issue("property")
    assert list(hall.queue.waiting_for("property")) == [*line, "А006"]


def test_a_no_show_is_offered_again_once_and_then_by_its_number_only() -> None:
    """The second time the clock leaves it; a clerk can still call it, or let it wait."""
    hall = missed(return_place="kept")
    hall.tick(300)
    hall.do(CallNext(2), after_s=0)
    hall.do(NoShow(2), after_s=0)
    assert hall.tick(7200) == ()
    assert hall.state("А001") == "no_show"
    assert hall.do(ReturnTicket(2, "А001")) == (TicketReturned(at=hall.now, ticket="А001"),)


def test_with_offered_again_0_the_clock_brings_nobody_back() -> None:
    """The migration service's way."""
    hall = missed(offered_again=0)
    assert hall.tick(7200) == ()


def test_two_who_return_together_keep_the_order_in_which_they_did() -> None:
    """Both behind the same one; neither overtakes the other."""
    hall = hall_with(calls=Calls(return_after=1), waiting=4)
    for _ in range(2):
        hall.do(CallNext(2), after_s=0)
        hall.do(NoShow(2), after_s=0)
    assert hall.tick(300) == (
        TicketReturned(at=hall.now, ticket="А001", place=2),
        TicketReturned(at=hall.now, ticket="А002", place=2),
    )
    assert hall.queue.waiting_for("property") == ("А003", "А001", "А002", "А004")


def test_a_postponed_ticket_returns_when_its_time_has_come_though_nobody_presses() -> None:
    """In the very second, in its old place; its reason is kept in the fact."""
    hall = hall_with(waiting=2)
    hall.do(CallNext(2))
    facts = hall.do(Postpone(2, 10, "documents"), after_s=0)
    assert facts == (
        TicketPostponed(
            at=hall.now, ticket="А001", window=2, until=hall.now + timedelta(minutes=10), reason="documents"
        ),
    )
    assert hall.tick(599) == ()
    assert hall.tick(1) == (TicketReturned(at=hall.now, ticket="А001"),)
    assert hall.queue.waiting_for("property") == ("А001", "А002")


def test_the_next_moment_is_the_earliest_of_all() -> None:
    """The age of the newest, the end of a call, a return, lunch, and the times of the reception, each in its turn."""
    hall = Hall(windows=(LUNCH,), hours=Hours(monday=("08:00-17:00",), limit_by_capacity=False), calls=Calls())
    hall.clock(9)
    hall.do(Open(2), after_s=0)
    assert next_moment(hall.queue, hall.now) == hall.at(12)
    hall.issue("property", after_s=0)
    matures = hall.now + timedelta(seconds=15)
    assert next_moment(hall.queue, hall.now) == matures
    hall.do(CallNext(2), after_s=15)
    assert next_moment(hall.queue, hall.now) == hall.now + timedelta(seconds=45)
    hall.do(Postpone(2, 5), after_s=1)
    assert next_moment(hall.queue, hall.now) == hall.now + timedelta(minutes=5)
    hall.tick(300)
    hall.do(CallNext(2), after_s=0)
    hall.do(NoShow(2), after_s=0)
    assert next_moment(hall.queue, hall.now) == hall.now + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("now", "then"),
    [((7, 0), (7, 45)), ((7, 45), (8, 0)), ((8, 0), (12, 0)), ((12, 0), (16, 0)), ((16, 0), (17, 0)), ((17, 0), None)],
)
def test_the_hall_is_looked_at_when_the_reception_begins_and_ends(
    now: tuple[int, int], then: tuple[int, int] | None
) -> None:
    """First tickets, opening, lunch, last tickets, closing; after that midnight is the loop's own matter."""
    hall = Hall(windows=(LUNCH,), hours=Hours(monday=("08:00-17:00",), limit_by_capacity=False))
    hall.clock(*now)
    hall.do(Open(2), after_s=0)
    assert next_moment(hall.queue, hall.now) == (None if then is None else hall.at(*then))


def test_an_empty_hall_without_hours_waits_for_nothing() -> None:
    """Idle, it sleeps."""
    hall = Hall()
    hall.open(2)
    assert next_moment(hall.queue, hall.now) is None


def test_what_was_overdue_at_a_restart_happens_in_one_tick() -> None:
    """The power was off for an hour: the call is over, the postponed is back."""
    hall = hall_with(WITH_SERVE, waiting=3)
    hall.do(CallNext(2))
    hall.do(Postpone(2, 5), after_s=1)
    hall.do(CallNext(2), after_s=1)
    facts = hall.tick(3600)
    assert facts == (
        TicketReturned(at=hall.now, ticket="А001"),
        TicketNoShow(at=hall.now, ticket="А002", window=2, by="time"),
    )


def test_a_ticket_that_is_called_by_hand_is_not_returned_by_the_clock_as_well() -> None:
    """The time of its postponement passes while its citizen is at the window."""
    hall = hall_with(WITH_SERVE)
    hall.do(CallNext(2))
    hall.do(Postpone(2, 1), after_s=0)
    hall.do(Call(2, "А001"), after_s=0)
    assert hall.tick(60) == ()
