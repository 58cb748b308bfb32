# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the hall hears of calls: nothing is swallowed, nothing overlaps, nobody waits for another's second time."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre.config_displays import Voice
from tests.display.ear import BOTH, EarInTheHall

ONCE = Voice(times=1)


def test_a_call_is_said_twice_while_nobody_else_waits() -> None:
    """The second time follows the first."""
    hall = EarInTheHall()
    hall.call("А001", 1)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "А001-1"]
    assert [(one.begin_s, one.saying.time, one.saying.waited_s) for one in hall.spoken] == [(0, 1, 0), (5, 2, 5)]


def test_two_windows_at_once_are_both_heard_one_after_the_other() -> None:
    """First each once, in the order of the windows, then each again."""
    hall = EarInTheHall()
    hall.call("М001", 2, quietly=True)
    hall.call("А001", 1)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "М001-2", "А001-1", "М001-2"]


def test_calls_are_said_in_the_order_of_their_calling() -> None:
    """Whoever was called while another was said comes next, before anybody's second time."""
    hall = EarInTheHall()
    for ticket, window in (("А001", 3), ("А002", 2), ("А003", 1)):
        hall.call(ticket, window)
        hall.wait(1)
    hall.wait(60)
    assert hall.heard()[:3] == ["А001-3", "А002-2", "А003-1"]


def test_under_load_nobody_is_said_twice() -> None:
    """A second time that would come half a minute after the first would sound like a new call."""
    hall = EarInTheHall()
    for number in range(1, 13):
        hall.call(f"А{number:03}", number)
        hall.wait(4)
    hall.wait(60)
    assert hall.heard()[:12] == [f"А{number:03}-{number}" for number in range(1, 13)]
    assert set(hall.heard()[12:]) == {f"А{number:03}-{number}" for number in range(8, 13)}
    assert hall.passed == []


def test_a_second_call_is_said_once() -> None:
    """And so is a third."""
    hall = EarInTheHall()
    for _ in range(3):
        hall.call("А001", 1)
        hall.wait(30)
    assert [one.begin_s for one in hall.spoken] == [0, 5, 30, 60]


def test_a_second_call_of_who_still_waits_to_be_said_is_no_second_entry() -> None:
    """It keeps the first one's place."""
    hall = EarInTheHall(ONCE)
    hall.call("А001", 1)
    hall.call("А002", 2)
    hall.call("А003", 3)
    hall.wait(1)
    hall.call("А002", 2)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "А002-2", "А003-3"]


def test_a_second_call_takes_the_place_of_a_second_saying() -> None:
    """Asked for by the clerk, it is said before nobody and after nobody, and once."""
    hall = EarInTheHall()
    hall.call("А001", 1)
    hall.wait(1)
    hall.call("А002", 2)
    hall.wait(5)
    hall.call("А001", 1)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "А002-2", "А001-1", "А002-2"]


def test_a_second_call_in_the_midst_of_the_first_is_said_behind_it() -> None:
    """Who was not understood is called again; nothing is cut off for it."""
    hall = EarInTheHall(ONCE)
    hall.call("А001", 1)
    hall.wait(2)
    hall.call("А001", 1)
    hall.wait(60)
    assert [(one.begin_s, one.cut) for one in hall.spoken] == [(0, False), (5, False)]


def test_a_second_call_in_the_midst_of_the_first_is_the_second_time() -> None:
    """Twice in all, not three times."""
    hall = EarInTheHall()
    hall.call("А001", 1)
    hall.wait(2)
    hall.call("А001", 1)
    hall.wait(60)
    assert [one.begin_s for one in hall.spoken] == [0, 5]


def test_who_comes_while_another_is_said_is_not_said_again() -> None:
    """Their second time is dropped where it waits, and told to nobody: they were heard."""
    hall = EarInTheHall()
    hall.call("А001", 1)
    hall.call("А002", 2)
    hall.wait(6)
    hall.comes(1)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "А002-2", "А002-2"]
    assert hall.passed == []


def test_what_has_waited_too_long_is_shown_only() -> None:
    """Whoever is called reads the screen or has come by then; it is told and counted."""
    hall = EarInTheHall(Voice(times=1, announce_within_s=10))
    for number in range(1, 6):
        hall.call(f"А{number:03}", number)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "А002-2", "А003-3"]
    assert hall.passed == [("А004-4", "too_old"), ("А005-5", "too_old")]
    assert hall.announcing.shown_only_so_far == 2


def test_a_second_call_counts_anew_how_long_it_waits() -> None:
    """The clerk wants it heard now."""
    hall = EarInTheHall(Voice(times=1, announce_within_s=12))
    for number in range(1, 5):
        hall.call(f"А{number:03}", number)
    hall.wait(4)
    hall.call("А004", 4)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "А002-2", "А003-3", "А004-4"]


@pytest.mark.parametrize(("happens", "why"), [("comes", "came"), ("leaves", "gone")])
def test_who_need_not_be_called_any_more_is_not(happens: str, why: str) -> None:
    """One who has come already would turn round at their own name; one who is called no more would come in vain."""
    hall = EarInTheHall()
    hall.call("А001", 1)
    hall.call("А002", 2)
    getattr(hall, happens)(2)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "А001-1"]
    assert hall.passed == [("А002-2", why)]


@pytest.mark.parametrize("happens", ["comes", "leaves"])
def test_who_came_at_the_first_word_is_not_said_again(happens: str) -> None:
    """What is being said is said to its end."""
    hall = EarInTheHall()
    hall.call("А001", 1)
    hall.wait(3)
    getattr(hall, happens)(1)
    hall.wait(60)
    assert [(one.begin_s, one.end_s, one.cut) for one in hall.spoken] == [(0, 5, False)]
    assert hall.passed == []


def test_who_is_called_to_another_window_hears_that_one() -> None:
    """The first window is named to nobody."""
    hall = EarInTheHall(ONCE)
    hall.call("А001", 1)
    hall.call("А002", 2)
    hall.wait(1)
    del hall.calls[2]
    hall.call("А002", 3)
    hall.wait(60)
    assert hall.heard() == ["А001-1", "А002-3"]
    assert hall.passed == [("А002-2", "gone")]


def test_started_late_it_says_only_what_is_fresh() -> None:
    """A call from before is said while it is young; what the hall missed long ago stays on the screen."""
    hall = EarInTheHall(ONCE)
    hall.call("А001", 1, quietly=True)
    hall.now_s += 50
    hall.call("А002", 2, quietly=True)
    hall.now_s += 20
    hall.hear()
    hall.wait(60)
    assert hall.heard() == ["А002-2"]
    assert hall.passed == [("А001-1", "too_old")]


def test_started_late_it_does_not_call_who_has_come() -> None:
    """However young the call."""
    hall = EarInTheHall()
    hall.call("А001", 1, quietly=True)
    hall.now_s += 5
    hall.comes(1)
    hall.wait(60)
    assert (hall.heard(), hall.passed) == ([], [("А001-1", "came")])


def test_what_the_broker_kept_is_as_old_as_it_says() -> None:
    """A quiet hall's board was published long ago, though nothing in it is older than itself."""
    hall = EarInTheHall(ONCE)
    hall.call("А001", 1, quietly=True)
    hall.now_s += 90
    hall.hear(kept_s=90)
    hall.wait(60)
    assert (hall.heard(), hall.passed) == ([], [("А001-1", "too_old")])


def test_the_same_board_again_says_nothing_new() -> None:
    """Cut off and back, it has said these calls."""
    hall = EarInTheHall(ONCE)
    hall.call("А001", 1)
    hall.wait(20)
    hall.hear()
    hall.wait(20)
    assert hall.heard() == ["А001-1"]


def test_without_the_centre_what_waits_is_said_while_it_is_fresh() -> None:
    """Nobody can know whether they have come; the screen says that it may be old."""
    hall = EarInTheHall(Voice(times=1, announce_within_s=10))
    for number in range(1, 6):
        hall.call(f"А{number:03}", number)
    hall.lose()
    hall.wait(60)
    assert hall.heard() == ["А001-1", "А002-2", "А003-3"]


def test_without_a_sound_card_nothing_piles_up() -> None:
    """Each call is tried once, told, and over; when the card is there, the next one is heard."""
    hall = EarInTheHall()
    hall.works = False
    for number in (1, 2, 3):
        hall.call(f"А{number:03}", number)
    hall.works = True
    hall.call("А004", 4)
    hall.wait(60)
    assert hall.heard() == ["А004-4", "А004-4"]
    assert hall.passed == [(f"А00{number}-{number}", "unheard") for number in (1, 2, 3)]


def test_a_call_is_said_in_ukrainian_and_then_in_english() -> None:
    """Also the second time."""
    hall = EarInTheHall(centre=BOTH)
    hall.call("А001", 1)
    hall.wait(60)
    assert [one.saying.languages for one in hall.spoken] == [("uk", "en"), ("uk", "en")]


def test_while_others_wait_to_be_named_english_is_left_out() -> None:
    """Before anybody's second time; of the last there is room for both."""
    hall = EarInTheHall(centre=BOTH)
    for number in (1, 2, 3):
        hall.call(f"А{number:03}", number, quietly=number < 3)
    hall.wait(100)
    assert [(one.saying.ticket, one.saying.languages) for one in hall.spoken[:4]] == [
        ("А001", ("uk",)),
        ("А002", ("uk",)),
        ("А003", ("uk", "en")),
        ("А001", ("uk", "en")),
    ]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["call", "call", "call", "comes", "leaves", "lose", "again"]),
        st.integers(1, 6),
        st.floats(0, 20),
    ),
    max_size=40,
)


@given(STEPS, st.integers(1, 3), st.sampled_from([10, 30, 60]))
def test_whatever_the_windows_do_every_call_is_said_or_named(
    steps: list[tuple[str, int, float]], times: int, within_s: int
) -> None:
    """One at a time, none cut off, none too often or too late, the first time in order; the rest is accounted for."""
    hall = EarInTheHall(Voice(times=times, announce_within_s=within_s), BOTH)
    acts: dict[str, Callable[[int], None]] = {
        "comes": hall.comes,
        "leaves": hall.leaves,
        "again": lambda _: hall.hear(),
    }
    called: list[str] = []
    for number, (step, window, pause_s) in enumerate(steps):
        if step == "call":
            hall.call(f"А{number:03}", window)
            called.append(f"А{number:03}-{window}")
        elif step == "lose":
            hall.lose()
        elif window in hall.calls:
            acts[step](window)
        hall.wait(pause_s)
    hall.wait(600)
    assert all(before.end_s <= after.begin_s for before, after in itertools.pairwise(hall.spoken))
    assert not any(one.cut for one in hall.spoken)
    assert hall.firsts() == [call for call in called if call in hall.firsts()]
    assert sorted([*hall.firsts(), *(call for call, _ in hall.passed)]) == sorted(called)
    assert all(hall.heard().count(call) <= times for call in called)
    assert all(one.saying.waited_s <= within_s for one in hall.spoken)


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0.001, 12)), min_size=1, max_size=30))
def test_a_recall_is_always_heard(steps: list[tuple[int, float]]) -> None:
    """However it falls among others: after it was asked for, its ticket is said at least once more.

    No two presses of one key are of the same microsecond, by which calls are told apart.
    """
    hall = EarInTheHall(Voice(announce_within_s=600))
    asked: list[tuple[str, float]] = []
    for window, pause_s in steps:
        hall.call(f"А00{window}", window)
        asked.append((f"А00{window}", hall.now_s))
        hall.wait(pause_s)
    hall.wait(600)
    for ticket, at_s in asked:
        assert any(one.saying.ticket == ticket and one.begin_s >= at_s for one in hall.spoken)
    assert hall.passed == []
