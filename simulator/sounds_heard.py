# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What was heard in a recording: which of the known sounds, when, how loud, and whether one was cut off."""

import array
import functools
import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO, NamedTuple

from centre.sound import SAMPLE_BYTES, Sound
from simulator.loudspeaker import BLOCK_BYTES, FRAME_BYTES, RATE_HZ, channels

SURE_SAMPLES = 2205
"""A sound is recognised by its first tenth of a second from its first loud sample on."""

FULL = 128
"""The loudest of SDL's steps."""


class Heard(NamedTuple):
    """One playing of a known sound: when it began in the recording, and how much of it could be heard."""

    name: str
    at_s: float
    length_s: float
    cut_off: bool
    decibels: float = 0.0


class _Known(NamedTuple):
    """A sound to be found: without the silence at its ends, of which that at its beginning lasts ``quiet_s``."""

    name: str
    samples: bytes
    quiet_s: float


class _Kind(NamedTuple):
    """Sounds that begin alike at one volume: they are looked for by that beginning, once for all of them."""

    sign: bytes
    sounds: tuple[_Known, ...]
    decibels: float


def heard(raw: bytes, sounds: Mapping[str, Sound], decibels: Iterable[float] = (0.0,)) -> list[Heard]:
    """Return every playing of the given sounds at one of these volumes, in the order in which they began.

    A sound is found on either side by its own samples; where the recording leaves them it was cut off. Of sounds that
    begin alike the one is found that was played: the longest that is there to its end, else those that fit longest.
    """
    return heard_in(io.BytesIO(raw), sounds, decibels)


def heard_in(recording: BinaryIO, sounds: Mapping[str, Sound], decibels: Iterable[float] = (0.0,)) -> list[Heard]:
    """Return the same of a file of any length, of which it keeps half a minute in memory."""
    kinds = list(_kinds(sounds, decibels))
    longest = max((len(known.samples) + 1 for kind in kinds for known in kind.sounds), default=0)
    found: dict[tuple[float, str], Heard] = {}
    carried, before = b"", 0
    while True:
        read = recording.read(BLOCK_BYTES)
        raw = carried + read
        sides = set(channels(raw))
        # What begins in the last of it is found with the next block, which has it whole.
        frames = len(raw) // FRAME_BYTES - (longest // SAMPLE_BYTES if read else 0)
        until = max(frames, 0) * SAMPLE_BYTES
        for side in sides:
            for kind in kinds:
                for one in _found(side, until, kind):
                    at_s = one.at_s + before / SAMPLE_BYTES / RATE_HZ
                    found[at_s, one.name] = one._replace(at_s=at_s)
        if not read:
            return [found[key] for key in sorted(found)]
        carried, before = raw[2 * until :], before + until


def _kinds(sounds: Mapping[str, Sound], decibels: Iterable[float]) -> Iterable[_Kind]:
    """Yield the sounds at each volume, those together that begin alike."""
    for volume in decibels:
        together: dict[bytes, list[_Known]] = {}
        for name, sound in sounds.items():
            samples = _quieter(sound.samples, volume)
            quiet = _quiet(samples)
            known = _Known(name, samples[quiet:].rstrip(b"\0"), quiet / SAMPLE_BYTES / RATE_HZ)
            if sign := samples[quiet : quiet + SURE_SAMPLES * SAMPLE_BYTES]:
                together.setdefault(sign, []).append(known)
        yield from (_Kind(sign, tuple(alike), volume) for sign, alike in together.items())


def _found(side: bytes, until: int, kind: _Kind) -> Iterable[Heard]:
    """Yield what of these sounds begins on this side before the byte ``until``."""
    place = side.find(kind.sign)
    while 0 <= place < until:
        whole = [known for known in kind.sounds if side.startswith(known.samples, place)]
        longest = max((len(known.samples) for known in whole), default=0)
        for known in whole:
            if len(known.samples) == longest:
                yield _playing(known, place, longest, kind.decibels)
        if not whole:
            yield from _cut_off(side, place, kind)
        place = side.find(kind.sign, place + len(kind.sign))


def _cut_off(side: bytes, place: int, kind: _Kind) -> Iterable[Heard]:
    """Yield what may have been cut off here: those sounds that fit longest, which may be several."""
    same = [_same(side, place, known.samples) for known in kind.sounds]
    for known, length in zip(kind.sounds, same, strict=True):
        if length == max(same):
            yield _playing(known, place, length, kind.decibels)


def _playing(known: _Known, place: int, length: int, decibels: float) -> Heard:
    at_s = place / SAMPLE_BYTES / RATE_HZ - known.quiet_s
    length_s = known.quiet_s + length / SAMPLE_BYTES / RATE_HZ
    return Heard(known.name, at_s, length_s, length < len(known.samples), decibels)


@functools.lru_cache(maxsize=1024)
def _quieter(samples: bytes, decibels: float) -> bytes:
    """Return the samples as SDL's mixer makes them quieter: in 128 steps, rounded towards silence."""
    volume = int(min(10 ** (decibels / 20), 1.0) * 128)
    if volume == FULL:
        return samples
    return array.array("h", map(_steps(volume).__getitem__, memoryview(samples).cast("H"))).tobytes()


@functools.cache
def _steps(volume: int) -> tuple[int, ...]:
    """Return what becomes of each sample, by its bits: an hour has a hundred million of them."""
    return tuple(int((bits - 65536 if bits & 0x8000 else bits) * volume / FULL) for bits in range(65536))


def _quiet(samples: bytes) -> int:
    """Return how many bytes of silence a sound begins with."""
    return (len(samples) - len(samples.lstrip(b"\0"))) // SAMPLE_BYTES * SAMPLE_BYTES


def _same(side: bytes, place: int, samples: bytes) -> int:
    """Return how many bytes from ``place`` on are those of the sound: by halving, as a beginning holds its own."""
    low, high = 0, min(len(samples), len(side) - place)
    while low < high:
        middle = (low + high + 1) // 2
        if side.startswith(samples[:middle], place):
            low = middle
        else:
            high = middle - 1
    return low
