# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The published contract: fresh, whole, and true for every message that may be said."""

import functools
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import jsonschema
import msgspec
import pytest
import yaml

from centre import contract, facts, messages
from centre.errors import BadConfig

ROOT = Path(contract.__file__).parent.parent
README = ROOT / "README.md"
AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
ID = UUID("6f1c1d4e-1111-4222-8333-444455556666")

SPOKEN: dict[str, type[msgspec.Struct]] = {kind.__name__: kind for row in messages.WIRE for kind in row.messages}

CALL = messages.Call(ticket="А001", window=1, called_at=AT, times=1, serving=False)

# What the fields of examples hold; a field of a new message that is not here fails the test, loudly.
VALUES: dict[str, Any] = {
    "action": "call_next",
    "age_s": 61.5,
    "ahead": 3,
    "appointments": (messages.Appointment(due=AT, code="0417", service="passport"),),
    "at": AT,
    "battery_low": True,
    "calls": (CALL,),
    "code": "0417",
    "day": date(2026, 11, 22),
    "event": facts.TicketCalled(at=AT, ticket="А001", window=1),
    "given_up": ID,
    "issued_at": AT,
    "issued_request": ID,
    "lost": True,
    "mains": False,
    "number": 7,
    "outcome": "printed",
    "printed_request": ID,
    "raised": True,
    "reason": "unknown_service",
    "request_id": ID,
    "resource": "registry",
    "says": "raise",
    "service": "passport",
    "services": (messages.ServiceLine(service="passport", waiting=4, open=True),),
    "text": "no such service: pasport",
    "ticket": "А001",
    "version": "0.1.0",
    "waiting": 4,
    "window": 1,
    "windows": (1, 2),
    "word": "good",
}


def example(kind: type[msgspec.Struct]) -> msgspec.Struct:
    """Return a message with everything it must say."""
    state = {messages.DeviceState: "ready", messages.WindowState: "open"}
    needed = [field.name for field in msgspec.structs.fields(kind) if field.required]
    return kind(**{name: state[kind] if name == "state" else VALUES[name] for name in needed})


@functools.cache
def published() -> Any:
    """Return the contract as the world reads it, from its file."""
    return yaml.safe_load((ROOT / "docs" / "asyncapi.yaml").read_text(encoding="utf-8"))


def validator(name: str) -> jsonschema.Draft202012Validator:
    """Return what holds a payload against the published schema of one message."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": published()["components"]}
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def payload(message: msgspec.Struct) -> Any:
    """Return the JSON tree that goes over the wire."""
    return json.loads(messages.encode(message))


def test_asyncapi_file_is_fresh() -> None:
    """docs/asyncapi.yaml is what `make contract` would write now."""
    written = (ROOT / "docs" / "asyncapi.yaml").read_text(encoding="utf-8")
    assert written == contract.as_yaml(), "docs/asyncapi.yaml is stale: run `make contract`"


@pytest.mark.skipif(not README.exists(), reason="there is no README.md yet")
def test_table_in_readme_is_fresh() -> None:
    """README's topic table is what `make contract` would write now."""
    written = README.read_text(encoding="utf-8")
    assert written == contract.with_table(written), "README.md's topic table is stale: run `make contract`"


@pytest.mark.parametrize("name", sorted(SPOKEN))
def test_every_message_fits_its_schema(name: str) -> None:
    """What our code says is what the contract promises."""
    validator(name).validate(payload(example(SPOKEN[name])))


@pytest.mark.parametrize("name", sorted(SPOKEN))
def test_message_with_something_missing_fits_no_schema(name: str) -> None:
    """The contract demands every field that our code demands."""
    kind = SPOKEN[name]
    whole = payload(example(kind))
    needed = [field.name for field in msgspec.structs.fields(kind) if field.required]
    tag = kind.__struct_config__.tag_field
    for left_out in needed + ([tag] if tag else []):
        part = {key: value for key, value in whole.items() if key != left_out}
        assert not validator(name).is_valid(part), left_out


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("TicketRequest", {"message": "ticket_request", "request_id": "5", "service": "passport"}),
        ("TicketRequest", {"message": "give_up", "request_id": str(ID), "service": "passport"}),
        ("DeskRequest", {"message": "desk_request", "request_id": str(ID), "action": "dance"}),
        ("DeskRequest", {"message": "desk_request", "request_id": str(ID), "action": "postpone", "minutes": 481}),
        ("DeviceState", {"message": "device_state", "state": "fine", "version": "0.1.0"}),
        ("JournalEvent", {"number": 1, "event": {"fact": "ticket_eaten", "at": "2026-11-22T08:30:00Z"}}),
    ],
)
def test_wrong_value_fits_no_schema(name: str, wrong: dict[str, Any]) -> None:
    """A value out of its limits is refused by the contract as by our code."""
    assert not validator(name).is_valid(wrong)


def test_every_fact_of_the_queue_is_in_the_contract() -> None:
    """Whatever the journal may say on the topic `event` has its schema."""
    schemas = contract.asyncapi()["components"]["schemas"]
    assert {kind.__name__ for kind in get_args(facts.QueueFact)} <= schemas.keys()


def test_every_reference_leads_somewhere() -> None:
    """No `$ref` of the document points into nothing."""
    document = contract.asyncapi()

    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return own + [found for inner in part.values() for found in references(inner)]
        return [found for inner in part for found in references(inner)] if isinstance(part, list) else []

    found = references(document)
    assert len(found) > 50
    for reference in found:
        target: Any = document
        for level in reference.removeprefix("#/").split("/"):
            target = target[level]


def test_every_topic_level_is_explained() -> None:
    """Each placeholder of an address is a parameter with a description, and nothing else is."""
    for channel in contract.asyncapi()["channels"].values():
        parameters = channel.get("parameters", {})
        assert channel["address"].count("{") == len(parameters)
        assert all(f"{{{name}}}" in channel["address"] for name in parameters)


def test_topic_table_has_a_line_for_each_topic() -> None:
    """README's table has the whole wire in it, one line each."""
    lines = contract.topic_table().splitlines()
    assert lines[0] == "| topic under `cherha/1/` | message | from → to | QoS | retained |"
    assert [line.split("`")[1] for line in lines[2:]] == [row.topic for row in messages.WIRE]
    assert "| `board` | Board | dispatcher → display, kiosk, desk, siren, rating, office, page | 1 | **yes** |" in lines


def test_table_replaces_the_one_between_the_markers() -> None:
    """Only what stands between the two markers is written anew."""
    text = f"before\n{contract.BEGIN}\nold\n{contract.END}\nafter\n"
    fresh = contract.with_table(text)
    assert fresh == f"before\n{contract.BEGIN}\n{contract.topic_table()}\n{contract.END}\nafter\n"
    assert contract.with_table(fresh) == fresh


def test_readme_without_markers_is_told() -> None:
    """A README that has lost its markers is not passed over in silence."""
    with pytest.raises(BadConfig) as told:
        contract.with_table("# Cherha\n")
    assert str(told.value) == (
        "README.md: no line '<!-- topics:begin -->' followed by '<!-- topics:end -->'; "
        "the topic table goes between them"
    )


def test_make_contract_writes_both(tmp_path: Path) -> None:
    """`python -m centre.contract` writes the document and, where there is a README, its table."""
    contract.main(tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["asyncapi.yaml"]
    (tmp_path / "README.md").write_text(f"{contract.BEGIN}\n{contract.END}\n", encoding="utf-8")
    contract.main(tmp_path)
    assert contract.topic_table() in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert (tmp_path / "docs" / "asyncapi.yaml").read_text(encoding="utf-8") == contract.as_yaml()
