# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The rhythms of lamps: told apart by a person, harmful to nobody, kept by the thread that switches."""

import itertools
import queue
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from centre.lamps import NUDGED, REFUSED_S, RHYTHMS, Blinker, Light
from centre.service import Inbox
from tests.conftest import PATIENCE_S


def turns(light: Light) -> Iterator[tuple[float, bool]]:
    """Yield when a blinking lamp is switched, and how."""
    rhythm, at_s, lit = RHYTHMS[light], 0.0, RHYTHMS[light].lit_first
    for step_s in itertools.cycle(rhythm.steps_s):
        yield at_s, lit
        at_s, lit = at_s + step_s, not lit


def lit_at(light: Light, moment_s: float) -> bool:
    """Return whether a lamp is lit so many seconds after it got its light."""
    if light not in RHYTHMS:
        return light == "on"
    return list(itertools.takewhile(lambda turn: turn[0] <= moment_s, turns(light)))[-1][1]


@pytest.fixture
def switched() -> queue.SimpleQueue[tuple[str, bool]]:
    """Return where a test's blinker writes down what it switches."""
    return queue.SimpleQueue()


def by_hand(switched: queue.SimpleQueue[tuple[str, bool]]) -> tuple[Blinker, Callable[[], list[bool]]]:
    """Return a blinker to be moved by hand, its thread has ended; and what it has switched since the last question."""
    blinker = Blinker(lambda name, lit: switched.put((name, lit)), Inbox())
    blinker.close()
    return blinker, lambda: [switched.get_nowait()[1] for _ in range(switched.qsize())]


@pytest.mark.parametrize("light", RHYTHMS)
def test_no_lamp_flashes_three_times_in_any_second(light: Light) -> None:
    """Faster flashes can harm: https://www.w3.org/TR/WCAG21/#three-flashes-or-below-threshold."""
    shown = list(itertools.islice(turns(light), 40))
    for moments in ([at_s for at_s, lit in shown if lit], [at_s for at_s, lit in shown if not lit]):
        assert all(fourth - first > 1 for first, fourth in zip(moments, moments[3:], strict=False))
        assert min(after - before for before, after in itertools.pairwise(moments)) > 0.399
    assert len(RHYTHMS[light].steps_s) % 2 == 0


def test_a_wink_is_a_light_with_a_short_dark_moment_every_two_seconds() -> None:
    """Nobody takes it for *slow*, nor overlooks it for *on*."""
    assert list(itertools.islice(turns("wink"), 4)) == [(0.0, True), (1.85, False), (2.0, True), (3.85, False)]


def test_a_blip_is_a_short_light_every_two_seconds() -> None:
    """Nobody takes it for a citizen at the window, nor for one who may be called."""
    assert list(itertools.islice(turns("blip"), 4)) == [(0.0, True), (0.15, False), (2.0, True), (2.15, False)]


def test_a_refusal_is_three_flashes_within_a_second_and_a_half() -> None:
    """Out of the dark, so that it shows over a steady light as well as over none; shorter lit than *fast*."""
    shown = [(round(at_s, 6), lit) for at_s, lit in itertools.islice(turns("refused"), 7)]
    assert shown == [
        (0.0, False), (0.25, True), (0.4, False), (0.65, True), (0.8, False), (1.05, True),
        (round(REFUSED_S, 6), False),
    ]  # fmt: skip
    assert REFUSED_S < 1.5


@pytest.mark.parametrize(("plain", "nudged"), NUDGED.items())
def test_a_nudged_light_hides_nothing_of_the_plain_one(plain: Light, nudged: Light) -> None:
    """For more than five seconds it is the same, then it twitches for half a second, and all begins anew."""
    tenths = [tenth / 10 for tenth in range(54)]
    assert [lit_at(nudged, at_s) for at_s in tenths] == [lit_at(plain, at_s) for at_s in tenths]
    assert (0.15, 0.25, 0.15) in zip(*(RHYTHMS[nudged].steps_s[i:] for i in range(3)), strict=False)
    assert 6 <= round(sum(RHYTHMS[nudged].steps_s), 6) <= 7


def test_what_is_urgent_is_never_nudged() -> None:
    """A refusal, an alert and a key without effect are seen alone."""
    assert set(NUDGED) == {"off", "on", "slow", "wink"}
    assert len({RHYTHMS[light] for light in RHYTHMS}) == len(RHYTHMS)


@pytest.mark.parametrize("light", RHYTHMS)
def test_a_lamp_keeps_its_rhythm(light: Light, switched: queue.SimpleQueue[tuple[str, bool]]) -> None:
    """Switched at each turn, and not before it."""
    blinker, seen = by_hand(switched)
    blinker._begin("lamp", light, 0.0)
    for (_, lit), (end_s, _) in itertools.pairwise(itertools.islice(turns(light), 25)):
        assert seen() == [lit]
        due_s = blinker._blinking["lamp"].change_s
        assert due_s == pytest.approx(end_s)
        blinker._change(due_s - 0.001)
        assert seen() == []
        blinker._change(due_s)


@pytest.mark.parametrize(("light", "lit"), [("on", True), ("off", False)])
def test_a_steady_light_ends_a_rhythm(light: Light, lit: bool, switched: queue.SimpleQueue[tuple[str, bool]]) -> None:  # noqa: FBT001 - from the table
    """Nothing is switched after it."""
    blinker, seen = by_hand(switched)
    blinker._begin("lamp", "wink", 0.0)
    blinker._begin("lamp", light, 0.5)
    blinker._change(60.0)
    assert seen() == [True, lit]


def test_a_refusal_blinks_by_itself(switched: queue.SimpleQueue[tuple[str, bool]]) -> None:
    """In the blinker's own thread, beside another lamp that is steady."""
    with closing(Blinker(lambda name, lit: switched.put((name, lit)), Inbox())) as blinker:
        blinker.light("other", "on")
        blinker.light("lamp", "refused")
        seen = [switched.get(timeout=PATIENCE_S) for _ in range(5)]
    assert seen == [("other", True), ("lamp", False), ("lamp", True), ("lamp", False), ("lamp", True)]
