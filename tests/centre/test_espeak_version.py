# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The espeak-ng of Debian 12 and of Debian 13 speak Ukrainian equally fast."""

import re
from pathlib import Path

import pytest

from centre.espeak_version import version, words_a_minute


def test_the_installed_one_says_its_version() -> None:
    """Two numbers at least."""
    assert re.match(r"1\.\d\d", version("espeak-ng", 5.0))


@pytest.mark.parametrize("script", ["exit 1", "true"])
def test_one_that_does_not_say_is_of_no_version(tmp_path: Path, script: str) -> None:
    """Nor is one that is not there."""
    program = tmp_path / "engine"
    assert version(str(program), 5.0) == ""
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    assert version(str(program), 5.0) == ""


@pytest.mark.parametrize(
    ("voice", "of", "told"),
    [("uk", "1.51", 145), ("uk", "1.52.0", 181), ("uk", "1.53-dev", 181), ("uk", "", 145), ("en-gb", "1.52.0", 145)],
)
def test_a_slower_voice_is_told_to_hurry(voice: str, of: str, told: int) -> None:
    """Ukrainian since 1.52 does four fifths of what it is told; of an unknown version nothing is assumed."""
    assert words_a_minute(voice, of) == told
