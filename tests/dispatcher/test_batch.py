# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A batch: decided in its order on one queue, and no payload whatever makes it raise."""

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.centre_file import load
from centre.config import CentreFile
from centre.messages import Confirmation, DeskAction, DeskRequest, GiveUp, Refusal, TicketReply, TicketRequest, encode
from dispatcher.batch import LONGEST_TEXT, Batch
from dispatcher.rules.queue import Queue
from tests.conftest import SMALL
from tests.dispatcher.rig import at_once
from tests.fakes import HandClock

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ID = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
PRESS = encode(TicketRequest(request_id=ID, service="passport"))
Maker = Callable[..., Batch]


def new_batch(centre: CentreFile, answers: dict[str, Any] | None = None) -> Batch:
    """Return a batch on an empty day."""
    batch = Batch(
        queue=Queue.start(centre), answers=answers or {}, windows={"desk-1": 1}, clock=HandClock(NOW).reading()
    )
    batch.tick()
    return batch


def only_reply(batch: Batch) -> tuple[str, Any]:
    """Return the one reply of the batch."""
    (reply,) = batch.replies + batch.standing
    return reply


def test_the_answer_stands_beside_the_last_fact(small_centre: CentreFile) -> None:
    """What the asker is told is written in the same commit as what it says."""
    batch = new_batch(small_centre)
    batch.take("kiosk_request", "hall", PRESS, retained=False)
    topic, reply = only_reply(batch)
    assert topic == "cherha/1/kiosk/hall/reply"
    assert [(type(line.fact).__name__, line.request, line.answer) for line in batch.lines] == [
        ("DayStarted", None, None),
        ("TicketIssued", f"kiosk/hall/{ID}", encode(reply)),
    ]


def test_each_request_sees_what_the_ones_before_it_did(small_centre: CentreFile) -> None:
    """Press, open and call of one moment: the call finds the ticket and the open window."""
    batch = new_batch(at_once(small_centre))
    batch.take("kiosk_request", "hall", PRESS, retained=False)
    actions: tuple[DeskAction, ...] = ("open", "call_next")
    for number, action in enumerate(actions):
        wish = DeskRequest(request_id=UUID(int=number), action=action)
        batch.take("desk_request", "desk-1", encode(wish), retained=False)
    assert [reply.ticket for _, reply in batch.replies] == ["А001", None, "А001"]


def test_a_batch_changes_nothing_outside(small_centre: CentreFile) -> None:
    """The queue it began with stays as it was, so a batch that the disk refuses is simply dropped."""
    queue = Queue.start(small_centre)
    batch = Batch(queue=queue, answers={}, windows={}, clock=HandClock(NOW).reading())
    batch.take("kiosk_request", "hall", PRESS, retained=False)
    assert queue == Queue.start(small_centre)
    assert batch.queue != queue


def test_an_answer_given_before_stands_without_a_commit(small_centre: CentreFile) -> None:
    """A first answer is said again from memory and adds no line."""
    first = Refusal(reason="nobody_waits", text="Nobody waits.", request_id=ID)
    batch = new_batch(small_centre, {f"kiosk/hall/{ID}": first})
    lines = len(batch.lines)
    batch.take("kiosk_request", "hall", PRESS, retained=False)
    assert (batch.standing, batch.replies, len(batch.lines)) == ([("cherha/1/kiosk/hall/reply", first)], [], lines)


def test_a_press_given_up_in_its_own_batch_stays_given_up(small_centre: CentreFile) -> None:
    """Press, giving-up and the same press again, all waiting in one inbox."""
    batch = new_batch(small_centre)
    for payload in (PRESS, encode(GiveUp(request_id=UUID(int=1), given_up=ID)), PRESS):
        batch.take("kiosk_request", "hall", payload, retained=False)
    assert [type(reply) for _, reply in batch.replies] == [TicketReply, Confirmation, Refusal]


def test_a_retained_request_is_refused(small_centre: CentreFile) -> None:
    """It may be of last week: no ticket is made of it."""
    batch = new_batch(small_centre)
    batch.take("kiosk_request", "hall", PRESS, retained=True)
    assert only_reply(batch)[1] == Refusal(
        reason="retained", text="a request must not be retained: nobody could tell when it was made", request_id=ID
    )


def test_a_request_that_cannot_be_read_is_refused_to_its_asker(small_centre: CentreFile) -> None:
    """The refusal goes to the topic's unit, says what is wrong, and carries the id if one can be found."""
    batch = new_batch(small_centre)
    payload = b'{"message": "ticket_request", "request_id": "%s"}' % str(ID).encode()
    batch.take("kiosk_request", "hall", payload, retained=False)
    assert only_reply(batch) == (
        "cherha/1/kiosk/hall/reply",
        Refusal(
            reason="bad_message",
            text=f"kiosk_request: Object missing required field `service`; got {payload[:80]!r}",
            request_id=ID,
        ),
    )


@pytest.mark.parametrize(
    "payload",
    [
        json.dumps(
            {"message": "ticket_request", "request_id": str(ID), "service": "я" * 30_000}, ensure_ascii=False
        ).encode(),
        json.dumps({"message": "я" * 10_000}).encode(),
    ],
)
def test_a_huge_word_is_not_repeated_whole(small_centre: CentreFile, payload: bytes) -> None:
    """A refusal longer than the broker's largest packet would cost the dispatcher its connection."""
    batch = new_batch(small_centre)
    batch.take("kiosk_request", "hall", payload, retained=False)
    text = only_reply(batch)[1].text
    assert (len(text), text[-1]) == (LONGEST_TEXT + 1, "…")


def test_a_fault_of_ours_costs_one_request_only(small_centre: CentreFile, caplog: pytest.LogCaptureFixture) -> None:
    """A request on which we break, even when its facts are made, is refused; the next is not; the log has the trace."""
    batch = Batch(queue=Queue.start(small_centre), answers={}, windows={"desk-1": 9}, clock=HandClock(NOW).reading())
    batch.tick()
    lines = list(batch.lines)
    # The outage is a fact already when the answer counts who waits at window 9, which is not there: it breaks last.
    outage = DeskRequest(request_id=ID, action="outage", resource="registry")
    with caplog.at_level(logging.ERROR):
        batch.take("desk_request", "desk-1", encode(outage), retained=False)
    assert only_reply(batch)[1].text == "The dispatcher failed on this request; its log says why."
    assert (batch.lines, batch.queue.outages) == (lines, frozenset())
    assert caplog.records[0].exc_info is not None
    good = encode(TicketRequest(request_id=UUID(int=7), service="civil"))
    batch.take("kiosk_request", "hall", good, retained=False)
    assert batch.replies[-1][1].ticket == "Ш001"


# Not st.text: for it Hypothesis computes all of Unicode, for seconds, in the first example of a fresh checkout.
LETTERS = 'aZ09_-/ "\\{}[]:,\n\x00їҐ’№😀'
WORDS = st.lists(st.sampled_from(LETTERS), max_size=9).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=4,
)
FIELDS = {
    "message": st.sampled_from(
        ["ticket_request", "print_result", "give_up", "desk_request", "check_in", "book_appointments", "carry_over"]
    )
    | JSON,
    "code": st.sampled_from(["123", "1234\n", "²³¹"]) | JSON,
    "priority": st.booleans() | JSON,
    "reason": st.sampled_from(["payment", "illness"]) | JSON,
    "resource": st.sampled_from(["registry", "patience"]) | JSON,
    "tickets": st.lists(st.sampled_from(["А001", "Я99999"]), max_size=2) | JSON,
    "appointments": st.lists(
        st.fixed_dictionaries(
            {
                "due": st.sampled_from(["2026-11-23T12:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"]),
                "code": st.just("123"),
                "service": st.sampled_from(["passport", "dragons"]),
            }
        ),
        max_size=2,
    ),
    "request_id": st.uuids().map(str) | JSON,
    "service": st.sampled_from(["passport", "civil"]) | JSON,
    "action": st.sampled_from(["open", "call", "postpone", "transfer", "call_next", "return_ticket", "outage"]) | JSON,
    "ticket": st.sampled_from(["А001", "А001\n", "Я99999"]) | JSON,
    "printed_request": st.uuids().map(str) | JSON,
    "given_up": st.uuids().map(str) | JSON,
    "day": st.sampled_from(["2026-11-23", "0001-01-01", "9999-12-31"]) | JSON,
    "outcome": st.sampled_from(["printed", "failed", "unknown"]) | JSON,
    "minutes": st.integers() | JSON,
    "to_window": st.integers() | JSON,
}
ALMOST = st.fixed_dictionaries({}, optional=FIELDS).map(lambda tree: json.dumps(tree).encode())


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["kiosk_request", "desk_request", "office_request"]),
            ALMOST | st.binary(max_size=9),
            st.booleans(),
        ),
        max_size=6,
    )
)
def test_whatever_is_said_gets_one_answer_each(said: list[tuple[str, bytes, bool]]) -> None:
    """Random requests and half-right ones: one answer each, never an exception, never a fault of ours."""
    batch = new_batch(load(SMALL))
    for row, payload, retained in said:
        batch.take(row, "desk-1", payload, retained=retained)
    answers = [reply for _, reply in batch.replies + batch.standing]
    assert len(answers) == len(said)
    assert not [a for a in answers if isinstance(a, Refusal) and a.text.startswith("The dispatcher failed")]
    issued = [a.ticket for a in batch.fresh.values() if isinstance(a, TicketReply)]
    assert len(issued) == len(set(issued))


def test_deep_nesting_is_refused(small_centre: CentreFile) -> None:
    """JSON nested a thousand times exhausts a decoder's stack, not the dispatcher."""
    batch = new_batch(small_centre)
    batch.take("kiosk_request", "hall", b'{"x":' + b"[" * 20_000 + b"]" * 20_000 + b"}", retained=False)
    assert only_reply(batch)[1].reason == "bad_message"
