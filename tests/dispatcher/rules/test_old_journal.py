# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A journal of an older Cherha: its lines have fewer fields, and make the same queue as ever."""

from datetime import UTC, datetime

import msgspec
import pytest

from centre.facts import QueueFact
from centre.messages import TicketReply, decode
from dispatcher.rules.apply import apply
from dispatcher.rules.commands import CallNext
from tests.dispatcher.rules.hall import Hall

OLD = """
{"fact":"day_started","at":"2026-11-23T06:00:00Z","day":"2026-11-23"}
{"fact":"window_opened","at":"2026-11-23T06:01:00Z","window":2}
{"fact":"ticket_issued","at":"2026-11-23T06:02:00Z","ticket":"А001","service":"property","kiosk":"k","request":"k/1","ahead":0}
{"fact":"ticket_printed","at":"2026-11-23T06:02:01Z","ticket":"А001","outcome":"printed"}
{"fact":"ticket_issued","at":"2026-11-23T06:03:00Z","ticket":"А002","service":"property","kiosk":"k","request":"k/2","ahead":1}
{"fact":"ticket_issued","at":"2026-11-23T06:04:00Z","ticket":"А003","service":"property","kiosk":"k","request":"k/3","ahead":2}
{"fact":"ticket_called","at":"2026-11-23T06:05:00Z","ticket":"А001","window":2}
{"fact":"ticket_recalled","at":"2026-11-23T06:06:00Z","ticket":"А001","window":2}
{"fact":"ticket_postponed","at":"2026-11-23T06:07:00Z","ticket":"А001","window":2,"until":"2026-11-23T06:10:00Z"}
{"fact":"ticket_called","at":"2026-11-23T06:08:00Z","ticket":"А002","window":2}
{"fact":"ticket_no_show","at":"2026-11-23T06:09:00Z","ticket":"А002","window":2}
{"fact":"ticket_returned","at":"2026-11-23T06:11:00Z","ticket":"А001"}
{"fact":"ticket_called","at":"2026-11-23T06:11:00Z","ticket":"А001","window":2}
{"fact":"serving_started","at":"2026-11-23T06:12:00Z","ticket":"А001","window":2}
{"fact":"ticket_transferred","at":"2026-11-23T06:13:00Z","ticket":"А001","window":2,"service":"passport"}
{"fact":"window_paused","at":"2026-11-23T06:14:00Z","window":2}
"""
"""Every kind of fact whose type has grown, as it was written before issue 3."""

DECODER = msgspec.json.Decoder[QueueFact](QueueFact)


def old_hall() -> Hall:
    """Return the hall that the old journal makes."""
    hall = Hall()
    hall.now = datetime(2026, 11, 23, 6, 14, tzinfo=UTC)
    for line in OLD.split("\n")[1:-1]:
        hall.replay(DECODER.decode(line))
    return hall


def test_an_old_journal_makes_the_same_queue_as_ever() -> None:
    """Nobody of the morning is lost by an upgrade at noon."""
    hall = old_hall()
    states = {number: str(ticket.state) for number, ticket in hall.queue.tickets.items()}
    assert states == {"А001": "waiting", "А002": "no_show", "А003": "waiting"}
    assert hall.queue.waiting_for("passport") == ("А001",)
    assert hall.issue("property") == "А004"


def test_an_old_no_show_is_offered_again_by_the_new_rules() -> None:
    """Five minutes after its line."""
    hall = Hall(calls=msgspec.convert({}, type=type(Hall().queue.policy.calls)))
    hall.queue = hall.with_policy(hall.queue.policy, old_hall().queue)
    hall.now = datetime(2026, 11, 23, 6, 14, tzinfo=UTC)
    assert hall.tick() != ()
    assert hall.state("А002") == "waiting"


def test_an_old_window_calls_on(hall: Hall) -> None:
    """Also one that an older Cherha had opened."""
    hall.queue = old_hall().queue
    hall.now = datetime(2026, 11, 23, 6, 15, tzinfo=UTC)
    hall.open(2)
    hall.do(CallNext(2))
    assert hall.state("А003") == "called"


def test_a_fact_without_its_own_fields_is_still_refused() -> None:
    """Only what has grown may be missing."""
    with pytest.raises(msgspec.ValidationError):
        DECODER.decode(b'{"fact":"ticket_called","at":"2026-11-23T06:05:00Z","ticket":"\xd0\x90001"}')


def test_an_old_answer_can_be_given_again() -> None:
    """It was kept beside its fact, before a ticket said how long it may take."""
    answer = (
        b'{"message":"ticket_reply","request_id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","ticket":"\xd0\x90001",'
        b'"day":"2026-11-23","service":"property","issued_at":"2026-11-23T06:02:00Z","ahead":0,"windows":[1,2]}'
    )
    reply = decode("kiosk_reply", answer)
    assert isinstance(reply, TicketReply)
    assert (reply.due, reply.wait) == (None, None)


def test_facts_of_today_read_back_as_they_were_written() -> None:
    """Each new field comes back from the journal's own JSON."""
    hall = old_hall()
    for line in (
        '{"fact":"ticket_kept","at":"2026-11-23T06:15:00Z","ticket":"А003"}',
        '{"fact":"resource_lost","at":"2026-11-23T06:15:00Z","resource":"registry"}',
        '{"fact":"day_started","at":"2026-11-24T06:15:00Z","day":"2026-11-24","durations":{"property":[60,61]}}',
        '{"fact":"ticket_carried","at":"2026-11-24T06:15:00Z","ticket":"А003","service":"property","priority":true}',
    ):
        fact = DECODER.decode(line)
        assert DECODER.decode(msgspec.json.encode(fact)) == fact
        hall.queue = apply(hall.queue, fact)
    assert (hall.queue.durations, hall.queue.tickets["А003"].priority) == ({"property": (60, 61)}, True)
