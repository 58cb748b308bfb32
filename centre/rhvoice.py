# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""RHVoice, where a technician has installed it: the finer voice, by its program RHVoice-test; it knows no bank.

Debian has it in non-free (packages rhvoice, rhvoice-ukrainian, rhvoice-english). Its engine, languages and the voices
named here are LGPL-2.1+ by Debian's copyright file; marianna, volodymyr, lyubov, evgeniy-eng are not, and not used.
A sentence costs its start too, 0.2 to 0.5 s on a PC: too much for a Pi Zero between a call and its sound.
"""

from typing import Literal

from centre.config import Language
from centre.errors import DeviceFault
from centre.sound import Sound
from centre.spoken import Sentence
from centre.voice_program import sound_from

Ukrainian = Literal["natalia", "anatol"]

ENGLISH = "slt"
"""A woman's voice, as natalia's is; of those by rhvoice-english that are free."""

RATE_PERCENT = 100
"""Its usual rate: in a sentence natalia hurries at it, but a word alone, as pieces are, takes her longer."""

TIMEOUT_S = 30.0
"""It loads 10 MB of a voice each time; it is asked when a bank is made, where nobody waits."""


class RHVoice:
    """One process a sentence."""

    def __init__(self, ukrainian: Ukrainian = "natalia", program: str = "RHVoice-test") -> None:
        self._program, self.voices = program, {"uk": str(ukrainian), "en": ENGLISH}

    def sound(self, sentence: Sentence) -> Sound:
        """Return how it sounds; raise DeviceFault when it fails, or its voice of that language is not installed.

        Without the voice RHVoice-test writes nothing at all and ends well: that is no WAV.
        """
        voice = self.voices[sentence.language]
        command = [self._program, "--profile", voice, "--rate", str(RATE_PERCENT), "--output", "-"]
        packages = "rhvoice rhvoice-ukrainian rhvoice-english"
        return sound_from(command, sentence.text, voice=voice, packages=packages, timeout_s=TIMEOUT_S)


def installed(rhvoice: RHVoice, language: Language) -> bool:
    """Return whether this machine has the program and the voice of a language."""
    try:
        rhvoice.sound(Sentence("А." if language == "uk" else "A.", language))
    except DeviceFault:
        return False
    return True
