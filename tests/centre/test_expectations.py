# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words for every kind of type that a file may use."""

from datetime import date
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
from msgspec import Meta

from centre import config, config_rules
from centre.expectations import choices, expectation


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (int, "a whole number"),
        (Annotated[int, Meta(ge=1)], "a whole number at least 1"),
        (Annotated[int, Meta(lt=5)], "a whole number less than 5"),
        (Annotated[float, Meta(ge=0.5, le=30)], "a number from 0.5 to 30"),
        (float | None, "a number"),
        (str, 'text in "quotes"'),
        (Annotated[str, Meta(min_length=3)], 'text in "quotes", at least 3 characters'),
        (Annotated[str, Meta(max_length=3)], 'text in "quotes", at most 3 characters'),
        (Annotated[str, Meta(pattern="^a$", description="the letter a")] | None, "the letter a"),
        (Literal[9600], "9600"),
        (Literal["usb", "serial"], '"serial" or "usb"'),
        (bool, "true or false"),
        (date, "a date, such as 2026-12-31"),
        (Annotated[Literal["tail", "kept"], Meta(extra={"means": "where"})], '"kept" or "tail"'),
    ],
)
def test_every_limit_has_words(kind: Any, words: str) -> None:
    """What follows *expected* is plain English, with every limit in it."""
    assert expectation(kind) == words


def test_words_of_a_policy_can_be_meant() -> None:
    """A Literal offers its words as what was meant, also when docs/policy.md has something to say of it."""
    kind = Literal["tail", "kept"]
    assert choices(Annotated[kind, Meta(extra={"means": "where"})]) == choices(kind) == ["kept", "tail"]


def test_type_without_words_is_a_mistake_of_ours() -> None:
    """A new kind of type in the configuration fails loudly, not with an unreadable sentence."""
    with pytest.raises(TypeError, match=r"no words for this type; add them to centre/expectations\.py"):
        expectation(bytes)


def test_every_pattern_of_the_configuration_is_explained() -> None:
    """No technician is shown a regular expression or nothing at all."""
    named = {**vars(config), **vars(config_rules)}.values()
    sections = [kind for kind in named if isinstance(kind, type) and issubclass(kind, config_rules.Section)]
    for section in sections:
        for name, kind in get_type_hints(section, include_extras=True).items():
            for meta in get_args(kind)[1:] if get_origin(kind) is Annotated else ():
                assert not (isinstance(meta, msgspec.Meta) and meta.pattern and not meta.description), name
