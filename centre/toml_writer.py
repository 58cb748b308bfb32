# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""msgspec structs as the text of a TOML file, which centre/toml_reader.py reads back; knows no key of any file."""

from typing import Any

import msgspec
import tomli_w


def text_of(struct: msgspec.Struct) -> str:
    """Return the text; what is None is left out, as TOML has no word for it."""
    return tomli_w.dumps(_without_none(msgspec.to_builtins(struct)))


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_none(item) for item in value]
    return value
