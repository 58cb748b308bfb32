# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who signs a bundle, and what is said of it; `make image-test` installs real ones."""

from pathlib import Path

import pytest

from centre.errors import Unavailable
from image.bundle import Keys, keys

OPENSSL = """\
#!/bin/sh
while [ $# -gt 1 ]; do case "$1" in -keyout | -out) echo made >>"$2" ;; esac; shift; done
"""


@pytest.fixture
def openssl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an openssl that only leaves its files."""
    program = tmp_path / "bin/openssl"
    program.parent.mkdir()
    program.write_text(OPENSSL, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return program


def test_a_key_for_development_is_made_once_and_is_told_of_loudly(openssl: Path, tmp_path: Path) -> None:
    """Where nobody else reads it; the second image trusts the same, or no card could be updated."""
    assert openssl.exists()
    mine = keys(tmp_path / "out")
    assert mine == keys(tmp_path / "out")
    assert mine.key.read_text("utf-8") == "made\n"
    assert mine.key.parent.stat().st_mode & 0o777 == 0o700
    assert mine.said() == (
        f"SIGNED FOR DEVELOPMENT: whoever has {tmp_path}/out/keys/development.key can put anything onto a Pi with this "
        "image. For a centre name its own: make image KEY=centre.key CERT=centre.crt"
    )


def test_a_centres_own_key_is_the_only_one_that_counts(tmp_path: Path) -> None:
    """Nothing is made beside it."""
    key, cert = tmp_path / "centre.key", tmp_path / "centre.crt"
    key.touch()
    cert.touch()
    named = keys(tmp_path / "out", key, cert)
    assert named == Keys(key, cert, development=False)
    assert named.said() == f"Signed with {key}. Pis with this image trust {cert}, and nobody else."
    assert not (tmp_path / "out").exists()


def test_half_of_a_pair_or_one_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Before an image is built for a quarter of an hour."""
    with pytest.raises(Unavailable, match=r"^KEY= and CERT= belong together: "):
        keys(tmp_path, tmp_path / "centre.key")
    with pytest.raises(Unavailable) as refused:
        keys(tmp_path, tmp_path / "centre.key", tmp_path / "centre.crt")
    said = f"{tmp_path}/centre.key: there is no such file. KEY= is the key and CERT= its certificate, PEM both."
    assert str(refused.value) == said
