# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The pure box: which press counts, and when the lamps invite."""

from hypothesis import given, strategies

from rating.box import THANKS, THANKS_S, Box
from tests.rating.rig import WORDS

PAUSE_S = 5.0


def box() -> Box:
    """Return a box."""
    return Box(WORDS, pause_s=PAUSE_S)


def test_one_person_one_word() -> None:
    """Within the pause no other of the four counts; after it the next person's does."""
    one = box()
    assert one.press("good", 10.0, in_reach=True)
    one.taken(10.1)
    assert [one.press(word, 14.9, in_reach=True) for word in WORDS] == [False] * 4
    assert one.press("terrible", 15.0, in_reach=True)


def test_no_press_counts_while_an_answer_is_awaited() -> None:
    """However long that takes."""
    one = box()
    assert one.press("good", 10.0, in_reach=True)
    assert not one.press("good", 60.0, in_reach=True)
    one.taken(60.0)
    assert not one.press("good", 60.0 + THANKS_S - 0.1, in_reach=True)
    assert one.press("good", 60.0 + THANKS_S, in_reach=True)


def test_a_press_out_of_reach_is_none_and_costs_the_next_one_nothing() -> None:
    """Nothing is kept of it."""
    one = box()
    assert not one.press("good", 10.0, in_reach=False)
    assert one.press("good", 10.1, in_reach=True)


def test_only_the_pressed_one_thanks() -> None:
    """Lit while the answer comes, then thanks, then all dark until the pause is over, then all invite."""
    one, seen = box(), []
    one.press("good", 10.0, in_reach=True)
    seen.append(one.lights(in_reach=True))
    one.taken(10.1)
    for at_s in (10.1, 12.2, 15.0):
        one.settle(at_s)
        seen.append(one.lights(in_reach=True))
    assert [tuple(lights.values()) for lights in seen] == [
        ("off", "on", "off", "off"),
        ("off", THANKS, "off", "off"),
        ("off", "off", "off", "off"),
        ("on", "on", "on", "on"),
    ]


@given(strategies.lists(strategies.tuples(strategies.sampled_from(["press", "away", "taken", "lost"]),
                                          strategies.floats(0, 8)), max_size=30))  # fmt: skip
def test_all_lamps_are_lit_exactly_while_a_press_counts(steps: list[tuple[str, float]]) -> None:
    """Whatever happens in whatever order: what invites keeps its word, and what is dark takes nothing."""
    one, now_s, asked = box(), 0.0, False
    for step, passes_s in steps:
        now_s += passes_s
        one.settle(now_s)
        in_reach = step != "away"
        invites = set(one.lights(in_reach=in_reach).values()) == {"on"}
        if step in {"press", "away"}:
            counted = one.press("good", now_s, in_reach=in_reach)
            assert counted == (invites and not asked)
            asked = asked or counted
        elif asked:
            (one.taken if step == "taken" else one.lost)(now_s)
            asked = False
