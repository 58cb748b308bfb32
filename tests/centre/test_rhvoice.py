# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""RHVoice's program is called as its help says; Debian 12's 1.8.0 was tried by hand, here a script stands for it."""

from pathlib import Path

import pytest

from centre.bank_makers import maker
from centre.errors import DeviceFault
from centre.rhvoice import RHVoice, installed
from centre.sound import Sound, to_wav
from centre.spoken import Sentence
from centre.voice import Espeak

SPOKEN = Sound(b"\1\2" * 2400, 24_000)
WORDS = Sentence("Талон А,", "uk")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a program that has the voice natalia only, and notes what it was told."""
    (tmp_path / "spoken.wav").write_bytes(to_wav(SPOKEN))
    path = tmp_path / "RHVoice-test"
    path.write_text(f'#!/bin/sh\ncd {tmp_path}; echo "$@" >command; cat >text; [ "$2" != natalia ] || cat spoken.wav\n')
    path.chmod(0o755)
    return path


def test_it_is_told_voice_and_text(program: Path) -> None:
    """And to write the WAV on its stdout."""
    assert RHVoice(program=str(program)).sound(WORDS) == SPOKEN
    assert (program.parent / "command").read_text() == "--profile natalia --rate 100 --output -\n"
    assert (program.parent / "text").read_text(encoding="utf-8") == "Талон А,"


def test_a_voice_that_is_not_installed_is_a_fault_with_its_cure(program: Path) -> None:
    """RHVoice-test ends well and has said nothing."""
    with pytest.raises(DeviceFault) as fault:
        RHVoice("anatol", str(program)).sound(WORDS)
    assert str(fault.value) == (
        f"{program} could not speak with its voice 'anatol': no WAV: too short."
        " Run: sudo apt-get install --reinstall rhvoice rhvoice-ukrainian rhvoice-english"
    )


def test_each_language_is_recorded_by_the_best_that_has_it(program: Path) -> None:
    """With natalia and no English voice: Ukrainian by RHVoice, English by espeak-ng; without the program both."""
    rhvoice = RHVoice(program=str(program))
    assert installed(rhvoice, "uk")
    assert not installed(rhvoice, "en")
    assert maker("uk", rhvoice)[1::2] == ("RHVoice", "natalia")
    assert maker("en", rhvoice)[1::2] == ("espeak-ng", "en-gb")
    none = maker("uk", RHVoice(program=str(program.parent / "missing")))
    assert isinstance(none.engine, Espeak)
    assert none.version.startswith("1.")


def test_without_any_engine_a_technician_reads_what_to_install() -> None:
    """Both ways, the free one first."""
    with pytest.raises(DeviceFault) as fault:
        maker("uk", RHVoice(program="no-rhvoice"), espeak="no-espeak")
    assert str(fault.value) == (
        "no-espeak cannot be run, and no RHVoice either, so nothing can be recorded."
        " Run: sudo apt-get install espeak-ng; or, from Debian's non-free, rhvoice rhvoice-ukrainian"
    )
