# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The pulse of a Pi's compositor: the program for which cage lives, and which tells systemd that cage does.

cage ends with the program that it was started for, and waits for it when it ends by itself, as when its last screen is
unplugged. So this one ends when it hears the compositor no more, and when systemd wants the end: of SIGTERM cage 0.1.4
would die by an assertion.
"""

import os
import signal
import sys
from contextlib import closing
from pathlib import Path

from centre.notifying import notify
from centre.wayland import Wayland

STOP = signal.SIGWINCH
"""The unit's KillSignal=, which means nothing to cage."""


def main() -> int:
    """Beat until the compositor ends or is to end; 1 if it hangs, so that the log has when."""
    signal.signal(STOP, lambda *_: sys.exit(0))
    period_s = int(os.environ["WATCHDOG_USEC"]) / 2_000_000
    socket = Path(os.environ["XDG_RUNTIME_DIR"], os.environ["WAYLAND_DISPLAY"])
    try:
        with closing(Wayland(str(socket), period_s)) as compositor:
            notify("READY=1")
            while True:
                notify("WATCHDOG=1")
                compositor.hear(period_s)
                compositor.roundtrip()
    except OSError as fault:
        print(f"The screen's compositor: {fault}", flush=True)  # noqa: T201 - its log; a logger would cost more than it
        return int(isinstance(fault, TimeoutError))


if __name__ == "__main__":
    sys.exit(main())
