# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A command's question: said until it is answered, and never waited for in vain without saying why."""

from typing import Any
from uuid import uuid4

import msgspec
import pytest

from centre.errors import BadMessage, Unavailable
from centre.link import LinkDown, LinkUp, Received
from centre.messages import DeviceState, ListLeftover, OfficeReply, Refusal, encode
from centre.service import Inbox
from cherha.conversation import Conversation, NotDone
from tests.fakes import FakeLink, HandClock, Said, answered

ASKED = ListLeftover(request_id=uuid4())
REPLY = OfficeReply(request_id=ASKED.request_id, booked=7)
BROKER_AWAY = LinkDown("broker 127.0.0.1:8883: timed out")


def dispatcher_says(state: Any) -> Received:
    """Return a retained state of the dispatcher."""
    said = DeviceState(state=state, version="1")
    return Received("state", {"role": "dispatcher", "id": "main"}, encode(said), retained=True)


def office(*events: Any, step_s: float = 0.0) -> tuple[Conversation, FakeLink]:
    """Return a conversation that is told these events, and whose clock goes on ``step_s`` at every look."""
    inbox, clock, link = Inbox(), HandClock(), FakeLink()
    for event in events:
        inbox.put(event)
    return Conversation(link=link, inbox=inbox, clocks=lambda: clock.pass_s(step_s)), link


def test_the_answer_to_the_question_is_returned() -> None:
    """It was said with its limit of delivery, and says where the answer goes."""
    conversation, link = office(LinkUp(), dispatcher_says("ready"), answered("office", "main", REPLY))
    assert conversation.ask(ASKED) == REPLY
    assert link.said == [
        Said("cherha/1/office/main/request", ASKED, expiry_s=10.0, answer_to="cherha/1/office/main/reply")
    ]


def test_an_answer_to_another_question_is_not_taken_for_it() -> None:
    """One to a command that was given up may still come, and so may a second one."""
    stranger = msgspec.structs.replace(REPLY, request_id=uuid4(), booked=8)
    unreadable = Refusal(reason="bad_message", text="no id could be read")
    events = [answered("office", "main", message) for message in (stranger, unreadable, REPLY, REPLY)]
    conversation, _ = office(LinkUp(), *events)
    assert conversation.ask(ASKED) == REPLY
    later = msgspec.structs.replace(ASKED, request_id=uuid4())
    conversation._inbox.put(answered("office", "main", REPLY))
    conversation._inbox.put(answered("office", "main", msgspec.structs.replace(REPLY, request_id=later.request_id)))
    assert conversation.ask(later).request_id == later.request_id


def test_a_new_connection_hears_the_question_again() -> None:
    """With the same id, so that it is done once."""
    conversation, link = office(LinkUp(), BROKER_AWAY, LinkUp(), answered("office", "main", REPLY))
    assert conversation.ask(ASKED) == REPLY
    assert link.take() == [ASKED, ASKED]


def test_a_second_question_is_said_at_once_on_the_same_connection() -> None:
    """It does not wait for its first repetition."""
    conversation, link = office(LinkUp(), answered("office", "main", REPLY))
    conversation.ask(ASKED)
    second = msgspec.structs.replace(ASKED, request_id=uuid4())
    conversation._inbox.put(answered("office", "main", msgspec.structs.replace(REPLY, request_id=second.request_id)))
    conversation.ask(second)
    assert link.take() == [ASKED, second]


def test_silence_ends_after_ten_seconds() -> None:
    """Said again every second until then, with the same id; then one sentence with what to do."""
    conversation, link = office(LinkUp(), step_s=0.5)
    with pytest.raises(Unavailable) as ended:
        conversation.ask(ASKED)
    assert str(ended.value) == (
        "The dispatcher did not answer within 10 s. See that it runs, and what its log says, then repeat the command:"
        " nothing is done twice."
    )
    assert set(link.take()) == {ASKED}


def test_a_lost_connection_is_the_reason_that_is_given() -> None:
    """A broker that went away in the middle may come back within the ten seconds; if not, it is named."""
    conversation, _ = office(LinkUp(), BROKER_AWAY, step_s=4.0)
    with pytest.raises(Unavailable) as ended:
        conversation.ask(ASKED)
    assert str(ended.value) == (
        "The connection was lost: broker 127.0.0.1:8883: timed out. See that the broker runs, then repeat the command:"
        " nothing is done twice."
    )


def test_a_broker_that_is_not_there_is_said_at_once() -> None:
    """Nothing was said to anybody, so nobody waits."""
    conversation, link = office(BROKER_AWAY)
    with pytest.raises(Unavailable) as ended:
        conversation.ask(ASKED)
    assert str(ended.value) == (
        "broker 127.0.0.1:8883: timed out. Nobody heard the command. See that the broker runs, and that [broker] in"
        " centre.toml is its address, then repeat the command: nothing is done twice."
    )
    assert link.said == []


def test_a_dispatcher_that_is_offline_is_said_at_once() -> None:
    """Its retained state says so; there is nothing to wait for."""
    conversation, _ = office(LinkUp(), dispatcher_says("offline"), step_s=4.0)
    with pytest.raises(Unavailable) as ended:
        conversation.ask(ASKED)
    assert str(ended.value) == (
        "The dispatcher is offline, nobody answers. Start it, then repeat the command: nothing is done twice."
    )


def test_a_refusal_is_raised_with_its_reason() -> None:
    """Nothing was changed, and the dispatcher says why."""
    refusal = Refusal(request_id=ASKED.request_id, reason="unknown_ticket", text="there is no ticket А012 today.")
    conversation, _ = office(LinkUp(), answered("office", "main", refusal), step_s=4.0)
    with pytest.raises(NotDone) as ended:
        conversation.ask(ASKED)
    assert str(ended.value) == "The dispatcher refused: there is no ticket А012 today."


def test_an_answer_outside_the_contract_is_said() -> None:
    """A dispatcher of another version: better its words than ten seconds of silence."""
    conversation, _ = office(LinkUp(), Received("office_reply", {"id": "main"}, b"hello", retained=False))
    with pytest.raises(BadMessage) as ended:
        conversation.ask(ASKED)
    assert str(ended.value) == "office_reply: JSON is malformed: invalid character (byte 0); got b'hello'"
