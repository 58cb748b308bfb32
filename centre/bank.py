# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bank of recordings as an engine of centre/voice.py: says what it has every piece of, and nothing else.

It needs no program, takes the same time on every machine, and its voice may be finer than any that runs here.
"""

import hashlib
import logging
import os
from collections.abc import Mapping
from pathlib import Path

from centre.bank_index import FOLDER, INDEX, VARIABLE, Piece, Tongue, from_json
from centre.config import Language
from centre.errors import DeviceFault
from centre.joining import join, key, parts
from centre.sound import Sound, from_wav
from centre.spoken import Sentence
from centre.voice import Engine, Espeak

log = logging.getLogger(__name__)

_CURE = "Make the bank anew: cherha voices"


class Bank:
    """The recordings in a folder that ``cherha voices`` has made; used by one thread.

    Nothing is opened before the first sentence of a language; then all of its pieces are read at once and kept, 7 MB:
    from then on no card can fail between a call and its sound. What was damaged then stays so until the next start.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Language, Mapping[str, Sound | str]] = {}

    def sound(self, sentence: Sentence) -> Sound | None:
        """Return how it sounds, None if the bank never had a piece of it; raise DeviceFault if one is damaged."""
        known = self._pieces(sentence.language)
        found = parts(sentence.text, known)
        if found is None:
            return None
        sounds = []
        for part in found:
            piece = known[part.key]
            if isinstance(piece, str):
                raise DeviceFault(piece)
            sounds.append((piece, part.pause_s))
        return join(sounds)

    def _pieces(self, language: Language) -> Mapping[str, Sound | str]:
        """Return each piece, or in its place what is wrong with its file; raise DeviceFault if there is no list."""
        if language not in self._read:
            self._read[language] = self._read_all(language)
        return self._read[language]

    def _read_all(self, language: Language) -> Mapping[str, Sound | str]:
        try:
            tongue = from_json((self._folder / INDEX).read_bytes()).languages.get(language)
        except (OSError, ValueError) as fault:
            raise DeviceFault(f"{self._folder / INDEX}: {_why(fault)}. {_CURE}") from fault
        if tongue is None:
            return {}
        found = {key(piece.text): self._recording(language, tongue, piece) for piece in tongue.pieces}
        lost = [piece for piece in found.values() if isinstance(piece, str)]
        log.info("%s: %d recordings in '%s' by %s", self._folder, len(found) - len(lost), language, tongue.voice)
        return found

    def _recording(self, language: Language, tongue: Tongue, piece: Piece) -> Sound | str:
        path = self._folder / language / piece.file
        try:
            wav = path.read_bytes()
            if hashlib.sha256(wav).hexdigest() != piece.sha256:
                return f"{path} of the bank of recordings is not the file that was made. {_CURE}"
            sound = from_wav(wav)
        except (OSError, ValueError) as fault:
            return f"{path} of the bank of recordings: {_why(fault)}. {_CURE}"
        if sound.rate_hz != tongue.rate_hz:
            return f"{path} has {sound.rate_hz} samples a second, expected {tongue.rate_hz}. {_CURE}"
        return sound


def engines(folder: Path | None = None) -> tuple[Engine, ...]:
    """Return what speaks on this machine, the best first: its bank, if it has one, and espeak-ng for the rest.

    The bank is in ``folder``, if not where this machine has it.
    """
    folder = folder or Path(os.environ.get(VARIABLE) or FOLDER)
    if (folder / INDEX).exists():
        return Bank(folder), Espeak()
    log.info("No bank of recordings in %s: espeak-ng speaks. A technician can make one: cherha voices", folder)
    return (Espeak(),)


def _why(fault: OSError | ValueError) -> str:
    return (fault.strerror if isinstance(fault, OSError) else str(fault)) or str(fault)
