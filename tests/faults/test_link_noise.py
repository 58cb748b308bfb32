# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How far a noisy machine widens a limit of seconds, and when it can judge none."""

from tests.faults.link_board import _slow
from tests.faults.link_noise import slack_s, too_noisy


def test_noise_widens_a_limit_by_two_seconds_at_most() -> None:
    """Beside more than that the run says that it could not be judged."""
    assert [slack_s(late) for late in (0.3, 2.0, 30.0)] == [0.3, 2.0, 2.0]
    assert too_noisy(2.0) == ""
    assert too_noisy(2.6) == (
        "The seconds could not be judged: this machine was late by 2.6 s. Play it on a quiet one."
    )


def test_a_good_screen_is_held_to_a_limit_of_its_own() -> None:
    """It widens the limits of the others, and would excuse them all by being late itself."""
    assert _slow(1.2, 0.3) == []
    assert _slow(1.2, 0.1) == ["a screen on a good cable lacked a call for 1.2 s, on a machine late by 0.1 s"]
