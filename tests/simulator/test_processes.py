# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a demo's child does between fork and exec."""

import subprocess
import sys

CHILD = """
import ctypes, signal, sys
from simulator import processes
loaded = []
sys.addaudithook(lambda event, _: loaded.append(event) if event in {"ctypes.dlopen", "import"} else None)
processes.die_with_parent()
found = list(loaded)
asked = ctypes.c_int()
ctypes.CDLL(None).prctl(2, ctypes.byref(asked))
print(found, asked.value == signal.SIGTERM)
"""
"""2 is PR_GET_PDEATHSIG of prctl(2)."""


def test_a_child_loads_nothing_before_it_runs() -> None:
    """It asks for SIGTERM at its parent's death by one system call: a lock of a lost thread would hold it for ever."""
    said = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout == "[] True\n"
