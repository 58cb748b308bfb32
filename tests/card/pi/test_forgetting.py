# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi whose data partition cannot be mounted says so, keeps its folder on the card, and works as long as it may."""

import pytest

from card.card_file import CARD
from card.taking_in import Pi, take_in
from centre.config import CentreFile
from centre.forgetting import NO_DATA
from centre.trials import Finding
from centre.unit import NOTHING_KEPT, running
from cherha import machine
from tests.card.pi.folders import NOW, fill, tree
from tests.card.pi.test_waiting import Bench, said

LOST = (
    "This computer's memory card is damaged: the part that keeps the queue, and what the computer is, cannot be used."
    " Flash the image onto a new card, and copy the folder cherha of this place to it. If there is no new card, copy"
    " that folder to this one: it then works, and forgets its tickets when the power goes."
)
WORKS = (
    "This computer's memory card is damaged: it works, and forgets its tickets when the power goes, for the part that"
    " keeps them cannot be used. Flash the image onto a new card, and copy the folder cherha of this place to it."
)


@pytest.fixture
def lost(fresh: Pi) -> Pi:
    """Return a Pi whose initrd could not mount the data partition, so that all that it was is gone."""
    (fresh.root / NO_DATA).parent.mkdir(parents=True)
    (fresh.root / NO_DATA).write_text("No data: there is no such partition.\n")
    return fresh


def test_a_pi_that_was_somebody_says_why_it_is_nobody(lost: Pi, small_centre: CentreFile) -> None:
    """What is left of its folder is not told to be half: the card is what has to be changed."""
    fill(lost.source, small_centre, "kiosk-hall")
    (lost.source / "keys/kiosk-kiosk-hall.pem").unlink()  # as it was taken in once
    bench = Bench(lost)
    bench.turn()
    assert said(bench.screen.shown[0]).startswith("Цей комп’ютер забув, хто він Картку пам’яті цього комп’ютера")
    assert LOST in bench.said[0]
    assert bench.lamp()["delay_on"] == "200"
    assert not bench.ended


def test_a_folder_makes_it_work_and_stays_on_the_card(lost: Pi, small_centre: CentreFile) -> None:
    """At the next boot nothing is left but that folder, which makes it work again; each time it says so."""
    fill(lost.source, small_centre, "kiosk-hall")
    outcome = take_in(lost, NOW)
    assert (outcome.new, str(outcome.warning), outcome.forgets) == (True, WORKS, True)
    assert sorted(tree(lost.source)) == ["centre.toml", CARD, "files.sha256", "keys/kiosk-kiosk-hall.pem"]
    again = take_in(lost, NOW)
    assert (again.new, again.refused, str(again.warning)) == (False, None, WORKS)


def test_the_lamp_says_it_as_long_as_it_works(lost: Pi, small_centre: CentreFile) -> None:
    """The screen is its services', after a while; the lamp is nobody's else."""
    fill(lost.source, small_centre, "kiosk-hall")
    bench = Bench(lost)
    bench.turn()
    assert said(bench.screen.shown[0]).startswith("Це – kiosk-hall Картку пам’яті цього комп’ютера пошкоджено: він")
    bench.waiting.close()
    assert bench.lamp() == {"delay_off": "200", "delay_on": "200", "trigger": "timer"}


def test_a_card_that_keeps_all_loses_its_keys(copied: Pi) -> None:
    """As ever."""
    assert not take_in(copied, NOW).forgets
    assert sorted(tree(copied.source)) == ["centre.toml", CARD, "files.sha256"]


def test_the_doctor_says_it_too(lost: Pi, small_centre: CentreFile) -> None:
    """And of a card that is well says nothing more than before."""
    state = lost.root / "var/lib/cherha"
    assert "data partition" in machine.trials(small_centre, state, root=lost.root)[1].parts
    todo = "Flash the image onto a new card, and copy the folder cherha of this place to it."
    assert machine.data(lost.root) == Finding(
        "data partition",
        "broken",
        "cannot be used: what is written is forgotten when the power goes. No data: there is no such partition.",
        todo,
    )
    (lost.root / NO_DATA).write_text("")
    assert machine.data(lost.root).says.endswith("when the power goes")
    (lost.root / NO_DATA).unlink()
    assert "data partition" not in machine.trials(small_centre, state, root=lost.root)[1].parts


def test_the_head_is_told_too(lost: Pi) -> None:
    """Each unit of such a Pi is degraded, whatever else ails it; in `cherha status` it is said in words."""
    assert (running((), NOW, lost.root).state, running((), NOW, lost.root).problems) == ("degraded", (NOTHING_KEPT,))
    (lost.root / NO_DATA).unlink()
    assert (running((), NOW, lost.root).state, running((), NOW, lost.root).problems) == ("ready", ())
