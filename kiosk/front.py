# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's front: what it shows to the eye and says to the ear is one page, and a touch or a key answers it."""

from centre.holding import Meaning
from centre.messages import Problem
from centre.time import Now, earliest
from centre.touched import Touched
from kiosk.facing import Faceless
from kiosk.guide import Guideless
from kiosk.knowing import Knowing


class Front:
    """Screen and voice of a kiosk, with or without either; used by the kiosk's loop only."""

    def __init__(self, *, facing: Faceless, guide: Guideless, knowing: Knowing) -> None:
        self._facing, self._guide, self._knowing = facing, guide, knowing

    @property
    def seen(self) -> bool:
        """Return whether there is a screen, so that somebody can be asked and told."""
        return self._facing.seen

    def hush(self) -> None:
        """Cut the voice off: any button that is pressed does, whatever that will turn out to mean."""
        self._guide.hush()

    def touched(self, touch: Touched) -> str:
        """Return the name of the choice that was touched, "" if there was none at that moment and place."""
        name = self._facing.touched(touch)
        if name:
            self._guide.hush()
        return name

    def press(self, name: str, meaning: Meaning, now: Now) -> str:
        """Take a press of a button; return the one that is to be carried out, "" for none.

        To whoever listens it is said what it would do, before it is done.
        """
        return self._guide.press(name, meaning, self._knowing.page, now)

    def take(self, item: object, now: Now) -> bool:
        """Take a report of the voice; return False for what is none."""
        return self._guide.take(item, now)

    def due(self, now: Now) -> None:
        """Ask whether anybody is there who listens, in their time."""
        self._guide.due(self._knowing.page, now)

    def turn(self, now: Now) -> None:
        """Say and show the page, if it has changed; to be called at the end of each turn of the loop."""
        self._facing.turn(self._guide.turn(self._knowing.page(), now), now)

    def problems(self) -> tuple[Problem, ...]:
        """Name for the technician what keeps the page from being seen or heard."""
        return (*self._facing.problems(), *self._guide.problems())

    def deadline_s(self) -> float | None:
        """Return when ``due`` or ``turn`` must be called though nothing happens."""
        return earliest((self._facing.deadline_s(), self._guide.deadline_s()))

    def alive(self) -> bool:
        """Return whether the threads of screen and voice live."""
        return self._facing.alive() and self._guide.alive()

    def close(self) -> None:
        """Give the screen and the sound card back."""
        self._facing.close()
        self._guide.close()
