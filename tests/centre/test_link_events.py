# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How patiently a link tries again."""

from collections.abc import Iterator
from itertools import islice

import pytest

from centre.link_events import FIRST_RETRY_S, LAST_RETRY_S, Holder, Pushed, pauses_s, rest_s


def test_waits_grow_to_their_limit() -> None:
    """Each wait is between half and the whole of its limit, which doubles until it is the last one."""
    limits = [min(FIRST_RETRY_S * 2**tries, LAST_RETRY_S) for tries in range(20)]
    for limit_s, pause_s in zip(limits, pauses_s(), strict=False):
        assert limit_s / 2 <= pause_s <= limit_s
    assert limits[-1] == LAST_RETRY_S


def test_no_two_units_knock_in_one_moment() -> None:
    """When the broker comes back, the waits of a hall of devices are all different."""
    assert len({next(islice(pauses_s(), 5, None)) for _ in range(60)}) == 60


def test_a_try_that_hung_was_its_own_pause() -> None:
    """A refusal comes at once and is waited after; after a lost SYN the next try follows at once."""
    assert rest_s(0.8, 0.001) == pytest.approx(0.799)
    assert rest_s(0.8, 1.0) == 0.0


def test_an_end_is_told_once_until_a_connection_has_stood() -> None:
    """The same reason again is no news, unless a good connection lay between; another reason always is."""
    told: list[str] = []

    def ends() -> Iterator[str]:
        yield "gone"
        yield "gone"
        holder.stands()
        yield "gone"
        holder.closing.set()
        yield "other"

    ending = ends()
    holder = Holder("held", lambda: next(ending), told.append)
    holder.start()
    while holder.alive():
        holder.join()
    assert told == ["gone", "gone", "other"]


@pytest.mark.parametrize(
    ("ends", "pushed"),
    [
        ([(0.2, True)] * 3, True),
        ([(0.2, True)] * 2, False),
        ([(0.2, True), (0.2, True), (60.0, True)], False),
        ([(0.2, True), (0.0, False), (0.2, True), (0.2, True)], False),
        ([(0.2, False)] * 5, False),
    ],
)
def test_three_short_connections_in_a_row_are_another_pi(ends: list[tuple[float, bool]], pushed: bool) -> None:  # noqa: FBT001
    """One that lasted, and a broker that is away, are none: whoever was cut off by those is back at once."""
    ear = Pushed()
    assert [ear.ended(lasted_s, stood=stood) for lasted_s, stood in ends][-1] is pushed
