# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The invariants of docs/invariants.md that a fact or a refusal must keep, held against the notebook before it."""

from datetime import datetime
from typing import Any

from centre import facts
from dispatcher.rules import commands, commands_alarms
from tests.dispatcher.rules.any_day import alarm_promises, alone_promises, reading
from tests.dispatcher.rules.any_day.notebook import Notebook
from tests.dispatcher.rules.any_day.slips import Slip


def judge(book: Notebook, command: commands.Command, fact: Any, now: datetime) -> None:
    """Hold a fact that is about to happen against what the notebook says until now."""
    alarm_promises.judge(book, command, fact)
    alone_promises.judge(book, command, fact)
    match fact, command:
        case facts.TicketIssued(), commands.IssueTicket() | commands.CheckIn():
            number_is_new(book, fact)
            closed_gives_nothing(book, command, now)
            booking_counts_for_nothing(book, command, fact)
        case facts.TicketCalled(), commands.CallNext():
            next_is_right(book, fact)
            not_too_early(book, fact)
            nobody_starves(book, fact)
            window_may_have(book, fact)
        case facts.TicketCalled(), _:
            window_may_have(book, fact)
        case facts.TicketNoShow(by="time"), _:
            clock_is_patient(book, fact, says_so=True)
        case facts.ServingStarted(assumed=True), _:
            clock_is_patient(book, fact, says_so=False)
        case facts.TicketReturned(), _:
            returns_in_time(book, command, fact)


def number_is_new(book: Notebook, fact: facts.TicketIssued) -> None:
    """2. A number is issued at most once a day, none equals a carried one: they count on, whatever the clock did."""
    service = book.service(fact.service)
    assert service is not None
    assert fact.ticket == reading.next_number(book, service.letter, priority=fact.priority), "2. the next number"


def closed_gives_nothing(book: Notebook, command: commands.IssueTicket | commands.CheckIn, now: datetime) -> None:
    """4, 8. No ticket for a request that has one or was given up, nor of a service that is closed."""
    assert command.request not in book.requests, "4. a repeated request gives no second ticket"
    assert reading.no_ticket(book, command, now) is None, "8. this service is closed"


def booking_counts_for_nothing(book: Notebook, command: commands.Command, fact: facts.TicketIssued) -> None:
    """10. Only who checks in has a booked time, and only in time."""
    expected = None
    if isinstance(command, commands.CheckIn):
        assert book.day is not None
        booked = book.bookings[book.day, command.code]
        expected = None if reading.late(book, booked, fact.at) else booked.due
    assert fact.due == expected, "10. due is a booked time that was met"


def window_may_have(book: Notebook, fact: facts.TicketCalled) -> None:
    """3. A window has one ticket, a ticket one window, and the window serves it, called by hand or in turn."""
    slip = book.slips[fact.ticket]
    assert book.at(fact.window) is None, "3. one window, one citizen"
    assert slip.window is None, "3. one citizen, one window"
    assert reading.can_help(book, fact.window, slip), "3. the window serves it"
    assert fact.turn == "by_hand" or fact.window in book.windows_for(slip.service), "3. in turn, a service we have"


def next_is_right(book: Notebook, fact: facts.TicketCalled) -> None:
    """5. CallNext calls due appointments by their time, then the returned, then priority in a row, then seniority."""
    expected = reading.next_one(book, fact.window, fact.at)
    assert (fact.ticket, fact.turn) == expected, f"5. {fact.ticket} by {fact.turn}, not {expected}"


def not_too_early(book: Notebook, fact: facts.TicketCalled) -> None:
    """7. CallNext calls nobody who still walks from the kiosk, nor who did not come a moment ago."""
    slip = book.slips[fact.ticket]
    assert reading.mature(book, slip, fact.at), "7. minimum_age_s"
    assert slip.absent_since is None, "7. not_offered_s"


def nobody_starves(book: Notebook, fact: facts.TicketCalled) -> None:
    """6. Each window calls an ordinary ticket with n before it at the latest in its call (n + 1)(k + 1).

    All w windows that serve it together: at the latest in their call (n + 1)(k + 1) + (w - 1)k. ``before`` grows when
    somebody comes to stand before it by rule; appointments and returns do not count. The count begins anew when a
    window could not call it for a while: for an outage, or as centre.toml was changed.
    """
    if fact.turn not in ("priority", "ordinary"):
        return
    in_row = book.centre.order.priority_in_a_row
    ready = reading.ready(book, fact.window, fact.at)
    for slip in book.waiting():
        if slip.first or slip.number == fact.ticket:
            continue
        if slip not in ready:
            if fact.window in slip.passed:
                slip.passed.clear()
                slip.before.clear()
            continue
        slip.before |= _before(book, slip)
        slip.passed[fact.window] += 1
        bound = (len(slip.before) + 1) * (in_row + 1)
        assert slip.passed[fact.window] < bound, f"6. {slip.number} starves at window {fact.window}"
        assert slip.passed.total() < bound + (len(slip.passed) - 1) * in_row, f"6. {slip.number} starves"


def _before(book: Notebook, slip: Slip) -> set[tuple[str, int]]:
    """Return the ordinary tickets before it in the common order of its windows, each with its turn of waiting."""
    windows = [window for window in book.windows_for(slip.service) if book.may_have(window, slip)]
    line = book.waiting()
    before = line[: line.index(slip)]
    mine = (other for other in before if not other.first and any(book.may_have(w, other) for w in windows))
    return {(other.number, other.waits) for other in mine}


def clock_is_patient(book: Notebook, fact: facts.TicketNoShow | facts.ServingStarted, *, says_so: bool) -> None:
    """12. The clock gives a call up only after its time, and only where the clerk could have said that one came."""
    called_at = book.slips[fact.ticket].called_at
    can_say, patience = reading.call_over(book.centre, fact.window)
    assert can_say == says_so, "12. a no-show by the clock only where there is a key 'serve'"
    assert called_at is not None
    ends = book.sirens.ends(called_at, patience, fact.window)
    # A clock that was set back far behind the call tells nothing: a clerk without a key is not left waiting for it.
    set_back = not says_so and called_at - fact.at >= patience
    assert set_back or (ends is not None and ends <= fact.at), "12, 18. not before its time"


def returns_in_time(book: Notebook, command: commands.Command, fact: facts.TicketReturned) -> None:
    """7, 12, 18. Nobody returns by the clock before their time; a clerk, who sees them, may let them at any time."""
    slip = book.slips[fact.ticket]
    if isinstance(command, commands.ReturnTicket) and command.ticket == fact.ticket:
        return
    assert reading.helps(book, slip.service), "18. nobody returns to where nobody calls"
    since, back = slip.aside_at, reading.comes_back(book, slip)
    assert since is not None
    # Of who went before the clock was set back nobody can tell how long ago it was.
    assert back is not None, "12. offered often enough"
    assert back <= fact.at or fact.at < since, "7, 12, 18. not before its time"


def refusal_is_true(book: Notebook, command: commands.Command, refused: commands.Refused, now: datetime) -> None:
    """5, 8, 9. Nobody is told that nobody waits, a service is closed, or a ticket is over, unless it is so."""
    alarm_promises.refusal_is_true(book, command, refused)
    alone_promises.refusal_is_true(book, command)
    match command:
        case commands.CallNext():
            nobody = refused.reason == "nobody_waits"
            assert not (nobody and reading.next_one(book, command.window, now)), "9. somebody may be called"
        case commands.IssueTicket() | commands.CheckIn() if refused.closed != "full":
            expected = reading.no_ticket(book, command, now)
            assert (refused.reason, refused.closed) == (expected or (None, None)), "8. it gives tickets again"
        case commands.IssueTicket() | commands.CheckIn():
            assert isinstance(command, commands.IssueTicket), "8. capacity holds off nobody with a booking"
            assert book.centre.hours is not None, "8. there is no capacity without hours"
        case commands.Call():
            assert not reading.may_call(book, command), "9. who holds a ticket can be called"
        case commands_alarms.Tick():
            raise AssertionError("the clock is never refused")


def nothing_left_undone(book: Notebook, command: commands.Command, did: tuple[Any, ...], now: datetime) -> None:
    """4, 5, 11. What was accepted was done: a first answer stands, CallNext leaves nobody, all kept were carried."""
    assert not book.carried, "11. who was kept is carried"
    alarm_promises.nothing_left_undone(book, command, did, now)
    alone_promises.nothing_left_undone(book, command)
    kinds = {type(fact) for fact in did}
    match command:
        case commands.IssueTicket() | commands.CheckIn() if facts.TicketIssued not in kinds:
            assert book.requests[command.request] is not None, "4. the first answer stands"
        case commands.CallNext() if facts.TicketCalled not in kinds and not book.sirens.stops(command.window):
            assert reading.next_one(book, command.window, now) is None, "5. somebody may be called"
        case commands_alarms.Tick():
            nobody_forgotten(book, now)


def nobody_forgotten(book: Notebook, now: datetime) -> None:
    """12. Who was put off stands in line again when the time has come, and no call is waited for longer than said."""
    for slip in book.slips.values():
        if slip.where in ("postponed", "no_show"):
            back, since = reading.comes_back(book, slip), slip.aside_at
            assert since is not None
            assert back is None or since <= now < back, "12. it should have returned"
        if slip.where == "called" and slip.window is not None and slip.called_at is not None:
            patience = reading.call_over(book.centre, slip.window)[1]
            ends = book.sirens.ends(slip.called_at, patience, slip.window)
            assert ends is None or ends > now, "12. the call is over"
