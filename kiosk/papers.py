# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whose paper is coming and whose is to be taken now: their buttons and their language. Pure; it prints nothing."""

from typing import NamedTuple
from uuid import UUID

from centre.messages import TicketReply
from kiosk.pages import Chosen

TAKE_S = 8.0
"""So long lamps and page say that a ticket is out and is to be taken, or until the next press."""


class Out(NamedTuple):
    """A ticket that the printer says is out: its buttons, the language it speaks, and until when it is shown.

    A ``copy`` says so itself: it was printed again.
    """

    reply: TicketReply
    names: set[str]
    language: Chosen
    until_s: float
    copy: bool = False


class Papers:
    """The presses that have not got their paper yet, each by its request's id; used by the kiosk's loop only.

    ``out`` is the newest ticket that is to be taken now. Times are seconds of the steady clock.
    """

    def __init__(self) -> None:
        self._coming: dict[UUID, set[str]] = {}
        self._languages: dict[UUID, Chosen] = {}
        self.out: Out | None = None

    def expect(self, request_id: UUID, names: set[str], language: Chosen) -> None:
        """Let paper be coming for a press of the buttons with these names."""
        self._coming[request_id] = names
        self._languages[request_id] = language

    def no_longer(self, request_id: UUID) -> Chosen:
        """Forget a press whose paper is out or not to come; return the language it was to speak."""
        self._coming.pop(request_id, None)
        return self._languages.pop(request_id, None)

    def come(self, reply: TicketReply, now_s: float, *, copy: bool) -> None:
        """Show that a ticket is out: only one that the printer has confirmed."""
        names = self._coming.get(reply.request_id, set())
        self.out = Out(reply, names, self.no_longer(reply.request_id), now_s + TAKE_S, copy)

    def language(self, request_id: UUID) -> Chosen:
        """Return the language that a paper is to speak."""
        return self._languages.get(request_id)

    def coming(self) -> set[str]:
        """Return the buttons whose paper is coming."""
        return set[str]().union(*self._coming.values())

    def awaited(self) -> bool:
        """Return whether anybody's paper is coming."""
        return bool(self._coming)

    def spoken(self) -> Chosen:
        """Return the language of whoever waits for paper, the newest of them, or is to take it."""
        if self._languages:
            return list(self._languages.values())[-1]
        return self.out.language if self.out else None

    def due(self, now_s: float) -> None:
        """Say no longer that a ticket is to be taken, when it was said long enough."""
        if self.out and now_s >= self.out.until_s:
            self.out = None

    def deadline_s(self) -> float | None:
        """Return when ``due`` must be called."""
        return self.out.until_s if self.out else None
