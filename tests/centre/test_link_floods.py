# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whoever floods a link is left alone for a while, at the broker, and everybody else goes on being heard."""

import math
from collections.abc import Callable
from typing import Any

import pytest

from centre.fair_inbox import FairInbox
from centre.link import Link
from centre.link_client import PromptClient
from centre.link_events import LinkUp, Received
from centre.link_floods import DEAF_S, QUIET_S, STATES, STATES_EACH_S, Floods
from centre.link_subscriptions import MOST_OWED, owed
from centre.messages import topic
from centre.service import Inbox
from tests.conftest import PATIENCE_S

REPLY, BOARD = topic("kiosk_reply", id="kiosk-hall"), topic("board")
NOBODY = 16
"""The broker's reason code for what has no subscriber (MQTT 5, 3.4.2.1)."""

FLOODED, STATE = topic("desk_request", id="desk-2"), topic("state", role="kiosk", id="kiosk-hall")


def asked(unit: str) -> Received:
    """Return a request."""
    return Received("desk_request", {"id": unit}, b"{}", retained=False)


def told(floods: Floods, now_s: float) -> bool:
    """Let a kiosk say its state; return whether it is left alone for it."""
    floods.hear(STATE, Received("state", {"role": "kiosk", "id": "kiosk-hall"}, b"{}", retained=False), now_s)
    return floods.deaf_to(STATE)


def test_a_topic_is_left_while_its_words_find_no_room(caplog: pytest.LogCaptureFixture) -> None:
    """Once, with a line in the log; its time over, it is listened to again."""
    floods = Floods(FairInbox(most=1))
    floods.hear(FLOODED, asked("desk-2"), 0.0)
    assert not floods.deaf_to(FLOODED)
    floods.hear(FLOODED, asked("desk-2"), 1.0)
    assert floods.deaf_to(FLOODED)
    assert (floods.to_leave(), floods.to_leave()) == ([FLOODED], [])
    assert caplog.messages == [
        f"{FLOODED}: more is said there than can be read; for 10 s nobody listens. See to that unit, or switch it off"
    ]
    assert floods.over(DEAF_S) == set()
    assert floods.over(1.0 + DEAF_S) == {FLOODED}
    assert not floods.deaf_to(FLOODED)


def test_a_new_connection_listens_to_everybody() -> None:
    """Its subscriptions are all made anew."""
    floods = Floods(FairInbox(most=0))
    floods.hear(FLOODED, asked("desk-2"), 0.0)
    floods.begin()
    assert not floods.deaf_to(FLOODED)
    assert floods.to_leave() == []


def test_states_have_a_pace_however_fast_they_are_read() -> None:
    """Each is read in no time, so none would ever wait; yet at the broker they push a board out of the queue."""
    floods = Floods(Inbox())
    assert [told(floods, 0.0) for _ in range(STATES)] == [False] * STATES
    assert told(floods, 0.0)
    assert floods.over(DEAF_S) == {STATE}
    assert not told(floods, DEAF_S)
    slow = Floods(Inbox())
    assert not any(told(slow, n / STATES_EACH_S) for n in range(3 * STATES))


def test_nobody_is_charged_for_a_state_that_is_asked_for_anew() -> None:
    """As often as others flood, and the broker ends the connection: whoever says nothing is not left alone."""
    floods = Floods(Inbox(), deaf_s=0.0)
    for _ in range(STATES):
        floods.hear(FLOODED, asked("desk-2"), 0.0, owed=True)
        assert floods.over(0.0) == {FLOODED}
        assert floods.asks_anew(QUIET_S)
        assert not told(floods, 0.0)
        floods.begin()
        assert not told(floods, 0.0)


def test_states_are_asked_for_once_a_flood_has_been_read() -> None:
    """While its words still come out of the broker's queue, what is asked for would find no room there."""
    floods = Floods(Inbox())
    assert floods.to_do_in_s(0.0) == math.inf
    floods.hear(FLOODED, asked("desk-2"), 0.0, owed=True)
    assert floods.to_do_in_s(0.0) == QUIET_S
    assert floods.ignores(FLOODED, 0.5)
    assert not floods.ignores(STATE, 0.9)
    assert not floods.asks_anew(QUIET_S)
    assert [floods.asks_anew(0.5 + QUIET_S) for _ in range(2)] == [True, False]
    assert floods.to_do_in_s(0.5 + QUIET_S) == DEAF_S - 0.5 - QUIET_S
    assert floods.over(DEAF_S) == {FLOODED}
    assert floods.to_do_in_s(DEAF_S) == math.inf


def test_a_flood_that_never_ends_is_no_reason_not_to_ask() -> None:
    """Whoever listens by a wildcard cannot leave one topic: its words go on coming, and are passed over."""
    floods = Floods(Inbox())
    floods.hear(FLOODED, asked("desk-2"), 0.0, owed=True)
    assert floods.ignores(FLOODED, DEAF_S - QUIET_S / 2)
    assert floods.asks_anew(DEAF_S)


def test_a_new_connection_has_nothing_to_ask_for_anew() -> None:
    """It asks for everything as it begins."""
    floods = Floods(Inbox())
    floods.hear(FLOODED, asked("desk-2"), 0.0, owed=True)
    floods.begin()
    assert not floods.asks_anew(QUIET_S)


class Full(Inbox):
    """Has no room for what is said too often."""

    def put(self, item: object) -> bool:
        """Leave an item, if it is not that."""
        return not (isinstance(item, Received) and item.payload == b"again") and super().put(item)


def listening(start: Callable[..., Link], deaf_s: float) -> tuple[Inbox, Floods]:
    """Return what a link hears that stands, and leaves a flood alone for so long."""
    inbox = Full()
    floods = start(inbox=inbox, states=(BOARD,))._subscriptions._floods
    floods._deaf_s = deaf_s
    assert inbox.take_all(PATIENCE_S) == [LinkUp()]
    return inbox, floods


def board_comes_anew(inbox: Inbox, dispatcher: Any) -> bool:
    """Return whether a flood brings the board once more."""
    dispatcher.publish(BOARD, b"{}", retain=True)
    board = inbox.take_all(PATIENCE_S)
    dispatcher.publish(REPLY, b"again")
    return board == inbox.take_all(PATIENCE_S) == [Received("board", {}, b"{}", retained=True)]


def test_a_flood_is_kept_out_at_the_broker(start: Callable[..., Link], dispatcher: Any) -> None:
    """The broker has nobody to whom to send what is said there, so it fills no queue; the board still comes."""
    inbox, _ = listening(start, 600.0)
    assert NOBODY in (dispatcher.publish(REPLY, b"again") for _ in range(10_000))
    dispatcher.publish(BOARD, b"{}", retain=True)
    assert inbox.take_all(PATIENCE_S)[0] == Received("board", {}, b"{}", retained=True)


def test_after_a_flood_what_stands_is_asked_for_anew(
    start: Callable[..., Link], dispatcher: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind it the broker may have dropped a board, so at once, while nobody listens yet to whoever flooded.

    The link wakes for it, and not for a ping that happens to be due.
    """
    monkeypatch.setattr("centre.link.KEEPALIVE_S", 600)
    inbox, floods = listening(start, 600.0)
    assert board_comes_anew(inbox, dispatcher)
    assert floods.deaf_to(REPLY)


def test_after_a_while_whoever_flooded_is_heard_again(start: Callable[..., Link], dispatcher: Any) -> None:
    """Without a new LinkUp: the connection has stood all the time. The board tells that it has come to that."""
    inbox, _ = listening(start, 0.0)
    assert board_comes_anew(inbox, dispatcher)
    dispatcher.publish(REPLY, b"once")
    assert inbox.take_all(PATIENCE_S) == [Received("kiosk_reply", {"id": "kiosk-hall"}, b"once", retained=False)]


def test_a_topic_is_left_while_too_many_of_its_answers_are_on_their_way() -> None:
    """Else answers to others would wait behind them, though all that is asked is read at once."""
    inbox = Inbox()
    floods = Floods(inbox)
    floods.hear(FLOODED, asked("desk-2"), 0.0, owed=True)
    assert floods.deaf_to(FLOODED)
    assert inbox.take_all(0) == []


def test_answers_on_their_way_are_counted_for_each_asker() -> None:
    """Whoever is owed many is known among others."""
    client = PromptClient("one", [])
    for _ in range(2):
        client.publish(REPLY, b"{}", qos=1)
    client.publish(BOARD, b"{}", qos=1)
    assert [client.unconfirmed(REPLY, most) for most in (1, 2)] == [True, False]
    assert not client.unconfirmed(BOARD, 1)


def test_a_link_leaves_whoever_it_owes_too_many_answers() -> None:
    """By the topic on which it answers them; a state is answered to nobody."""
    client = PromptClient("one", [])
    for _ in range(MOST_OWED + 1):
        client.publish(topic("desk_reply", id="desk-2"), b"{}", qos=1)
    assert [owed(client, asked(unit)) for unit in ("desk-1", "desk-2")] == [False, True]
    assert not owed(client, Received("state", {"role": "desk", "id": "desk-2"}, b"{}", retained=False))
