# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The policy page: every rule of the queue that a centre may set, as its type in centre.toml tells it.

``python -m centre.policy`` writes docs/policy.md.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec.inspect as types

from centre.config import CentreFile
from centre.expectations import words

PAGE = Path(__file__).resolve().parents[1] / "docs" / "policy.md"


class Rule(NamedTuple):
    """One value: its section in centre.toml, what that is about; its key, default and limits; what it means, why."""

    section: str
    about: str
    key: str
    default: str
    limits: str
    means: str
    source: str


def rules() -> list[Rule]:
    """Return every value of centre.toml that has a policy, in the order of the file's types."""
    whole = types.type_info(CentreFile)
    return list(_rules(whole, "")) if isinstance(whole, types.StructType) else []


def document() -> str:
    """Return the whole of docs/policy.md."""
    parts = ["# The rules of the queue", _PREFACE]
    told = rules()
    for section, about in dict.fromkeys((rule.section, rule.about) for rule in told):
        parts += [f"## `{section}`: {about}", _table([rule for rule in told if rule.section == section])]
    return "\n\n".join([*parts, _ELSEWHERE]) + "\n"


_PREFACE = """\
Made by `python -m centre.policy` from the types in `centre/config_rules.py` and `centre/config.py`: do not edit.

Each value may be set in a centre's `centre.toml`; what is left out has its default. The source says whose practice a
default follows; *Cherha* means that no public rule was found and the number is ours. A head of centre who must follow
an order of their own changes the value, and `cherha check centre.toml` says whether it can be."""

_ELSEWHERE = """What has no default to speak of, the hours by weekday, the windows' lunch, what a service needs and how
long it usually takes, is explained where it is written down: in `centre/examples/small.toml`."""


def _rules(shape: types.StructType, section: str) -> Iterator[Rule]:
    for field in shape.fields:
        if isinstance(field.type, types.Metadata) and "means" in (field.type.extra or {}):
            told: Any = field.type.extra
            default = json.dumps(field.default)
            yield Rule(section, _about(shape), field.name, default, words(field.type), told["means"], told["source"])
    for field in shape.fields:
        table, many = _table_in(field.type)
        if table:
            yield from _rules(table, f"{section}{'.' * bool(section)}{field.name}{'[]' * many}")


def _table_in(kind: types.Type) -> tuple[types.StructType | None, bool]:
    """Return the table that a key holds, and whether there may be several; None for a plain value."""
    if isinstance(kind, types.UnionType):
        kind = next(member for member in kind.types if not isinstance(member, types.NoneType))
    many = isinstance(kind, types.VarTupleType)
    kind = kind.item_type if isinstance(kind, types.VarTupleType) else kind
    return (kind, many) if isinstance(kind, types.StructType) else (None, False)


def _about(shape: types.StructType) -> str:
    """Return the first sentence of a table's type."""
    return str(shape.cls.__doc__).strip().partition("\n")[0]


def _table(told: list[Rule]) -> str:
    rows = [
        f"| `{rule.section}.{rule.key}` | `{rule.default}` | {rule.limits} | {rule.means} | {rule.source} |"
        for rule in told
    ]
    return "\n".join(["| key | default | may be | what it means | source |", "| --- | --- | --- | --- | --- |", *rows])


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
