# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When one of the four buttons counts, and what their lamps say: pure; times are seconds of the steady clock.

Lit lamps are the invitation, so they are lit only while a press would count. Nothing is kept: a word that could not be
said at once would have to be said later, with a time of its own, by somebody who has gone.
"""

from collections.abc import Iterable, Mapping

from centre.facts_base import Word
from centre.lamps import DONE_S, Light
from centre.time import earliest

THANKS: Light = "done"
"""Of the lamp that was pressed, once its word is on the dispatcher's disk."""

THANKS_S = DONE_S


class Box:
    """One person, one word: after a press none of the four counts for ``pause_s``, nor while an answer is awaited."""

    def __init__(self, words: Iterable[Word], *, pause_s: float) -> None:
        self._words, self._pause_s = tuple(words), pause_s
        self._asked: Word | None = None
        self._thanked: Word | None = None
        self._thanks_until_s: float | None = None
        self._pause_until_s: float | None = None

    def press(self, word: Word, now_s: float, *, in_reach: bool) -> bool:
        """Return whether the press is somebody's word, to be said now or never."""
        self.settle(now_s)
        if not in_reach or self._asked is not None or self._pause_until_s is not None:
            return False
        self._asked, self._pause_until_s = word, now_s + self._pause_s
        return True

    def taken(self, now_s: float) -> None:
        """Thank for the word that was said."""
        self._thanked, self._asked, self._thanks_until_s = self._asked, None, now_s + THANKS_S
        self._pause_until_s = max(self._pause_until_s or now_s, self._thanks_until_s)

    def lost(self, now_s: float) -> None:
        """Go dark for a pause: the word was refused, or nobody answered."""
        self._asked, self._pause_until_s = None, now_s + self._pause_s

    def settle(self, now_s: float) -> None:
        """Let what is over be over."""
        if self._thanks_until_s is not None and now_s >= self._thanks_until_s:
            self._thanked = self._thanks_until_s = None
        if self._pause_until_s is not None and now_s >= self._pause_until_s:
            self._pause_until_s = None

    def lights(self, *, in_reach: bool) -> Mapping[Word, Light]:
        """Return what each lamp does, as things were settled last."""
        if self._thanked is not None:
            return self._all_but(self._thanked, THANKS)
        if self._asked is not None:
            return self._all_but(self._asked, "on")
        invites = in_reach and self._pause_until_s is None
        return dict.fromkeys(self._words, "on" if invites else "off")

    def deadline_s(self) -> float | None:
        """Return when ``settle`` changes something."""
        return earliest((self._thanks_until_s, self._pause_until_s))

    def _all_but(self, word: Word, light: Light) -> Mapping[Word, Light]:
        return {one: light if one == word else "off" for one in self._words}
