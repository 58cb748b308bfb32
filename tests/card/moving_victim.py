# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A process that exports or imports and is killed before its call number N of the file system.

``moving_victim.py export|import FILE FOLDER`` forks one victim for each call, until one lives to the end, and says a
line for each; before the next it waits for a line, so that the test looks at what was left. Python tells of each call
that changes a file system by an audit event (https://docs.python.org/3/library/audit_events.html).
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from card.moving import pack
from card.moving_in import unpack
from tests.card.moved import MADE, VERSION, roots

CALLS = {"open", "os.mkdir", "os.rename", "os.remove", "os.chmod", "os.chown", "os.truncate"}


def main() -> None:
    """Do what the command line says."""
    doing, file, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    call = 1
    while not survived(doing, file, folder, call):
        say(f"killed {call}")
        sys.stdin.readline()
        call += 1
    say(f"lived {call}")


def survived(doing: str, file: Path, folder: Path, call: int) -> bool:
    """Run one victim; return whether it came to its end."""
    victim = os.fork()
    if victim == 0:
        sys.addaudithook(Killer(call, (str(folder), str(file))))
        if doing == "export":
            pack(roots(folder), file, MADE, VERSION)
        else:
            unpack(file, roots(folder))
        os._exit(0)
    return os.waitpid(victim, 0)[1] == 0


class Killer:
    """Kills its process before its call number ``call`` on a file below one of ``places``."""

    def __init__(self, call: int, places: tuple[str, ...]) -> None:
        self._left, self._places = call, places

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count one event."""
        if event in CALLS and str(arguments[0]).startswith(self._places):
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def say(text: str) -> None:
    """Write a line out at once."""
    os.write(sys.stdout.fileno(), f"{text}\n".encode())


if __name__ == "__main__":
    main()
