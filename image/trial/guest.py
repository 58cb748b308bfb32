# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A technician's command line on the guest, by the key of its card's folder; and what it says of its own boot."""

import re
import socket
import subprocess
from pathlib import Path
from typing import NamedTuple

from centre.errors import Unavailable

ASKED_S = 90.0

_OPTIONS = (
    "BatchMode=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "ConnectTimeout=30",
    "IdentitiesOnly=yes",
)  # fmt: skip


def make_key(folder: Path) -> Path:
    """Make a technician's key, without a password, and return its file; beside it lies the public one, ``.pub``."""
    key = folder / "technician"
    if not key.exists():
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "technician", "-f", str(key)]
        subprocess.run(words, check=True, capture_output=True)
    return key


def greets(port: int, within_s: float = 3.0) -> bool:
    """Return whether an SSH server answers at a port of this machine; QEMU itself accepts, and hangs up for none."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=within_s) as there:
            return there.recv(4) == b"SSH-"
    except OSError:
        return False


class Guest:
    """The guest behind a port of this machine."""

    def __init__(self, port: int, key: Path) -> None:
        options = [word for option in _OPTIONS for word in ("-o", option)]
        self._words = ["ssh", *options, "-i", str(key), "-p", str(port), "root@127.0.0.1", "--"]

    def ask(self, command: str) -> tuple[int, str]:
        """Return the exit code of a shell's command, and all that it said; raise Unavailable if nobody answers."""
        try:
            done = subprocess.run(
                [*self._words, command], capture_output=True, text=True, errors="replace", check=False, timeout=ASKED_S
            )
        except subprocess.TimeoutExpired as late:
            raise Unavailable(f"The guest does not answer '{command}' within {ASKED_S:g} s.") from late
        if done.returncode == 255:  # noqa: PLR2004 - ssh's own
            raise Unavailable(f"The guest does not let us in: {done.stderr.strip()}")
        return done.returncode, (done.stdout + done.stderr).strip()

    def says(self, command: str) -> str:
        """Return what a command says."""
        return self.ask(command)[1]


class Slow(NamedTuple):
    """A unit, and how many seconds it took to start."""

    unit: str
    took_s: float


_UNITS = {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 0.001, "us": 0.000001}


def seconds(span: str) -> float:
    """Return a time as systemd says it, ``1min 2.345s`` or ``87ms``, in seconds."""
    return sum(float(count) * _UNITS[unit] for count, unit in re.findall(r"([\d.]+)(h|min|ms|us|s)\b", span))


def startup(words: str) -> dict[str, float]:
    """Return the parts of what ``systemd-analyze`` says: kernel, initrd if there is one, userspace, all of it."""
    first = next((line for line in words.splitlines() if line.startswith("Startup finished in")), "")
    parts = {name: seconds(span) for span, name in re.findall(r"((?:[\d.]+(?:h|min|ms|us|s) ?)+)\((\w+)\)", first)}
    return parts | {"all": seconds(first.rpartition("=")[2])} if parts else {}


def blame(words: str, most: int = 10) -> list[Slow]:
    """Return the slowest of what ``systemd-analyze blame`` says."""
    lines = (line.strip().rpartition(" ") for line in words.splitlines())
    found = [Slow(unit, seconds(span)) for span, _, unit in lines if "." in unit and seconds(span)]
    return sorted(found, key=lambda one: -one.took_s)[:most]


def failed(words: str) -> list[str]:
    """Return the units of what ``systemctl --failed --plain --no-legend`` says."""
    return [line.split()[0] for line in words.splitlines() if line.strip()]
