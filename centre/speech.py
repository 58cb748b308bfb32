# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words between a unit and the thread that speaks: what it is told to say, on what, and what it reports.

The thread itself is in ``centre/speaking.py``.
"""

from typing import NamedTuple, Protocol

from centre.messages import Problem
from centre.sound import Sound
from centre.spoken import Sentence

Utterance = Sentence | Sound
"""What can be said: words that an engine makes a sound of, or a sound that is ready, as a chime."""


class Loud(Protocol):
    """What a loudspeaker can do; see :class:`centre.loudspeaker.Loudspeaker`."""

    def play(self, sound: Sound) -> float:
        """Begin a sound, return when it will have been heard."""

    def stop(self) -> None:
        """Be silent at once."""

    @property
    def playing(self) -> bool:
        """Return whether a sound is not over."""

    def volume(self, decibels: float) -> None:
        """Set how loud it is."""

    def close(self) -> None:
        """Give the card back."""


class SpeechEnded(NamedTuple):
    """Report: the speech of this number is over.

    It was ``heard`` unless it was cut off, the card failed, or no engine had any of its sentences.
    """

    number: int
    heard: bool = True


class SpeakingIs(NamedTuple):
    """Report: what is wrong with the voice, nothing if it is well again."""

    problems: tuple[Problem, ...]


class Speech(NamedTuple):
    """Order: say these instead of whatever is said now; after the ``last`` the card is closed."""

    number: int
    utterances: tuple[Utterance, ...]
    decibels: float
    last: bool


class Hush(NamedTuple):
    """Order: be silent at once."""


class Rest(NamedTuple):
    """Order: give the card back, unless something is being said."""


class SpeakNoMore(NamedTuple):
    """Order: be silent, give the card back and end."""
