# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A TOML file into msgspec structs with *all* its errors, each with its dotted path; knows no key of any file.

msgspec itself stops at the first error, so the structs are walked here and only the leaves are left to it.
"""

import re
import tomllib
import types
import typing
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from centre.errors import BadConfig
from centre.expectations import advice, choices, expectation, length_limits
from centre.hints import did_you_mean, nearest, shown

S = TypeVar("S", bound=msgspec.Struct)

_ENDS_EARLY = "; a bracket may not be closed, or a value is missing"


class Slip(NamedTuple):
    """One error: where it stands (``kiosks[0].buttons[1].pin``) and what is wrong with it."""

    path: str
    text: str

    def __str__(self) -> str:
        """Return it as a technician reads it."""
        return f"{self.path}: {self.text}"


class Reading(NamedTuple, Generic[S]):
    """What could be read, and every error.

    With slips, ``value`` is still whole in its shape, so that it can be checked further: what could not be
    read is msgspec.UNSET at its leaves, and a list that could not be read has one item of nothing but UNSET.
    """

    value: S
    slips: list[Slip]


def was_read(value: object) -> bool:
    """Return False for a leaf that could not be read; nothing must be concluded from it."""
    return value is not msgspec.UNSET


def parse(path: Path) -> dict[str, Any]:
    """Return the tree of a TOML file, or raise BadConfig with one line: a missing file, wrong bytes, wrong syntax."""
    try:
        raw = path.read_bytes()
        return tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"))  # Windows' Notepad writes a BOM
    except FileNotFoundError:
        raise BadConfig(f"{path}: no such file; expected the description of a centre (centre.toml)") from None
    except IsADirectoryError:
        raise BadConfig(f"{path}: this is a folder; expected a file, such as {path / 'centre.toml'}") from None
    except OSError as wrong:
        raise BadConfig(f"{path}: cannot be read: {wrong.strerror}") from wrong
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        byte = f"0x{raw[wrong.start]:02x}"
        raise BadConfig(f"{path}: line {line}: byte {byte} is not UTF-8; save the file as UTF-8 text") from wrong
    except (ValueError, RecursionError) as wrong:
        raise BadConfig(f"{path}: {_syntax(str(wrong), raw)}") from wrong


def convert(tree: dict[str, Any], shape: type[S]) -> Reading[S]:
    """Fill the struct type from the tree; read on after each error until the end."""
    slips: list[Slip] = []
    return Reading(_table(tree, shape, "", slips), slips)


def _syntax(said: str, raw: bytes) -> str:
    """Put tomllib's place before its complaint: ``line 3, column 5: Expected '=' after a key``.

    At the end of the file it calls "invalid" what is not there; an open quote, and most open brackets, it tells itself.
    """
    if match := re.fullmatch(r"(.*) \(at (?:(line \d+, column \d+)|end of document)\)", said, re.DOTALL):
        place = match[2] or f"line {len(raw.splitlines())}, at the end of the file"
        more = "" if match[2] or not match[1].startswith("Invalid") else _ENDS_EARLY
        return f"{place}: not TOML: {match[1]}{more}"
    return f"not TOML: {said}"


def _table(tree: dict[str, Any], shape: type[S], path: str, slips: list[Slip]) -> S:
    fields = typing.get_type_hints(shape, include_extras=True)
    required = {field.name for field in msgspec.structs.fields(shape) if field.required}
    absent = fields.keys() - tree.keys()
    meant = {key: nearest(key, absent) for key in tree if key not in fields}
    slips += [Slip(f"{path}{key}", f"unknown key.{_right_key(near, fields)}") for key, near in meant.items()]
    values = {key: _value(tree[key], kind, f"{path}{key}", slips) for key, kind in fields.items() if key in tree}
    for key in sorted(absent):
        if key in meant.values():  # a slip of the pen: the key is there, so neither its absence nor its default counts
            values[key] = _unread(fields[key])
        elif key in required:
            values[key] = _unread(fields[key])
            slips.append(Slip(f"{path}{key}", f"missing; expected {_expected(fields[key], f'{path}{key}')}"))
    return shape(**values)


def _right_key(meant: str | None, fields: dict[str, Any]) -> str:
    return f" Did you mean '{meant}'?" if meant else f" Expected one of: {', '.join(fields)}"


def _value(raw: Any, kind: Any, path: str, slips: list[Slip]) -> Any:
    core, item = _core(kind), _item(kind)
    if _is_struct(core) and isinstance(raw, dict):
        return _table(raw, core, f"{path}.", slips)
    if item is not None and isinstance(raw, list):
        return _items(raw, kind, path, slips)
    if not _is_struct(core) and item is None:
        try:
            return msgspec.convert(raw, kind, strict=True)
        except msgspec.ValidationError:
            pass
    slips.append(Slip(path, f"{shown(raw)}: expected {_expected(kind, path)}{_help(raw, kind)}"))
    return _unread(kind)


def _items(raw: list[Any], kind: Any, path: str, slips: list[Slip]) -> Any:
    least, most = length_limits(kind)
    if not least <= len(raw) <= (len(raw) if most is None else most):
        slips.append(Slip(path, f"{len(raw)} given; expected {_expected(kind, path)}"))
    return tuple(_value(one, _item(kind), f"{path}[{index}]", slips) for index, one in enumerate(raw))


def _help(raw: object, kind: Any) -> str:
    if _is_struct(_core(kind)) or _item(kind) is not None:
        return ""
    more = did_you_mean(raw, choices(kind)) or advice(kind)(raw)
    return f".{more}" if more else ""


def _expected(kind: Any, path: str) -> str:
    header = re.sub(r"\[\d+\]", "", path)
    if _is_struct(_core(kind)):
        return f"a table, headed [[{header}]]" if path.endswith("]") else f"a table, headed [{header}]"
    item = _item(kind)
    if item is None:
        return expectation(kind)
    least, most = length_limits(kind)
    count = f" (at least {least})" * bool(least) + f" (at most {most})" * (most is not None)
    if _is_struct(_core(item)):
        return f"{f'{most} tables' if least == most else f'tables{count}'}, each headed [[{header}]]"
    return f"a list in [brackets]{count}, each {expectation(item)}"


def _core(kind: Any) -> Any:
    """Return the bare type: without its Annotated limits, and without the ``| None`` of a key that may be absent."""
    if typing.get_origin(kind) is typing.Annotated:
        return _core(typing.get_args(kind)[0])
    if typing.get_origin(kind) in {typing.Union, types.UnionType}:
        return _core(next(member for member in typing.get_args(kind) if member is not types.NoneType))
    return kind


def _item(kind: Any) -> Any:
    """Return the type of a tuple's items, or None for anything else."""
    core = _core(kind)
    return typing.get_args(core)[0] if typing.get_origin(core) is tuple else None


def _is_struct(core: Any) -> bool:
    return isinstance(core, type) and issubclass(core, msgspec.Struct)


def _unread(kind: Any) -> Any:
    """Return what stands for a value that could not be read; see Reading."""
    core, item = _core(kind), _item(kind)
    if _is_struct(core):
        hints = typing.get_type_hints(core, include_extras=True)
        return core(**{key: _unread(inner) for key, inner in hints.items()})
    return msgspec.UNSET if item is None else (_unread(item),)
