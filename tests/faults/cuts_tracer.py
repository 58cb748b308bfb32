# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Holds a running process at a step: ``python -m tests.faults.cuts_tracer PID BROKER_PORT PRINTER_PORTS STEP TIMES``.

Says *traced*, then *held* when the process stands at the step, and ends when somebody has killed it. If this one is
killed first, the process goes on as if nothing had been.
"""

import sys

from tests.faults.cuts_files import Files
from tests.faults.cuts_ptrace import Traced
from tests.faults.cuts_steps import STEPS, Walk

TRACED, HELD = "traced", "held"


def main() -> None:
    """Do what the words on the command line say."""
    pid, broker, printers, step, times = sys.argv[1:]
    files = Files(int(pid), int(broker), [int(port) for port in printers.split(",") if port])
    walk = Walk(STEPS[int(step)].path, int(times))
    traced = Traced(int(pid))
    print(TRACED, flush=True)
    for call in traced.calls():
        if walk.meets(done=call.done, deed=call.deed, file=files.name(call.file), size=call.size):
            print(HELD, flush=True)
            traced.bury()


if __name__ == "__main__":
    main()
