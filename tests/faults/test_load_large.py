# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A crowd that came slower than in the busiest ten minutes proves nothing of them."""

from tests.faults.load_large import Stretch, too_slow


def test_a_crowd_below_the_busiest_pace_is_found() -> None:
    """The fastest of the round counts."""
    assert too_slow([Stretch("", 0.9), Stretch("", 1.0)]) == ()
    assert too_slow([Stretch("", 0.9)]) == ("the crowd came at 0.90 times the busiest pace, less than once",)
