# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A siren on a Pi of its own asks for its clean end: by its own battery when that was told, else by the board."""

from pathlib import Path

import pytest

from siren.relay import ALARM_S, CALM_S
from siren.service import PATIENCE_S
from tests.siren.rig import FeedRig, SirenRig, battery_rig, edge


@pytest.fixture
def rig(tmp_path: Path) -> SirenRig:
    """Return a battery that has just begun to feed its Pi, as the dispatcher knows."""
    started = battery_rig("mains_lost", folder=tmp_path)
    started.begin()
    started.wait(CALM_S)
    started.confirm()
    return started


def low(rig: SirenRig) -> None:
    """Let the battery turn low."""
    edge(rig, "battery_low", closed=True)
    rig.wait(ALARM_S)


def test_a_battery_that_turns_low_asks_for_the_end_once_the_dispatcher_knows(rig: SirenRig) -> None:
    """Whoever goes before that leaves the hall to die without a word; the mains takes it back."""
    assert not rig.end_asked()
    low(rig)
    assert not rig.end_asked()
    rig.confirm()
    assert rig.end_asked()
    edge(rig, "mains_lost", closed=False)
    rig.wait(CALM_S)
    assert not rig.end_asked()


def test_a_dispatcher_that_does_not_answer_is_not_waited_for_long(rig: SirenRig) -> None:
    """It may be dark already; a card that is torn from its writing helps nobody. Then the loop sleeps as ever."""
    low(rig)
    rig.wait(PATIENCE_S - 0.1)
    assert not rig.end_asked()
    rig.wait(0.1)
    assert rig.end_asked()
    rig.confirm()
    assert rig.service.deadline_s() is None


def test_a_low_battery_with_mains_ends_nothing(tmp_path: Path) -> None:
    """It is being charged."""
    rig = battery_rig(folder=tmp_path)
    rig.begin()
    rig.wait(CALM_S)
    low(rig)
    rig.confirm()
    rig.wait(PATIENCE_S)
    assert not rig.end_asked()


def test_a_battery_that_is_low_at_a_cold_start_ends_nothing(tmp_path: Path) -> None:
    """The Pi would go out each time it came up."""
    rig = battery_rig("mains_lost", "battery_low", folder=tmp_path)
    rig.begin()
    rig.confirm()
    rig.wait(PATIENCE_S)
    assert not rig.end_asked()


def test_another_siren_ends_by_the_board(tmp_path: Path) -> None:
    """As every device does."""
    rig, asked = FeedRig(folder=tmp_path), []
    rig.begin()
    for power in ("battery_low", "battery", "battery_low", "mains"):
        rig.board(power)
        asked.append(rig.end_asked())
    assert asked == [False, False, True, False]
