# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real SDL mixer on its disk driver: what is played is what is heard, sample by sample, on its side, as loud."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from centre.errors import DeviceFault
from centre.loudspeaker import LATENCY_S, Loudspeaker
from centre.sound import Sound
from simulator.loudspeaker import RATE_HZ, SoundRecorder, channels, environment, silent
from simulator.sounds_heard import Heard, heard

Recording = Callable[[], bytes]


def noise(seed: int, samples: int = 6000) -> Sound:
    """Return a sound that no other sound contains."""
    source = random.Random(seed)  # noqa: S311  (not for secrets)
    return Sound(
        b"".join(source.randint(-20000, 20000).to_bytes(2, "little", signed=True) for _ in range(samples)), RATE_HZ
    )


ONE, TWO = noise(1), noise(2)


@pytest.fixture
def recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Recording]:
    """Let SDL play into a pipe; return what was heard since, which ends the recording."""
    for name, value in environment(tmp_path / "pipe").items():
        monkeypatch.setenv(name, value)
    raw = tmp_path / "heard.raw"
    with SoundRecorder(tmp_path / "pipe", raw) as recorder:

        def end() -> bytes:
            recorder.close()
            return raw.read_bytes() if raw.exists() else b""

        yield end


def play_out(loudspeaker: Loudspeaker) -> None:
    """Return when what plays has been given to the card."""
    while loudspeaker.playing:
        pass


def names(found: list[Heard]) -> list[tuple[str, bool]]:
    """Return what was heard, and whether it was cut off."""
    return [(one.name, one.cut_off) for one in found]


def test_a_sound_is_heard_as_it_is_and_whole(recording: Recording) -> None:
    """Sounds played one after another come out in their order, each to its last sample."""
    loudspeaker = Loudspeaker("test")
    for sound in (ONE, TWO, ONE):
        loudspeaker.play(sound)
        play_out(loudspeaker)
    loudspeaker.close()
    assert names(heard(recording(), {"one": ONE, "two": TWO})) == [("one", False), ("two", False), ("one", False)]


def test_the_next_sound_cuts_off_the_one_before(recording: Recording) -> None:
    """Whoever listens hears the new sound, never two at a time."""
    long = noise(3, RATE_HZ)
    loudspeaker = Loudspeaker("test")
    loudspeaker.play(ONE)
    play_out(loudspeaker)
    loudspeaker.play(long)
    loudspeaker.play(ONE)
    play_out(loudspeaker)
    loudspeaker.play(TWO)
    play_out(loudspeaker)
    loudspeaker.close()
    assert names(heard(recording(), {"one": ONE, "two": TWO})) == [("one", False), ("one", False), ("two", False)]


def test_a_stopped_sound_is_cut_off_there(recording: Recording) -> None:
    """After ``stop`` nothing plays, and the recording leaves the sound before its end."""
    long = noise(4, 10 * RATE_HZ)
    loudspeaker = Loudspeaker("test")
    loudspeaker.play(ONE)
    play_out(loudspeaker)
    loudspeaker.play(long)
    loudspeaker.stop()
    assert not loudspeaker.playing
    loudspeaker.play(TWO)
    play_out(loudspeaker)
    loudspeaker.close()
    found = heard(recording(), {"one": ONE, "long": long, "two": TWO})
    assert [one.name for one in found if not one.cut_off] == ["one", "two"]
    assert all(one.length_s < long.length_s for one in found if one.name == "long")


def test_a_sound_comes_from_the_side_it_is_meant_for(recording: Recording) -> None:
    """From its first sample on a sound for one side is silence on the other."""
    loudspeaker = Loudspeaker("test")
    loudspeaker.play(ONE, left=1.0, right=0.0)
    play_out(loudspeaker)
    loudspeaker.close()
    sides = channels(recording())
    assert ONE.samples in sides.left
    assert silent(sides.right)


@pytest.mark.parametrize("decibels", [0.0, -6.0, -12.0, -18.0])
def test_a_volume_in_decibels_is_a_share_of_the_amplitude(recording: Recording, decibels: float) -> None:
    """Each 6 dB less halve the amplitude, to the sample; the volume holds for what plays next too."""
    loudspeaker = Loudspeaker("test")
    loudspeaker.volume(decibels)
    for sound in (ONE, TWO):
        loudspeaker.play(sound)
        play_out(loudspeaker)
    loudspeaker.close()
    found = heard(recording(), {"one": ONE, "two": TWO}, (0.0, -6.0, -12.0, -18.0))
    assert [(one.name, one.decibels, one.cut_off) for one in found] == [
        ("one", decibels, False),
        ("two", decibels, False),
    ]


def test_what_a_sound_takes_is_known_when_it_begins(recording: Recording) -> None:
    """Nobody has to poll for a sound's end: it is its length, and what the card keeps in its buffers."""
    loudspeaker = Loudspeaker("test")
    assert loudspeaker.play(ONE) == ONE.length_s + LATENCY_S
    loudspeaker.close()
    recording()


def test_a_card_that_is_closed_is_silent_and_can_be_opened_again(recording: Recording) -> None:
    """Between two listeners nothing is written, and the recording goes on after the first."""
    for sound in (ONE, TWO):
        loudspeaker = Loudspeaker("test")
        loudspeaker.play(sound)
        play_out(loudspeaker)
        loudspeaker.close()
    assert names(heard(recording(), {"one": ONE, "two": TWO})) == [("one", False), ("two", False)]


def test_a_missing_sound_card_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a card the technician reads whose it was, what SDL said, and where to look."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "nonesuch")
    with pytest.raises(DeviceFault) as fault:
        Loudspeaker("Kiosk 'entrance'")
    assert str(fault.value) == (
        "Kiosk 'entrance': SDL opened no sound card (driver nonesuch): Audio target 'nonesuch' not available."
        " Check that /proc/asound/cards lists one, AUDIODEV, SDL_AUDIODRIVER and the group audio."
    )
