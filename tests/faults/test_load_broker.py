# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which lines of Mosquitto's log tell of a limit."""

import pytest

from tests.faults.load_broker import dropped, limits_hit

QUIET = [
    "mosquitto version 2.0.11 starting",
    "New client connected from 127.0.0.1:41234 as cherha-desk-desk-01-0a (p5, c0, k5, u'desk-desk-01').",
    "Client cherha-display-hall-left-0b has exceeded timeout, disconnecting.",
    "Client cherha-desk-desk-01-0a disconnected.",
]


def test_coming_and_going_is_no_limit() -> None:
    """A client that came, went, or fell silent has hit none."""
    assert not list(limits_hit(QUIET))
    assert not dropped(QUIET)


def test_who_has_no_more_room_is_named() -> None:
    """The line that a full queue leaves tells whose it is."""
    log = [*QUIET, "Outgoing messages are being dropped for client cherha-deaf."]
    assert dropped(log) == {"cherha-deaf"}
    assert list(limits_hit(log)) == ["Outgoing messages are being dropped for client cherha-deaf."]


@pytest.mark.parametrize(
    "line",
    [
        "Dropping too large outgoing PUBLISH for cherha-display-hall-left-0b (70000 bytes)",
        "Client connection from 127.0.0.1 denied: max_connections exceeded.",
        "Client cherha-deaf disconnected due to out of memory.",
        "Client cherha-deaf disconnected due to protocol error.",
        'Unable to accept new connection, system socket count has been exceeded. Try increasing "ulimit -n".',
    ],
)  # fmt: skip
def test_each_other_limit_is_seen(line: str) -> None:
    """Too large, too many, out of memory, out of sockets, or against the protocol: each is a line of its own."""
    assert list(limits_hit([*QUIET, line])) == [line]
