# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A key stands in a file of its own: one line, or a sentence that says what to do."""

from pathlib import Path

import pytest

from centre.errors import DeviceFault
from siren.key_file import read_key


def test_the_key_is_the_line_of_the_file(tmp_path: Path) -> None:
    """Without the end of the line that every editor leaves."""
    (tmp_path / "key").write_text("57fe8a39:7698ad50\n", encoding="ascii")
    assert read_key(str(tmp_path / "key")) == "57fe8a39:7698ad50"


def test_no_file_is_no_key() -> None:
    """A mirror of a feed may want none."""
    assert read_key("") == ""


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    """It is found out by the unit, not by its end."""
    with pytest.raises(DeviceFault) as fault:
        read_key(str(tmp_path / "key"))
    assert str(fault.value) == (
        f"Key file {tmp_path / 'key'} cannot be read: No such file or directory. "
        "Put the key there, readable for this unit's user alone."
    )


@pytest.mark.parametrize("content", [b"", b"\n", b"one\ntwo", "ключ".encode(), b"\xff\xfe", b"a\x00b"])
def test_a_file_without_a_key_says_what_was_expected(tmp_path: Path, content: bytes) -> None:
    """What would not go into a header is no key."""
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(DeviceFault) as fault:
        read_key(str(tmp_path / "key"))
    assert str(fault.value) == (
        f"Key file {tmp_path / 'key'} holds no key: expected one line of Latin letters, digits and signs."
    )
