# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tries the contacts and lamps of a panel one after another: each contact is pressed, each lamp is looked at."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import NamedTuple

from centre.box import Box, Edge
from centre.english import counted, times
from centre.panel import Panel
from centre.places import PLACES, where
from centre.service import Inbox
from centre.trials import Finding, Person, Skipped, Trial, seen

RELEASE_S = 5.0
"""How long a finger may stay on it."""

BLINK_S = 1.0
"""How long a lamp blinks for nobody."""

QUIET_S = 0.3
"""Chatter is over when no edge has come for so long."""


class Wiring(NamedTuple):
    """How contacts and lamps are spoken of by their number: where one is, and the wires of a contact and of a lamp."""

    where: Callable[[int], str]
    wire: Callable[[int], str]
    lamp: Callable[[int], str]


PINS = Wiring(
    where=where,
    wire=lambda pin: f"the wire between place {PLACES[pin]} and ground",
    lamp=lambda pin: (
        f"Check the lamp, its resistor and the wire to place {PLACES[pin]}; a lamp that is turned round stays dark."
    ),
)
"""Those that hang on the pins of this Pi."""


class Pressed:
    """What one contact has done since ``at_s``; pure, fed with the edges of its panel.

    ``closed`` is how it was then, ``rests_closed`` how it is while nobody touches it.
    """

    def __init__(self, name: str, *, closed: bool, rests_closed: bool, at_s: float) -> None:
        self._name, self._rests_closed, self._at_s = name, rests_closed, at_s
        self.unrest = self.moved = closed != rests_closed
        self.times = 0
        self._others: list[str] = []

    def take(self, edge: Edge) -> bool:
        """Take an edge; return whether it is the first of another contact. One of an earlier press does not count."""
        if edge.at_s < self._at_s:
            return False
        moved = edge.closed != self._rests_closed
        if edge.name == self._name:
            self.moved = moved
            self.times += moved
            return False
        if not moved or edge.name in self._others:
            return False
        self._others.append(edge.name)
        return True

    @property
    def mistaken(self) -> bool:
        """Return whether another contact answered and this one did not: that is a finding, though one goes on."""
        return bool(self._others) and not self.times

    def finding(self, called: Mapping[str, str], wire: str, waited_s: float) -> Finding:
        """Return what is to be said of the contact on this ``wire``; ``called``: each by its name, and where it is."""
        part = called[self._name]
        others = " and ".join(called[name] for name in self._others)
        short = f"free it, or look for a {'break' if self._rests_closed else 'short'} in {wire}."
        if self.unrest:
            return Finding(part, "broken", f"{self._now} though nobody touches it", f"Is it stuck? If so {short}")
        if not self.times and others:
            todo = "Exchange their wires, or their pins in centre.toml."
            return Finding(part, "broken", f"{others} answered instead", todo)
        if not self.times:
            return Finding(part, "broken", f"not seen in {waited_s:g} s", f"Check {wire}, and the contact itself.")
        if self.moved:
            return Finding(part, "broken", f"seen, and {self._now} ever since", f"It sticks: {short}")
        chatter = f", chattered {times(self.times - 1)}" if self.times > 1 else ""
        return Finding(part, "works", f"seen{chatter}{f'; so was {others}' if others else ''}")

    @property
    def _now(self) -> str:
        return "open" if self._rests_closed else "closed"


def trial(
    *,
    word: str,
    contacts: Mapping[str, int],
    lamps: Mapping[str, int],
    do: str = "Press",
    rests_closed: bool = False,
    wiring: Wiring = PINS,
    wired: Callable[[Inbox], Box] | None = None,
) -> Trial:
    """Return the trial of a box; ``word`` is what its contacts are (button, key, contact), ``do`` what one does.

    ``wired`` returns the running box, if it is no panel of pins.
    """
    names = {name: f"{word} '{name}' ({wiring.where(pin)})" for name, pin in contacts.items()}
    lamp_names = {name: f"lamp '{name}' ({wiring.where(pin)})" for name, pin in lamps.items()}

    def run(person: Person) -> Iterator[Finding]:
        panel = wired(person.inbox) if wired else Panel(contacts=contacts, lamps=lamps, inbox=person.inbox)
        with closing(panel) as box:
            for name, pin in contacts.items():
                at_s, closed = time.monotonic(), box.closed(name)
                pressed = Pressed(name, closed=closed, rests_closed=rests_closed, at_s=at_s)
                idle = _contact(person, pressed, f"{do} {names[name]} now.", names[name])
                yield idle or pressed.finding(names, wiring.wire(pin), person.press_s)
            for name, pin in lamps.items():
                yield _lamp(person, box, name, lamp_names[name], wiring.lamp(pin))

    asked = [counted(len(found), kind) for kind, found in ((word, contacts), ("lamp", lamps)) if found]
    return Trial(" and ".join(asked), (*names.values(), *lamp_names.values()), run)


def _contact(person: Person, pressed: Pressed, ask: str, part: str) -> Finding | None:
    """Let the person press; return the finding if nobody did, None if there is something to say."""
    if pressed.unrest:
        return None
    if not person.there:
        return Finding(part, "untried", "at rest, as it should be; nobody pressed it")
    person.tell(ask)
    try:
        if _edges(person, pressed, person.press_s, lambda: pressed.times > 0):
            _edges(person, pressed, RELEASE_S, lambda: not pressed.moved)
            while _edges(person, pressed, QUIET_S, lambda: True):
                pass
    except Skipped:
        return None if pressed.mistaken else Finding(part, "untried", "skipped")
    return None


def _edges(person: Person, pressed: Pressed, seconds: float, enough: Callable[[], bool]) -> bool:
    """Take edges until it is enough; return False when the time is over before."""
    for item in person.watch(seconds):
        if isinstance(item, Edge):
            if pressed.take(item):
                person.tell(f"That was '{item.name}'.")
            if enough():
                return True
    return False


def _lamp(person: Person, box: Box, name: str, part: str, todo: str) -> Finding:
    box.light(name, "fast")
    if not person.there:
        list(person.watch(BLINK_S))
    try:
        return seen(person, part, f"Does {part} blink?", todo=todo, says="made to blink")
    finally:
        box.light(name, "off")
