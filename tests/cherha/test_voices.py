# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha voices`` records with the real espeak-ng and says what it has made."""

import re
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from centre.bank_index import FOLDER, INDEX, from_json
from cherha.__main__ import EXPECTED_FAULT, main
from cherha.voices import report

FINER = (
    "no RHVoice here, which speaks finer; install it, from Debian's non-free: "
    "sudo apt-get install rhvoice rhvoice-ukrainian rhvoice-english"
)


@pytest.fixture
def only_espeak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have espeak-ng on the PATH and no RHVoice, whatever this machine has."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "espeak-ng").symlink_to(str(shutil.which("espeak-ng")))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


@pytest.mark.usefixtures("only_espeak")
def test_a_bank_is_made_and_told(bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line a language: pieces, seconds, megabytes, and who speaks; then how displays find it."""
    assert main(["voices", "--out", str(tmp_path / "out")]) == 0
    begun, head, uk, en, finer, where = capsys.readouterr().out.splitlines()
    assert begun == f"Recording into {tmp_path}/out …"
    assert head.split() == ["pieces", "seconds", "MB", "engine"]
    assert re.fullmatch(r"uk +\d{3} +\d+\.\d +\d\.\d  espeak-ng \S+, voice uk", uk)
    assert re.fullmatch(r"en +\d{3} +\d+\.\d +\d\.\d  espeak-ng \S+, voice en-gb", en)
    assert finer == f"uk and en: {FINER}"
    assert where == f"Displays look in /usr/share/cherha/voices; CHERHA_VOICES={tmp_path}/out shows them this one."
    assert from_json((tmp_path / "out" / INDEX).read_bytes()) == from_json((bank / INDEX).read_bytes())


@pytest.mark.parametrize(
    ("by_rhvoice", "said"), [((), [f"uk and en: {FINER}"]), (("uk",), [f"en: {FINER}"]), (("uk", "en"), [])]
)
def test_the_finer_voice_is_named_where_it_did_not_speak(
    bank: Path, by_rhvoice: tuple[str, ...], said: list[str]
) -> None:
    """One line for all languages that it would speak, with what to install; none where it spoke them all."""
    index = from_json((bank / INDEX).read_bytes())
    engines = {
        language: replace(tongue, engine="RHVoice") if language in by_rhvoice else tongue
        for language, tongue in index.languages.items()
    }
    assert list(report(replace(index, languages=engines), FOLDER))[3:] == said


def test_a_machine_without_an_engine_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, exit code 1, and no folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["voices", "--out", str(tmp_path / "out")]) == EXPECTED_FAULT
    assert capsys.readouterr().err == (
        "espeak-ng cannot be run, and no RHVoice either, so nothing can be recorded."
        " Run: sudo apt-get install espeak-ng; or, from Debian's non-free, rhvoice rhvoice-ukrainian\n"
    )
    assert list(tmp_path.iterdir()) == []
