# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which call is said next: all once in their order, then again where there is room; pure, it knows no words, no sound.

A call is never swallowed: it is said, or it is named in ``passed`` with the reason why it is on the screen only.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from centre.config_displays import Voice
from centre.messages import Call
from display.fresh import Key, key

AGAIN_WITHIN_S = 20.0
"""How long after the end of its first saying a call may be said again: later it would sound like a new call."""

Why = Literal["too_old", "came", "gone", "alert", "silent", "unheard"]
"""Why a call is shown only: it waited too long; its citizen is there, or called no more; an alert; the volume is 0 at
this hour; card or engine failed."""


class Wanted(NamedTuple):
    """A call that is to be said, up to ``times`` in all, ``said`` of them done; ``called_s`` is the steady clock's."""

    call: Call
    called_s: float
    times: int
    said: int = 0
    until_s: float = 0.0


class ShownOnly(NamedTuple):
    """A call that is not said."""

    ticket: str
    window: int
    why: Why
    waited_s: float


class CallQueue:
    """The calls of a zone that wait to be said. Seconds are the steady clock's; one call is ``being`` said at most."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._first: list[Wanted] = []
        self._again: list[Wanted] = []
        self._here: Mapping[str, Call] = {}
        self._known = frozenset[Key]()
        self.being: Wanted | None = None
        self.passed: list[ShownOnly] = []
        """What is shown only, until somebody takes it out."""
        self.counted: Counter[Why] = Counter()

    def hear(self, calls: Iterable[Call], called_s: Callable[[Call], float], now_s: float) -> None:
        """Take the calls on the board: new ones wait, those that are over do not any more."""
        self._here = {call.ticket: call for call in calls}
        self._drop_ended(now_s)
        known, self._known = self._known, frozenset(map(key, self._here.values()))
        new = (call for call in self._here.values() if key(call) not in known)
        for call in sorted(new, key=lambda call: (call.called_at, call.window)):
            self._add(call, called_s(call), now_s)

    def next(self, now_s: float) -> Wanted | None:
        """Return what is to be said now, None if nothing is or something is being said; then ``ended`` must be told."""
        if self.being:
            return None
        while self._first and self.being is None:
            wanted = self._first.pop(0)
            if self._is_too_old(wanted, now_s):
                self._pass(wanted, "too_old", now_s)
            else:
                self.being = wanted
        while self._again and self.being is None:
            wanted = self._again.pop(0)
            if now_s <= wanted.until_s and not self._is_too_old(wanted, now_s):
                self.being = wanted
        return self.being

    @property
    def crowded(self) -> bool:
        """Return whether somebody waits who has not been announced yet."""
        return bool(self._first)

    def ended(self, now_s: float, not_heard: Why | None = None) -> None:
        """Note that what was being said has been heard, or why not."""
        wanted, self.being = self.being, None
        if wanted is None:
            return
        if not_heard is not None:
            if not wanted.said:
                self._pass(wanted, not_heard, now_s)
            return
        said = wanted._replace(said=wanted.said + 1, until_s=now_s + AGAIN_WITHIN_S)
        if said.said < said.times and not self._over(said.call) and not self._waits(said.call.ticket):
            self._again.append(said)

    def cut_off(self, now_s: float) -> None:
        """Note that what was being said was not heard to its end; a first saying comes first again, if it holds."""
        wanted, self.being = self.being, None
        if wanted is None or wanted.said or self._waits(wanted.call.ticket):
            return
        if self._over(wanted.call):
            self._pass(wanted, self._why_over(wanted.call), now_s)
        else:
            self._first.insert(0, wanted)

    def keep(self, goes_on: Callable[[int], bool], now_s: float) -> None:
        """Let only calls of those windows wait that go on."""
        for wanted in self._first:
            if not goes_on(wanted.call.window):
                self._pass(wanted, "alert", now_s)
        self._first = [wanted for wanted in self._first if goes_on(wanted.call.window)]
        self._again = [wanted for wanted in self._again if goes_on(wanted.call.window)]

    def _add(self, call: Call, called_s: float, now_s: float) -> None:
        """Let a new call wait; one of a ticket that waits already has that one's place, for whom it is the second."""
        wanted = Wanted(call, called_s, times=1 if call.times > 1 else self._voice.times)
        if self._is_too_old(wanted, now_s):
            self._pass(wanted, "too_old", now_s)
            return
        if call.serving:
            self._pass(wanted, "came", now_s)
            return
        self._again = [other for other in self._again if other.call.ticket != call.ticket]
        for place, other in enumerate(self._first):
            if other.call.ticket == call.ticket:
                self._first[place] = other._replace(call=call, called_s=called_s)
                return
        self._first.append(wanted)

    def _drop_ended(self, now_s: float) -> None:
        """Drop who has come, or is called no more, or elsewhere: to say so now would send somebody for nothing."""
        for wanted in self._first:
            if self._over(wanted.call):
                self._pass(wanted, self._why_over(wanted.call), now_s)
        self._first = [wanted for wanted in self._first if not self._over(wanted.call)]
        self._again = [wanted for wanted in self._again if not self._over(wanted.call)]

    def _over(self, call: Call) -> bool:
        here = self._here.get(call.ticket)
        return here is None or here.window != call.window or here.serving

    def _why_over(self, call: Call) -> Why:
        here = self._here.get(call.ticket)
        return "came" if here and here.window == call.window else "gone"

    def _waits(self, ticket: str) -> bool:
        return any(wanted.call.ticket == ticket for wanted in self._first)

    def _is_too_old(self, wanted: Wanted, now_s: float) -> bool:
        return now_s - wanted.called_s > self._voice.announce_within_s

    def _pass(self, wanted: Wanted, why: Why, now_s: float) -> None:
        waited_s = now_s - wanted.called_s
        self.passed.append(ShownOnly(wanted.call.ticket, wanted.call.window, why, waited_s))
        self.counted[why] += 1
