# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A type and its limits in a technician's words: ``a whole number from 0 to 27``; knows msgspec's types, no values."""

from collections.abc import Callable
from typing import Any

import msgspec.inspect as types

from centre.hints import either

_PLAIN: dict[type, str] = {types.BoolType: "true or false", types.DateType: "a date, such as 2026-12-31"}


def expectation(annotation: Any) -> str:
    """Return what a value of this type must be, as it follows the word *expected*.

    A ``description`` in the type's msgspec.Meta is taken as it stands: only it can explain a pattern.
    """
    return words(_core(types.type_info(annotation)))


def choices(annotation: Any) -> list[str]:
    """Return the words that a Literal allows, or [] for any other type."""
    kind = _core(types.type_info(annotation))
    kind = kind.type if isinstance(kind, types.Metadata) else kind
    return [word for word in kind.values if isinstance(word, str)] if isinstance(kind, types.LiteralType) else []


def advice(annotation: Any) -> Callable[[object], str]:
    """Return the function that the type's msgspec.Meta offers (``extra={"advice": ...}``) for a wrong value."""
    kind = _core(types.type_info(annotation))
    extra = (kind.extra or {}) if isinstance(kind, types.Metadata) else {}
    given: Callable[[object], str] = extra.get("advice", lambda _: "")
    return given


def length_limits(annotation: Any) -> tuple[int, int | None]:
    """Return how many items a tuple type must at least and may at most have."""
    kind = _core(types.type_info(annotation))
    if isinstance(kind, types.VarTupleType):
        return kind.min_length or 0, kind.max_length
    return 0, None


def _core(kind: types.Type) -> types.Type:
    """Drop the ``| None`` of a key that may be left out: TOML cannot say None."""
    if isinstance(kind, types.UnionType):
        return next(member for member in kind.types if not isinstance(member, types.NoneType))
    return kind


def words(kind: types.Type) -> str:
    """Return the same for a type that msgspec has looked into already."""
    match kind:
        case types.Metadata(type=inner, extra_json_schema=schema):
            described: str | None = (schema or {}).get("description")
            return described or words(inner)
        case types.LiteralType(values=values):
            return either(f'"{value}"' if isinstance(value, str) else str(value) for value in values)
        case types.IntType():
            return f"a whole number{_range(kind)}"
        case types.FloatType():
            return f"a number{_range(kind)}"
        case types.StrType():
            return f'text in "quotes"{_lengths(kind)}'
        case types.BoolType() | types.DateType():
            return _PLAIN[type(kind)]
    raise TypeError(f"{kind}: no words for this type; add them to centre/expectations.py")


def _range(kind: types.IntType | types.FloatType) -> str:
    if kind.ge is not None and kind.le is not None:
        return f" from {kind.ge:g} to {kind.le:g}"
    limits = {"at least": kind.ge, "greater than": kind.gt, "at most": kind.le, "less than": kind.lt}
    said = [f"{words} {limit:g}" for words, limit in limits.items() if limit is not None]
    return f" {' and '.join(said)}" if said else ""


def _lengths(kind: types.StrType) -> str:
    match kind.min_length, kind.max_length:
        case None, None:
            return ""
        case least, None:
            return f", at least {least} characters"
        case None, most:
            return f", at most {most} characters"
    return f", {kind.min_length} to {kind.max_length} characters"
