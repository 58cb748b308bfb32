# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated loudspeaker, a pipe that SDL's disk driver writes into, and the reader of what was heard from it.

SDL begins its file anew each time a unit opens its sound card; a pipe has no beginning, so one recording keeps all.
"""

import array
import functools
import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Self

from centre.sound import SAMPLE_BYTES, Sound, to_wav
from simulator.orders import Orders

RATE_HZ = 22_050
"""What Cherha asks of every sound card, and in two channels: so SDL's disk driver writes it."""

SURE_SAMPLES = 2205
"""A sound is recognised by its first tenth of a second from its first loud sample on."""

FRAME_BYTES = 2 * SAMPLE_BYTES


class Heard(NamedTuple):
    """One playing of a known sound: when it began in the recording, and how much of it could be heard."""

    name: str
    at_s: float
    length_s: float
    cut_off: bool
    decibels: float = 0.0


class Channels(NamedTuple):
    """A recording as its two sides, 16 bits a sample."""

    left: bytes
    right: bytes


def environment(pipe: Path) -> dict[str, str]:
    """Return the variables that make SDL write its sound into the pipe."""
    return {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(pipe)}


class SoundRecorder:
    """Makes the pipe and keeps in ``raw`` what goes through it, until it is closed; then ``raw`` becomes a WAV too.

    It waits in the kernel while nobody makes a sound. The recording has no pauses between two openings of the card.
    """

    def __init__(self, pipe: Path, raw: Path) -> None:
        for folder in (pipe.parent, raw.parent):
            folder.mkdir(parents=True, exist_ok=True)
        pipe.unlink(missing_ok=True)
        os.mkfifo(pipe)
        # Open for both, so that the unit's opening never waits and its closing is no end of the file.
        self._pipe = os.fdopen(os.open(pipe, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC), "rb", buffering=0)
        self._raw, self._closing, self._orders = raw, False, Orders()
        self._thread = threading.Thread(target=self._live, name=f"sound {raw.stem}", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Keep what is in the pipe, then end; a second call does nothing. Without a sound there is no file."""
        if self._orders.finish(self._end, self._thread) and self._raw.exists():
            write_wav(self._raw.read_bytes(), self._raw.with_suffix(".wav"))

    def _end(self) -> None:
        self._closing = True

    def _live(self) -> None:
        try:
            while not self._closing:
                if self._orders.sleep([self._pipe], None):
                    self._keep()
            self._keep()
        finally:
            self._pipe.close()
            self._orders.abandon()

    def _keep(self) -> None:
        while piece := self._pipe.read(65536):
            with self._raw.open("ab") as file:
                file.write(piece)


def channels(raw: bytes) -> Channels:
    """Return the sides of a recording."""
    frames = memoryview(raw[: len(raw) // FRAME_BYTES * FRAME_BYTES]).cast("h")
    return Channels(bytes(frames[0::2].tobytes()), bytes(frames[1::2].tobytes()))


def heard(raw: bytes, sounds: Mapping[str, Sound], decibels: Iterable[float] = (0.0,)) -> list[Heard]:
    """Return every playing of the given sounds at one of these volumes, in the order in which they began.

    A sound is found on either side by its own samples; where the recording leaves them it was cut off.
    """
    sides = set(channels(raw))
    found: dict[tuple[float, str], Heard] = {}
    for volume in decibels:
        for name, sound in sounds.items():
            samples = _quieter(sound.samples, volume)
            found |= {(one.at_s, name): one for side in sides for one in _heard(side, name, samples, volume)}
    return [found[key] for key in sorted(found)]


def silent(raw: bytes) -> bool:
    """Return whether nothing at all could be heard."""
    return not any(raw)


def write_wav(raw: bytes, path: Path) -> None:
    """Write a recording's left side as a WAV, so that a person can listen."""
    path.write_bytes(to_wav(Sound(channels(raw).left, RATE_HZ)))


def _heard(side: bytes, name: str, samples: bytes, decibels: float) -> Iterable[Heard]:
    quiet = _quiet(samples)
    sign = samples[quiet : quiet + SURE_SAMPLES * SAMPLE_BYTES]
    place = side.find(sign) if sign else -1
    while place >= 0:
        same = _same(side, place, samples[quiet:])
        whole = len(samples.rstrip(b"\0")) - quiet
        at_s = (place - quiet) / SAMPLE_BYTES / RATE_HZ
        yield Heard(name, at_s, (quiet + same) / SAMPLE_BYTES / RATE_HZ, same < whole, decibels)
        place = side.find(sign, place + len(sign))


@functools.lru_cache(maxsize=256)
def _quieter(samples: bytes, decibels: float) -> bytes:
    """Return the samples as SDL's mixer makes them quieter: in 128 steps, rounded towards silence."""
    volume = int(min(10 ** (decibels / 20), 1.0) * 128)
    return array.array("h", (int(sample * volume / 128) for sample in memoryview(samples).cast("h"))).tobytes()


def _quiet(samples: bytes) -> int:
    """Return how many bytes of silence a sound begins with."""
    return (len(samples) - len(samples.lstrip(b"\0"))) // SAMPLE_BYTES * SAMPLE_BYTES


def _same(side: bytes, place: int, samples: bytes) -> int:
    """Return how many bytes from ``place`` on are those of the sound: by halving, as a beginning holds its own."""
    low, high = 0, min(len(samples), len(side) - place)
    while low < high:
        middle = (low + high + 1) // 2
        if side[place : place + middle] == samples[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
