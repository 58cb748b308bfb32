# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether a person pressed a contact or held it: pure; times are seconds of the steady clock.

For a button with two meanings. A press of it can count only when it is released, a release after the opening; a hold
counts as soon as its time is reached. Each closing has one meaning at most, so a stuck button is one hold, not many.
"""

from typing import Literal

from centre.contact import RELEASE_S, Contact

Meaning = Literal["press", "hold"]


class PressOrHold:
    """One push button with two meanings, from its edges; ``contact`` says which closings count at all.

    A hold that would last as long as the contact needs to be stuck is none.
    """

    def __init__(self, contact: Contact, *, hold_s: float) -> None:
        self._contact, self._hold_s = contact, hold_s
        self._pressed_s: float | None = None
        self._opened_s: float | None = None

    def edge(self, *, closed: bool, now_s: float) -> Meaning | None:
        """Take an edge; return what was decided before it and nobody has asked for yet."""
        meaning = self.due(now_s)
        meant = self._contact.edge(closed=closed, now_s=now_s)
        self._opened_s = None if closed else now_s
        if meant:
            self._pressed_s = now_s
        return meaning

    def due(self, now_s: float) -> Meaning | None:
        """Return what the closing means, once, as soon as that is decided; None before and after."""
        if self._pressed_s is None:
            return None
        if self._contact.stuck:
            self._pressed_s = None
            return None
        until_s = now_s if self._opened_s is None else self._opened_s
        if until_s >= self._pressed_s + self._hold_s:
            self._pressed_s = None
            return "hold"
        if self._opened_s is not None and now_s >= self._opened_s + RELEASE_S:
            self._pressed_s = None
            return "press"
        return None

    def deadline_s(self) -> float | None:
        """Return when to ask ``due`` again, None if only an edge can decide anything."""
        if self._pressed_s is None:
            return None
        return self._pressed_s + self._hold_s if self._opened_s is None else self._opened_s + RELEASE_S
