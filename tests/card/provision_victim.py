# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Provisions until it has done so many things to the disk, and is then dead at once: ``FILE OUT REVOKED`` and steps.

Each line of its input is a number of steps; it says ``cut`` when they were too few to be done, ``done`` when not.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from card.provision import Order, centre_of, provision
from tests.card.conftest import NOW

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod"}
"""What changes a disk, as the interpreter tells it before it happens (PEP 578); to open for writing is one more."""


def killed_after(steps: int, folder: str) -> Callable[[str, tuple[Any, ...]], None]:
    """Return a hook that kills this process before the first change after so many in the folder."""
    done = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in CHANGES or writing) and str(arguments[0]).startswith(folder):
            if done == steps:
                os.kill(os.getpid(), signal.SIGKILL)
            done += 1

    return hook


def main() -> None:
    """Do it once for each line, each time in a process of its own."""
    file, out, revoked = sys.argv[1:]
    order = Order(file=Path(file), out=Path(out), revoke=[revoked] if revoked else [])
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            sys.addaudithook(killed_after(int(line), out))
            provision(order, centre_of(order), NOW)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write("done\n" if status == 0 else "cut\n" if os.WIFSIGNALED(status) else "failed\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
