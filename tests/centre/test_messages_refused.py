# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is not in the contract is refused with a sentence, and with nothing else, whatever it is."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.errors import BadMessage
from centre.messages import LARGEST_PAYLOAD, WIRE, TicketRequest, decode, read_topic, request_id_in

ID = UUID("0b8f7a52-5a0f-4e0c-9f0e-0d2d5a8b7c11")
PRESS = b'{"message":"ticket_request","request_id":"%s","service":"passport"}' % str(ID).encode()


def refusal(row: str, payload: bytes) -> str:
    """Return the sentence with which a payload is refused."""
    with pytest.raises(BadMessage) as wrong:
        decode(row, payload)
    return str(wrong.value)


@pytest.mark.parametrize(
    ("payload", "wrong"),
    [
        (b"", "Input data was truncated; got b''"),
        (b"\xff\xfe", "JSON is malformed: invalid character (byte 0); got b'\\xff\\xfe'"),
        (b"[]", "Expected `object`, got `array`; got b'[]'"),
        (b"{}", "Object missing required field `message`; got b'{}'"),
        (b'{"message":"board"}', """Invalid value 'board' - at `$.message`; got b'{"message":"board"}'"""),
        (
            b'{"message":"ticket_request","service":"land"}',
            'Object missing required field `request_id`; got b\'{"message":"ticket_request","service":"land"}\'',
        ),
        (
            b'{"message":"give_up","request_id":"1","given_up":"2"}',
            'Invalid UUID - at `$.request_id`; got b\'{"message":"give_up","request_id":"1","given_up":"2"}\'',
        ),
    ],
)
def test_wrong_payload_is_refused_with_a_sentence(payload: bytes, wrong: str) -> None:
    """Row, what is wrong and where, and how the payload begins."""
    assert refusal("kiosk_request", payload) == f"kiosk_request: {wrong}"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ('"action":"dance"', "Invalid enum value 'dance' - at `$.action`"),
        ('"action":"postpone","minutes":0', "Expected `int` >= 1 - at `$.minutes`"),
        ('"action":"postpone","minutes":481', "Expected `int` <= 480 - at `$.minutes`"),
        ('"action":"postpone","minutes":"5"', "Expected `int | null`, got `str` - at `$.minutes`"),
        (
            '"action":"call","ticket":"A001"',
            "Expected `str` matching regex '^[А-ЯҐЄІЇ]{1,2}[0-9]{3,5}$' - at `$.ticket`",
        ),
        ('"action":"transfer","to_window":1e400', "Number out of range - at `$.to_window`"),
    ],
)
def test_wrong_wish_of_a_clerk_is_refused(fields: str, wrong: str) -> None:
    """A Latin A in a ticket's number is no Cyrillic one; a number in quotes is no number."""
    payload = f'{{"message":"desk_request","request_id":"{ID}",{fields}}}'.encode()
    assert refusal("desk_request", payload) == f"desk_request: {wrong}; got {payload[:80]!r}"


def test_large_payload_is_not_read() -> None:
    """One byte too many is refused by its length alone."""
    room = LARGEST_PAYLOAD - len(PRESS) - len(b',"more":""')
    largest = PRESS[:-1] + b',"more":"' + b"x" * room + b'"}'
    assert decode("kiosk_request", largest) == TicketRequest(request_id=ID, service="passport")
    assert refusal("kiosk_request", largest + b" ") == "kiosk_request: payload of 65537 bytes; at most 65536 are read"


def test_deeply_nested_payload_is_refused() -> None:
    """An unknown field as deep as a well is a bad message, not the end of the dispatcher."""
    well = PRESS[:-1] + b',"more":' + b"[" * 30_000 + b"]" * 30_000 + b"}"
    assert refusal("kiosk_request", well) == (
        f"kiosk_request: maximum recursion depth exceeded while deserializing an object; got {PRESS[:80]!r}"
    )
    assert request_id_in(well) is None


@given(st.sampled_from([row.name for row in WIRE]), st.binary(max_size=200))
def test_any_bytes_are_a_message_or_a_bad_message(row: str, payload: bytes) -> None:
    """Nothing that arrives raises anything else."""
    request_id_in(payload)
    with pytest.raises(BadMessage):
        decode(row, payload)


def test_asker_of_a_bad_request_is_found() -> None:
    """The id is read out of a payload that is wrong in another place, so that the refusal has somebody to go to."""
    assert request_id_in(b'{"message":"dance","request_id":"%s"}' % str(ID).encode()) == ID
    assert request_id_in(b'{"message":"ticket_request","request_id":5}') is None
    assert request_id_in(b"{}") is None
    assert request_id_in(b"\xff") is None
    assert request_id_in(b'{"request_id":"\xff"}') is None
    assert request_id_in(b'{"\xff":1,"request_id":"%s"}' % str(ID).encode()) == ID
    assert request_id_in(PRESS[:-1]) is None


@pytest.mark.parametrize(
    "stranger",
    [
        "",
        "board",
        "cherha/2/board",
        "cherha/1/board/",
        "cherha/1/kiosk//request",
        "cherha/1/a/b/request",
        "x/cherha/1/board",
    ],
)
def test_unknown_topic_is_refused(stranger: str) -> None:
    """What is not in the table is not read, however near it comes."""
    with pytest.raises(BadMessage) as wrong:
        read_topic(stranger)
    assert str(wrong.value) == f"{stranger}: no such topic in the contract; see docs/asyncapi.yaml"


def test_moment_without_a_zone_is_refused() -> None:
    """Nobody has to guess which midnight was meant."""
    said = b'{"message":"device_state","state":"ready","version":"1","since":"2026-11-22T08:00:00"}'
    assert refusal("state", said) == (
        f"state: Expected `datetime` with a timezone component - at `$.since`; got {said[:80]!r}"
    )
