# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The commands of the head of centre: report an outage or an alert, call, decide what remains at closing, vouch.

They ask, and print the outcome; what is done about it is the dispatcher's alone. ``cherha/appointments.py`` hands in
bookings, ``cherha/ratings.py`` counts words.
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

from centre import config, texts
from centre.centre_file import load
from centre.clock_proof import how_to_set
from centre.errors import Unavailable
from centre.messages import (
    AskClock,
    CallTicket,
    CarryOver,
    ClockSaid,
    Leftover,
    ListLeftover,
    ReportOutage,
    SwitchAlert,
    TrustClock,
)
from centre.time import read_clocks
from cherha.conversation import Conversation, with_dispatcher


def outage(options: argparse.Namespace) -> None:
    """Say that something services need has failed, or with ``--over`` works again, and which services that touches."""
    centre = load(options.centre)
    with with_dispatcher(centre.broker) as dispatcher:
        dispatcher.ask(ReportOutage(request_id=uuid4(), resource=options.resource, lost=not options.over))
    touched = ", ".join(service.name for service in centre.services if options.resource in service.needs)
    if not touched:
        print(f"{options.resource}: noted. No service of {options.centre} needs it, so nothing changes.")
    elif options.over:
        print(f"{options.resource}: works again. Open, unless something else they need has failed: {touched}.")
    else:
        print(f"{options.resource}: has failed. Closed: {touched}. When it works again, add --over.")


def alert(options: argparse.Namespace) -> None:
    """Raise an air-raid alert by hand, or with ``--over`` say the all-clear, whatever the sirens have said."""
    centre = load(options.centre)
    with with_dispatcher(centre.broker) as dispatcher:
        reply = dispatcher.ask(SwitchAlert(request_id=uuid4(), raised=not options.over))
    if not options.over:
        print("Alert: no ticket is lost, nobody becomes a no-show. When it is over, add --over.")
    elif reply.resumes_at is None:
        print("All-clear: no window was suspended.")
    else:
        print(f"All-clear: windows call again at {texts.clock(reply.resumes_at, centre.centre.time_zone)}.")


def call(options: argparse.Namespace) -> None:
    """Call a ticket by its number to a window, out of turn: the citizen stands there, or came back."""
    centre = load(options.centre)
    with with_dispatcher(centre.broker) as dispatcher:
        dispatcher.ask(CallTicket(request_id=uuid4(), window=options.window, ticket=options.ticket))
    print(f"{options.ticket} is called to window {options.window}.")


def closing(options: argparse.Namespace) -> None:
    """List who is not served yet; with ``--carry`` first make all their tickets, or those named, good tomorrow."""
    centre = load(options.centre)
    with with_dispatcher(centre.broker) as dispatcher:
        if options.carry is not None:
            dispatcher.ask(CarryOver(request_id=uuid4(), tickets=tuple(options.carry)))
        left = list(_leftover(dispatcher))
    print("\n".join(_closing_lines(left, centre, read_clocks().utc)))


def clock(options: argparse.Namespace) -> None:
    """Say what the dispatcher thinks of its clock; with ``--trust`` vouch for it, until its next start or jump."""
    centre = load(options.centre)
    with with_dispatcher(centre.broker) as dispatcher:
        request = TrustClock(request_id=uuid4()) if options.trust else AskClock(request_id=uuid4())
        said = dispatcher.ask(request).clock
    if said is None:
        raise Unavailable("The dispatcher says nothing of its clock: it is of an older Cherha. Upgrade it first.")
    zone = ZoneInfo(centre.centre.time_zone)
    print("\n".join(_clock_lines(said, zone, options.centre, vouched=options.trust)))


def _clock_lines(said: ClockSaid, zone: ZoneInfo, file: Path, *, vouched: bool) -> Iterator[str]:
    """Yield what the clock says, whether it is trusted, and what to do if not."""
    says, goes_by = (f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" for moment in (said.says, said.goes_by))
    says = f"{says} ({zone.key})"
    if vouched:
        yield f"The dispatcher trusts its clock now: {says}. It does until its next start, or until the clock is set."
    elif said.trusted:
        yield f"The dispatcher trusts its clock: {says}."
    else:
        yield f"Nothing proves the dispatcher's clock. It says {says}; the queue goes by {goes_by} meanwhile."
        yield "Numbers go on, no midnight ends the day and the hours close nothing."
        yield f"If the clock is right: cherha clock --trust --centre {file}"
        yield "If not, connect the network, or set it first, as root:"
        yield how_to_set(zone.key)


def _leftover(dispatcher: Conversation) -> Iterator[Leftover]:
    """Yield who is not served yet; on a bad day they are more than one answer holds."""
    page = dispatcher.ask(ListLeftover(request_id=uuid4()))
    yield from page.leftover
    while page.more:
        page = dispatcher.ask(ListLeftover(request_id=uuid4(), after=page.leftover[-1].ticket))
        yield from page.leftover


def _closing_lines(left: Sequence[Leftover], centre: config.CentreFile, now: datetime) -> Iterator[str]:
    """Yield how many are left and, if any, the table of them; times are those of the centre's wall clock."""
    if not left:
        yield "Everybody has been served."
        return
    yield f"Not served yet: {len(left)}. Good on the next day: {sum(ticket.kept for ticket in left)}."
    names = {service.id: service.name for service in centre.services}
    zone = ZoneInfo(centre.centre.time_zone)
    rows = [("ticket", "service", "since", "state", "today", "next day")]
    for ticket in left:
        since = _since(ticket.issued_at.astimezone(zone), now.astimezone(zone))
        name = names.get(ticket.service, ticket.service)
        state, kept = ticket.state.replace("_", " "), "good" if ticket.kept else "-"
        rows.append((ticket.ticket, name, since, state, _TODAY[ticket.in_time], kept))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


_TODAY = {True: "in time", False: "too late", None: "-"}
"""Whether a ticket will probably be served before closing."""


def _since(issued: datetime, now: datetime) -> str:
    """Return the time, with its date when that is not today."""
    return f"{issued:%H:%M}" if issued.date() == now.date() else f"{issued:%Y-%m-%d %H:%M}"
