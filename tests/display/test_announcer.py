# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The voice as a part of the display: what it orders and logs, on a fake and on the real mixer with its real thread."""

import logging
import math
import random
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config_displays import Quieter, Voice
from centre.messages import Alert, Board, Call, Problem
from centre.service import Inbox
from centre.sound import Sound
from centre.speech import SpeakingIs, SpeechEnded
from centre.spoken import Sentence
from display.announcer import LEAD_IN_S, RENEWED_S, REST_S, Announcer, announcer
from display.announcing import Announcing
from display.chime import RATE_HZ, chime
from display.heard import Heard
from display.spoken_calls import call as spoken
from simulator.loudspeaker import SoundRecorder, environment
from simulator.sounds_heard import heard
from tests.conftest import PATIENCE_S
from tests.display.ear import NOON, SMALL_CENTRE
from tests.fakes import FakeSpeaking, HandClock, Spoken

FIRST, SECOND = "♪ Талон А, нуль, нуль, один. Вікно номер один.", "♪ Талон А, нуль, нуль, два. Вікно номер два."
NO_CARD = Problem(code="no_sound", text="Display 'hall': SDL opened no sound card.")


class Rig:
    """A voice without a card, its clock, and what the hall was told last."""

    def __init__(self, voice: Voice) -> None:
        self.clock, self.speaking = HandClock(NOON), FakeSpeaking(Inbox())
        announcing = Announcing(SMALL_CENTRE, voice)
        self.part = Announcer(centre=SMALL_CENTRE, voice=voice, announcing=announcing, speaking=self.speaking)
        self.board = Board(number=1, at=NOON, day=NOON.date(), calls=(), services=())

    def call(self, *tickets: str) -> None:
        """Call these, each to its window."""
        at = self.clock.now.utc
        calls = [Call(ticket=one, window=int(one[-1]), called_at=at, times=1, serving=False) for one in tickets]
        self.board = replace(self.board, number=self.board.number + 1, at=at, calls=(*calls, *self.board.calls))
        self.turn()

    def alert(self) -> None:
        """Raise an alert."""
        self.board = replace(self.board, alert=Alert(level="red", since=self.clock.now.utc, suspends=True))
        self.turn()

    def turn(self, *items: object) -> None:
        """Let the loop turn once."""
        for item in items:
            self.part.take(item)
        self.part.tell(Heard(self.board, None, frozenset()), self.clock.now)

    def ends(self, *, after_s: float = 5.0, heard: bool = True) -> None:
        """Let what is being said end."""
        self.clock.pass_s(after_s)
        self.turn(self.speaking.ended(heard=heard))

    def said(self) -> list[str]:
        """Return the orders."""
        return [one.text for one in self.speaking.said]


@pytest.fixture
def rig(caplog: pytest.LogCaptureFixture) -> Rig:
    """Return a voice that says a call once."""
    caplog.set_level(logging.INFO)
    return Rig(Voice(volume=50, times=1))


def test_a_call_is_ordered_at_once_at_the_hours_volume(rig: Rig) -> None:
    """Nothing is ordered while it is said, and nothing before the first board."""
    rig.part.tell(Heard(None, None, frozenset()), rig.clock.now)
    assert rig.speaking.said == []
    rig.call("А001", "А002")
    assert rig.speaking.said == [Spoken(FIRST, pytest.approx(-6.02, abs=0.01), last=False)]  # type: ignore[arg-type]  # near it
    rig.turn()
    assert len(rig.speaking.said) == 1
    rig.ends()
    assert rig.said() == [FIRST, SECOND]


def test_each_announcement_is_a_line_in_the_log(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    """When it has been heard: whose, where, for which time, and how long after the call it began."""
    rig.call("А001", "А002")
    assert caplog.messages == []
    rig.ends()
    rig.ends()
    assert caplog.messages == [
        "announced ticket=А001 window=1 times=1 waited_s=0.0",
        "announced ticket=А002 window=2 times=1 waited_s=5.0",
    ]


def test_what_nobody_will_hear_is_a_line_too(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    """With the reason, how long it had waited, and how many there were since the start."""
    rig.call("А001", "А002", "А003")
    rig.ends(after_s=61)
    assert caplog.messages[1:] == [
        "shown only ticket=А002 window=2 why=too_old waited_s=61.0 so_far=2",
        "shown only ticket=А003 window=3 why=too_old waited_s=61.0 so_far=2",
    ]


def test_an_end_that_was_another_speechs_is_none(rig: Rig) -> None:
    """A report that crossed with the next order."""
    rig.call("А001", "А002")
    rig.turn(SpeechEnded(7))
    assert rig.said() == [FIRST]


def test_an_alert_silences_a_call_and_is_said_at_once(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    """The end of the call that was cut off is not taken for the alert's."""
    rig.call("А001")
    cut = rig.speaking.ended(heard=False)
    rig.alert()
    assert rig.speaking.hushed == 1
    assert rig.said()[1].startswith("♪ Увага! Повітряна тривога.")
    rig.turn(cut)
    assert len(rig.said()) == 2
    rig.ends()
    assert caplog.messages == [
        "cut off ticket=А001 window=1",
        "shown only ticket=А001 window=1 why=alert waited_s=0.0 so_far=1",
        "announced notice=alert times=1 waited_s=0.0",
    ]


def test_it_wakes_for_the_next_alert(rig: Rig) -> None:
    """And says it then."""
    rig.alert()
    rig.ends()
    rig.clock.pass_s(REST_S)
    rig.turn()
    due_s = rig.part.deadline_s()
    assert due_s is not None
    rig.clock.pass_s(due_s - rig.clock.now.steady_s)
    rig.turn()
    assert len(rig.said()) == 2


def test_a_few_seconds_after_the_last_word_the_card_is_given_back(rig: Rig) -> None:
    """Not while somebody is said, and once; then nothing wakes it."""
    rig.call("А001", "А002")
    assert rig.part.deadline_s() is None
    rig.ends()
    assert rig.part.deadline_s() is None
    rig.ends()
    assert rig.part.deadline_s() == rig.clock.now.steady_s + REST_S
    rig.clock.pass_s(REST_S - 0.1)
    rig.turn()
    assert rig.speaking.rested == 0
    rig.clock.pass_s(0.1)
    rig.turn()
    assert (rig.speaking.rested, rig.part.deadline_s()) == (1, None)


def test_a_call_in_these_seconds_keeps_the_card_open(rig: Rig) -> None:
    """It is said without waking what sleeps behind it."""
    rig.call("А001")
    rig.ends()
    rig.call("А002")
    rig.clock.pass_s(REST_S)
    rig.turn()
    assert rig.speaking.rested == 0


def test_a_hall_that_is_never_silent_has_its_card_opened_anew(rig: Rig) -> None:
    """Else one that was pulled out would be spoken to for ever; what is being said is not cut off for it."""
    rig.call("А001", "А002", "А003", "А004")
    rig.ends(after_s=RENEWED_S / 2)
    assert rig.speaking.rested == 0
    rig.ends(after_s=RENEWED_S / 2)
    assert (len(rig.speaking.said), rig.speaking.rested, rig.speaking.hushed) == (3, 1, 0)
    rig.ends(after_s=RENEWED_S / 2)
    assert rig.speaking.rested == 1


def test_without_a_card_the_board_goes_on_and_each_call_is_tried_once(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    """The technician reads it in the display's state until a call is heard again."""
    rig.call("А001", "А002")
    rig.turn(SpeakingIs((NO_CARD,)), rig.speaking.ended(heard=False))
    problems = rig.part.problems
    assert problems == (NO_CARD,)
    rig.ends(heard=False)
    assert rig.said() == [FIRST, SECOND]
    rig.turn(SpeakingIs(()))
    assert rig.part.problems == ()
    assert caplog.messages == [
        NO_CARD.text,
        "shown only ticket=А001 window=1 why=unheard waited_s=0.0 so_far=1",
        "shown only ticket=А002 window=2 why=unheard waited_s=5.0 so_far=2",
    ]


def test_in_hours_of_silence_a_call_is_shown_only_and_an_alert_heard(caplog: pytest.LogCaptureFixture) -> None:
    """At noon in Kyiv, here."""
    caplog.set_level(logging.INFO)
    rig = Rig(Voice(volume=100, quieter=(Quieter(hours="12:00-13:00", volume=0),)))
    rig.call("А001")
    assert rig.speaking.said == []
    assert caplog.messages == ["shown only ticket=А001 window=1 why=silent waited_s=0.0 so_far=1"]
    rig.alert()
    assert [one.decibels for one in rig.speaking.said] == [0.0]


def test_it_lives_and_closes_with_its_thread(rig: Rig) -> None:
    """And passes by what is not its own."""
    rig.turn("whatever")
    assert rig.part.alive()
    rig.part.close()
    assert rig.speaking.closed


@pytest.fixture
def recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bytes]:
    """Let SDL play into a pipe; return what was heard since, which ends the recording."""
    for name, value in environment(tmp_path / "pipe").items():
        monkeypatch.setenv(name, value)
    recorder = SoundRecorder(tmp_path / "pipe", tmp_path / "heard.raw")

    def end() -> bytes:
        recorder.close()
        return (tmp_path / "heard.raw").read_bytes()

    return end


class Brief:
    """An engine that makes of each sentence a tenth of a second that is no other's."""

    @staticmethod
    def sound(sentence: Sentence) -> Sound:
        """Return it."""
        source = random.Random(sentence.text)  # noqa: S311  (not for secrets)
        return Sound(array("h", (source.randint(-20000, 20000) for _ in range(2205))).tobytes(), RATE_HZ)


def test_two_calls_are_heard_whole_on_the_real_mixer(recording: Callable[[], bytes]) -> None:
    """Behind the silence that wakes a television: chime, words, chime, words; then the card is given back."""
    inbox, clock, voice = Inbox(), HandClock(NOON), Voice(volume=50, times=1)
    part = announcer(centre=SMALL_CENTRE, voice=voice, unit="hall", inbox=inbox, speakers=[Brief()])
    calls = tuple(Call(ticket=f"А00{n}", window=n, called_at=NOON, times=1, serving=False) for n in (2, 1))
    told = Heard(Board(number=1, at=NOON, day=NOON.date(), calls=calls, services=()), None, frozenset())
    part.tell(told, clock.now)
    for _ in calls:
        [ended] = inbox.take_all(PATIENCE_S)
        assert ended.heard
        part.take(ended)
        part.tell(told, clock.now)
    part.tell(told, clock.pass_s(REST_S))
    part.close()
    sounds = {f"А00{n}": Brief.sound(spoken(f"А00{n}", n, "uk")) for n in (1, 2)} | {"chime": chime()}
    found = heard(recording(), sounds, [20 * math.log10(0.5)])
    assert [(one.name, one.cut_off) for one in found] == [
        ("chime", False),
        ("А001", False),
        ("chime", False),
        ("А002", False),
    ]
    assert found[0].at_s >= LEAD_IN_S


def test_a_real_mixer_without_a_card_is_a_problem_of_the_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the call is over; the composed voice of a display, with its engines."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "nonesuch")
    inbox, clock = Inbox(), HandClock(NOON)
    part = announcer(centre=SMALL_CENTRE, voice=Voice(), unit="hall", inbox=inbox)
    call = Call(ticket="А001", window=1, called_at=NOON, times=1, serving=False)
    told = Heard(Board(number=1, at=NOON, day=NOON.date(), calls=(call,), services=()), None, frozenset())
    part.tell(told, clock.now)
    came: list[Any] = []
    while len(came) < 2:
        came += inbox.take_all(PATIENCE_S)
    for report in came:
        part.take(report)
    part.tell(told, clock.now)
    part.close()
    assert [problem.text.partition(":")[0] for problem in part.problems] == ["Display 'hall'"]
    assert isinstance(came[1], SpeechEnded)
    assert not came[1].heard
