# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Nothing of the machine that built an image is in it."""

from pathlib import Path

import pytest

from centre.errors import Unavailable
from image.strangers import look_into_initrd, look_into_root, members

AMD64, ARM64 = (b"\x7fELF" + bytes(14) + machine + bytes(30) for machine in (b"\x3e\x00", b"\xb7\x00"))


def archive(**files: bytes) -> bytes:
    """Return a cpio archive as mkinitramfs makes it."""
    packed = b""
    for name, content in [*files.items(), ("TRAILER!!!", b"")]:
        fields = [0] * 13
        fields[6], fields[11] = len(content), len(name) + 1
        packed += b"070701" + b"".join(b"%08X" % field for field in fields) + name.encode() + b"\0"
        packed += bytes(-len(packed) % 4)
        packed += content
        packed += bytes(-len(packed) % 4)
    return packed + bytes(512)


def test_a_program_of_the_machine_that_built_it_ends_the_build(tmp_path: Path) -> None:
    """One that was lent and stayed would be missed only on the Pi."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/ours").write_bytes(ARM64)
    look_into_root(tmp_path)
    (tmp_path / "bin/lent").write_bytes(AMD64)
    with pytest.raises(Unavailable) as stranger:
        look_into_root(tmp_path)
    assert str(stranger.value) == "bin/lent is made for amd64, and the package is for arm64."


def test_so_does_one_in_the_initrd() -> None:
    """Mkinitramfs once copied this machine's kmod, and the Pi hung."""
    look_into_initrd(archive(sh=ARM64, init=b"#!/bin/sh\n"))
    with pytest.raises(Unavailable) as stranger:
        look_into_initrd(archive(sh=ARM64, kmod=AMD64))
    assert str(stranger.value) == "initrd: kmod is made for amd64."


def test_an_initrd_that_cannot_be_read_is_not_taken_for_a_good_one() -> None:
    """An empty one, and one of another format."""
    with pytest.raises(Unavailable, match="initrd: nothing is in it"):
        look_into_initrd(archive())
    with pytest.raises(Unavailable, match="initrd: at byte 0 no file begins"):
        look_into_initrd(b"something else")


def test_files_of_an_archive_are_found_whatever_their_length() -> None:
    """Names and contents are filled up to four bytes each."""
    files = {"a": b"", "bc": b"x", "def": b"xyz", "ghij": b"four", "klmno": b"fives"}
    assert dict(members(archive(**files))) == files
