# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``make hour`` says of an hour: its figures, and each thing that was not as it has to be; it is not played."""

from typing import Any

import pytest
from msgspec.structs import replace

from centre.centre_file import load
from centre.config_displays import Voice
from simulator.hall_hour import Hour, busy_centre
from simulator.sounds_heard import Heard
from simulator.town_sound import speaking
from tests.conftest import SMALL

CALLS = [("А001", 1), ("М001", 2)]
A, M = "А001-1", "М001-2"


def heard(*names: str, cut: int | None = None) -> list[Heard]:
    """Return these, five seconds apart, of which one may be cut off."""
    return [Heard(name, 5.0 * at, 4.0, at == cut) for at, name in enumerate(names)]


def announced(ticket: str, waited_s: float, times: int = 1) -> dict[str, Any]:
    """Return an entry of the timeline."""
    return {"what": "announced", "ticket": ticket, "waited_s": waited_s, "times": times}


def an_hour(found: list[Heard], *, times: int = 1, wanted: int = 2, why: str = "") -> Hour:
    """Return an hour of two calls."""
    passed = [{"what": "shown_only", "ticket": "М001", "why": why}] if why else []
    said = [announced("А001", 0.0), announced("М001", 6.0), announced("А001", 9.0, 2)]
    return Hour(CALLS, wanted, times, found, said, passed, 90.0)


def test_an_hour_in_which_all_was_heard_has_no_fault() -> None:
    """Once each; or up to twice, where calls are said twice."""
    assert list(an_hour(heard(A, M)).faults()) == []
    assert list(an_hour(heard(A, M, A), times=2).faults()) == []


@pytest.mark.parametrize(
    ("hour", "faults"),
    [
        (an_hour(heard(A)), [f"{M} was heard 0 times, expected 1", "the calls were not heard in their order"]),
        (an_hour(heard(A, M, A)), [f"{A} was heard 2 times, expected 1"]),
        (an_hour(heard(M, A)), ["the calls were not heard in their order"]),
        (
            an_hour(heard(A, M, cut=1)),
            [f"{M} was heard 0 times, expected 1", f"{M} was cut off 5.0 s into the recording"],
        ),
        (an_hour(heard(A, M), wanted=4), ["2 calls were made, expected 4"]),
        (an_hour(heard(A, M), why="too_old"), ["М001 was shown only: too_old"]),
    ],
    ids=["missing", "too often", "order", "cut off", "too few calls", "shown only"],
)
def test_whatever_is_not_as_it_has_to_be_is_named(hour: Hour, faults: list[str]) -> None:
    """A sentence each."""
    assert list(hour.faults()) == faults


def test_its_figures_are_a_table() -> None:
    """The waits are those of first sayings."""
    rows = dict(line.rsplit("  ", 1) for line in an_hour(heard(A, M, A), times=2).table().splitlines())
    figures = {what.strip(): value.strip() for what, value in rows.items()}
    assert figures == {
        "calls": "2",
        "heard at least once": "2",
        "heard in all": "3",
        "announced, by its log": "3",
        "merged": "0",
        "too old": "0",
        "shown only for another reason": "0",
        "longest wait": "6.0 s",
        "mean wait": "3.0 s",
        "recording": "1.5 min",
    }


def test_its_centre_says_a_call_so_often() -> None:
    """And lets a ticket be called at once."""
    centre = busy_centre(load(SMALL), 1)
    assert [display.voice for display in centre.displays] == [Voice(volume=100, times=1)]
    assert centre.order.minimum_age_s == 0


def test_whoever_can_speak_has_a_loudspeaker() -> None:
    """A kiosk with a key for it, a display with a voice."""
    centre = load(SMALL)
    assert speaking(centre) == ["kiosk-hall", "hall"]
    mute = replace(centre, displays=(replace(centre.displays[0], voice=None),))
    assert speaking(mute) == ["kiosk-hall"]
