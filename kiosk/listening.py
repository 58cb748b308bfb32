# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The non-visual mode: what keys mean to somebody who listens, and what is said then. Pure; no words and no sound.

Times are seconds of the steady clock. One key starts the mode (EN 301 549, 5.2); nobody has to see anything for it.
"""

from typing import Literal, NamedTuple

from centre.holding import Meaning
from centre.time import earliest
from kiosk.absence import DOUBT_S, KEEP_S
from kiosk.pages import Choice, Page

VOICE = "voice-"
LISTEN, NEXT, CHOOSE, VOLUME = f"{VOICE}listen", f"{VOICE}next", f"{VOICE}choose", f"{VOICE}volume"

HOLD_S = 1.5
"""Held so long, the key *listen* ends the mode; longer than any press."""

VOLUMES_DB = (-18.0, -12.0, -6.0, 0.0)
"""Below the loudest: 18 dB in all, with a step at 12 dB (EN 301 549, 8.2.1)."""

USUAL_VOLUME = 1

SPEECH_AT_MOST_S = 180.0
"""The mode ends though nobody says that a speech has ended: it would else last for ever."""

OVER_A_TICKET = {"take", "coming", "alert"}
"""What cuts off a ticket that is heard: another one, and an alert. All else can wait until it has been heard."""

What = Literal["welcome", "page", "choice", "button", "entered", "volume", "doubt", "off"]


class Say(NamedTuple):
    """Something to be said: *choice* and *button* are about the name ``of``, *volume* about its step from 1 on."""

    what: What
    of: str = ""


class Act(NamedTuple):
    """What a key has brought: to be said, one after the other, and the press that is to be carried out, "" for none."""

    says: tuple[Say, ...] = ()
    does: str = ""


class Listening:
    """What whoever listens stands on; ``active`` from the first *listen* until the citizen has gone.

    ``page`` is the one they hear: a ticket's stays until they go on, however long its page is shown.
    """

    active: bool
    focus: str
    volume: int
    _button: str
    _done: str
    _doubted: bool
    _did: bool
    _doubt_s: float | None
    _end_s: float | None

    def __init__(self) -> None:
        self.page: Page | None = None
        self._end()

    def press(self, name: str, meaning: Meaning, page: Page, now_s: float) -> Act:
        """Take a key or a button while ``page`` is the kiosk's; in the mode a button says first what it is."""
        if not self.active:
            return self._begin(page, now_s) if name == LISTEN else Act(does="" if name.startswith(VOICE) else name)
        if name == LISTEN and meaning == "hold":
            self._end()
            return Act((Say("off"),))
        said_before, self._button = self._button, ""
        was_doubted, self._doubted = self._doubted, False
        self._wait(now_s + SPEECH_AT_MOST_S)
        if was_doubted or name == LISTEN:
            return Act((Say("page"),))
        if name == VOLUME:
            self.volume = (self.volume + 1) % len(VOLUMES_DB)
            return Act((Say("volume", str(self.volume + 1)),))
        if name in (NEXT, CHOOSE):
            return self._on_page(name, page)
        return self._on_button(name, said_before, page)

    def turn(self, page: Page, now_s: float) -> tuple[Say, ...]:
        """Return what is to be said as the kiosk's page is this now; to be called at the end of each turn."""
        if not self.active or self.page is None or (self.page.kind == "take" and page.kind not in OVER_A_TICKET):
            return ()
        before, did, self.page, self._did = self.page, self._did, page, False
        says = _change(before, page)
        if Say("page") in says or self.focus not in _names(page):
            self.focus = _first(page)
        if did and not says and page.kind == before.kind:
            says = (Say("page"),)
        if did and page.kind == "still_wait":
            self._button = self._done  # asked whether it shall be done, nobody has to be told again what it is
        if says:
            self._doubted = False
            self._wait(now_s + SPEECH_AT_MOST_S)
        return says

    def speech_ended(self, now_s: float) -> None:
        """Let the time begin in which the next key is awaited: nobody presses while they listen."""
        if self.active:
            self._wait(now_s)

    def due(self, page: Page, now_s: float) -> tuple[Say, ...]:
        """Ask whether anybody is there, or end the mode, when its time has come."""
        if not self.active:
            return ()
        if self._doubt_s is not None and now_s >= self._doubt_s:
            self._doubt_s, self._doubted = None, page.kind != "still_there"
            self._end_s = now_s + (SPEECH_AT_MOST_S if self._doubted else DOUBT_S)
            return (Say("doubt"),) if self._doubted else ()
        if self._end_s is not None and now_s >= self._end_s:
            self._end()
            return (Say("off"),)
        return ()

    def deadline_s(self) -> float | None:
        """Return when ``due`` must be called."""
        return earliest((self._doubt_s, self._end_s))

    @property
    def decibels(self) -> float:
        """Return how loud it is, below the loudest."""
        return VOLUMES_DB[self.volume]

    def _begin(self, page: Page, now_s: float) -> Act:
        self.active, self.page, self.focus = True, page, _first(page)
        self._wait(now_s + SPEECH_AT_MOST_S)
        return Act((Say("welcome"), Say("page")))

    def _end(self) -> None:
        """Be as before: the volume too is nobody's after its citizen (EN 301 549, 5.1.3)."""
        self.active, self.focus, self.volume, self.page = False, "", USUAL_VOLUME, None
        self._button, self._done, self._doubted, self._did = "", "", False, False
        self._doubt_s = self._end_s = None

    def _on_page(self, name: str, page: Page) -> Act:
        """Move the focus, or press what it stands on; from a ticket that was heard both lead on to the kiosk's page."""
        if self.page != page and self.page is not None and self.page.kind == "take":
            self.page, self.focus = page, _first(page)
            return Act((Say("page"),))
        self.page = page
        names = _names(page)
        if not names:
            return Act((Say("page"),))
        if name == NEXT:
            place = names.index(self.focus) if self.focus in names else -1
            self.focus = names[(place + 1) % len(names)]
            return Act((Say("choice", self.focus),))
        self._did = True
        return Act(does=self.focus if self.focus in names else names[0])

    def _on_button(self, name: str, said_before: str, page: Page) -> Act:
        """Say what a button is at its first press; digits act at once, for they are felt and told by their count."""
        self.page = page
        if name == said_before or name.startswith("digit-"):
            self._did, self._done = True, name
            return Act(does=name)
        self._button = name
        if name in _names(page):
            self.focus = name
        return Act((Say("button", name),))

    def _wait(self, from_s: float) -> None:
        """Await the next key from then on. Whoever has heard their ticket is not asked whether they are there."""
        if self._doubted:
            self._doubt_s, self._end_s = None, from_s + DOUBT_S
        elif self.page and self.page.kind == "take":
            self._doubt_s, self._end_s = None, from_s + KEEP_S
        elif self.page and self.page.kind == "still_there":
            self._doubt_s, self._end_s = None, from_s + DOUBT_S
        else:
            self._doubt_s, self._end_s = from_s + KEEP_S, None


def _change(before: Page, page: Page) -> tuple[Say, ...]:
    """Return what a listener must hear of the change: the page, or of the same page only what has become another."""
    if before.languages != page.languages and page.kind == before.kind:
        return Say("welcome"), Say("page")  # what the keys do was said in a language that they may not know
    if _asked(before) != _asked(page) or _names(before) != _names(page):
        return (Say("page"),)
    if before.digits != page.digits:
        return (Say("entered"),)
    switched = [new for old, new in zip(before.choices, page.choices, strict=True) if _switched(old, new)]
    return tuple(Say("choice", choice.name) for choice in switched)


def _asked(page: Page) -> Page:
    """Return the page without what changes while it asks the same."""
    return page._replace(choices=(), focus="", digits="", opens_at=None, ahead=0, booked=False)


def _switched(old: Choice, new: Choice) -> bool:
    return old.chosen != new.chosen


def _names(page: Page) -> list[str]:
    return [choice.name for choice in page.choices]


def _first(page: Page) -> str:
    return page.choices[0].name if page.choices else ""
