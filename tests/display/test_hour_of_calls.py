# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An hour of 8 calls a minute from two windows, in simulated time with the real sounds: what its recording holds."""

import io
import random
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import BinaryIO

import pytest

from centre.config_displays import Voice
from centre.loudspeaker import LATENCY_S
from centre.sound import Sound
from centre.speech import Utterance
from centre.voice import Espeak
from display.announcing import Saying
from display.chime import RATE_HZ
from display.said_aloud import utterances
from simulator.sounds_heard import Heard, heard_in
from tests.display.ear import SMALL_CENTRE, EarInTheHall, Spoken

MINUTES, ROUND_S = 60, 15.0
CALLS = [(f"{letter}{n:03}", window) for n in range(1, 4 * MINUTES + 1) for window, letter in ((1, "А"), (2, "М"))]
"""Each round two, one from each window."""


class Played(io.RawIOBase):
    """A recording of an hour, both sides alike, that is made while it is read: it would fill 300 MB."""

    def __init__(self, spoken: Sequence[Spoken], made: Mapping[Utterance, Sound], length_s: float) -> None:
        self._pieces, self._left = self._play(spoken, made, length_s), b""

    def read(self, size: int = -1) -> bytes:
        """Return the next of it, b"" at its end."""
        pieces = [self._left]
        while sum(map(len, pieces)) < size and (piece := next(self._pieces, None)) is not None:
            pieces.append(piece)
        whole = b"".join(pieces)
        self._left = whole[size:]
        return whole[:size]

    @staticmethod
    def _play(spoken: Sequence[Spoken], made: Mapping[Utterance, Sound], length_s: float) -> Iterator[bytes]:
        at = 0
        for one in spoken:
            begin = round(one.begin_s * RATE_HZ)
            assert begin >= at, "two at once"
            yield bytes(4 * (begin - at))
            at = begin
            for sound in sounds(one.saying, made):
                both = array("h", bytes(2 * len(sound.samples)))
                both[0::2] = both[1::2] = array("h", sound.samples)
                yield both.tobytes()
                at += len(sound.samples) // 2
        yield bytes(4 * max(round(length_s * RATE_HZ) - at, 0))


def sounds(saying: Saying, made: Mapping[Utterance, Sound]) -> list[Sound]:
    """Return what is played for a saying."""
    return [one if isinstance(one, Sound) else made[one] for one in utterances(saying, SMALL_CENTRE)]


@pytest.fixture(scope="module")
def made() -> Mapping[Utterance, Sound]:
    """Return how every call of the hour sounds."""
    words = [utterances(Saying("call", ("uk",), ticket=t, window=w), SMALL_CENTRE)[1] for t, w in CALLS]
    with ThreadPoolExecutor() as pool:
        return dict(zip(words, pool.map(Espeak().sound, words), strict=True))


def an_hour(voice: Voice, made: Mapping[Utterance, Sound]) -> EarInTheHall:
    """Play it: two windows call every quarter of a minute, now at the very same moment, now one after the other."""
    hall = EarInTheHall(voice, takes=lambda saying: sum(one.length_s + LATENCY_S for one in sounds(saying, made)))
    source = random.Random(7)  # noqa: S311  (not for secrets)
    for first, second in zip(CALLS[::2], CALLS[1::2], strict=True):
        later_s = source.choice([0.0, 0.0, 2.0, 5.0])
        hall.call(*first, quietly=not later_s)
        hall.wait(later_s)
        hall.call(*second)
        hall.wait(ROUND_S - later_s)
    hall.wait(60)
    return hall


def listen(hall: EarInTheHall, made: Mapping[Utterance, Sound]) -> list[Heard]:
    """Return what is found in the recording of it."""
    known = {f"{t}-{w}": sounds(Saying("call", ("uk",), ticket=t, window=w), made)[1] for t, w in CALLS}
    recording: BinaryIO = Played(hall.spoken, made, hall.now_s)  # type: ignore[assignment]  # it reads, which is enough
    return heard_in(recording, known)


def test_said_once_every_call_of_an_hour_is_heard_exactly_once(made: Mapping[Utterance, Sound]) -> None:
    """In the order of the calls, none cut off, no two at once, and none later than a quarter of a minute."""
    hall = an_hour(Voice(times=1), made)
    found = listen(hall, made)
    assert [one.name for one in found] == [f"{ticket}-{window}" for ticket, window in CALLS]
    assert not any(one.cut_off for one in found)
    assert all(before.at_s + before.length_s <= after.at_s for before, after in pairwise(found))
    assert max(one.saying.waited_s for one in hall.spoken) < ROUND_S
    assert hall.passed == []


def test_said_twice_where_there_is_room_no_call_of_an_hour_is_lost(made: Mapping[Utterance, Sound]) -> None:
    """Each once at least and twice at most; the second times take nobody's first."""
    hall = an_hour(Voice(), made)
    found = listen(hall, made)
    counted = Counter(one.name for one in found)
    assert list(counted) == [f"{ticket}-{window}" for ticket, window in CALLS]
    assert set(counted.values()) == {1, 2}
    assert not any(one.cut_off for one in found)
    assert all(before.at_s + before.length_s <= after.at_s for before, after in pairwise(found))
    assert hall.passed == []
