# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One run of a program that speaks: a sentence in, a WAV out; what hangs or crashes takes nothing with it."""

import subprocess
from collections.abc import Sequence

from centre.errors import DeviceFault
from centre.sound import Sound, from_wav

TIMEOUT_S = 5.0
"""No sentence of a ticket takes a Pi Zero so long."""


def sound_from(command: Sequence[str], text: str, *, voice: str, packages: str, timeout_s: float = TIMEOUT_S) -> Sound:
    """Return what the program says of a text, a WAV on its stdout.

    Raises DeviceFault when it is missing, fails, hangs or says no WAV: with its ``voice``, and the Debian ``packages``
    that bring it, its own first.
    """
    program, own = command[0], packages.split(maxsplit=1)[0]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=timeout_s, check=True)
        return from_wav(done.stdout)
    except FileNotFoundError as fault:
        raise DeviceFault(
            f"{program} is not installed, so nothing can be spoken. Run: sudo apt-get install {own}"
        ) from fault
    except subprocess.TimeoutExpired as fault:
        raise DeviceFault(
            f"{program} made no sound of a sentence within {timeout_s:g} s. Restart this device."
        ) from fault
    except (subprocess.CalledProcessError, OSError, ValueError) as fault:
        raise DeviceFault(
            f"{program} could not speak with its voice '{voice}': {_said(fault)}."
            f" Run: sudo apt-get install --reinstall {packages}"
        ) from fault


def _said(fault: Exception) -> str:
    """Return what went wrong, in the program's own words where it had some."""
    if isinstance(fault, subprocess.CalledProcessError):
        words = fault.stderr.decode(errors="replace").strip().splitlines()
        return words[-1] if words else f"exit code {fault.returncode}"
    return str(fault)
