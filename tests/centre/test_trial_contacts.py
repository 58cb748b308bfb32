# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a contact's edges say of it: seen, worn, missing, stuck, exchanged for another."""

import pytest

from centre.panel import Edge
from centre.places import PLACES
from centre.trial_contacts import Pressed
from centre.trials import Finding

CALLED = {"next": "key 'next'", "recall": "key 'recall'"}
WIRE = "the wire between place 11 and ground"


def found(*edges: tuple[str, bool, float], closed: bool = False, rests_closed: bool = False) -> Finding:
    """Return the finding of key 'next' on GPIO17 after these edges; it was asked for at 10 s."""
    pressed = Pressed("next", closed=closed, rests_closed=rests_closed, at_s=10.0)
    for edge in edges:
        pressed.take(Edge(*edge))
    return pressed.finding(CALLED, "the wire between place 11 and ground", 20.0)


def test_a_press_is_seen() -> None:
    """One closing, one opening."""
    assert found(("next", True, 11.0), ("next", False, 11.1)) == Finding("key 'next'", "works", "seen")


@pytest.mark.parametrize(("again", "says"), [(1, "seen, chattered once"), (3, "seen, chattered 3 times")])
def test_chatter_is_counted(again: int, says: str) -> None:
    """Each closing after the first."""
    edges = [("next", closed, 11.0 + n / 1000) for n in range(1 + again) for closed in (True, False)]
    assert found(*edges) == Finding("key 'next'", "works", says)


def test_a_press_before_it_was_asked_for_does_not_count() -> None:
    """The finger that was still on the key before."""
    assert found(("next", True, 9.9), ("recall", True, 9.9)).says == "not seen in 20 s"


def test_silence_is_a_wire_or_a_contact() -> None:
    """The place on the connector is named, not only the number in the file."""
    todo = f"Check {WIRE}, and the contact itself."
    assert found() == Finding("key 'next'", "broken", "not seen in 20 s", todo)


def test_another_one_that_answers_instead_is_named() -> None:
    """Two wires are exchanged, or two pins in the file; but whoever then presses the right one is right."""
    wrong = (("recall", True, 11.0), ("recall", False, 11.1))
    todo = "Exchange their wires, or their pins in centre.toml."
    assert found(*wrong) == Finding("key 'next'", "broken", "key 'recall' answered instead", todo)
    right = found(*wrong, ("next", True, 12.0), ("next", False, 12.1))
    assert right == Finding("key 'next'", "works", "seen; so was key 'recall'")


@pytest.mark.parametrize("answers", ["recall", "next"])
def test_whoever_goes_on_after_another_key_answered_leaves_a_finding(answers: str) -> None:
    """The wires are exchanged, and that was seen; who has seen nothing, or the right one, skips as ever."""
    pressed = Pressed("next", closed=False, rests_closed=False, at_s=10.0)
    assert not pressed.mistaken
    pressed.take(Edge(answers, closed=True, at_s=11.0))
    assert pressed.mistaken == (answers == "recall")


def test_one_that_is_closed_from_the_start_is_not_asked_for() -> None:
    """A short, or a button that somebody leans on."""
    todo = f"Is it stuck? If so free it, or look for a short in {WIRE}."
    assert found(closed=True) == Finding("key 'next'", "broken", "closed though nobody touches it", todo)


def test_one_that_stays_closed_sticks() -> None:
    """It was seen, and never opened."""
    finding = found(("next", True, 11.0))
    assert (finding.verdict, finding.says) == ("broken", "seen, and closed ever since")


def test_a_contact_that_rests_closed_is_tried_the_other_way_round() -> None:
    """A siren's relay with alarm_when_open: its opening counts, and a broken wire is what is wrong at the start."""
    moved = found(("next", False, 11.0), ("next", True, 11.5), closed=True, rests_closed=True)
    assert moved == Finding("key 'next'", "works", "seen")
    broken = found(closed=False, rests_closed=True)
    assert broken.todo == f"Is it stuck? If so free it, or look for a break in {WIRE}."


def test_each_pin_has_a_place_of_its_own() -> None:
    """28 numbers, 28 places of 40, none of them power or ground."""
    assert sorted(PLACES) == list(range(28))
    assert len(set(PLACES.values())) == 28
    assert set(PLACES.values()).isdisjoint({1, 2, 4, 17, 6, 9, 14, 20, 25, 30, 34, 39})
