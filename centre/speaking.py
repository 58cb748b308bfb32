# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The thread that speaks: sentences and sounds one after another, cut off by the next order; it knows no meaning.

The sound card is open only while somebody listens. Whatever is wrong with it, or with the engine, is told to the loop
and to nobody else: the unit goes on without a voice.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable

from centre.errors import DeviceFault
from centre.messages import Problem
from centre.service import Inbox, start_worker
from centre.sound import Sound
from centre.speech import Hush, Loud, Rest, SpeakingIs, SpeakNoMore, Speech, SpeechEnded, Utterance
from centre.spoken import Sentence
from centre.voice import Voice

FOR_EVER_S = 3600.0
"""A silent thread sleeps so long at once."""

LATE_S = 0.02
"""A card that does not keep time is given so much longer, again and again."""

STUCK_S = 5.0
"""One that is so late is stuck, as a driver that waits for a plug that is gone; it is given up, for others wait."""

_STUCK = "The sound card is stuck: a sound did not end. Pull it out and put it back, or restart this device."

CLOSE_WITHIN_S = 2.0


class Speaking:
    """The orders to the thread; each method returns at once. ``open_card`` is called in the thread.

    ``lead_in`` is played first whenever the card has just been opened: silence for what sleeps behind it.
    """

    def __init__(
        self, *, voice: Voice, open_card: Callable[[], Loud], inbox: Inbox, lead_in: Sound | None = None,
        stuck_s: float = STUCK_S,
    ) -> None:  # fmt: skip
        self._orders, self._number = Inbox(), 0
        self._worker = _Worker(voice, open_card, self._orders, inbox, lead_in, stuck_s)
        self._thread = start_worker("speaking", self._worker.live, inbox)

    def say(self, utterances: Iterable[Utterance], decibels: float, *, last: bool = False) -> int:
        """Say these instead of whatever is said now; return their number. After the ``last`` the card is closed."""
        self._number += 1
        self._orders.put(Speech(self._number, tuple(utterances), decibels, last))
        return self._number

    def hush(self) -> None:
        """Be silent at once."""
        self._orders.put(Hush())

    def rest(self) -> None:
        """Give the card back, unless something is being said; the next speech opens it anew."""
        self._orders.put(Rest())

    def alive(self) -> bool:
        """Return whether the thread lives."""
        return self._thread.is_alive()

    def close(self) -> None:
        """Be silent, give the card back and end the thread."""
        self._orders.put(SpeakNoMore())
        self._thread.join(CLOSE_WITHIN_S)


class _Worker:
    """The thread itself, which alone touches the engine and the card."""

    def __init__(
        self, voice: Voice, open_card: Callable[[], Loud], orders: Inbox, inbox: Inbox, lead_in: Sound | None,
        stuck_s: float,
    ) -> None:  # fmt: skip
        self._voice, self._open_card, self._orders, self._inbox = voice, open_card, orders, inbox
        self._stuck_s, self._ends_s = stuck_s, 0.0
        self._lead_in = (lead_in,) if lead_in else ()
        self._card: Loud | None = None
        self._waiting = deque[Utterance]()
        self._speech: Speech | None = None
        self._heard_s: float | None = None
        self._heard, self._spoken = True, False
        self._told: tuple[Problem, ...] = ()
        self._card_fault = ""

    def live(self) -> None:
        """Obey until told to stop."""
        try:
            while self._turn():
                pass
        finally:
            self._close_card()

    def _turn(self) -> bool:
        wait_s = FOR_EVER_S if self._heard_s is None else self._heard_s - time.monotonic()
        for order in self._orders.take_all(wait_s):
            match order:
                case Speech():
                    self._begin(order)
                case Hush():
                    self._be_silent()
                case Rest() if self._speech is None:
                    self._close_card()
                case SpeakNoMore():
                    return False
        if self._heard_s is not None and time.monotonic() >= self._heard_s:
            self._go_on()
        return True

    def _begin(self, speech: Speech) -> None:
        self._be_silent()
        self._speech, self._spoken = speech, False
        self._heard_s = self._ends_s = time.monotonic()
        asleep = self._card is None
        self._heard = self._opened()
        if self._heard:
            self._waiting.extend((*(self._lead_in if asleep else ()), *speech.utterances))

    def _opened(self) -> bool:
        """Return whether there is a card to speak on; one that was missing is looked for at each speech."""
        if self._card is None:
            try:
                self._card, self._card_fault = self._open_card(), ""
            except DeviceFault as fault:
                self._card_fault = str(fault)
        if self._card and self._speech:
            self._card.volume(self._speech.decibels)
        self._tell()
        return self._card is not None

    def _be_silent(self) -> None:
        self._waiting.clear()
        if self._card:
            self._card.stop()
        if self._speech:
            self._heard = False
            self._end_speech()

    def _go_on(self) -> None:
        """Say the next, when the one before has been heard; a sentence that no engine can say is passed over."""
        if self._card and self._card.playing:
            now_s = time.monotonic()
            if now_s < self._ends_s + self._stuck_s:
                self._heard_s = now_s + LATE_S
                return
            self._fail(_STUCK)
        while self._card and self._waiting:
            sound = self._sound(self._waiting.popleft())
            if sound and self._plays(sound):
                return
        self._end_speech()

    def _sound(self, utterance: Utterance) -> Sound | None:
        if isinstance(utterance, Sound):
            return utterance
        sound = self._voice.sound(utterance)
        self._spoken = self._spoken or sound is not None
        self._tell()
        return sound

    def _plays(self, sound: Sound) -> bool:
        """Begin a sound; return False, with the card closed, if the card fails."""
        if self._card is None:
            return False
        try:
            self._heard_s = self._ends_s = time.monotonic() + self._card.play(sound)
        except DeviceFault as fault:
            self._fail(str(fault))
            return False
        return True

    def _fail(self, why: str) -> None:
        """Give the card up, told first as that may take long; the next speech opens it anew."""
        self._card_fault, self._heard = why, False
        self._tell()
        self._close_card()

    def _end_speech(self) -> None:
        speech, self._speech, self._heard_s = self._speech, None, None
        if speech:
            mute = not self._spoken and any(isinstance(one, Sentence) for one in speech.utterances)
            self._inbox.put(SpeechEnded(speech.number, self._heard and not mute))
            if speech.last:
                self._close_card()

    def _close_card(self) -> None:
        if self._card:
            self._card.close()
            self._card = None

    def _tell(self) -> None:
        """Tell the loop of what is wrong, when that has changed."""
        faults = (("no_sound", self._card_fault), ("no_voice", self._voice.fault))
        problems = tuple(Problem(code=code, text=text) for code, text in faults if text)
        if problems != self._told:
            self._told = problems
            self._inbox.put(SpeakingIs(problems))
