# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether a unit's service runs on this machine, and how to stop it: it alone may hold pins, printer and screen."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
SERVICE_END = ".service"


class Running(NamedTuple):
    """A process, and the systemd service that it belongs to, if any."""

    pid: int
    service: str

    def how_to_stop(self) -> str:
        """Return the command that ends it."""
        return f"sudo systemctl stop {self.service}" if self.service else f"kill {self.pid}"


def running(role: str, unit: str, centre: Path, proc: Path = PROC) -> Running | None:
    """Return the process that is this unit of this centre.toml here, None if there is none that can be seen."""
    for process in proc.glob("[0-9]*"):
        words, cgroup, folder = _read(process / "cmdline"), _read(process / "cgroup"), process / "cwd"
        if is_unit(words.split("\0"), role, unit, centre, folder):
            return Running(int(process.name), next(_services(cgroup), ""))
    return None


def is_unit(words: Sequence[str], role: str, unit: str, centre: Path, folder: Path) -> bool:
    """Return whether a command line is ``cherha run ROLE [UNIT]`` for this file; ``folder`` is where it was given."""
    words = [part for word in words for part in (word.split("=", 1) if word.startswith("--centre=") else (word,))]
    try:
        at = words.index("run")
        named = words[words.index("--centre") + 1] if "--centre" in words else "/etc/cherha/centre.toml"
    except (ValueError, IndexError):
        return False
    alone = words[at + 2 : at + 3]
    meant = words[at + 1 : at + 2] == [role] and (alone == [unit] or not alone or alone[0].startswith("-"))
    return meant and any("cherha" in word for word in words[:at]) and _same(folder / named, centre)


def _services(cgroup: str) -> Iterator[str]:
    """Yield the services that a process's control groups name (cgroups(7)), without their ending."""
    for line in cgroup.splitlines():
        for part in line.split("/"):
            if part.endswith(SERVICE_END) and part.startswith("cherha"):
                yield part.removesuffix(SERVICE_END)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended meanwhile, or is another user's
        return ""
