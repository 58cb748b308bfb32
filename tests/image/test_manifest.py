# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is said of what went into an image."""

import hashlib
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from centre.bank_index import Index, Tongue, to_json
from centre.errors import Unavailable
from image import manifest
from image.image import ROOT_FILES

STATUS = """\
Package: zlib1g
Status: install ok installed
Architecture: arm64
Version: 1:1.2.13.dfsg-1
Description: compression
 Version: not this one

Package: gone
Status: deinstall ok config-files
Architecture: arm64
Version: 2

Package: adduser
Status: hold ok installed
Architecture: all
Version: 3.134
"""
ZLIB = ("zlib1g", "1:1.2.13.dfsg-1", "arm64")


def test_every_installed_package_is_named_with_version_and_architecture() -> None:
    """As dpkg's own file says; what was removed is no part."""
    assert manifest.installed(STATUS) == [("adduser", "3.134", "all"), ZLIB]


def test_a_package_is_told_by_the_sum_of_the_very_file_that_was_installed(tmp_path: Path) -> None:
    """An epoch's colon stands in a file's name as %3a."""
    (tmp_path / "zlib1g_1%3a1.2.13.dfsg-1_arm64.deb").write_bytes(b"the package")
    assert manifest.debian([ZLIB], tmp_path) == {
        "zlib1g": {
            "version": "1:1.2.13.dfsg-1",
            "architecture": "arm64",
            "sha256": hashlib.sha256(b"the package").hexdigest(),
        }
    }


def test_a_package_whose_file_was_not_kept_ends_the_build(tmp_path: Path) -> None:
    """A manifest with a gap would be believed."""
    with pytest.raises(Unavailable) as missing:
        manifest.debian([ZLIB], tmp_path)
    assert str(missing.value) == (
        f"{tmp_path}/zlib1g_1%3a1.2.13.dfsg-1_arm64.deb: not kept, so nothing says what zlib1g is. "
        "Build from new: make image FRESH=1"
    )


def test_files_are_told_by_their_sums_all_or_those_that_are_named(tmp_path: Path) -> None:
    """Names are relative, and in order."""
    (tmp_path / "b").write_bytes(b"2")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/a").write_bytes(b"1")
    sums = {"b": hashlib.sha256(b"2").hexdigest(), "folder/a": hashlib.sha256(b"1").hexdigest()}
    assert manifest.files(tmp_path) == sums
    assert list(manifest.files(tmp_path, ["folder/a"])) == ["folder/a"]


def test_python_packages_are_told_by_version_and_by_what_their_own_list_of_sums_says(tmp_path: Path) -> None:
    """A wheel's RECORD has the sum of each of its files."""
    info = tmp_path / "theirs-1.5.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.5\n")
    (info / "RECORD").write_text("theirs.py,sha256=abc,3\n")
    record = hashlib.sha256(b"theirs.py,sha256=abc,3\n").hexdigest()
    assert manifest.wheels(tmp_path) == {"theirs": {"version": "1.5", "record_sha256": record}}


def test_what_it_was_built_with_is_told_by_the_versions_of_the_packages() -> None:
    """As dpkg-query says them."""
    assert manifest.tools("rauc\t1.8-2\ngenimage\t16-1\n") == {"genimage": "16-1", "rauc": "1.8-2"}


def test_who_spoke_the_recordings_is_told() -> None:
    """Of two images made on two machines one may have a better voice."""
    spoken = Tongue(engine="RHVoice", version="1.8.0", voice="Natalia", recipe="", rate_hz=24000, pieces=())
    index = to_json(
        Index(languages={"uk": spoken, "en": replace(spoken, engine="espeak-ng", version="1.51", voice="en")})
    )
    assert manifest.voices(index) == {
        "en": {"engine": "espeak-ng", "version": "1.51", "voice": "en"},
        "uk": {"engine": "RHVoice", "version": "1.8.0", "voice": "Natalia"},
    }
    assert "usr/share/cherha/voices/index.json" in ROOT_FILES


def test_the_manifest_is_json_that_can_be_compared_line_by_line() -> None:
    """The same content, the same bytes."""
    content = {"version": "0.1.0", "debian": {"zlib1g": {"version": "1"}}}
    assert json.loads(manifest.text(content)) == content
    assert manifest.text(content).count("\n") == 8
