# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""RAUC, which checks a bundle's signature and writes it into the slot that does not run: the one door to it.

Its service does the writing, as root; whoever may not speak to it over D-Bus installs nothing.
"""

import configparser
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from card.bundle import Bundle, Refusal, read
from card.slots import NAMES, Name
from centre.errors import DeviceFault, Unavailable

CONFIG = Path("etc/rauc/system.conf")
STATUS = Path("var/lib/rauc/status")
"""What RAUC remembers of the slots; on the data partition, as both systems read it."""

INFO_S = 120.0

_PROGRESS = re.compile(r"^\s*(\d+)%")


def info(bundle: Path) -> Bundle:
    """Return what a bundle says of itself, once its signature is found right; raise Refusal if it is not."""
    asked = _run(["rauc", "info", "--output-format=json", str(bundle)], INFO_S)
    if asked.returncode == 0:
        return read(asked.stdout)
    if "signature verification failed" in asked.stderr:
        raise Refusal(
            f"{bundle} is not signed by whom this Pi trusts, or was changed since. "
            "Take the one that was made for this image (its key is the image's)."
        )
    raise Refusal(f"{bundle} is no whole bundle: {_reason(asked.stderr)}. Copy it anew, and eject the stick properly.")


def install(bundle: Path, tell: Callable[[int], object]) -> None:
    """Write a bundle into the other slot and let it be started next; ``tell`` hears the percent that are done.

    On return it is on the card. Raises DeviceFault if it could not be written; the system that runs is untouched.
    """
    words = ["rauc", "install", "--progress", str(bundle)]
    try:
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
            said, told = [], 0
            for line in running.stdout or ():
                said.append(line)
                if (done := _PROGRESS.match(line)) and int(done[1]) > told:
                    told = int(done[1])
                    tell(told)
    except OSError as wrong:
        raise Unavailable(f"rauc is not on this machine: {wrong.strerror}.") from wrong
    if running.returncode:
        raise DeviceFault(
            f"{bundle} could not be installed: {_reason(''.join(said))}. This Pi stays what it is. "
            "Try again; if it fails again take another stick, then a new card."
        )


def other_version(root: Path, name: Name) -> str:
    """Return the version that was written whole into a slot, "" if none was: of the image's own RAUC knows nothing."""
    status = configparser.ConfigParser(interpolation=None)
    try:
        status.read_string((root / STATUS).read_text(encoding="utf-8"))
        slot = status[f"slot.rootfs.{NAMES.index(name)}"]
    except (OSError, UnicodeDecodeError, configparser.Error, KeyError):
        return ""
    return slot.get("bundle.version", "") if slot.get("status") == "ok" else ""


def _run(words: list[str], patience_s: float) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=patience_s, check=False)
    except OSError as wrong:
        raise Unavailable(f"rauc is not on this machine: {wrong.strerror}.") from wrong
    except subprocess.TimeoutExpired as wrong:
        raise DeviceFault(f"{words[-1]} cannot be read within {patience_s:g} s. Take another stick.") from wrong


def _reason(said: str) -> str:
    """Return the error that RAUC's service names, else the last thing that RAUC says, without the full stop."""
    if named := re.search(r"^LastError: (.+)$", said, re.MULTILINE):
        return named[1].strip().rstrip(".")
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("rauc-Message")]
    return (lines or ["it does not say why"])[-1].rstrip(".")
