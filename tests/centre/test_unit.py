# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A device on the wire: it asks until it is answered, and says of itself only what is new."""

from datetime import UTC, datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

import msgspec
import pytest

from centre.link import Link
from centre.messages import DeviceState, GiveUp, Problem, Refusal, TicketReply, TicketRequest
from centre.time import Now
from centre.unit import VERSION, Unit

PRESS = TicketRequest(request_id=UUID(int=1), service="passport")
STUCK = Problem(code="button_stuck", text="Button 'passport' (GPIO17) has been closed for over 10 s.")


class Sent(NamedTuple):
    """A request that went out."""

    topic: str
    message: msgspec.Struct
    expiry_s: float | None
    answer_to: str | None


class Wire:
    """Stands for the link, and writes down what it is given."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.states: list[DeviceState] = []

    def publish(self, topic: str, message: msgspec.Struct, **how: Any) -> bool:
        """Take a request."""
        self.sent.append(Sent(topic, message, **how))
        return True

    def say_state(self, state: DeviceState) -> None:
        """Take a state."""
        self.states.append(state)


@pytest.fixture
def wire() -> Wire:
    """Return a wire on which nothing was said."""
    return Wire()


@pytest.fixture
def unit(wire: Wire) -> Unit:
    """Return the kiosk ``hall`` on this wire."""
    return Unit(role="kiosk", unit="hall", link=cast("Link", wire))


def at(steady_s: float) -> Now:
    """Return a moment."""
    return Now(utc=datetime(2026, 11, 22, 8, 0, int(steady_s) % 60, tzinfo=UTC), steady_s=steady_s)


def sent(expiry_s: float | None) -> Sent:
    """Return the press as it goes out."""
    return Sent("cherha/1/kiosk/hall/request", PRESS, expiry_s, "cherha/1/kiosk/hall/reply")


def test_request_goes_out_and_again_until_it_is_answered(wire: Wire, unit: Unit) -> None:
    """The same request, to the own topic, with an expiry that shrinks; after the answer nothing more."""
    unit.ask(PRESS, at(100), give_up_after_s=5)
    assert unit.deadline_s() == 101
    assert unit.due(at(100.5)) == []
    assert unit.due(at(101)) == []
    assert wire.sent == [sent(5), sent(4)]
    answer = TicketReply(
        request_id=PRESS.request_id, ticket="А001", day=at(0).utc.date(), service="passport",
        issued_at=at(0).utc, ahead=0, windows=(1,),
    )  # fmt: skip
    assert unit.settle(answer) == PRESS
    assert unit.settle(answer) is None
    assert (unit.due(at(110)), unit.deadline_s()) == ([], None)
    assert len(wire.sent) == 2


def test_unanswered_request_is_given_up_and_not_said_again(wire: Wire, unit: Unit) -> None:
    """At the end of patience it is handed back, once, and nothing more goes out."""
    unit.ask(PRESS, at(100), give_up_after_s=5)
    assert unit.due(at(105)) == [PRESS]
    assert unit.due(at(106)) == []
    unit.linked(at(107))
    assert wire.sent == [sent(5)]


def test_refusal_without_an_id_settles_nothing(unit: Unit) -> None:
    """The dispatcher could not read whose request it was: it is asked again."""
    unit.ask(PRESS, at(100), give_up_after_s=5)
    assert unit.settle(Refusal(reason="bad_message", text="kiosk_request: Expected `object`, got `array`")) is None
    assert unit.deadline_s() is not None


def test_new_connection_says_again_all_that_holds(wire: Wire, unit: Unit) -> None:
    """The state first, then every open request."""
    report = GiveUp(request_id=UUID(int=2), given_up=UUID(int=9))
    unit.report((), at(99))
    unit.ask(PRESS, at(100), give_up_after_s=5)
    unit.ask(report, at(100))
    before, states = len(wire.sent), len(wire.states)
    unit.linked(at(102))
    assert wire.sent[before:] == [sent(3), Sent(sent(0).topic, report, None, sent(0).answer_to)]
    assert wire.states[states:] == [DeviceState(state="ready", version=VERSION, since=at(99).utc)]


def test_state_is_said_only_when_it_changes(wire: Wire, unit: Unit) -> None:
    """Ready, degraded with its problem, ready again: each once, each with the moment from which it holds."""
    for second, problems in enumerate([(), (), (STUCK,), (STUCK,), ()]):
        unit.report(problems, at(second))
    assert wire.states == [
        DeviceState(state="ready", version=VERSION, since=at(0).utc),
        DeviceState(state="degraded", version=VERSION, since=at(2).utc, problems=(STUCK,)),
        DeviceState(state="ready", version=VERSION, since=at(4).utc),
    ]


def test_unit_without_a_state_says_none(wire: Wire, unit: Unit) -> None:
    """A connection that is there before the service knows how it is brings no state of its own."""
    unit.linked(at(0))
    assert (wire.states, wire.sent) == ([], [])


def test_desk_speaks_on_its_own_topics(wire: Wire) -> None:
    """The role is in the topic."""
    Unit(role="desk", unit="w1", link=cast("Link", wire)).ask(PRESS, at(0))
    assert (wire.sent[0].topic, wire.sent[0].answer_to) == ("cherha/1/desk/w1/request", "cherha/1/desk/w1/reply")


def test_a_withdrawn_request_is_said_no_more(wire: Wire, unit: Unit) -> None:
    """What holds no longer is not repeated, not even on a new connection, and its late answer settles nothing."""
    unit.ask(PRESS, at(0))
    unit.withdraw(PRESS)
    unit.linked(at(1))
    unit.due(at(100))
    assert len(wire.sent) == 1
    assert not unit.asking()
    assert unit.settle(Refusal(reason="bad_message", text="?", request_id=PRESS.request_id)) is None
