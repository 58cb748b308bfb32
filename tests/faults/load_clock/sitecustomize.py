# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Python's own door for whoever looks after a machine: here, one on which a month passes in minutes.

With this folder on PYTHONPATH, and CHERHA_AHEAD a file of eight bytes, every service's two clocks are so many seconds
ahead, both alike: for it that time has passed, it was not set. Its loop looks at them twenty times as often as on a Pi.
MQTT's and the kernel's own clocks are left alone. Nothing of this is known to the services.
"""

import mmap
import os
import struct
from datetime import timedelta

AHEAD = os.environ.get("CHERHA_AHEAD")

if AHEAD:
    import centre.time

    with open(AHEAD, "rb") as file:  # noqa: PTH123  (before anything else of Python is looked for)
        _ahead = mmap.mmap(file.fileno(), 8, access=mmap.ACCESS_READ)
    _read = centre.time.read_clocks

    def read_clocks() -> centre.time.Now:
        """Return both clocks, ahead, and proven: nobody is to vouch for each of the days."""
        (ahead_s,) = struct.unpack("d", _ahead)
        now = _read()
        return centre.time.Now(utc=now.utc + timedelta(seconds=ahead_s), steady_s=now.steady_s + ahead_s, proven=True)

    centre.time.read_clocks = read_clocks

    import centre.service

    centre.service.IDLE_S /= 20
