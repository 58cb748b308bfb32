# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Everything that may be said goes over the wire unchanged, and its topic names who says it."""

import typing
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre import facts, facts_day, messages
from centre.errors import BadMessage
from centre.facts import QueueFact
from centre.facts_alarms import (
    AlertCleared,
    AlertRaised,
    CallingResumed,
    ClockDoubted,
    ClockTrusted,
    DayMoved,
    PowerHeard,
    SourceHeard,
)
from centre.facts_base import Threat
from centre.messages import WIRE, decode, encode, read_topic, request_id_in, topic

ID = UUID("0b8f7a52-5a0f-4e0c-9f0e-0d2d5a8b7c11")
AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
CALL = messages.Call(ticket="А001", window=1, called_at=AT, times=2, serving=False)
PRESS = b'{"message":"ticket_request","request_id":"%s","service":"passport","priority":false}' % str(ID).encode()

THREAT = Threat(level="unknown", reason="Ракетна загроза", since=AT)
SAID: dict[str, list[msgspec.Struct]] = {
    "kiosk_request": [
        messages.TicketRequest(request_id=ID, service="passport"),
        messages.TicketRequest(request_id=ID, service="passport", priority=True),
        messages.CheckIn(request_id=ID, code="0417"),
        messages.PrintResult(request_id=ID, printed_request=ID, ticket="ЇЄ00042", day=DAY, outcome="unknown"),
        messages.GiveUp(request_id=ID, given_up=ID),
        messages.HandOver(
            request_id=ID,
            issued_request=ID,
            ticket="А801",
            service="passport",
            day=DAY,
            age_s=61.5,
            priority=True,
            outcome="printed",
        ),
    ],
    "desk_request": [
        messages.DeskRequest(request_id=ID, action="call_next"),
        messages.DeskRequest(request_id=ID, action="call", ticket="Ґ017"),
        messages.DeskRequest(request_id=ID, action="postpone", minutes=480),
        messages.DeskRequest(request_id=ID, action="transfer", service="land", to_window=2),
        messages.DeskRequest(request_id=ID, action="postpone", reason="documents"),
        messages.DeskRequest(request_id=ID, action="outage", resource="registry"),
    ],
    "office_request": [
        messages.BookAppointments(
            request_id=ID, appointments=(messages.Appointment(due=AT, code="0417", service="land"),)
        ),
        messages.ReportOutage(request_id=ID, resource="internet", lost=True),
        messages.CallTicket(request_id=ID, window=2, ticket="А001"),
        messages.ListLeftover(request_id=ID),
        messages.CarryOver(request_id=ID, tickets=("А001",)),
        messages.SwitchAlert(request_id=ID, raised=True),
        messages.AskClock(request_id=ID),
        messages.TrustClock(request_id=ID),
        messages.AskRatings(request_id=ID),
    ],
    "rating_request": [messages.RateService(request_id=ID, word="terrible")],
    "rating_reply": [
        messages.Confirmation(request_id=ID),
        messages.Refusal(reason="journal_failed", text="Full.", request_id=ID),
    ],
    "siren_request": [
        messages.AlertRequest(request_id=ID, says="lost"),
        messages.AlertRequest(request_id=ID, says="raise", threats=(THREAT,)),
        messages.PowerRequest(request_id=ID, mains=False, battery_low=True),
    ],
    "siren_reply": [
        messages.Confirmation(request_id=ID),
        messages.Refusal(reason="journal_failed", text="Full.", request_id=ID),
    ],
    "office_reply": [
        messages.OfficeReply(request_id=ID, booked=17, not_booked=("Code 0417 is booked already.",)),
        messages.OfficeReply(
            request_id=ID,
            leftover=(messages.Leftover(ticket="А001", service="land", state="waiting", issued_at=AT, kept=True),),
        ),
        messages.OfficeReply(request_id=ID, clock=messages.ClockSaid(says=AT, trusted=False, goes_by=AT)),
        messages.OfficeReply(request_id=ID, ratings=(messages.Rated(service="", word="good", count=3),)),
        messages.Refusal(reason="unknown_ticket", text="Ticket А009 was not issued.", request_id=ID),
    ],
    "kiosk_reply": [
        messages.TicketReply(
            request_id=ID, ticket="А001", day=DAY, service="passport", issued_at=AT, ahead=3, windows=(1, 2)
        ),
        messages.TicketReply(
            request_id=ID,
            ticket="А001",
            day=DAY,
            service="passport",
            issued_at=AT,
            ahead=3,
            windows=(1, 2),
            due=AT,
            wait=messages.Wait(from_min=25, to_min=40, at=AT),
        ),
        messages.Refusal(reason="service_closed", text="The registry.", request_id=ID, closed="registry"),
        messages.Confirmation(request_id=ID),
        messages.Refusal(reason="unknown_service", text="Послуги «x» тут немає", request_id=ID),
        messages.Refusal(reason="bad_message", text="?"),
    ],
    "desk_reply": [
        messages.DeskReply(request_id=ID, window=1, ticket=None, waiting=0),
        messages.DeskReply(request_id=ID, window=1, ticket="А001", waiting=4),
        messages.Refusal(reason="nobody_waits", text="Nobody waits", request_id=ID),
    ],
    "state": [
        messages.DeviceState(state="offline", version="0.1.0"),
        messages.DeviceState(
            state="degraded", version="0.1.0", since=AT, problems=(messages.Problem(code="PaperOut", text="No paper."),)
        ),
    ],
    "board": [
        messages.Board(number=0, at=AT, day=None, calls=(), services=()),
        messages.Board(
            number=9,
            at=AT,
            day=DAY,
            calls=(CALL,),
            services=(messages.ServiceLine(service="land", waiting=1, open=True),),
        ),
        messages.Board(
            number=9,
            at=AT,
            day=DAY,
            calls=(),
            services=(messages.ServiceLine(service="land", waiting=0, open=False, closed="not_yet"),),
            opens_at=AT,
        ),
        messages.Board(
            number=9,
            at=AT,
            day=DAY,
            calls=(),
            services=(),
            alert=messages.Alert(level="yellow", since=AT, suspends=True),
            resumes_at=AT,
            alerts_unheard=True,
            power="battery_low",
        ),
    ],
    "window": [
        messages.WindowState(number=0, window=1, state="closed", waiting=0),
        messages.WindowState(number=9, window=1, state="open", waiting=2, call=CALL),
        messages.WindowState(
            number=9, window=1, state="open", waiting=2, ready=1, call=CALL, priority=True, outages=("power",)
        ),
        messages.WindowState(number=9, window=1, state="open", waiting=2, away="А001"),
        messages.WindowState(number=9, window=1, state="open", waiting=2, suspended=True, alert=True),
    ],
    "event": [
        messages.JournalEvent(number=number, event=event)
        for number, event in enumerate[QueueFact](
            [
                facts_day.JournalMended(at=AT, kept=7),
                facts_day.DayStarted(at=AT, day=DAY),
                facts_day.DayStarted(at=AT, day=DAY, last_numbers={"А": 17}),
                ClockDoubted(at=AT),
                ClockTrusted(at=AT),
                DayMoved(at=AT, day=DAY),
                facts.TicketIssued(at=AT, ticket="А001", service="land", kiosk="hall", request=f"hall/{ID}", ahead=0),
                facts.TicketIssued(
                    at=AT,
                    ticket="А001",
                    service="land",
                    kiosk="hall",
                    request=f"hall/{ID}",
                    ahead=0,
                    priority=True,
                    due=AT,
                    code="0417",
                    wait_min=(25, 40),
                ),
                facts_day.AppointmentBooked(at=AT, day=DAY, code="0417", service="land", due=AT),
                facts.TicketTakenOver(
                    at=AT,
                    ticket="А801",
                    service="land",
                    kiosk="hall",
                    request=f"hall/{ID}",
                    day=DAY,
                    issued_at=AT,
                    priority=True,
                    place=3,
                ),
                facts.TicketKept(at=AT, ticket="А001"),
                facts.TicketCarried(at=AT, ticket="А001", service="land", priority=True),
                facts_day.ResourceLost(at=AT, resource="biometrics"),
                facts_day.ResourceReturned(at=AT, resource="biometrics"),
                facts.TicketPrinted(at=AT, ticket="А001", outcome="failed"),
                facts.TicketCalled(at=AT, ticket="А001", window=1),
                facts.TicketRecalled(at=AT, ticket="А001", window=1),
                facts.CallResumed(at=AT, ticket="А001", window=1),
                facts.ServingStarted(at=AT, ticket="А001", window=1),
                facts.TicketFinished(at=AT, ticket="А001", window=1),
                facts.TicketNoShow(at=AT, ticket="А001", window=1),
                facts.TicketPostponed(at=AT, ticket="А001", window=1, until=AT),
                facts.TicketReturned(at=AT, ticket="А001"),
                facts.TicketTransferred(at=AT, ticket="А001", window=1, service="land", only_window=2),
                facts.TicketVoided(at=AT, ticket="А001", reason="not_printed"),
                facts.RequestGivenUp(at=AT, given_up=f"hall/{ID}"),
                facts_day.WindowOpened(at=AT, window=1),
                facts_day.WindowPaused(at=AT, window=1),
                facts_day.WindowClosed(at=AT, window=1),
                facts_day.ServiceRated(at=AT, service="land", word="good", count=3),
                SourceHeard(at=AT, source="feed", says="raise", threats=(THREAT,), overruled=True),
                AlertRaised(at=AT, level="red", since=AT, suspends=True, resumes_at=AT),
                AlertCleared(at=AT, resumes_at=AT, late_opening=True),
                CallingResumed(at=AT),
                PowerHeard(at=AT, source="battery", mains=False, battery_low=True),
                ClockDoubted(at=AT),
                ClockTrusted(at=AT),
                DayMoved(at=AT, day=DAY),
            ]
        )
    ],
}


def test_examples_leave_nothing_out() -> None:
    """Every message of the topic table, and every fact, has its example here."""
    assert {row: {type(example) for example in examples} for row, examples in SAID.items()} == {
        row.name: set(row.messages) for row in WIRE
    }
    told: Any = SAID["event"]
    assert {type(event.event) for event in told} == set(typing.get_args(QueueFact))


@pytest.mark.parametrize(("row", "said"), [(row, said) for row, examples in SAID.items() for said in examples])
def test_message_is_heard_as_it_was_said(row: str, said: msgspec.Struct) -> None:
    """Each message comes out of its payload unchanged, also with fields that only a newer Cherha knows."""
    payload = encode(said)
    assert decode(row, payload) == said
    assert decode(row, payload[:-1] + b',"shoe_size":{"eu":[43]}}') == said


def test_payload_is_plain_json() -> None:
    """What is on the wire can be read aloud: names in full, UTF-8, times in UTC."""
    assert encode(SAID["kiosk_request"][0]) == PRESS
    assert encode(messages.Refusal(reason="bad_message", text="Ні")) == (
        '{"message":"refusal","reason":"bad_message","text":"Ні","request_id":null,"closed":null}'.encode()
    )
    assert encode(messages.DeviceState(state="ready", version="1", since=AT)) == (
        b'{"message":"device_state","state":"ready","version":"1","since":"2026-11-22T08:00:00Z","problems":[]}'
    )


@given(st.sampled_from(sorted(SAID)), st.integers(0, 20), st.integers(0, 500), st.binary(max_size=3))
def test_any_damage_to_a_message_is_a_message_or_a_bad_message(row: str, which: int, place: int, noise: bytes) -> None:
    """With some of its bytes replaced, a payload still raises nothing else, and what it gives can be said again."""
    payload = encode(SAID[row][which % len(SAID[row])])
    damaged = payload[: place % len(payload)] + noise + payload[place % len(payload) + len(noise) :]
    request_id_in(damaged)
    try:
        understood = decode(row, damaged)
    except BadMessage:
        return
    assert decode(row, encode(understood)) == understood


def test_topic_names_who_speaks() -> None:
    """The table makes topics and filters, and reads them back."""
    assert topic("kiosk_reply", id="hall") == "cherha/1/kiosk/hall/reply"
    assert topic("desk_request", id="+") == "cherha/1/desk/+/request"
    assert topic("board") == "cherha/1/board"
    assert read_topic("cherha/1/desk/w1/request") == ("desk_request", {"id": "w1"})
    assert read_topic("cherha/1/display/hall/state") == ("state", {"role": "display", "id": "hall"})
    assert read_topic("cherha/1/window/12") == ("window", {"window": "12"})
    assert read_topic("cherha/1/event") == ("event", {})
