# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads a key or a password from its own file, so that centre.toml, which is copied and printed, never holds one."""

from centre.credentials import key_file
from centre.errors import DeviceFault
from centre.key_files import line_of

LARGEST_KEY = 4096


def read_key(path: str) -> str:
    """Return the one line of the file, "" if no file is named; raise DeviceFault with what to do if there is none."""
    if not path:
        return ""
    try:
        with key_file(path).open("rb") as file:
            raw = file.read(LARGEST_KEY)
    except OSError as fault:
        why = f"Key file {path} cannot be read: {fault.strerror}"
        raise DeviceFault(f"{why}. Put the key there, readable for this unit's user alone.") from fault
    key = line_of(raw)
    if key is None:
        raise DeviceFault(f"Key file {path} holds no key: expected one line of Latin letters, digits and signs.")
    return key
