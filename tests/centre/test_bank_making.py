# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A bank is made by the real espeak-ng, whole or not at all, the same each time."""

from pathlib import Path

import pytest

from centre.bank_index import INDEX, from_json
from centre.bank_makers import Maker, maker
from centre.bank_making import RATE_HZ, fresh, make, recorded
from centre.config import Language
from centre.errors import DeviceFault
from centre.levelling import LOUDNESS_DB, PEAK_DB, loudness_db, peak_db
from centre.loudspeaker import RATE_HZ as LOUDSPEAKER_HZ
from centre.pieces import pieces
from centre.rhvoice import RHVoice
from centre.sound import Sound, from_wav
from centre.spoken import Sentence

NONE = RHVoice(program="no-rhvoice")


class Mute:
    """An engine that falls silent at one of its sentences."""

    def sound(self, sentence: Sentence) -> Sound:
        """Say something, and nothing of «сорок.»."""
        return Sound(b"\0\0" if sentence.text == "сорок." else b"\0\x20" * 2000, 22_050)


def test_the_same_engine_makes_the_same_bytes(bank: Path, tmp_path: Path) -> None:
    """File by file: an image built twice is one image."""
    make({"uk": maker("uk", NONE)}, tmp_path / "again")
    files = sorted(path.relative_to(bank) for path in (bank / "uk").iterdir())
    assert len(files) == len(pieces("uk"))
    assert all((tmp_path / "again" / path).read_bytes() == (bank / path).read_bytes() for path in files)
    listed = [from_json((folder / INDEX).read_bytes()).languages["uk"] for folder in (bank, tmp_path / "again")]
    assert listed[0] == listed[1]


def test_all_pieces_are_equally_loud_and_none_is_cut_off(bank: Path) -> None:
    """Within 2 dB, no peak at full scale, each a sixth of a second at least, in the loudspeaker's own rate."""
    sounds = [from_wav(path.read_bytes()) for path in bank.glob("*/*.wav")]
    assert {sound.rate_hz for sound in sounds} == {RATE_HZ} == {LOUDSPEAKER_HZ}
    assert all(LOUDNESS_DB - 2 < loudness_db(sound) < LOUDNESS_DB + 0.2 for sound in sounds)
    assert max(map(peak_db, sounds)) < PEAK_DB + 0.1
    assert min(sound.length_s for sound in sounds) > 0.17


def test_words_that_go_on_are_said_so() -> None:
    """«Талон» is said as before a comma: espeak-ng lets its voice fall at the end of a text without a mark."""
    espeak = maker("uk", NONE)
    assert recorded(espeak, "uk", "Талон") == recorded(espeak, "uk", "Талон,")
    assert recorded(espeak, "uk", "Талон") != recorded(espeak, "uk", "Талон.")


def test_a_bank_is_stale_when_it_would_become_another(bank: Path) -> None:
    """By another voice, version or language; a broken list is as good as none."""
    makers: dict[Language, Maker] = {"uk": maker("uk", NONE), "en": maker("en", NONE)}
    assert fresh(makers, bank)
    assert not fresh({**makers, "uk": makers["uk"]._replace(voice="anatol")}, bank)
    assert not fresh({**makers, "uk": makers["uk"]._replace(version="1.60")}, bank)
    assert not fresh({"uk": makers["uk"]}, bank)
    assert not fresh(makers, bank / "uk")


def test_an_engine_that_fails_leaves_the_old_bank(tmp_path: Path) -> None:
    """Its last piece is missing: nothing is replaced, and nothing lies about."""
    out = tmp_path / "voices"
    out.mkdir()
    (out / INDEX).write_text("old")
    mute = Maker(Mute(), "Mute", "1", "dumb", "")
    with pytest.raises(DeviceFault) as fault:
        make({"uk": mute}, out)
    assert str(fault.value) == "Mute said nothing of «сорок.» with its voice 'dumb'. Use another voice."
    assert [path.name for path in tmp_path.rglob("*")] == ["voices", INDEX]
    assert (out / INDEX).read_text() == "old"
