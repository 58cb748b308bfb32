# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Makes sound of a sentence by the engines of this machine, the best first; it knows no loudspeaker and no meaning.

espeak-ng speaks both languages on every Pi, in milliseconds. A bank of recordings or a finer engine goes before it.
"""

import logging
import subprocess
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from centre.errors import DeviceFault
from centre.sound import Sound, from_wav
from centre.spoken import Sentence

log = logging.getLogger(__name__)

WORDS_A_MINUTE = 145
"""Slower than espeak-ng's 175: a formant voice in a hall, to somebody who hears it for the first time."""

PITCH = 45
"""Of 0 to 99: a little lower than its usual 50, which a small loudspeaker makes shrill."""

TIMEOUT_S = 5.0
"""No sentence of a ticket takes a Pi Zero so long."""

KEPT_S = 120.0
"""So much sound is kept, 5 MB: what a kiosk says to every citizen is made once."""


class Engine(Protocol):
    """What makes sound of sentences."""

    def sound(self, sentence: Sentence) -> Sound | None:
        """Return how it sounds, None if this engine has it not; raise DeviceFault if it should have and fails."""
        ...


class Espeak:
    """Debian's espeak-ng, one process a sentence: what hangs or crashes takes nothing with it."""

    VOICES = {"uk": "uk", "en": "en-gb"}  # noqa: RUF012  (a table)

    def __init__(self, program: str = "espeak-ng", timeout_s: float = TIMEOUT_S) -> None:
        self._program, self._timeout_s = program, timeout_s

    def sound(self, sentence: Sentence) -> Sound:
        """Return how it sounds; raise DeviceFault when the program is missing, fails, hangs, or says no WAV."""
        voice = self.VOICES[sentence.language]
        command = [self._program, "-v", voice, "-s", str(WORDS_A_MINUTE), "-p", str(PITCH), "-b", "1", "--stdin"]
        try:
            done = subprocess.run(
                [*command, "--stdout"],
                input=sentence.text.encode(),
                capture_output=True,
                timeout=self._timeout_s,
                check=True,
            )
            return from_wav(done.stdout)
        except FileNotFoundError as fault:
            raise DeviceFault(
                f"{self._program} is not installed, so nothing can be spoken. Run: sudo apt-get install espeak-ng"
            ) from fault
        except subprocess.TimeoutExpired as fault:
            raise DeviceFault(
                f"{self._program} made no sound of a sentence within {self._timeout_s:g} s. Restart this device."
            ) from fault
        except (subprocess.CalledProcessError, OSError, ValueError) as fault:
            raise DeviceFault(
                f"{self._program} could not speak with its voice '{voice}': {_said(fault)}."
                " Run: sudo apt-get install --reinstall espeak-ng espeak-ng-data"
            ) from fault


class Voice:
    """The engines in their order, and what they made last; used by one thread.

    ``fault`` is why the newest sentence could not be spoken, "" since one could.
    """

    def __init__(self, engines: Sequence[Engine], kept_s: float = KEPT_S) -> None:
        self._engines, self._kept_s = engines, kept_s
        self._kept: OrderedDict[Sentence, Sound] = OrderedDict()
        self.fault = ""

    def sound(self, sentence: Sentence) -> Sound | None:
        """Return how a sentence sounds, from the first engine that has it; None, and a ``fault``, if none can."""
        if sentence in self._kept:
            self._kept.move_to_end(sentence)
            return self._kept[sentence]
        made = self._make(sentence)
        if made:
            self.fault = ""
            self._keep(sentence, made)
        return made

    def _make(self, sentence: Sentence) -> Sound | None:
        for engine in self._engines:
            try:
                if made := engine.sound(sentence):
                    return made
            except DeviceFault as fault:
                if self.fault != str(fault):
                    log.warning("%s", fault)
                self.fault = str(fault)
        return None

    def _keep(self, sentence: Sentence, made: Sound) -> None:
        self._kept[sentence] = made
        while len(self._kept) > 1 and sum(sound.length_s for sound in self._kept.values()) > self._kept_s:
            self._kept.popitem(last=False)


def _said(fault: Exception) -> str:
    """Return what went wrong, in the program's own words where it had some."""
    if isinstance(fault, subprocess.CalledProcessError):
        words = fault.stderr.decode(errors="replace").strip().splitlines()
        return words[-1] if words else f"exit code {fault.returncode}"
    return str(fault)
