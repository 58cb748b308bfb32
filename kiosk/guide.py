# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads the kiosk's pages aloud to whoever has asked for it; a kiosk without a key *listen* has none of it.

It is to the ear what facing is to the eye: both follow the one page, and neither is needed for a ticket.
"""

import logging
from collections.abc import Callable, Sequence

from centre.config import CentreFile
from centre.config_kiosks import Kiosk
from centre.holding import Meaning
from centre.messages import Problem
from centre.service import Inbox
from centre.speaking import Speaking
from centre.speech import Loud, SpeakingIs, SpeechEnded
from centre.time import Now
from centre.voice import Espeak, Voice
from kiosk.listening import LISTEN, VOICE, Listening, Say
from kiosk.menu import Menu
from kiosk.pages import Page
from kiosk.speech import Speech

log = logging.getLogger(__name__)


class Guideless:
    """The guide of a kiosk that does not speak."""

    def hush(self) -> None:
        """Be silent: a button goes down."""

    def press(self, name: str, meaning: Meaning, page: Callable[[], Page], now: Now) -> str:
        """Take a press while ``page`` is the kiosk's; return the one that is to be carried out, "" for none.

        Nobody asks for the page on the way from a press to its paper, unless somebody listens.
        """
        del page, now
        return name if meaning == "press" else ""

    def take(self, item: object, now: Now) -> bool:
        """Take a report of the voice; return False for what is none."""
        del item, now
        return False

    def due(self, page: Callable[[], Page], now: Now) -> None:
        """Ask whether anybody is there, and end the mode, in their time."""

    def turn(self, page: Page, now: Now) -> Page:
        """Say what has changed; return the page with the choice on which the keys stand."""
        del now
        return page

    def problems(self) -> tuple[Problem, ...]:
        """Name for the technician what keeps the voice from being heard."""
        return ()

    def deadline_s(self) -> float | None:
        """Return when ``due`` must be called."""
        return None

    def alive(self) -> bool:
        """Return whether the voice's thread lives."""
        return True

    def close(self) -> None:
        """Be silent and give the sound card back."""


class Guide(Guideless):
    """The guide of a kiosk with a key *listen*; used by the kiosk's loop only.

    Whoever listens can be asked and told, as if there were a screen: the menu is let know so, while they do.
    """

    def __init__(self, *, speech: Speech, speaking: Speaking, menu: Menu) -> None:
        self._speech, self._speaking, self._menu = speech, speaking, menu
        self._listening, self._problems = Listening(), tuple[Problem, ...]()
        self._number, self._seen = 0, False

    def hush(self) -> None:
        """Be silent: a button goes down."""
        if self._listening.active:
            self._speaking.hush()

    def press(self, name: str, meaning: Meaning, page: Callable[[], Page], now: Now) -> str:
        """Take a press while ``page`` is the kiosk's; return the one that is to be carried out, "" for none."""
        was = self._listening.active
        if not was and not name.startswith(VOICE):
            return super().press(name, meaning, page, now)
        if was:
            self._menu.stay(now.steady_s)
        shown = page()
        act = self._listening.press(name, meaning, shown, now.steady_s)
        self._attend(shown, was=was)
        self._say(act.says, shown)
        return act.does

    def take(self, item: object, now: Now) -> bool:
        """Take a report of the voice; return False for what is none."""
        match item:
            case SpeechEnded(number):
                if number == self._number:
                    self._listening.speech_ended(now.steady_s)
                    if self._listening.active:
                        self._menu.stay(now.steady_s)
            case SpeakingIs(problems):
                self._problems = problems
                for problem in problems:
                    log.warning("%s", problem.text)
            case _:
                return False
        return True

    def due(self, page: Callable[[], Page], now: Now) -> None:
        """Ask whether anybody is there, and end the mode, in their time."""
        if not self._listening.active:
            return
        shown = page()
        says = self._listening.due(shown, now.steady_s)
        self._attend(shown, was=True)
        self._say(says, shown)

    def turn(self, page: Page, now: Now) -> Page:
        """Say what has changed; return the page with the choice on which the keys stand."""
        self._say(self._listening.turn(page, now.steady_s), page)
        return page._replace(focus=self._listening.focus) if self._listening.page == page else page

    def problems(self) -> tuple[Problem, ...]:
        """Name for the technician what keeps the voice from being heard."""
        return self._problems

    def deadline_s(self) -> float | None:
        """Return when ``due`` must be called."""
        return self._listening.deadline_s()

    def alive(self) -> bool:
        """Return whether the voice's thread lives."""
        return self._speaking.alive()

    def close(self) -> None:
        """Be silent and give the sound card back."""
        self._speaking.close()

    def _attend(self, page: Page, *, was: bool) -> None:
        """Begin or end the mode for the menu too: what a citizen has begun is nobody's when they have gone."""
        active = self._listening.active
        if active and not was:
            self._seen, self._menu.seen = self._menu.seen, True
            log.info("voice mode: on, page %s", page.kind)
        elif was and not active:
            self._menu.seen = self._seen
            self._menu.forget()
            log.info("voice mode: off")

    def _say(self, says: Sequence[Say], page: Page) -> None:
        if says:
            heard = self._listening.page or page
            sentences = self._speech.sentences(says, heard, self._listening.focus)
            last = not self._listening.active
            self._number = self._speaking.say(sentences, self._listening.decibels, last=last)


def guide(*, centre: CentreFile, kiosk: Kiosk, menu: Menu, inbox: Inbox) -> Guideless:
    """Return the kiosk's guide; SDL and the thread are there only for one that can be asked to speak.

    SDL is loaded now, so that the first who listens does not wait for it; no card is opened.
    """
    if all(button.name != LISTEN for button in kiosk.buttons):
        return Guideless()
    from centre.loudspeaker import Loudspeaker  # noqa: PLC0415 - see the docstring

    def open_card() -> Loud:
        return Loudspeaker(f"Kiosk '{kiosk.id}'")

    speaking = Speaking(voice=Voice([Espeak()]), open_card=open_card, inbox=inbox)
    return Guide(speech=Speech(centre, kiosk), speaking=speaking, menu=menu)
