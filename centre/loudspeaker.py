# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to sound: plays one sound at a time through SDL's mixer; it knows nothing of words or of who listens.

While it is open SDL's own thread writes to the sound card without a pause, so it is open only while somebody listens.
"""

import io
import os

# pygame greets on stdout unless it is told before it is imported.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
# SIGTERM belongs to the loop: SDL would turn it into an event that nobody waits for.
os.environ.setdefault("SDL_NO_SIGNAL_HANDLERS", "1")

import pygame
from pygame import mixer

from centre.errors import DeviceFault
from centre.sound import Sound, to_wav

__all__ = ["LATENCY_S", "Loudspeaker", "Sound"]

RATE_HZ = 22_050
"""The rate of espeak-ng: its sounds reach the card as they are; others are converted when they are played."""

BUFFER_SAMPLES = 1024

LATENCY_S = 2 * BUFFER_SAMPLES / RATE_HZ
"""The most that a sound ends later than its length says: SDL fills one buffer while the card plays the other."""


class Loudspeaker:
    """The sound card of one unit, open from construction to ``close``; one at a time in a process, used by one thread.

    Raises DeviceFault when SDL finds no sound card. SDL_AUDIODRIVER and AUDIODEV choose it, as SDL documents them.
    """

    def __init__(self, unit: str) -> None:
        """Open it; ``unit`` is whose it is, as a technician reads it."""
        try:
            # No changes allowed: SDL converts for a card that wants it otherwise, and a sound stays what it was.
            mixer.init(RATE_HZ, -16, 2, BUFFER_SAMPLES, allowedchanges=0)
        except pygame.error as fault:
            raise DeviceFault(_no_card(unit, fault)) from fault
        self._unit, self._channel = unit, mixer.Channel(0)
        self._sound: mixer.Sound | None = None
        self._gain = 1.0

    def play(self, sound: Sound, left: float = 1.0, right: float = 1.0) -> float:
        """Begin a sound at once, cut off the one before, and return after how many seconds it will have been heard.

        Raises DeviceFault when SDL cannot play it.

        ``left`` and ``right`` are shares of the amplitude, 0 to 1. At the returned second ``playing`` is False on any
        card that keeps time; who must be sure asks it then.
        """
        try:
            new = mixer.Sound(file=io.BytesIO(to_wav(sound)))
        except pygame.error as fault:
            raise DeviceFault(f"{self._unit}: SDL cannot play a sound: {fault}. Restart this device.") from fault
        new.set_volume(self._gain)
        self._channel.stop()
        # Before it begins, or its first samples would come from both sides.
        self._channel.set_volume(left, right)
        self._channel.play(new)
        self._sound = new
        return sound.length_s + LATENCY_S

    def stop(self) -> None:
        """Be silent at once."""
        self._channel.stop()

    @property
    def playing(self) -> bool:
        """Return whether a sound has still samples that the card has not been given."""
        return bool(self._channel.get_busy())

    def volume(self, decibels: float) -> None:
        """Set how loud it is from now on, what plays included: 0 is as loud as the card goes, -6 half the amplitude."""
        self._gain = min(10 ** (decibels / 20), 1.0)
        if self._sound:
            self._sound.set_volume(self._gain)

    def close(self) -> None:
        """Be silent and give the sound card back."""
        self._channel.stop()
        mixer.quit()


def _no_card(unit: str, fault: pygame.error) -> str:
    driver = os.environ.get("SDL_AUDIODRIVER", "chosen by SDL")
    return (
        f"{unit}: SDL opened no sound card (driver {driver}): {fault}."
        " Check that /proc/asound/cards lists one, AUDIODEV, SDL_AUDIODRIVER and the group audio."
    )
