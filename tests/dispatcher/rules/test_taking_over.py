# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tickets that a kiosk gave while it was alone: their place by time of issue, once each, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config_kiosks import Button, Kiosk, Printer
from centre.config_rules import Calls, Order
from centre.facts import QueueFact, RequestGivenUp, TicketCarried, TicketPrinted, TicketTakenOver
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import CallNext, CarryOver, NoShow, TakeOver, Transfer
from dispatcher.rules.commands_alarms import DoubtClock, TrustClock
from tests.dispatcher.rules.hall import Hall

PRINTER = Printer(connection="network", host="printer.local")
KIOSKS = tuple(
    Kiosk(id=name, printer=PRINTER, buttons=(Button(pin=4, service="property"),), alone_numbers=numbers)
    for name, numbers in (("hall", "801-849"), ("yard", "851-899"))
)
EAGER = Order(minimum_age_s=0)


def lonely(**changes: Any) -> Hall:
    """Return a hall of two kiosks with numbers of their own."""
    return Hall(**{"kiosks": KIOSKS, "order": EAGER, **changes})


def take_over(hall: Hall, ticket: str, age_s: float, *, after_s: float = 0, **changes: Any) -> tuple[QueueFact, ...]:
    """Let a kiosk tell of a ticket; return what that makes happen."""
    return hall.do(told(hall, ticket, age_s, **changes), after_s=after_s)


def told(hall: Hall, ticket: str, age_s: float, kiosk: str = "hall", **changes: Any) -> TakeOver:
    """Return the command for a ticket of property that came out well."""
    words: dict[str, Any] = {
        "ticket": ticket, "service": "property", "kiosk": kiosk, "request": f"{kiosk}/{ticket}",
        "day": hall.queue.day or hall.day, "age_s": age_s,
    }  # fmt: skip
    return TakeOver(**{**words, **changes})


def called(hall: Hall, times: int, window: int = 2) -> list[str]:
    """Return whom a window calls, one after another."""
    if not hall.queue.desk(window).opened_at:
        hall.open(window)
    numbers = []
    for _ in range(times):
        hall.do(CallNext(window))
        ticket = hall.queue.at_window(window)
        assert ticket is not None
        numbers.append(ticket.number)
    return numbers


def test_it_stands_where_it_would_if_the_centre_had_given_it() -> None:
    """Given between the first and the second of three, it is called second, and at once."""
    hall = lonely()
    for _ in range(3):
        hall.issue("property")
    place = hall.queue.tickets["А001"].seniority
    assert take_over(hall, "А801", 90) == (
        TicketTakenOver(
            at=hall.now, ticket="А801", service="property", kiosk="hall", request="hall/А801", day=hall.day,
            issued_at=hall.now - timedelta(seconds=90), place=place,
        ),
        TicketPrinted(at=hall.now, ticket="А801", outcome="printed"),
    )  # fmt: skip
    assert hall.state("А801") == "waiting"
    assert called(hall, 4) == ["А001", "А801", "А002", "А003"]


def test_one_given_before_all_others_is_first() -> None:
    """The dispatcher started an hour later than the kiosk."""
    hall = lonely()
    hall.issue("property")
    (taken, _) = take_over(hall, "А801", 3600)
    assert isinstance(taken, TicketTakenOver)
    assert taken.place is None
    assert called(hall, 2) == ["А801", "А001"]


def test_one_given_in_the_same_moment_stands_behind() -> None:
    """Who stood in the hall and who stood at the kiosk came together; the centre's own is known longer."""
    hall = lonely()
    hall.issue("property")
    take_over(hall, "А801", 0)
    assert called(hall, 2) == ["А001", "А801"]


def test_several_keep_their_own_order_though_their_ages_jitter() -> None:
    """A message is under way for a while: the second seems older than the first, and is not."""
    hall = lonely()
    hall.issue("property")
    for ticket, age_s in (("А801", 300.0), ("А802", 300.2), ("А803", 299.0)):
        take_over(hall, ticket, age_s)
    assert called(hall, 4) == ["А801", "А802", "А803", "А001"]


def test_two_kiosks_that_were_alone_are_merged_by_time() -> None:
    """Whoever is heard first has no advantage."""
    hall = lonely()
    hall.tick()
    for ticket, age_s in (("А801", 400), ("А802", 200)):
        take_over(hall, ticket, age_s)
    for ticket, age_s in (("А851", 300), ("А852", 100)):
        take_over(hall, ticket, age_s, kiosk="yard")
    assert called(hall, 4) == ["А801", "А851", "А802", "А852"]


def test_nobody_else_changes_places() -> None:
    """Those who came later move on by one, whoever lost a place stays behind whom it stood."""
    again = Calls(arrival_after_s=3600, no_show_after_s=3600, offered_again=1, not_offered_s=0, return_after=2)
    hall = lonely(calls=again)
    for _ in range(4):
        hall.issue("property")
    hall.open(2)
    hall.do(CallNext(2))
    hall.do(NoShow(2))
    hall.tick()
    before = hall.queue.waiting_for("property")
    assert before == ("А002", "А003", "А001", "А004")
    take_over(hall, "А801", 3600)
    assert hall.queue.waiting_for("property") == ("А801", *before)
    take_over(hall, "А802", (hall.now - hall.queue.tickets["А003"].issued_at).total_seconds() - 1)
    assert hall.queue.waiting_for("property") == ("А801", "А002", "А003", "А001", "А802", "А004")
    assert sorted(ticket.seniority for ticket in hall.queue.tickets.values()) == list(range(6))


def test_a_transferred_one_keeps_its_place() -> None:
    """It has a seniority like any other."""
    hall = lonely()
    hall.open(2, 3)
    hall.issue("land")
    hall.issue("land")
    take_over(hall, "А801", 30)
    hall.do(CallNext(2))
    hall.do(Transfer(2, "land"))
    assert hall.queue.waiting_for("land") == ("В001", "А801", "В002")


def test_with_priority_it_is_called_as_such() -> None:
    """One bit, that nobody asks the reason of."""
    hall = lonely()
    hall.issue("property")
    take_over(hall, "А801", 10, priority=True)
    assert called(hall, 2) == ["А801", "А001"]


def test_said_twice_it_is_one_ticket() -> None:
    """The answer may be lost, also until the citizen has been served."""
    hall = lonely()
    take_over(hall, "А801", 60)
    assert take_over(hall, "А801", 65, after_s=5) == ()
    called(hall, 1)
    assert take_over(hall, "А801", 70, after_s=5) == ()


def test_paper_that_did_not_come_out_gives_no_place() -> None:
    """Nobody holds the ticket; that it was told is remembered."""
    hall = lonely()
    hall.tick()
    assert take_over(hall, "А801", 60, outcome="failed") == (RequestGivenUp(at=hall.now, given_up="hall/А801"),)
    assert take_over(hall, "А801", 60, outcome="failed") == ()
    assert "А801" not in hall.queue.tickets


def test_an_unknown_end_keeps_the_ticket() -> None:
    """A place may be called in vain, never lost."""
    hall = lonely()
    take_over(hall, "А801", 60, outcome="unknown")
    assert (hall.state("А801"), hall.queue.tickets["А801"].printed) == ("waiting", "unknown")


def test_one_of_an_earlier_day_is_recorded_and_has_no_place() -> None:
    """After a day apart its citizen has long gone home; said again it is confirmed again."""
    hall = lonely()
    hall.tick()
    yesterday = hall.day - timedelta(days=1)
    (taken,) = take_over(hall, "А801", 86_400, day=yesterday)
    assert isinstance(taken, TicketTakenOver)
    assert (taken.day, taken.place) == (yesterday, None)
    assert hall.queue.tickets == {}
    assert take_over(hall, "А801", 86_400, day=yesterday) == ()
    take_over(hall, "А801", 60, request="hall/of-today")
    assert hall.state("А801") == "waiting"


def test_a_kiosk_that_missed_a_midnight_loses_nobody() -> None:
    """It has no clock and says yesterday, but the ticket is five minutes old."""
    hall = lonely()
    hall.tick()
    take_over(hall, "А801", 300, day=hall.day - timedelta(days=1))
    assert hall.state("А801") == "waiting"


def test_a_kiosk_that_is_a_day_ahead_is_served_today() -> None:
    """Whatever its clock says, its citizen is here."""
    hall = lonely()
    hall.tick()
    take_over(hall, "А801", 300, day=hall.day + timedelta(days=1))
    assert hall.state("А801") == "waiting"


def test_of_the_day_that_was_moved_it_is_of_today() -> None:
    """The clock was doubted over midnight, and the day has its true date: the ticket stands by its time, like any."""
    hall = lonely()
    hall.issue("property")
    hall.do(DoubtClock())
    hall.issue("property")
    hall.do(TrustClock(), after_s=86_400)
    assert hall.queue.day == hall.day + timedelta(days=1)
    given = hall.issue("property")
    take_over(hall, "А801", 86_400, day=hall.day)
    assert hall.queue.waiting_for("property") == ("А002", "А801", given)


def test_whoever_was_carried_over_stays_first() -> None:
    """Also before whom the kiosk served while the dispatcher slept into the morning."""
    hall = lonely()
    hall.tick()
    hall.replay(TicketCarried(at=hall.now, ticket="А007", service="property"))
    take_over(hall, "А801", 3600, after_s=60)
    assert hall.queue.waiting_for("property") == ("А007", "А801")


def test_a_clock_that_was_set_back_lets_nobody_overtake() -> None:
    """What seems to be given in the future was given before the clock went back, so before this ticket."""
    hall = lonely()
    hall.issue("property")
    hall.now -= timedelta(hours=1)
    take_over(hall, "А801", 30)
    assert hall.queue.waiting_for("property") == ("А001", "А801")


@pytest.mark.parametrize("age_s", [1e9, 1e300])
def test_an_age_beyond_belief_is_no_fault(age_s: float) -> None:
    """A kiosk's clock may have stood at 1970; its citizen is the first of today."""
    hall = lonely()
    hall.issue("property")
    take_over(hall, "А801", age_s)
    assert hall.queue.waiting_for("property") == ("А801", "А001")


@pytest.mark.parametrize(
    ("ticket", "kiosk", "own"),
    [
        ("А800", "hall", "its own numbers are 801-849"),
        ("А851", "hall", "its own numbers are 801-849"),
        ("Б801", "hall", "its own numbers are 801-849"),
        ("А0801", "hall", "its own numbers are 801-849"),
        ("А801", "roof", "it has no numbers of its own"),
    ],
)
def test_a_number_that_is_not_the_kiosks_own_is_refused(ticket: str, kiosk: str, own: str) -> None:
    """It could be somebody else's: another kiosk's, another service's, or the centre's own."""
    hall = lonely()
    reason, text = hall.refused(told(hall, ticket, 60, kiosk))
    assert reason == "unknown_ticket"
    assert text == (
        f"Kiosk '{kiosk}' may not give {ticket} for 'property' by itself: {own}, under the service's letter. Look at"
        " alone_numbers in centre.toml."
    )


def test_an_unknown_service_is_refused() -> None:
    """No window would ever call it."""
    hall = lonely()
    assert hall.refused(told(hall, "А801", 60, service="moon"))[0] == "unknown_service"


def test_a_number_that_another_press_has_is_refused() -> None:
    """Two citizens would go to one window."""
    hall = lonely()
    take_over(hall, "А801", 60)
    assert hall.refused(told(hall, "А801", 30, request="hall/other")) == (
        "wrong_state",
        "Ticket А801 is waiting. It came of another press; a second one of this number is not taken over.",
    )


def test_the_dispatcher_never_gives_a_kiosks_own_number() -> None:
    """It passes over the blocks of all kiosks under each letter, also where priority has a range of its own."""
    low = (replace(KIOSKS[0], alone_numbers="002-003"), replace(KIOSKS[1], alone_numbers="004-004"))
    hall = lonely(kiosks=low)
    assert [hall.issue("property") for _ in range(3)] == ["А001", "А005", "А006"]
    assert [hall.issue("passport") for _ in range(2)] == ["Б001", "Б005"]
    hall = lonely(kiosks=low, order=Order(priority_numbers="own_range"))
    assert [hall.issue("property", priority=p) for p in (True, True, False)] == ["А001", "А005", "А1000"]


def test_a_block_at_the_end_of_the_range_leads_into_the_next() -> None:
    """Behind 950 comes 1000, and with priority what nobody has from there on."""
    last = (replace(KIOSKS[0], alone_numbers="002-999"),)
    hall = lonely(kiosks=last)
    assert [hall.issue("property") for _ in range(3)] == ["А001", "А1000", "А1001"]
    hall = lonely(kiosks=last, order=Order(priority_numbers="own_range"))
    wishes = (False, True, True, False)
    assert [hall.issue("property", priority=wish) for wish in wishes] == ["А1000", "А001", "А1001", "А1002"]


def test_it_counts_in_no_series() -> None:
    """Behind А801 the centre goes on with А002."""
    hall = lonely()
    hall.issue("property")
    take_over(hall, "А801", 10)
    assert hall.issue("property") == "А002"


def test_it_can_be_kept_for_tomorrow() -> None:
    """And is passed over by who gives numbers then."""
    hall = lonely()
    take_over(hall, "А801", 10)
    hall.do(CarryOver())
    hall.tick(after_s=86_400)
    assert hall.queue.day == date(2026, 11, 24)
    assert hall.queue.waiting_for("property") == ("А801",)


def test_the_facts_make_the_same_queue_again() -> None:
    """A restart between any two of them changes nothing."""
    hall = lonely()
    facts = [*hall.tick()]
    for command in (told(hall, "А801", 50), told(hall, "А802", 40), told(hall, "А851", 45, "yard")):
        facts += hall.do(command)
    queue = lonely().queue
    for fact in facts:
        queue = apply(queue, fact)
    assert queue == hall.queue
