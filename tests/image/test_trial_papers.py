# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What papers on the host say of a centre whose power was cut."""

from pathlib import Path

from image.trial.papers import Paper, faults


def papers(*numbers: str) -> list[Paper]:
    """Return papers in this order; one that ends in «=» says that it is a copy."""
    return [
        Paper(number.rstrip("="), number.endswith("="), float(place), Path(f"{place:03d}.png"))
        for place, number in enumerate(numbers, 1)
    ]


def test_numbers_one_after_the_other_are_well_also_with_a_copy() -> None:
    """A copy that says so is the ticket that was broken off."""
    assert faults(papers("А001", "А002", "А002=", "А003")) == []


def test_a_ticket_whose_only_whole_paper_is_the_copy_is_not_lost() -> None:
    """The first one was torn: it is no paper at all."""
    assert faults(papers("А001", "А002=", "А003")) == []


def test_a_number_on_two_papers_is_named() -> None:
    """Two citizens hold one number."""
    assert faults(papers("А001", "А002", "А002")) == ["А002 is on 2 papers"]


def test_a_number_on_no_paper_is_named() -> None:
    """Somebody waits who has no ticket."""
    assert faults(papers("А001", "А003")) == ["number 2 is on no paper"]


def test_the_number_of_a_press_that_was_cut_off_may_be_on_no_paper_and_no_other() -> None:
    """Its citizen holds none."""
    assert faults(papers("А001", "А003"), may_lack=2) == []
    assert faults(papers("А001", "А004"), may_lack=2) == ["number 3 is on no paper"]


def test_numbers_that_begin_anew_are_named() -> None:
    """A centre that has forgotten the morning."""
    assert faults(papers("А001", "А002", "А001")) == ["А001 is on 2 papers", "the numbers go back: А001, А002, А001"]


def test_a_paper_that_cannot_be_read_is_named() -> None:
    """It may be any number."""
    assert faults(papers("А001", "")) == ["002.png has no number that can be read", "the numbers go back: А001, "]
