# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Compiles what an experiment puts between a service and libc (LD_PRELOAD, ld.so(8)); no service knows of it."""

import subprocess
from pathlib import Path

from centre.errors import Unavailable

_COMPILE = ("cc", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")


def build(source: Path, folder: Path) -> Path:
    """Compile a layer into ``folder``; return the library."""
    library = folder / source.with_suffix(".so").name
    words = (*_COMPILE, "-o", str(library), str(source), "-ldl", "-lpthread")
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except FileNotFoundError as missing:
        raise Unavailable("No C compiler here. Run: simulator/setup.sh test") from missing
    if done.returncode:
        raise Unavailable(f"{source.name} cannot be compiled: {done.stderr}")
    return library
