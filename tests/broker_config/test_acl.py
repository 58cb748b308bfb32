# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who may say and hear what: the text, and what a real Mosquitto makes of it."""

from typing import TYPE_CHECKING

import msgspec
import pytest

from broker_config.acl import acl, units
from centre import messages
from centre.config import CentreFile
from centre.config_alarms import Siren
from centre.identity import user_of

if TYPE_CHECKING:
    from tests.conftest import Broker

DISPATCHER = "dispatcher-main"
KIOSK = "kiosk-kiosk-hall"
DESK = "desk-desk-1"
DISPLAY = "display-hall"
OFFICE = "office-main"
RATING = "rating-rating-exit"
RATING_REQUEST = "cherha/1/rating/rating-exit/request"
RATING_REPLY = "cherha/1/rating/rating-exit/reply"

ALLOWED = 0
NOBODY_LISTENS = 16
"""MQTT 5: accepted, no subscriber."""
NOT_AUTHORISED = 135

REQUEST = "cherha/1/kiosk/kiosk-hall/request"
BOARD = "cherha/1/board"


def rights(centre: CentreFile, user: str) -> set[str]:
    """Return the lines of one user's section."""
    sections = acl(centre).split("\nuser ")
    return next(set(lines) for name, *lines in (section.split("\n") for section in sections) if name == user) - {""}


def test_kiosk_speaks_only_for_itself(small_centre: CentreFile) -> None:
    """A kiosk writes its own request and state, and reads its own reply, the board and all states."""
    assert rights(small_centre, KIOSK) == {
        "topic write cherha/1/kiosk/kiosk-hall/request",
        "topic write cherha/1/kiosk/kiosk-hall/state",
        "topic read cherha/1/kiosk/kiosk-hall/reply",
        "topic read cherha/1/board",
        "topic read cherha/1/+/+/state",
    }


def test_desk_sees_only_its_own_window(small_centre: CentreFile) -> None:
    """A desk reads the state of the window it stands at, and of no other."""
    assert rights(small_centre, "desk-desk-2") == {
        "topic write cherha/1/desk/desk-2/request",
        "topic write cherha/1/desk/desk-2/state",
        "topic read cherha/1/desk/desk-2/reply",
        "topic read cherha/1/board",
        "topic read cherha/1/window/2",
        "topic read cherha/1/+/+/state",
    }


def test_display_asks_nothing(small_centre: CentreFile) -> None:
    """A display writes its own state, and reads the board and all states; who has priority is for desks alone."""
    assert rights(small_centre, DISPLAY) == {
        "topic write cherha/1/display/hall/state",
        "topic read cherha/1/board",
        "topic read cherha/1/+/+/state",
    }


def test_siren_speaks_only_for_itself(small_centre: CentreFile) -> None:
    """A siren raises alerts under its own name, hears its own answers and the board, and sees who is there."""
    heard = msgspec.structs.replace(small_centre, sirens=(Siren(id="roof", source="contact", alert_pin=20),))
    assert rights(heard, "siren-roof") == {
        "topic write cherha/1/siren/roof/request",
        "topic write cherha/1/siren/roof/state",
        "topic read cherha/1/siren/roof/reply",
        "topic read cherha/1/board",
        "topic read cherha/1/+/+/state",
    }


def test_box_for_a_word_speaks_only_for_itself(small_centre: CentreFile) -> None:
    """A box says its words and its state, hears its own answers and the board, and sees who is there."""
    assert rights(small_centre, RATING) == {
        f"topic write {RATING_REQUEST}",
        "topic write cherha/1/rating/rating-exit/state",
        f"topic read {RATING_REPLY}",
        "topic read cherha/1/board",
        "topic read cherha/1/+/+/state",
    }


def test_dispatcher_answers_all_and_asks_nothing(small_centre: CentreFile) -> None:
    """The dispatcher writes replies, board, windows, events and its own state, and reads requests and states."""
    assert rights(small_centre, DISPATCHER) == {
        "topic write cherha/1/kiosk/+/reply",
        "topic write cherha/1/desk/+/reply",
        "topic write cherha/1/office/+/reply",
        "topic write cherha/1/siren/+/reply",
        "topic write cherha/1/rating/+/reply",
        "topic write cherha/1/dispatcher/main/state",
        "topic write cherha/1/board",
        "topic write cherha/1/window/+",
        "topic write cherha/1/event",
        "topic read cherha/1/kiosk/+/request",
        "topic read cherha/1/desk/+/request",
        "topic read cherha/1/siren/+/request",
        "topic read cherha/1/office/+/request",
        "topic read cherha/1/rating/+/request",
        "topic read cherha/1/+/+/state",
    }


def test_office_asks_and_is_no_device(small_centre: CentreFile) -> None:
    """The office writes its request and reads its reply, and looks at board and windows; it has no state."""
    mine = {right for right in rights(small_centre, OFFICE) if not right.endswith("/state")}
    assert mine == {
        "topic write cherha/1/office/main/request",
        "topic read cherha/1/office/main/reply",
        "topic read cherha/1/board",
        "topic read cherha/1/window/+",
    }
    assert not any("write" in right for right in rights(small_centre, OFFICE) - mine)


def test_technician_only_listens(small_centre: CentreFile) -> None:
    """The technician writes nothing, and reads everything of ours but what citizens say of their service."""
    assert rights(small_centre, "technician") == {
        "topic deny cherha/1/rating/+/request",
        "topic deny cherha/1/rating/+/reply",
        "topic read cherha/1/#",
    }


def test_every_unit_has_its_own_user(small_centre: CentreFile) -> None:
    """No two units share a user, and nothing is granted outside a user's section."""
    users = [user_of(unit.role, unit.id) for unit in units(small_centre)]
    assert users == [DISPATCHER, OFFICE, KIOSK, DESK, "desk-desk-2", DISPLAY, RATING]
    assert "topic" not in acl(small_centre).split("\nuser ")[0].replace("topic table", "")
    assert "pattern" not in acl(small_centre)


@pytest.mark.parametrize(
    ("user", "topic"),
    [
        (KIOSK, REQUEST),
        (KIOSK, "cherha/1/kiosk/kiosk-hall/state"),
        (DESK, "cherha/1/desk/desk-1/request"),
        (DESK, "cherha/1/desk/desk-1/state"),
        (DISPLAY, "cherha/1/display/hall/state"),
        (OFFICE, "cherha/1/office/main/request"),
        (RATING, RATING_REQUEST),
        (RATING, "cherha/1/rating/rating-exit/state"),
        (DISPATCHER, RATING_REPLY),
        (DISPATCHER, "cherha/1/kiosk/kiosk-hall/reply"),
        (DISPATCHER, "cherha/1/desk/desk-2/reply"),
        (DISPATCHER, "cherha/1/office/main/reply"),
        (DISPATCHER, BOARD),
        (DISPATCHER, "cherha/1/window/2"),
        (DISPATCHER, "cherha/1/event"),
        (DISPATCHER, "cherha/1/dispatcher/main/state"),
    ],
)
def test_broker_lets_each_role_say_its_own(broker: "Broker", user: str, topic: str) -> None:
    """Mosquitto accepts what the topic table allows."""
    assert broker.connect(user).publish(topic) in {ALLOWED, NOBODY_LISTENS}


@pytest.mark.parametrize(
    ("user", "topic"),
    [
        (KIOSK, "cherha/1/kiosk/other/request"),
        (KIOSK, "cherha/1/desk/desk-1/request"),
        (KIOSK, "cherha/1/kiosk/kiosk-hall/reply"),
        (KIOSK, "cherha/1/display/hall/state"),
        (KIOSK, BOARD),
        (DESK, "cherha/1/desk/desk-2/request"),
        (DESK, "cherha/1/window/1"),
        (DESK, REQUEST),
        (DISPLAY, BOARD),
        (DISPLAY, REQUEST),
        (KIOSK, RATING_REQUEST),
        (DESK, RATING_REQUEST),
        ("technician", RATING_REQUEST),
        (RATING, "cherha/1/rating/other/request"),
        (RATING, "cherha/1/desk/desk-1/request"),
        (RATING, RATING_REPLY),
        (RATING, BOARD),
        (DESK, "cherha/1/office/main/request"),
        (KIOSK, "cherha/1/office/main/request"),
        ("technician", "cherha/1/office/main/request"),
        (OFFICE, REQUEST),
        (OFFICE, "cherha/1/desk/desk-1/request"),
        (OFFICE, "cherha/1/office/main/reply"),
        (OFFICE, "cherha/1/office/other/request"),
        (OFFICE, "cherha/1/office/main/state"),
        (OFFICE, BOARD),
        (DISPATCHER, REQUEST),
        (DISPATCHER, "cherha/1/kiosk/kiosk-hall/state"),
        ("technician", REQUEST),
        ("technician", BOARD),
        ("technician", "anything/else"),
        ("nobody-known", REQUEST),
    ],
)
def test_broker_refuses_what_is_anothers_to_say(broker: "Broker", user: str, topic: str) -> None:
    """Mosquitto answers *Not authorized*, and whoever may hear that topic hears nothing."""
    listener = broker.connect("technician")
    listener.subscribe("#")
    assert broker.connect(user).publish(topic, b"forged") == NOT_AUTHORISED
    assert broker.connect(DISPATCHER).publish("cherha/1/event", b"the end") == ALLOWED
    assert listener.next().payload == b"the end"


@pytest.mark.parametrize(
    ("user", "heard"),
    [
        (KIOSK, {"cherha/1/kiosk/kiosk-hall/reply", BOARD, "cherha/1/desk/desk-1/state"}),
        (DESK, {"cherha/1/window/1", BOARD, "cherha/1/desk/desk-1/state"}),
        (DISPLAY, {BOARD, "cherha/1/desk/desk-1/state"}),
        (DISPATCHER, {REQUEST, "cherha/1/desk/desk-1/state"}),
        ("nobody-known", set()),
    ],
)
def test_broker_delivers_to_each_role_only_its_own(broker: "Broker", user: str, heard: set[str]) -> None:
    """Whoever subscribes to everything is given what the topic table allows, and not a message more.

    A second subscriber proves that the broker had all of them to give.
    """
    listener, witness = broker.connect(user), broker.connect("technician")
    for client in (listener, witness):
        client.subscribe("#")
    dispatcher = broker.connect(DISPATCHER)
    said = [
        (broker.connect(KIOSK), REQUEST),
        (dispatcher, "cherha/1/kiosk/kiosk-hall/reply"),
        (dispatcher, "cherha/1/desk/desk-2/reply"),
        (dispatcher, "cherha/1/window/1"),
        (dispatcher, "cherha/1/window/2"),
        (dispatcher, "cherha/1/event"),
        (dispatcher, BOARD),
        (broker.connect(DESK), "cherha/1/desk/desk-1/state"),
    ]
    for speaker, topic in said:
        speaker.publish(topic)
    assert {witness.next().topic for _ in said} == {topic for _, topic in said}
    listener.subscribe("the/end")  # MQTT keeps the order: whatever was meant for it has come before this answer
    assert {listener.next().topic for _ in heard} == heard
    assert listener.heard.empty()


@pytest.mark.parametrize("user", ["technician", RATING, KIOSK, DESK, DISPLAY, OFFICE])
def test_a_citizens_word_reaches_the_dispatcher_alone(broker: "Broker", user: str) -> None:
    """Whoever hears when which box says a word, or is thanked, knows whose it is; so not even the technician does."""
    listener, dispatcher = broker.connect(user), broker.connect(DISPATCHER)
    listener.subscribe("#")
    dispatcher.subscribe(RATING_REQUEST)
    assert broker.connect(RATING).publish(RATING_REQUEST, b"good") == ALLOWED
    assert dispatcher.next().payload == b"good"
    dispatcher.publish(RATING_REPLY, b"thanks")
    dispatcher.publish("cherha/1/dispatcher/main/state", b"the end")
    heard = [listener.next().payload for _ in range(1 + (user == RATING))]
    assert heard == [b"thanks"] * (user == RATING) + [b"the end"]


def test_retained_state_waits_for_whoever_may_read_it(broker: "Broker") -> None:
    """A desk that joins late is given its window's retained state, and not its neighbour's."""
    dispatcher = broker.connect(DISPATCHER)
    for window in ("2", "1"):
        dispatcher.publish(f"cherha/1/window/{window}", retain=True)
    desk = broker.connect(DESK)
    desk.subscribe("cherha/1/window/+")
    first = desk.next()
    assert (first.topic, first.retained) == ("cherha/1/window/1", True)


@pytest.mark.parametrize("user", [DESK, DISPLAY, DISPATCHER])
def test_how_the_kiosks_are_waits_for_whoever_must_tell(broker: "Broker", user: str) -> None:
    """A desk or a screen that joins late is given what each kiosk has said of itself, by one filter for all of them."""
    broker.connect(KIOSK).publish("cherha/1/kiosk/kiosk-hall/state", b"no paper", retain=True)
    listener = broker.connect(user)
    listener.subscribe(messages.topic("state", role="kiosk", id="+"))
    heard = listener.next()
    assert (heard.topic, heard.payload, heard.retained) == ("cherha/1/kiosk/kiosk-hall/state", b"no paper", True)
