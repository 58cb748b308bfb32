# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The generic reader, on shapes of its own: every error, in its place, in plain words."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from centre.errors import BadConfig
from centre.toml_reader import Reading, convert, parse, was_read
from tests.centre.changed import UNSET

Pin = Annotated[int, Meta(ge=0, le=27)]


class Lamp(msgspec.Struct, frozen=True, kw_only=True):
    """A part that may be left out."""

    colour: Literal["red", "green", "blue"]


class Button(msgspec.Struct, frozen=True, kw_only=True):
    """A part that comes several times."""

    pin: Pin
    led_pin: Pin | None = None
    lamp: Lamp | None = None


class Closed(msgspec.Struct, frozen=True, kw_only=True):
    """A part with a date."""

    day: date
    why: tuple[Literal["feast", "repair"], ...] = ()


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file."""

    name: Annotated[str, Meta(min_length=2, max_length=5)]
    buttons: Annotated[tuple[Button, ...], Meta(min_length=1, max_length=3)]
    hold_s: Annotated[float, Meta(gt=0, le=10)] = 1.0
    tags: tuple[str, ...] = ()
    loud: bool = False
    mode: Annotated[Literal["mixed", "apart"], Meta(extra={"means": "how"})] = "mixed"
    closed: Closed | None = None


GOOD: dict[str, Any] = {"name": "hall", "buttons": [{"pin": 17}]}


def read(**changes: object) -> Reading[Box]:
    """Read the good tree with some keys changed."""
    return convert(GOOD | changes, Box)


def test_good_tree_becomes_the_struct_msgspec_would_make() -> None:
    """A tree without errors gives what msgspec gives, defaults and all."""
    tree = GOOD | {"hold_s": 3, "tags": ["a"], "buttons": [{"pin": 1, "led_pin": 2, "lamp": {"colour": "red"}}]}
    reading = convert(tree, Box)
    assert reading.slips == []
    assert reading.value == msgspec.convert(tree, Box)


@pytest.mark.parametrize(
    ("changes", "slip"),
    [
        ({"name": "h"}, 'name: "h": expected text in "quotes", 2 to 5 characters'),
        ({"name": 5}, 'name: 5: expected text in "quotes", 2 to 5 characters'),
        ({"hold_s": 0}, "hold_s: 0: expected a number greater than 0 and at most 10"),
        ({"hold_s": float("nan")}, "hold_s: nan: expected a number greater than 0 and at most 10"),
        ({"hold_s": True}, "hold_s: true: expected a number greater than 0 and at most 10"),
        ({"loud": "yes"}, 'loud: "yes": expected true or false'),
        ({"loud": 1}, "loud: 1: expected true or false"),
        ({"mode": "mixt"}, 'mode: "mixt": expected "apart" or "mixed". Did you mean \'mixed\'?'),
        ({"closed": True}, "closed: true: expected a table, headed [closed]"),
        ({"closed": {}}, "closed.day: missing; expected a date, such as 2026-12-31"),
        ({"closed": {"day": "31.12.2026"}}, 'closed.day: "31.12.2026": expected a date, such as 2026-12-31'),
        ({"closed": {"day": "2026-02-30"}}, 'closed.day: "2026-02-30": expected a date, such as 2026-12-31'),
        (
            {"closed": {"day": datetime(2026, 12, 31, 8, 0)}},  # noqa: DTZ001  (TOML's local date and time)
            "closed.day: 2026-12-31 08:00:00: expected a date, such as 2026-12-31",
        ),
        ({"closed": {"day": 2026}}, "closed.day: 2026: expected a date, such as 2026-12-31"),
        (
            {"closed": {"day": "2026-12-31", "why": "feast"}},
            'closed.why: "feast": expected a list in [brackets], each "feast" or "repair"',
        ),
        (
            {"closed": {"day": "2026-12-31", "why": ["feats"]}},
            'closed.why[0]: "feats": expected "feast" or "repair". Did you mean \'feast\'?',
        ),
        ({"tags": "a"}, 'tags: "a": expected a list in [brackets], each text in "quotes"'),
        ({"tags": ["a", 1]}, 'tags[1]: 1: expected text in "quotes"'),
        ({"buttons": []}, "buttons: 0 given; expected tables (at least 1) (at most 3), each headed [[buttons]]"),
        ({"buttons": {}}, "buttons: a table: expected tables (at least 1) (at most 3), each headed [[buttons]]"),
        ({"buttons": [17]}, "buttons[0]: 17: expected a table, headed [[buttons]]"),
        ({"buttons": [{}]}, "buttons[0].pin: missing; expected a whole number from 0 to 27"),
        ({"buttons": [{"pin": 45}]}, "buttons[0].pin: 45: expected a whole number from 0 to 27"),
        ({"buttons": [{"pin": "17"}]}, 'buttons[0].pin: "17": expected a whole number from 0 to 27'),
        ({"buttons": [{"pin": 1, "led_pin": -1}]}, "buttons[0].led_pin: -1: expected a whole number from 0 to 27"),
        ({"buttons": [{"pni": 17}]}, "buttons[0].pni: unknown key. Did you mean 'pin'?"),
        ({"buttons": [{"pin": 1, "x": 1}]}, "buttons[0].x: unknown key. Expected one of: pin, led_pin, lamp"),
        ({"buttons": [{"pin": 1, "lamp": 5}]}, "buttons[0].lamp: 5: expected a table, headed [buttons.lamp]"),
        (
            {"buttons": [{"pin": 1, "lamp": {"colour": "geen"}}]},
            'buttons[0].lamp.colour: "geen": expected "blue", "green" or "red". Did you mean \'green\'?',
        ),
        ({"name": "х" * 99}, f'name: "{"х" * 58}…: expected text in "quotes", 2 to 5 characters'),
    ],
)
def test_each_error_says_where_what_and_what_was_expected(changes: dict[str, Any], slip: str) -> None:
    """One wrong thing is one line with its path, its value and what should stand there."""
    assert [str(found) for found in read(**changes).slips] == [slip]


@pytest.mark.parametrize("day", [date(2026, 12, 31), "2026-12-31"])
def test_a_date_may_stand_in_quotes_or_not(day: object) -> None:
    """TOML has dates of its own; whoever writes one as text means the same."""
    assert read(closed={"day": day}).value.closed == Closed(day=date(2026, 12, 31))


def test_all_errors_are_found_at_once() -> None:
    """The reader goes on after an error, into every nested table."""
    reading = convert({"nam": "hall", "buttons": [{"pin": 45}, {"pni": 3, "lamp": {}}], "loud": 1}, Box)
    assert [str(slip) for slip in reading.slips] == [
        "nam: unknown key. Did you mean 'name'?",
        "buttons[0].pin: 45: expected a whole number from 0 to 27",
        "buttons[1].pni: unknown key. Did you mean 'pin'?",
        'buttons[1].lamp.colour: missing; expected "blue", "green" or "red"',
        "loud: 1: expected true or false",
    ]


def test_what_could_not_be_read_keeps_its_place() -> None:
    """The partial value has the file's shape, so that a cross-check's paths are right and it concludes nothing."""
    value = read(buttons=[{"pin": 45}, {"pin": 3}], tagz=["a"]).value
    assert [button.pin for button in value.buttons] == [UNSET, 3]
    assert not was_read(value.tags[0])
    assert read(buttons=5).value.buttons == (Button(pin=UNSET, led_pin=UNSET, lamp=Lamp(colour=UNSET)),)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"a = 1\nb = = 2\n", "line 2, column 5: not TOML: Invalid value"),
        (
            b"[[desks",
            "line 1, at the end of the file: not TOML: Expected ']]' at the end of an array declaration",
        ),
        (b'a = """b\n', "line 1, at the end of the file: not TOML: Unterminated string"),
        (
            b"a = 1\nb = [2,\n",
            (
                "line 2, at the end of the file: not TOML: Invalid value;"
                " a bracket may not be closed, or a value is missing"
            ),
        ),
        (b"a = 1\nb = \xcf\n", "line 2: byte 0xcf is not UTF-8; save the file as UTF-8 text"),
        (b"a = 1\nday = 2026-02-30\n", "line 2, column 7: not TOML: Invalid date or datetime"),
        (b"a = " + b"[" * 9999, "not TOML: maximum recursion depth exceeded"),
    ],
)
def test_text_that_is_not_toml_is_one_clear_line(tmp_path: Path, content: bytes, complaint: str) -> None:
    """Wrong syntax and wrong bytes are told with the file, the line and, where it is known, the column."""
    path = tmp_path / "centre.toml"
    path.write_bytes(content)
    with pytest.raises(BadConfig) as told:
        parse(path)
    assert str(told.value) == f"{path}: {complaint}"


def test_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    """A file that is not there is called by its name."""
    with pytest.raises(BadConfig) as told:
        parse(tmp_path / "no.toml")
    assert str(told.value) == f"{tmp_path}/no.toml: no such file; expected the description of a centre (centre.toml)"


def test_folder_in_place_of_a_file_is_one_clear_line(tmp_path: Path) -> None:
    """A folder is called a folder, and the file in it is suggested."""
    with pytest.raises(BadConfig) as told:
        parse(tmp_path)
    assert str(told.value) == f"{tmp_path}: this is a folder; expected a file, such as {tmp_path}/centre.toml"


def test_file_saved_on_windows_is_read(tmp_path: Path) -> None:
    """A byte order mark and CRLF line ends do no harm."""
    path = tmp_path / "centre.toml"
    path.write_bytes("\ufeffname = 'Зал'\r\n".encode())
    assert parse(path) == {"name": "Зал"}
