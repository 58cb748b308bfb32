# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Ports of loopback for brokers that start later, or again: none is given out twice, be it to another process."""

import itertools
import os
import socket
from contextlib import suppress

FIRST, LAST = 20_000, 32_000
"""Below those that Linux hands out by itself (ip_local_port_range, from 32768 on): no caller's own port is among them,
as it would be among those that a bind to port 0 finds and lets go again."""

_kept: list[socket.socket] = []
_next = itertools.count(os.getpid() * 61)


def free_port() -> int:
    """Return a port that nothing holds, and that is no other test's until this process ends.

    A name in the kernel's abstract space keeps it: it is one process's alone, and gone with it.
    """
    while True:
        port = FIRST + next(_next) % (LAST - FIRST)
        keeper = socket.socket(socket.AF_UNIX)
        with suppress(OSError), socket.socket() as door:
            keeper.bind(f"\0cherha-test-port-{port}")
            door.bind(("127.0.0.1", port))
            _kept.append(keeper)
            return port
        keeper.close()
