# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The program that makes a town's cards does not outlive an interrupt of the demo that started it."""

import subprocess
import sys

INTERRUPTED = """
import os
import signal
import sys

from simulator.interrupts import let_be_interrupted
from simulator.town_cards import _run

let_be_interrupted()
interrupts = "import os, signal; os.kill(os.getppid(), signal.SIGINT); signal.pause()"
try:
    _run([sys.executable, "-c", interrupts])
except KeyboardInterrupt:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        print("no child is left")
"""


def test_an_interrupt_goes_on_when_the_program_has_ended() -> None:
    """It is not only killed: the demo says afterwards that every process has ended."""
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("no child is left\n", "")
