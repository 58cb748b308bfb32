# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Bad input over a real broker to a real dispatcher: refused with a reason, nothing lost, the next press serves."""

import json
import threading
from uuid import UUID, uuid4

import pytest
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from centre.messages import LARGEST_PAYLOAD
from tests.conftest import PATIENCE_S
from tests.dispatcher.office import ASK, DESK_ASK, KIOSK, REPLY, Office, press

ACCEPTED, NOT_AUTHORISED = 0, 135
REFUSAL = {"message": "refusal", "closed": None}


def wish(action: str, request_id: UUID | None = None) -> bytes:
    """Return the payload of a clerk's wish."""
    return json.dumps({"message": "desk_request", "request_id": str(request_id or uuid4()), "action": action}).encode()


def expiring(seconds: int) -> Properties:
    """Return the properties of a message that the broker may deliver only so long."""
    properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]  # paho left it untyped
    properties.MessageExpiryInterval = seconds
    return properties


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        (b"", "kiosk_request: Input data was truncated; got b''"),
        (b"{", "kiosk_request: Input data was truncated; got b'{'"),
        (b"[]", "kiosk_request: Expected `object`, got `array`; got b'[]'"),
        (b"\xff\x00", "kiosk_request: JSON is malformed: invalid character (byte 0); got b'\\xff\\x00'"),
        (
            b'{"message":"dance"}',
            """kiosk_request: Invalid value 'dance' - at `$.message`; got b'{"message":"dance"}'""",
        ),
    ],
)
def test_malformed_json_is_refused(office: Office, payload: bytes, text: str) -> None:
    """What cannot be read is answered on the speaker's own reply topic, without an id, because there is none."""
    assert office.ask(payload) == {**REFUSAL, "reason": "bad_message", "text": text, "request_id": None}


def test_json_nested_without_end_is_refused(office: Office) -> None:
    """It exhausts no stack of the dispatcher."""
    refusal = office.ask(b'{"x":' * 10_000 + b"1" + b"}" * 10_000)
    assert refusal["reason"] == "bad_message"


def test_an_unknown_service_is_refused(office: Office) -> None:
    """The refusal carries the id and says what there is."""
    request_id = uuid4()
    assert office.ask(press("dragons", request_id)) == {
        **REFUSAL,
        "reason": "unknown_service",
        "text": "There is no service 'dragons'. centre.toml has: passport, property, benefits, civil.",
        "request_id": str(request_id),
    }


def test_a_word_as_long_as_the_broker_lets_through_is_refused(office: Office) -> None:
    """The refusal does not repeat it whole: it would be too large, and cost the dispatcher its connection."""
    refusal = office.ask(press("\ue000" * (LARGEST_PAYLOAD // 6 - 40)))
    assert (refusal["reason"], len(refusal["text"])) == ("unknown_service", 501)


def test_a_closed_window_calls_nobody(office: Office) -> None:
    """The clerk learns what to do first, and the citizen still waits."""
    office.desk.publish(DESK_ASK, wish("call_next"))
    refusal = json.loads(office.desk.next().payload)
    assert (refusal["reason"], refusal["text"]) == ("window_closed", "Window 1 is closed. Open it first.")


def test_a_request_id_seen_before_gets_the_first_answer(office: Office) -> None:
    """Also when the repetition asks for something else."""
    request_id = uuid4()
    refused = office.ask(press("dragons", request_id))
    assert office.ask(press("passport", request_id)) == refused


def test_an_expired_request_makes_no_ticket(office: Office) -> None:
    """Pressed while the dispatcher was away and delivered never: its citizen has gone. A fresh one is delivered."""
    office.stop()
    office.kiosk.publish(ASK, press("civil"), properties=expiring(1))
    # The broker's own clock decides, and it counts whole seconds: the dispatcher stays away for two and a little.
    threading.Event().wait(2.2)
    fresh = uuid4()
    office.desk.publish(DESK_ASK, wish("recall", fresh), properties=expiring(60))
    office.start()
    # Asked once more, as a desk does: the first answer shows that the first request had come through.
    office.desk.publish(DESK_ASK, wish("open", fresh))
    assert json.loads(office.desk.next().payload)["reason"] == "no_ticket_at_window"


def test_a_megabyte_costs_its_sender_the_connection(office: Office) -> None:
    """The broker does not read it; the dispatcher never hears of it."""
    sender = office.broker.connect(KIOSK)
    gone = threading.Event()
    sender.paho.on_disconnect = lambda *_: gone.set()
    sender.paho.publish(ASK, press(padding="x" * 1_000_000), qos=0)
    assert gone.wait(PATIENCE_S)


def test_a_retained_command_is_refused(office: Office) -> None:
    """Nobody could tell when it was made; one that lies there from before is not even delivered."""
    request_id = uuid4()
    refusal = office.ask(press("passport", request_id), retain=True)
    assert (refusal["reason"], refusal["request_id"]) == ("retained", str(request_id))
    office.stop()
    office.start()
    assert office.ask(b"{")["reason"] == "bad_message"


def test_a_name_in_the_payload_is_nobodys(office: Office) -> None:
    """A kiosk that claims to be another, or a desk, is answered as itself: who speaks is in the topic."""
    refusal = office.ask(press("dragons", id="kiosk-yard", kiosk="kiosk-yard", unit="desk-1", role="desk"))
    assert refusal["reason"] == "unknown_service"


def test_another_units_topic_is_closed_by_the_broker(office: Office) -> None:
    """Neither another kiosk's nor a desk's request, nor the dispatcher's own words."""
    for foreign in ("cherha/1/kiosk/kiosk-yard/request", DESK_ASK, "cherha/1/board", REPLY):
        assert office.kiosk.publish(foreign, press("civil")) == NOT_AUTHORISED
    assert office.technician.heard.empty()


def test_a_topic_that_is_not_in_the_contract_reaches_nobody(office: Office) -> None:
    """The broker lets nobody speak there."""
    assert office.kiosk.publish("cherha/1/kiosk/kiosk-hall/shout", press()) == NOT_AUTHORISED


def test_a_desk_that_asks_as_a_kiosk_is_refused(office: Office) -> None:
    """A ticket request on a desk's topic is no desk's wish."""
    assert office.desk.publish(DESK_ASK, press()) == ACCEPTED
    refusal = json.loads(office.desk.next().payload)
    assert refusal["text"].startswith("desk_request: Invalid value 'ticket_request' - at `$.message`; got b'")
