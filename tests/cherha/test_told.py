# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a centre says of itself is the newest word of each, and nothing old is ever taken for new."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from centre.link import LinkDown, LinkUp, Received
from centre.messages import Board, DeviceState, WindowState, encode
from cherha.told import HOME, Gone, Told

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
KIOSK = ("kiosk", "kiosk-hall")
BROKEN = LinkDown("broker 127.0.0.1:8883: refused")


def says(device: tuple[str, str], state: Any) -> Received:
    """Return a device's word of itself."""
    role, unit = device
    return Received("state", {"role": role, "id": unit}, encode(DeviceState(state=state, version="1")), retained=True)


def heard(*items: object) -> Told:
    """Return what was told by these items, one a minute from 8:00 UTC on."""
    told = Told()
    for minute, item in enumerate(items):
        told.take(item, AT + timedelta(minutes=minute))
    return told


def at(minute: int, why: str, *, known: bool = True) -> Gone:
    """Return a loss at a minute."""
    return Gone(AT + timedelta(minutes=minute), why, known=known)


def test_the_newest_word_of_each_is_kept() -> None:
    """Devices by role and id, windows by number, the board."""
    board = Board(number=7, at=AT, day=AT.date(), calls=(), services=())
    window = WindowState(number=7, window=2, state="open", waiting=3)
    told = heard(
        says(HOME, "ready"), LinkUp(), says(KIOSK, "ready"), says(KIOSK, "degraded"),
        Received("board", {}, encode(board), retained=True),
        Received("window", {"window": "2"}, encode(window), retained=True),
    )  # fmt: skip
    assert {device: state.state for device, state in told.truth.devices.items()} == {HOME: "ready", KIOSK: "degraded"}
    assert (told.truth.board, told.truth.windows) == (board, {2: window})
    assert (told.connected, told.lost, told.silent) == (True, None, None)


def test_a_lost_broker_is_lost_since_the_first_moment() -> None:
    """However often it is tried again; what was said before still stands, as of then."""
    told = heard(says(HOME, "ready"), LinkUp(), BROKEN, LinkDown("timed out"))
    assert told.lost == at(2, "timed out")
    assert told.truth.devices.keys() == {HOME}


def test_a_broker_that_never_answered_was_not_lost_at_a_moment() -> None:
    """Nobody knows since when."""
    assert heard(BROKEN).lost == at(0, BROKEN.reason, known=False)


def test_a_new_connection_tells_everything_anew() -> None:
    """A kiosk that the broker, started anew, does not know of is no longer ready."""
    told = heard(says(HOME, "ready"), says(KIOSK, "ready"), LinkUp(), BROKEN, says(HOME, "ready"))
    assert told.truth.devices.keys() == {HOME, KIOSK}
    told.take(LinkUp(), AT)
    assert told.truth.devices.keys() == {HOME}
    assert told.lost is None


def test_a_dispatcher_that_goes_is_silent_since_then() -> None:
    """And speaks again when it is back."""
    told = heard(says(HOME, "ready"), LinkUp(), says(HOME, "offline"), says(KIOSK, "ready"))
    assert told.silent == at(2, "offline")
    told.take(says(HOME, "degraded"), AT)
    assert told.silent is None


@pytest.mark.parametrize(
    ("items", "why"), [((LinkUp(),), "never heard"), ((says(HOME, "offline"), LinkUp()), "offline")]
)
def test_a_dispatcher_that_was_away_before_is_silent_since_nobody_knows(items: tuple[object, ...], why: str) -> None:
    """What came with the connection does not say when."""
    assert heard(*items).silent == at(len(items) - 1, why, known=False)


def test_what_is_not_in_the_contract_changes_nothing() -> None:
    """It is dropped, with a line in the log."""
    told = heard(LinkUp(), Received("state", dict(zip(("role", "id"), KIOSK, strict=True)), b"?", retained=True))
    assert told.truth.devices == {}
