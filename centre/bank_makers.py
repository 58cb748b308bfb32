# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who records the pieces of a language on this machine: RHVoice where it is installed, espeak-ng else."""

import subprocess
from collections.abc import Mapping
from typing import NamedTuple, get_args

from centre.config import Language
from centre.errors import DeviceFault
from centre.rhvoice import RATE_PERCENT, RHVoice, installed
from centre.voice import PITCH, Engine, Espeak

UNKNOWN = "unknown"


class Maker(NamedTuple):
    """An engine with all that its sound depends on, as the index of the bank names it."""

    engine: Engine
    name: str
    version: str
    voice: str
    settings: str


def maker(language: Language, rhvoice: RHVoice, espeak: str = "espeak-ng") -> Maker:
    """Return the best one for a language; raise DeviceFault, with what to install, if there is none."""
    if installed(rhvoice, language):
        return Maker(rhvoice, "RHVoice", _of_package("rhvoice"), rhvoice.voices[language], f"rate {RATE_PERCENT} %")
    own = Espeak(espeak)
    if not own.version:
        raise DeviceFault(
            f"{espeak} cannot be run, and no RHVoice either, so nothing can be recorded."
            " Run: sudo apt-get install espeak-ng; or, from Debian's non-free, rhvoice rhvoice-ukrainian"
        )
    settings = f"{own.speed(language)} words a minute, pitch {PITCH}"
    return Maker(own, "espeak-ng", own.version, own.VOICES[language], settings)


def makers(rhvoice: RHVoice) -> Mapping[Language, Maker]:
    """Return the best one for each language of a bank; raise DeviceFault as ``maker`` does."""
    return {language: maker(language, rhvoice) for language in get_args(Language)}


def _of_package(package: str) -> str:
    """Return the version that Debian knows: RHVoice-test itself says "none"."""
    query = ["dpkg-query", "--show", "--showformat", "${Version}", package]
    try:
        return subprocess.run(query, capture_output=True, text=True, check=True, timeout=5).stdout or UNKNOWN
    except (OSError, subprocess.SubprocessError):
        return UNKNOWN
