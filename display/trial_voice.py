# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tries a display's voice: the chime and a call, as loud as the hall hears them, and asks whether they were heard."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Protocol

from centre import bank
from centre.config import CentreFile
from centre.config_displays import Display
from centre.sound import Sound, decibels
from centre.trial_sound import Card, loudspeaker, play_out
from centre.trials import Finding, Person, Trial, seen
from centre.voice import Engine, Voice
from display.announcing import Saying
from display.said_aloud import utterances

PART = "voice"


class Loud(Card, Protocol):
    """What is needed of centre.loudspeaker.Loudspeaker."""

    def volume(self, decibels: float) -> None:
        """Set how loud it is."""


def trial(
    centre: CentreFile,
    display: Display,
    opened: Callable[[str], Loud] | None = None,
    speakers: Sequence[Engine] | None = None,
) -> Trial:
    """Return the trial of a display's voice; ``opened`` returns its card, ``speakers`` speak, if not this machine's."""

    def run(person: Person) -> Iterator[Finding]:
        voice = Voice(bank.engines() if speakers is None else speakers)
        sounds = [one if isinstance(one, Sound) else voice.sound(one) for one in utterances(_call(centre), centre)]
        if None in sounds:
            says, _, todo = voice.fault.partition(". ")
            yield Finding(PART, "broken", says, todo)
            return
        with closing((opened or loudspeaker)(f"Display '{display.id}'")) as card:
            percent = max(display.voice.volume, 1) if display.voice else 100
            card.volume(decibels(percent))
            for sound in filter(None, sounds):
                play_out(person, card, card.play(sound))
            yield _heard(person, centre, percent)

    return Trial("voice", (PART,), run)


def _call(centre: CentreFile) -> Saying:
    """Return a call that nobody has a ticket for."""
    window = centre.windows[0].number
    return Saying("call", centre.centre.languages, ticket=f"{centre.services[0].letter}000", window=window)


def _heard(person: Person, centre: CentreFile, percent: int) -> Finding:
    call = _call(centre)
    ask = f"Did you hear a chime and a call of ticket {call.ticket} to window {call.window}, at the farthest seat too?"
    todo = "Turn the amplifier up until it is loud there, and displays.voice.volume down if it is too loud at others."
    return seen(person, PART, ask, todo=todo, says=f"a chime and a call played at volume {percent}")
