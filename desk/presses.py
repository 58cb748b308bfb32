# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What becomes of a clerk's press: asked for, kept for its turn, given up, refused; it knows no pins."""

import logging
from uuid import uuid4

from centre import config_desks, messages
from centre.holding import Meaning
from centre.lamps import Light, Passing
from centre.time import Now
from centre.unit import Unit
from desk.controls import ALERT, Controls, OwnCall, Wish
from desk.kept import Kept, fits, keep, seen
from desk.window import granted

log = logging.getLogger(__name__)


class Presses:
    """Each press until it has had its effect, or none; used by the desk's loop only.

    ``window`` is how the dispatcher has said it is, and what an answer says of it before its state arrives.
    """

    def __init__(self, *, desk: config_desks.Desk, controls: Controls, unit: Unit) -> None:
        self._desk, self._controls, self._unit = desk, controls, unit
        self.window: messages.WindowState | None = None
        self._key = ""
        self._wishes: tuple[Wish, ...] = ()
        self._give_up_s = 0.0
        self._kept: Kept | None = None
        self._own_call: OwnCall | None = None
        self._passing = Passing()

    def take(self, key: str, meaning: Meaning, now: Now, *, linked: bool) -> None:
        """Ask only while the centre is in reach: a key pressed into silence must not call later.

        While an answer is awaited the same key says nothing new, and another one waits for its turn.
        """
        if not linked:
            log.info("key '%s' while the centre is out of reach", key)
        elif not self._unit.asking():
            self._act(key, meaning, now.steady_s + self._desk.give_up_after_s, now)
        elif key == self._key:
            log.info("key '%s' while an answer is awaited", key)
        else:
            log.info("key '%s' waits for the answer to '%s'", key, self._key)
            until_s = now.steady_s + self._desk.give_up_after_s
            self._kept = keep(self._kept, Kept(key, meaning, until_s, seen(self.window)))

    def settle(self, request: messages.DeskRequest, answer: messages.DeskReply | messages.Refusal, now: Now) -> None:
        """Go on with the press, or end it: what was refused is no ground for what was to follow."""
        if isinstance(answer, messages.Refusal):
            self._refuse(answer.text, now)
            self._forget_kept()
            self._act_on_kept(now)
            return
        if self.window is not None:
            self.window = granted(self.window, request, answer, now.utc)
        if request.action == "call_next":
            self._own_call = None if answer.ticket is None else OwnCall(answer.ticket, now.steady_s)
        if self._wishes:
            self._ask(now)
        else:
            self._passing.show("done", now.steady_s)
            self._act_on_kept(now)

    def give_up(self, asked: messages.Request | Wish, now: Now) -> None:
        """Take note that a wish has had no answer, or the one before it a late one: nothing more comes of the press."""
        log.warning("no answer within %g s: given up: %s", self._desk.give_up_after_s, asked)
        self._wishes = ()
        self._forget_kept()
        self._act_on_kept(now)

    def shown(self, now: Now) -> Light | None:
        """Return what the lamp shows for a moment of what the newest key has brought about."""
        return self._passing.shown(now.steady_s)

    def deadline_s(self) -> float | None:
        """Return when that has been shown."""
        return self._passing.deadline_s()

    def _act(self, key: str, meaning: Meaning, give_up_s: float, now: Now, kept: Kept | None = None) -> None:
        """Do what a key means now: ask, say that it is done already, or refuse."""
        self._key, self._give_up_s, self._wishes = key, give_up_s, ()
        if self._controls.impatient(key, meaning, self.window, self._own_call, now.steady_s):
            log.info("key '%s' again within %g s of its call", key, self._desk.settle_s)
            if self._passing.shown(now.steady_s) != "done":
                self._passing.show("done", now.steady_s)
            return
        wishes = self._controls.wishes(key, meaning, self.window, self._own_call, now.steady_s)
        if kept and not fits(kept, wishes):
            self._refuse(f"key '{key}' was pressed for another ticket", now)
        elif wishes:
            self._wishes = wishes
            self._ask(now)
        elif key == ALERT and self.window is not None:
            log.info("key '%s': there is an alert already", key)
            self._passing.show("blip", now.steady_s)
        else:
            self._refuse(f"key '{key}' can mean nothing now", now)

    def _act_on_kept(self, now: Now) -> None:
        """Do what was pressed last while the answer was awaited; its patience has begun as it was pressed."""
        kept, self._kept = self._kept, None
        if kept is not None:
            self._act(kept.key, kept.meaning, kept.until_s, now, kept)

    def _forget_kept(self) -> None:
        """Drop what was to follow a key that has had no effect; an alert has nothing to do with it."""
        if self._kept and self._kept.key != ALERT:
            log.info("key '%s' dropped: '%s' had no effect", self._kept.key, self._key)
            self._kept = None

    def _ask(self, now: Now) -> None:
        """Say the next wish of the press: all of them have the patience of one press."""
        left_s = self._give_up_s - now.steady_s
        wish, *rest = self._wishes
        if left_s <= 0:
            self.give_up(wish, now)
            return
        self._wishes = tuple(rest)
        self._passing.end()
        self._unit.ask(messages.DeskRequest(request_id=uuid4(), **wish._asdict()), now, left_s)

    def _refuse(self, why: str, now: Now) -> None:
        """Show that the press has done nothing."""
        log.info("refused: %s", why)
        self._passing.show("refused", now.steady_s)
