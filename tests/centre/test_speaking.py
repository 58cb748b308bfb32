# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real thread that speaks, on a card of ours: order, interruption, what is wrong, and when the card is open."""

import queue
from collections.abc import Iterator
from typing import Any

import pytest

from centre.errors import DeviceFault
from centre.messages import Problem
from centre.service import Inbox
from centre.sound import Sound
from centre.speaking import Speaking
from centre.speech import SpeakingIs, SpeechEnded
from centre.spoken import Sentence
from centre.voice import Voice
from tests.conftest import PATIENCE_S

ONE, TWO, THREE = (Sentence(word, "uk") for word in ("один", "два", "три"))
NO_CARD = "Unit 'hall': SDL opened no sound card."
BROKEN = "Unit 'hall': SDL cannot play a sound."
NO_VOICE = "espeak-ng is not installed."
FOR_EVER_S = 10_000.0


class Engine:
    """Makes a sound whose samples are the text; ``missing`` sentences cannot be said."""

    def __init__(self) -> None:
        self.missing: set[Sentence] = set()

    def sound(self, sentence: Sentence) -> Sound:
        """Return the text as a sound."""
        if sentence in self.missing:
            raise DeviceFault(NO_VOICE)
        return Sound(sentence.text.encode(), 8000)


class Card:
    """A sound card that keeps what it does in ``did``; each sound lasts ``length_s``."""

    def __init__(self) -> None:
        self.did: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.length_s, self.late, self.there, self.broken = 0.0, 0, True, False
        self.stuck = self.hangs = False

    def open(self) -> "Card":
        """Return it, if it is there."""
        if not self.there:
            raise DeviceFault(NO_CARD)
        self.did.put("open")
        return self

    def play(self, sound: Sound) -> float:
        """Keep what is played; return how long it is."""
        if self.broken:
            raise DeviceFault(BROKEN)
        self.hangs = self.stuck
        self.did.put(sound.samples.decode())
        return self.length_s

    def stop(self) -> None:
        """Keep that it was silenced."""
        self.did.put("stop")

    @property
    def playing(self) -> bool:
        """Return True so often as it is ``late``, for ever if it was ``stuck`` when it began."""
        self.late -= 1
        return self.late >= 0 or self.hangs

    def volume(self, decibels: float) -> None:
        """Keep how loud."""
        self.did.put(decibels)

    def close(self) -> None:
        """Keep that it was closed."""
        self.hangs = False
        self.did.put("close")

    def next(self, count: int) -> list[Any]:
        """Return what it does next."""
        return [self.did.get(timeout=PATIENCE_S) for _ in range(count)]


def reports(inbox: Inbox, count: int) -> list[Any]:
    """Return the next reports to the loop."""
    came: list[Any] = []
    while len(came) < count:
        waiting = inbox.take_all(PATIENCE_S)
        assert waiting, f"nothing came after {came}"
        came += waiting
    return came


@pytest.fixture
def engine() -> Engine:
    """Return the engine."""
    return Engine()


@pytest.fixture
def card() -> Card:
    """Return the card."""
    return Card()


@pytest.fixture
def inbox() -> Inbox:
    """Return the loop's inbox."""
    return Inbox()


@pytest.fixture
def speaking(engine: Engine, card: Card, inbox: Inbox) -> Iterator[Speaking]:
    """Run the thread."""
    running = Speaking(voice=Voice([engine]), open_card=card.open, inbox=inbox)
    yield running
    running.close()
    assert not running.alive()


def test_sentences_are_said_one_after_another(speaking: Speaking, card: Card, inbox: Inbox) -> None:
    """The card is opened at the first, at the ordered volume; the end is told."""
    number = speaking.say([ONE, TWO], -12.0)
    assert card.next(4) == ["open", -12.0, "один", "два"]
    assert inbox.take_all(PATIENCE_S) == [SpeechEnded(number)]


def test_the_next_speech_cuts_off_the_one_before(speaking: Speaking, card: Card, inbox: Inbox) -> None:
    """It stops in the midst of a sentence; what was still to be said is not said; the end of both is told."""
    card.length_s = FOR_EVER_S
    first = speaking.say([ONE, TWO], -12.0)
    assert card.next(3) == ["open", -12.0, "один"]
    card.length_s = 0.0
    second = speaking.say([THREE], -6.0)
    assert card.next(3) == ["stop", -6.0, "три"]
    assert reports(inbox, 2) == [SpeechEnded(first, heard=False), SpeechEnded(second)]


def test_it_is_silent_at_once_when_told(speaking: Speaking, card: Card, inbox: Inbox) -> None:
    """A key goes down: nothing more is said until the next order."""
    card.length_s = FOR_EVER_S
    number = speaking.say([ONE, TWO], -12.0)
    card.next(3)
    speaking.hush()
    assert card.next(1) == ["stop"]
    assert inbox.take_all(PATIENCE_S) == [SpeechEnded(number, heard=False)]


def test_after_the_last_word_the_card_is_closed(speaking: Speaking, card: Card, inbox: Inbox) -> None:
    """An idle kiosk has no sound card open, and opens it anew for the next who listens."""
    speaking.say([ONE], -12.0, last=True)
    assert card.next(4) == ["open", -12.0, "один", "close"]
    inbox.take_all(PATIENCE_S)
    speaking.say([TWO], -12.0)
    assert card.next(3) == ["open", -12.0, "два"]


def test_a_card_that_is_late_is_waited_for(speaking: Speaking, card: Card) -> None:
    """The next sentence begins when the card says that it has played the one before."""
    card.late = 3
    speaking.say([ONE, TWO], -12.0)
    assert card.next(4) == ["open", -12.0, "один", "два"]
    assert card.late < 0


def test_a_card_that_is_stuck_is_given_up(engine: Engine, card: Card, inbox: Inbox) -> None:
    """Else nobody would be called any more: the technician is told, and the next speech opens it anew."""
    speaking = Speaking(voice=Voice([engine]), open_card=card.open, inbox=inbox, stuck_s=0.0)
    card.stuck = True
    number = speaking.say([ONE, TWO], -12.0)
    assert card.next(4) == ["open", -12.0, "один", "close"]
    text = "The sound card is stuck: a sound did not end. Pull it out and put it back, or restart this device."
    problem = SpeakingIs((Problem(code="no_sound", text=text),))
    assert reports(inbox, 2) == [problem, SpeechEnded(number, heard=False)]
    card.stuck = False
    again = speaking.say([THREE], -12.0)
    assert card.next(3) == ["open", -12.0, "три"]
    assert reports(inbox, 2) == [SpeakingIs(()), SpeechEnded(again)]
    speaking.close()


def test_without_a_card_a_speech_is_over_at_once(speaking: Speaking, card: Card, inbox: Inbox) -> None:
    """The technician is told; a card that is put in is found at the next speech, and the problem goes."""
    card.there = False
    number = speaking.say([ONE], -12.0)
    problem = SpeakingIs((Problem(code="no_sound", text=NO_CARD),))
    assert reports(inbox, 2) == [problem, SpeechEnded(number, heard=False)]
    card.there = True
    speaking.say([ONE], -12.0)
    assert card.next(3) == ["open", -12.0, "один"]
    assert inbox.take_all(PATIENCE_S)[0] == SpeakingIs(())


def test_a_card_that_fails_is_closed(speaking: Speaking, card: Card, inbox: Inbox) -> None:
    """The technician is told, the speech is over, and the next one opens it anew."""
    card.broken = True
    number = speaking.say([ONE, TWO], -12.0)
    assert card.next(3) == ["open", -12.0, "close"]
    problem = SpeakingIs((Problem(code="no_sound", text=BROKEN),))
    assert reports(inbox, 2) == [problem, SpeechEnded(number, heard=False)]
    card.broken = False
    speaking.say([ONE], -12.0)
    assert card.next(3) == ["open", -12.0, "один"]
    assert reports(inbox, 1)[0] == SpeakingIs(())


def test_what_no_engine_can_say_is_passed_over(speaking: Speaking, engine: Engine, card: Card, inbox: Inbox) -> None:
    """The others are still heard; the fault is told, and taken back with the first sentence that is said again."""
    engine.missing.add(ONE)
    number = speaking.say([ONE, TWO], -12.0)
    assert card.next(3) == ["open", -12.0, "два"]
    bad, good, ended = reports(inbox, 3)
    assert bad == SpeakingIs((Problem(code="no_voice", text=NO_VOICE),))
    assert good == SpeakingIs(())
    assert ended == SpeechEnded(number)


def test_a_speech_of_which_nothing_can_be_said_is_not_heard(speaking: Speaking, engine: Engine, inbox: Inbox) -> None:
    """A chime with no word behind it is none; a sound that wants no words is heard."""
    engine.missing |= {ONE, TWO}
    chimed = speaking.say([Sound(b"chime!", 8000), ONE, TWO], -12.0)
    assert reports(inbox, 2)[1] == SpeechEnded(chimed, heard=False)
    alone = speaking.say([Sound(b"chime!", 8000)], -12.0)
    assert reports(inbox, 1) == [SpeechEnded(alone)]


def test_a_ready_sound_is_played_between_sentences(speaking: Speaking, card: Card) -> None:
    """A chime needs no engine."""
    speaking.say([ONE, Sound(b"chime!", 8000), TWO], -12.0)
    assert card.next(5) == ["open", -12.0, "один", "chime!", "два"]


def test_what_sleeps_behind_the_card_is_woken_first(engine: Engine, card: Card, inbox: Inbox) -> None:
    """A lead-in is played once the card has been opened, and not again while it is open."""
    speaking = Speaking(voice=Voice([engine]), open_card=card.open, inbox=inbox, lead_in=Sound(b"hush", 8000))
    speaking.say([ONE], -12.0)
    assert card.next(4) == ["open", -12.0, "hush", "один"]
    reports(inbox, 1)
    speaking.say([TWO], -12.0)
    assert card.next(3) == ["stop", -12.0, "два"]
    speaking.close()
    assert card.next(1) == ["close"]


def test_a_voice_at_rest_gives_the_card_back(speaking: Speaking, card: Card, inbox: Inbox) -> None:
    """The next speech opens it anew; in the midst of a speech nobody rests."""
    speaking.say([ONE], -12.0)
    assert card.next(3) == ["open", -12.0, "один"]
    reports(inbox, 1)
    speaking.rest()
    assert card.next(1) == ["close"]
    card.length_s = FOR_EVER_S
    speaking.say([TWO], -12.0)
    assert card.next(3) == ["open", -12.0, "два"]
    speaking.rest()
    speaking.hush()
    assert card.next(1) == ["stop"]


def test_closing_ends_thread_and_card(engine: Engine, card: Card, inbox: Inbox) -> None:
    """Also in the midst of a word."""
    card.length_s = FOR_EVER_S
    speaking = Speaking(voice=Voice([engine]), open_card=card.open, inbox=inbox)
    speaking.say([ONE], -12.0)
    card.next(3)
    speaking.close()
    assert card.next(1) == ["close"]
    assert not speaking.alive()
