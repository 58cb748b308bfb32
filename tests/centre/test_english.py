# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Technicians read right English, of one and of several."""

import pytest

from centre.english import counted, times


@pytest.mark.parametrize(("number", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (21, "21 days")])
def test_of_one_there_is_no_plural(number: int, said: str) -> None:
    """Of none there is, and of twenty-one."""
    assert counted(number, "day") == said


def test_a_plural_that_is_no_s_is_given() -> None:
    """The singular stays for one."""
    assert [counted(number, "copy", "copies") for number in (1, 2)] == ["1 copy", "2 copies"]


def test_what_happens_one_time_happens_once() -> None:
    """And not at all is zero times."""
    assert [times(number) for number in (0, 1, 2)] == ["0 times", "once", "2 times"]
