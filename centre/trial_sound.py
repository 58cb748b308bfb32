# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tries a loudspeaker or headphones: one beep on the left, two on the right, and asks where they were heard."""

import array
import math
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple, Protocol

from centre.sound import Sound
from centre.trials import Finding, Person, Trial, seen

if TYPE_CHECKING:
    from centre.loudspeaker import Loudspeaker

RATE_HZ = 22_050
BEEP_HZ, BEEP_S, PAUSE_S = 660, 0.4, 0.3
LOUD = 12_000
"""Of 32,767: to be heard in a hall, and no shock in headphones."""

LOOK_S, LATE_LOOKS = 0.05, 200
"""How often it is asked whether a late card has played out, and for how long at most: ten seconds."""

EDGE_S = 0.01
"""A beep swells and fades so long, or its ends would click."""


class Card(Protocol):
    """What is needed of centre.loudspeaker.Loudspeaker."""

    def play(self, sound: Sound, left: float = 1.0, right: float = 1.0) -> float:
        """Begin a sound; return after how many seconds it will have been heard."""

    @property
    def playing(self) -> bool:
        """Return whether a sound has still samples that the card has not been given."""

    def close(self) -> None:
        """Give the sound card back."""


class Side(NamedTuple):
    """A side, how loud each channel is for it, and how many beeps tell it from the other."""

    name: str
    left: float
    right: float
    beeps: int


SIDES = (Side("left", 1.0, 0.0, 1), Side("right", 0.0, 1.0, 2))


def trial(unit: str, opened: Callable[[str], Card] | None = None) -> Trial:
    """Return the trial of a unit's sound card; ``unit`` is whose it is, as a technician reads it.

    ``opened`` returns the open card, if it is not SDL's.
    """

    def run(person: Person) -> Iterator[Finding]:
        with closing((opened or loudspeaker)(unit)) as card:
            for side in SIDES:
                yield _side(person, card, side)

    return Trial("sound", tuple(_part(side) for side in SIDES), run)


def beeps(count: int) -> Sound:
    """Return so many beeps, with a pause behind each."""
    beep, pause = round(BEEP_S * RATE_HZ), round(PAUSE_S * RATE_HZ)
    samples = array.array("h", (_sample(at, beep) for at in range(beep)))
    samples.extend([0] * pause)
    return Sound((samples * count).tobytes(), RATE_HZ)


def _side(person: Person, card: Card, side: Side) -> Finding:
    length_s = card.play(beeps(side.beeps), side.left, side.right)
    if not person.there:
        play_out(person, card, length_s)
    beeped = "one beep" if side.beeps == 1 else "two beeps"
    ask = f"Did you hear {beeped}, from the {side.name} and from nowhere else?"
    todo = "Look at plug and volume (alsamixer); if left and right are exchanged, exchange the plugs or the wires."
    return seen(person, _part(side), ask, todo=todo, says=f"{beeped} played")


def play_out(person: Person, card: Card, length_s: float) -> None:
    """Return when it was heard whole, on a card that is late too: the next sound would cut it off."""
    list(person.watch(length_s))
    for _ in range(LATE_LOOKS):
        if not card.playing:
            return
        list(person.watch(LOOK_S))


def loudspeaker(unit: str) -> "Loudspeaker":
    """Return the open sound card of a unit; raise DeviceFault when there is none."""
    from centre.loudspeaker import Loudspeaker  # noqa: PLC0415  (SDL is loaded only where sound is tried)

    return Loudspeaker(unit)


def _part(side: Side) -> str:
    return f"sound: {side.name}"


def _sample(at: int, length: int) -> int:
    swell = min(1.0, at / (EDGE_S * RATE_HZ), (length - at) / (EDGE_S * RATE_HZ))
    return round(LOUD * swell * math.sin(2 * math.pi * BEEP_HZ * at / RATE_HZ))
