# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated loudspeaker, a pipe that SDL's disk driver writes into, and the recording that is made of it.

SDL begins its file anew each time a unit opens its sound card; a pipe has no beginning, so one recording keeps all.
"""

import array
import os
import threading
import wave
from pathlib import Path
from typing import NamedTuple, Self

from centre.sound import SAMPLE_BYTES
from simulator.orders import Orders

RATE_HZ = 22_050
"""What Cherha asks of every sound card, and in two channels: so SDL's disk driver writes it."""

FRAME_BYTES = 2 * SAMPLE_BYTES

BLOCK_BYTES = 30 * RATE_HZ * FRAME_BYTES
"""So much of a recording is looked at at once."""


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
            write_wav(self._raw, self._raw.with_suffix(".wav"))

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
    frames = array.array("h", raw[: len(raw) // FRAME_BYTES * FRAME_BYTES])
    return Channels(frames[0::2].tobytes(), frames[1::2].tobytes())


def silent(raw: bytes) -> bool:
    """Return whether nothing at all could be heard."""
    return not any(raw)


def write_wav(raw: Path, path: Path) -> None:
    """Write a recording's left side as a WAV, so that a person can listen; an hour of it, too."""
    with raw.open("rb") as recording, wave.open(str(path), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(SAMPLE_BYTES)
        writer.setframerate(RATE_HZ)
        while block := recording.read(BLOCK_BYTES):
            writer.writeframes(channels(block).left)
