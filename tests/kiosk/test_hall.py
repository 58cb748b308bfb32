# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk knows of its centre: how long it is in reach, and which of its boards counts."""

from datetime import UTC, datetime

from centre.messages import Alert, Board, ClosedReason, ServiceLine
from kiosk.hall import Hall

AT = datetime(2026, 11, 23, 6, tzinfo=UTC)


def board(number: int, opens_at: datetime | None = None, **closed: ClosedReason | None) -> Board:
    """Return a board with these services."""
    lines = tuple(ServiceLine(service=name, waiting=0, open=True, closed=why) for name, why in closed.items())
    return Board(number=number, at=AT, day=None, calls=(), services=lines, opens_at=opens_at)


def test_nothing_is_closed_before_a_board_came() -> None:
    """The dispatcher decides; a kiosk that knows nothing refuses nobody."""
    assert Hall(patience_s=10, now_s=0).closed == {}


def test_the_newest_board_counts() -> None:
    """What it closes and when the reception begins; one that comes late changes nothing, one as new does."""
    hall = Hall(patience_s=10, now_s=0)
    hall.show(board(5, AT, civil="not_yet", passport=None))
    assert (hall.closed, hall.opens_at) == ({"civil": "not_yet"}, AT)
    hall.show(board(4, passport="power"))
    assert hall.closed == {"civil": "not_yet"}
    hall.show(board(5))
    assert (hall.closed, hall.opens_at) == ({}, None)


def test_the_board_says_how_many_are_ahead_and_how_grave_an_alert_is() -> None:
    """A board of an older dispatcher says neither; after the all-clear there is no level."""
    hall = Hall(patience_s=10, now_s=0)
    line = ServiceLine(service="civil", waiting=5, open=True, ahead=7)
    alert = Alert(level="yellow", since=AT, suspends=True)
    hall.show(Board(number=1, at=AT, day=None, calls=(), services=(line,), alert=alert))
    assert (hall.ahead, hall.level) == ({"civil": 7}, "yellow")
    hall.show(board(2, civil=None))
    assert (hall.ahead, hall.level) == ({"civil": 0}, None)


def test_the_next_dispatcher_counts_from_one() -> None:
    """After a new journal the numbers begin again, and its board is true."""
    hall = Hall(patience_s=10, now_s=0)
    hall.show(board(900))
    hall.dispatcher_is("offline", 1)
    hall.show(board(1, civil="full"))
    assert hall.closed == {"civil": "full"}


def test_a_centre_that_was_never_heard_is_out_of_reach_after_a_while() -> None:
    """A kiosk that starts alone gives itself as long as it gives a citizen."""
    hall = Hall(patience_s=10, now_s=100)
    assert hall.deadline_s() == 110
    hall.due(109.9)
    assert hall.in_reach
    hall.due(110)
    assert (hall.in_reach, hall.deadline_s()) == (False, None)


def test_only_a_dispatcher_that_went_comes_back() -> None:
    """Its first word is news of its state; its first word after its last will means that it may have missed things."""
    hall = Hall(patience_s=10, now_s=0)
    assert not hall.dispatcher_is("ready", 1)
    assert not hall.dispatcher_is("offline", 2)
    assert hall.dispatcher_is("ready", 3)
    assert not hall.dispatcher_is("ready", 4)
    assert (hall.in_reach, hall.deadline_s()) == (True, None)
