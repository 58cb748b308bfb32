# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The ear on a recording: sounds that begin alike are told apart, wherever in it they stand, and however they end."""

import io
import random
from array import array
from itertools import pairwise

import pytest

from centre.sound import Sound
from simulator.loudspeaker import BLOCK_BYTES, FRAME_BYTES, RATE_HZ
from simulator.sounds_heard import heard, heard_in


def noise(seed: int, length_s: float) -> bytes:
    """Return a sound that no other contains."""
    source = random.Random(seed)  # noqa: S311  (not for secrets)
    return array("h", (source.randint(-20000, 20000) or 1 for _ in range(round(length_s * RATE_HZ)))).tobytes()


CHIME, WORD = noise(1, 0.5), noise(2, 0.3)
ALIKE = {str(n): Sound(CHIME + WORD + noise(10 + n, 0.4 + 0.1 * n) + bytes(200), RATE_HZ) for n in range(4)}
"""Each ends in silence, which nobody misses."""


def recorded(*pieces: bytes | float) -> bytes:
    """Return both sides of what was played, a number being seconds of silence."""
    side = b"".join(bytes(2 * round(one * RATE_HZ)) if isinstance(one, float) else one for one in pieces)
    return b"".join(side[at : at + 2] * 2 for at in range(0, len(side), 2))


def test_sounds_that_begin_alike_are_told_apart() -> None:
    """Of all that begin with the same chime and word, that one is heard which was played."""
    raw = recorded(0.2, ALIKE["2"].samples, 0.1, ALIKE["0"].samples[:-100], ALIKE["3"].samples, 0.3)
    assert [(one.name, one.cut_off) for one in heard(raw, ALIKE)] == [("2", False), ("0", False), ("3", False)]


def test_of_a_sound_and_its_beginning_the_longer_is_heard_where_it_is_whole() -> None:
    """The shorter one is no second playing, and is heard where it alone was played."""
    sounds = {"chime": Sound(CHIME, RATE_HZ), "call": ALIKE["1"]}
    raw = recorded(0.1, ALIKE["1"].samples, 0.1, CHIME, 0.1)
    assert [(one.name, one.cut_off) for one in heard(raw, sounds)] == [("call", False), ("chime", False)]


def test_what_was_cut_off_where_it_is_still_alike_may_have_been_any() -> None:
    """Each is named; cut off later it is one again."""
    early, late = ALIKE["1"].samples[: len(CHIME) + 100], ALIKE["1"].samples[:-1000]
    found = heard(recorded(0.1, early, 0.2, late, 0.2), ALIKE)
    assert {one.name for one in found if one.at_s < 0.2} == set(ALIKE)
    assert [(one.name, one.cut_off) for one in found if one.at_s > 0.2] == [("1", True)]


@pytest.mark.parametrize("early_s", [0.0, 0.05, 0.4, 1.0])
def test_a_long_recording_is_heard_in_pieces_as_if_in_one(early_s: float) -> None:
    """A sound that lies across the border of two pieces is heard once, at its place."""
    border_s = BLOCK_BYTES / FRAME_BYTES / RATE_HZ
    sound = ALIKE["3"]
    raw = recorded(border_s - early_s, sound.samples, border_s - sound.length_s, sound.samples, 0.5)
    found = heard_in(io.BytesIO(raw), ALIKE)
    assert [(one.name, one.cut_off) for one in found] == [("3", False)] * 2
    assert found[0].at_s == pytest.approx(border_s - early_s, abs=1e-4)
    assert [b.at_s - a.at_s for a, b in pairwise(found)] == [pytest.approx(border_s, abs=1e-4)]


def test_a_quieter_playing_is_found_at_its_volume_only() -> None:
    """And is as whole there."""
    half = array("h", (int(sample / 2) for sample in array("h", ALIKE["0"].samples))).tobytes()
    raw = recorded(0.1, half, 0.1)
    assert heard(raw, ALIKE) == []
    assert [(one.name, one.cut_off) for one in heard(raw, ALIKE, [0.0, -6.0205])] == [("0", False)]
