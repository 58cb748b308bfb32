# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Makes a bank of recordings: same pieces, engine and voice, same bytes; where it lies is not its matter."""

import hashlib
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from centre import espeak_words, levelling
from centre.bank_index import INDEX, Index, Piece, Tongue, from_json, to_json
from centre.bank_makers import Maker
from centre.bank_writer import check, write
from centre.config import Language
from centre.errors import DeviceFault
from centre.levelling import fitted
from centre.pieces import pieces
from centre.resampling import at_rate
from centre.sound import Sound, from_wav, to_wav
from centre.spoken import Sentence

RATE_HZ = 22_050
"""The loudspeaker's own (centre/loudspeaker.py): nothing is converted between a call and its sound."""

Makers = Mapping[Language, Maker]


def make(makers: Makers, out: Path) -> Index:
    """Record every piece of each language into ``out``, in place of what was there, and return the list.

    Takes seconds with espeak-ng, a minute with RHVoice. Raises DeviceFault when an engine fails, Unavailable when the
    folder cannot be written; then what was there stays.
    """
    check(out)
    files, tongues = dict[str, bytes](), dict[Language, Tongue]()
    for language, maker in makers.items():
        texts = pieces(language)
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            wavs = [to_wav(sound) for sound in pool.map(partial(recorded, maker, language), texts)]
        listed = [_piece(place, text, wav) for place, (text, wav) in enumerate(zip(texts, wavs, strict=True), start=1)]
        files |= {f"{language}/{piece.file}": wav for piece, wav in zip(listed, wavs, strict=True)}
        tongues[language] = Tongue(
            engine=maker.name,
            version=maker.version,
            voice=maker.voice,
            recipe=recipe(maker, language),
            rate_hz=RATE_HZ,
            pieces=tuple(listed),
        )
    index = Index(languages=tongues)
    write(files | {INDEX: to_json(index)}, out)
    return index


def recorded(maker: Maker, language: Language, text: str) -> Sound:
    """Return one piece as the bank keeps it.

    Words without a mark go on, as those before a comma do: an engine that hears their end would let its voice fall.
    """
    sound = maker.engine.sound(Sentence(text if text[-1] in ".!?," else f"{text},", language))
    piece = fitted(at_rate(sound, RATE_HZ)) if sound else None
    if piece is None or not piece.samples:
        raise DeviceFault(f"{maker.name} said nothing of «{text}» with its voice '{maker.voice}'. Use another voice.")
    return piece


def fresh(makers: Makers, out: Path) -> bool:
    """Return whether a bank is there that ``make`` would make again as it is; its files are not looked at."""
    try:
        index = from_json((out / INDEX).read_bytes())
    except (OSError, ValueError):
        return False
    wanted = {language: recipe(maker, language) for language, maker in makers.items()}
    return {language: tongue.recipe for language, tongue in index.languages.items()} == wanted


def recipe(maker: Maker, language: Language) -> str:
    """Return a digest of all that the pieces of a language are made from."""
    told = [espeak_words.pronounced(text) if language == "uk" else text for text in pieces(language)]
    treatment = {name: value for name, value in vars(levelling).items() if name.endswith(("_S", "_DB"))}
    made_from = (maker.name, maker.version, maker.voice, maker.settings, RATE_HZ, told, sorted(treatment.items()))
    return hashlib.sha256(repr(made_from).encode()).hexdigest()


def _piece(place: int, text: str, wav: bytes) -> Piece:
    length_s = round(from_wav(wav).length_s, 3)
    return Piece(text=text, file=f"{place:03}.wav", length_s=length_s, sha256=hashlib.sha256(wav).hexdigest())
