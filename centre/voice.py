# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Makes sound of a sentence by the engines of this machine, the best first; it knows no loudspeaker and no meaning.

espeak-ng speaks both languages on every Pi, in milliseconds. A bank of recordings or a finer engine goes before it.
"""

import logging
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from centre.config import Language
from centre.errors import DeviceFault
from centre.espeak_version import version, words_a_minute
from centre.espeak_words import pronounced
from centre.sound import Sound
from centre.spoken import Sentence
from centre.voice_program import TIMEOUT_S, sound_from

log = logging.getLogger(__name__)

PITCH = 45
"""Of 0 to 99: a little lower than its usual 50, which a small loudspeaker makes shrill."""

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

    @cached_property
    def version(self) -> str:
        """Return which one it is, as it says itself; "" if it does not. It is asked once."""
        return version(self._program, self._timeout_s)

    def speed(self, language: Language) -> int:
        """Return how many words a minute it is told to say."""
        return words_a_minute(self.VOICES[language], self.version)

    def sound(self, sentence: Sentence) -> Sound:
        """Return how it sounds; raise DeviceFault when the program is missing, fails, hangs, or says no WAV."""
        voice = self.VOICES[sentence.language]
        speed = str(self.speed(sentence.language))
        command = [self._program, "-v", voice, "-s", speed, "-p", str(PITCH), "-b", "1", "--stdin"]
        text = pronounced(sentence.text) if sentence.language == "uk" else sentence.text
        packages = "espeak-ng espeak-ng-data"
        return sound_from([*command, "--stdout"], text, voice=voice, packages=packages, timeout_s=self._timeout_s)


class Voice:
    """The engines in their order, and what they made last; used by one thread.

    ``fault`` is why the newest sentence could not be spoken, "" since one could. ``hurt`` is why an engine had to speak
    for a better one, "" if none had; it stays, as what is damaged on a card does.
    """

    def __init__(self, engines: Sequence[Engine], kept_s: float = KEPT_S) -> None:
        self._engines, self._kept_s = engines, kept_s
        self._kept: OrderedDict[Sentence, Sound] = OrderedDict()
        self.fault = self.hurt = ""

    def sound(self, sentence: Sentence) -> Sound | None:
        """Return how a sentence sounds, from the first engine that has it; None, and a ``fault``, if none can."""
        if sentence in self._kept:
            self._kept.move_to_end(sentence)
            return self._kept[sentence]
        made, why = self._make(sentence)
        if made:
            self.fault, self.hurt = "", why or self.hurt
            self._keep(sentence, made)
        else:
            self.fault = why or self.fault
        return made

    def _make(self, sentence: Sentence) -> tuple[Sound | None, str]:
        """Return a sentence's sound, and the last fault of an engine that should have made it."""
        why = ""
        for engine in self._engines:
            try:
                if made := engine.sound(sentence):
                    return made, why
            except DeviceFault as fault:
                why = str(fault)
                if why not in (self.fault, self.hurt):
                    log.warning("%s", why)
        return None, why

    def _keep(self, sentence: Sentence, made: Sound) -> None:
        self._kept[sentence] = made
        while len(self._kept) > 1 and sum(sound.length_s for sound in self._kept.values()) > self._kept_s:
            self._kept.popitem(last=False)
