# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bank says what it has recordings of; a damaged one is a problem that a technician can read, and never a crash."""

import hashlib
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from centre.bank import Bank, engines
from centre.bank_index import INDEX, VARIABLE, Index, from_json, to_json
from centre.errors import DeviceFault
from centre.joining import COMMA_S, STOP_S, key
from centre.levelling import LOUDNESS_DB, loudness_db
from centre.loudspeaker import RATE_HZ
from centre.sound import Sound, from_wav, to_wav
from centre.spoken import Sentence
from centre.voice import Espeak, Voice

CALL = Sentence("Талон А, нуль, один, два. Вікно номер три.", "uk")
SPOKEN = ("Талон", "А,", "нуль,", "один,", "два.", "Вікно номер", "три.")
ENGLISH = Sentence("Ticket ah, zero, one, two. Window number three.", "en")
UNKNOWN = Sentence("Талон А, нуль, один, двісті, п'ять.", "uk")


@pytest.fixture
def own(bank: Path, tmp_path: Path) -> Path:
    """Return a bank that a test may hurt."""
    return Path(shutil.copytree(bank, tmp_path / "bank"))


def file(folder: Path, text: str) -> Path:
    """Return the file of a Ukrainian piece."""
    listed = from_json((folder / INDEX).read_bytes()).languages["uk"].pieces
    return folder / "uk" / next(piece.file for piece in listed if key(piece.text) == key(text))


def test_a_call_is_made_of_its_recordings(bank: Path) -> None:
    """Every sample of each piece, in order, and between them the pauses of the marks."""
    sounds = [from_wav(file(bank, text).read_bytes()) for text in SPOKEN]
    pauses = (0, COMMA_S, COMMA_S, COMMA_S, STOP_S, 0, 0)
    said = b"".join(
        sound.samples + bytes(2 * round(pause * RATE_HZ)) for sound, pause in zip(sounds, pauses, strict=True)
    )
    assert Bank(bank).sound(CALL) == Sound(said, RATE_HZ)


@pytest.mark.parametrize("call", [CALL, ENGLISH])
def test_a_call_fits_into_its_time(bank: Path, call: Sentence) -> None:
    """Eight a minute leave 7.5 s for each, chime and pause included; and it is as loud as all else."""
    sound = Bank(bank).sound(call)
    assert sound is not None
    assert 2.5 < sound.length_s < 5.5
    assert loudness_db(sound) == pytest.approx(LOUDNESS_DB, abs=1.0)


def test_what_is_not_recorded_is_left_to_the_next_engine(bank: Path) -> None:
    """The whole sentence, so that no call is of two voices."""
    voice = Voice([Bank(bank), Espeak()])
    assert Bank(bank).sound(UNKNOWN) is None
    assert voice.sound(UNKNOWN) == Espeak().sound(UNKNOWN)
    assert (voice.fault, voice.hurt) == ("", "")


def _halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def _slow_down(path: Path) -> None:
    """Put another recording there, and into the list."""
    path.write_bytes(wav := to_wav(Sound(bytes(2000), 8000)))
    index = from_json((path.parent.parent / INDEX).read_bytes())
    tongue = index.languages["uk"]
    pieces = tuple(
        msgspec.structs.replace(piece, sha256=hashlib.sha256(wav).hexdigest()) if piece.file == path.name else piece
        for piece in tongue.pieces
    )
    changed = Index(languages={**index.languages, "uk": msgspec.structs.replace(tongue, pieces=pieces)})
    (path.parent.parent / INDEX).write_bytes(to_json(changed))


@pytest.mark.parametrize(
    ("hurt", "said"),
    [
        (Path.unlink, "{path} of the bank of recordings: No such file or directory. "),
        (_halve, "{path} of the bank of recordings is not the file that was made. "),
        (_slow_down, "{path} has 8000 samples a second, expected 22050. "),
    ],
)
def test_a_damaged_recording_is_told_and_spoken_for(own: Path, hurt: Callable[[Path], None], said: str) -> None:
    """Calls that need it are espeak-ng's, the others still the bank's; it is told once and stays told."""
    path = file(own, "два.")
    hurt(path)
    voice = Voice([Bank(own), Espeak()])
    assert voice.sound(CALL) == Espeak().sound(CALL)
    assert voice.hurt == said.format(path=path) + "Make the bank anew: cherha voices"
    assert voice.fault == ""
    whole = Sentence("Вікно номер три.", "uk")
    assert voice.sound(whole) == Bank(own).sound(whole)
    assert voice.hurt != ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "No such file or directory"),
        (b"", "Input data was truncated"),
        (b"{}", "Object missing required field `languages`"),
    ],
)
def test_without_a_good_list_nothing_of_the_bank_is_used(own: Path, text: bytes | None, said: str) -> None:
    """Nobody guesses which file says what."""
    if text is None:
        (own / INDEX).unlink()
    else:
        (own / INDEX).write_bytes(text)
    with pytest.raises(DeviceFault) as fault:
        Bank(own).sound(CALL)
    assert str(fault.value) == f"{own / INDEX}: {said}. Make the bank anew: cherha voices"


def test_a_card_that_fails_later_silences_no_call(own: Path) -> None:
    """What was read at the first sentence of a language stays in memory."""
    bank = Bank(own)
    said = bank.sound(CALL)
    shutil.rmtree(own)
    assert bank.sound(CALL) == said


def test_a_service_finds_its_bank(
    bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """By the environment; where there is none, espeak-ng says everything, and the log says so once."""
    monkeypatch.setenv(VARIABLE, str(bank))
    assert [type(engine) for engine in engines()] == [Bank, Espeak]
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with caplog.at_level(logging.INFO):
        assert [type(engine) for engine in engines()] == [Espeak]
    assert caplog.messages == [
        f"No bank of recordings in {tmp_path}: espeak-ng speaks. A technician can make one: cherha voices"
    ]
