# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The voice of a display: says what announcing chooses, through the one thread that speaks; it decides nothing."""

import logging
from collections.abc import Sequence

from centre import bank
from centre.config import CentreFile
from centre.config_displays import Voice
from centre.messages import Problem
from centre.service import Inbox
from centre.speaking import Speaking
from centre.speech import Loud, SpeakingIs, SpeechEnded
from centre.time import Now, earliest
from centre.voice import Engine
from centre.voice import Voice as Engines
from display.announcing import Announcing, Saying
from display.chime import silence
from display.heard import Heard
from display.loudness import decibels
from display.said_aloud import utterances

log = logging.getLogger(__name__)

REST_S = 4.0
"""The card stays open so long after the last word: the next call often follows, and HDMI wakes slowly. Then it is given
back, for SDL's thread is awake as long as it is open."""

RENEWED_S = 30.0
"""A card that never rests is opened anew after so long, between two sayings: SDL goes on feeding one that was pulled
out as if it were there, and only opening it tells."""

LEAD_IN_S = 0.6
"""Silence before the first sound of a card that has been opened: a television behind HDMI swallows the beginning."""


class Announcer:
    """One loudspeaker, a part of a display; ``centre`` is that of its zone.

    Each announcement that was heard is a line of the log, and each call that nobody hears. Whatever is wrong with card
    or engine is a problem of the display, and is looked for again at the next announcement; no call waits for it.
    """

    def __init__(self, *, centre: CentreFile, voice: Voice, announcing: Announcing, speaking: Speaking) -> None:
        self._centre, self._voice = centre, voice
        self._announcing, self._speaking = announcing, speaking
        self._saying: Saying | None = None
        self._number = 0
        self._ended: SpeechEnded | None = None
        self._rest_s: float | None = None
        self._awake_s: float | None = None
        self.problems: tuple[Problem, ...] = ()

    def take(self, item: object) -> None:
        """Take a report of the thread that speaks."""
        match item:
            case SpeechEnded(number) if number == self._number:
                self._ended = item
            case SpeakingIs(problems):
                self.problems = problems
                for problem in problems:
                    log.warning("%s", problem.text)

    def tell(self, heard: Heard, now: Now) -> None:
        """Say what is next, when nothing is said or what is said must stop."""
        self._note_end(now)
        if self._announcing.hear(heard, now) and self._saying:
            log.info("cut off %s", _what(self._saying))
            self._speaking.hush()
            self._be_through(now)
        self._say_next(now)
        for one in self._announcing.shown_only():
            log.info(
                "shown only ticket=%s window=%d why=%s waited_s=%.1f so_far=%d",
                one.ticket, one.window, one.why, one.waited_s, self._announcing.shown_only_so_far,
            )  # fmt: skip
        self._rest(now)

    def deadline_s(self) -> float | None:
        """Return when an alert is to be said again, or the card can be given back."""
        return earliest((self._announcing.deadline_s(), self._rest_s))

    def alive(self) -> bool:
        """Return whether the thread that speaks lives."""
        return self._speaking.alive()

    def close(self) -> None:
        """Be silent and give the card back."""
        self._speaking.close()

    def _note_end(self, now: Now) -> None:
        ended, self._ended = self._ended, None
        if ended is None or self._saying is None:
            return
        if ended.heard:
            said = self._saying
            log.info("announced %s times=%d waited_s=%.1f", _what(said), said.time, said.waited_s)
        self._announcing.ended(now.steady_s, None if ended.heard else "unheard")
        self._be_through(now)
        if self._awake_s is not None and now.steady_s >= self._awake_s + RENEWED_S:
            self._give_back()

    def _say_next(self, now: Now) -> None:
        while self._saying is None and (saying := self._announcing.next(now.steady_s)):
            loud = decibels(saying, self._voice, now.utc, self._centre.centre.time_zone)
            if loud is None:
                self._announcing.ended(now.steady_s, "silent")
                continue
            self._saying, self._rest_s = saying, None
            self._awake_s = now.steady_s if self._awake_s is None else self._awake_s
            self._number = self._speaking.say(utterances(saying, self._centre), loud)

    def _be_through(self, now: Now) -> None:
        self._saying, self._number, self._rest_s = None, 0, now.steady_s + REST_S

    def _rest(self, now: Now) -> None:
        if self._rest_s is not None and now.steady_s >= self._rest_s:
            self._give_back()

    def _give_back(self) -> None:
        """Close the card; whatever is said next opens it anew."""
        self._rest_s = self._awake_s = None
        self._speaking.rest()


def announcer(
    *, centre: CentreFile, voice: Voice, unit: str, inbox: Inbox, speakers: Sequence[Engine] | None = None
) -> Announcer:
    """Return the voice of the display ``unit``; SDL is loaded now, so that the first call need not wait for it.

    ``speakers`` speak in place of this machine's own.
    """
    from centre.loudspeaker import Loudspeaker  # noqa: PLC0415 - a display without a voice loads no mixer

    def open_card() -> Loud:
        return Loudspeaker(f"Display '{unit}'")

    engines = Engines(bank.engines() if speakers is None else speakers)
    speaking = Speaking(voice=engines, open_card=open_card, inbox=inbox, lead_in=silence(LEAD_IN_S))
    return Announcer(centre=centre, voice=voice, announcing=Announcing(centre, voice), speaking=speaking)


def _what(saying: Saying) -> str:
    """Return what is said, as a line of the log names it."""
    return f"ticket={saying.ticket} window={saying.window}" if saying.what == "call" else f"notice={saying.what}"
