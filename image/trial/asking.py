# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a technician asks a Pi that runs: units that failed, what its boot took, its memory, what may be written."""

from pathlib import Path

from image.trial.guest import Guest, blame, failed, startup
from image.trial.stage import Stage

CHAIN = "systemd-analyze critical-chain --no-pager cherha-kiosk@kiosk.service"
OPEN_USERS = "awk -F: '$2 !~ /^[!*]/ {print $1}' /etc/shadow"

KEPT = (
    "cat /etc/os-release", "cat /proc/cmdline", "findmnt", "df -h", "free -m", "ss -tlnp",
    "ps -eo rss,args --sort -rss | head -40", "systemctl list-units --no-pager", "systemd-analyze blame --no-pager",
    "journalctl -b --no-pager -o short-monotonic",
)  # fmt: skip
"""What is kept for whoever wants to know more."""


def ask(stage: Stage, there: Guest, folder: Path) -> None:
    """Ask all, note figures and checks, and keep the long answers in ``folder``."""
    units = failed(there.says("systemctl --failed --plain --no-legend"))
    stage.figures["failed_units"] = units
    stage.checks.tell("no_failed_units", not units, ", ".join(units) or "none")
    stage.figures["startup_s"] = startup(there.says("systemd-analyze"))
    stage.figures["slowest"] = [list(one) for one in blame(there.says("systemd-analyze blame --no-pager"))]
    stage.figures["critical_chain"] = there.says(CHAIN).splitlines()
    memory = there.says("free -m | awk '/^Mem:/ {print $2, $3, $7}'").split()
    stage.figures["memory_mb"] = dict(zip(("all", "used", "available"), map(int, memory), strict=True))
    _closed(stage, there)
    kept = (f"$ {command}\n{there.says(command)}\n" for command in KEPT)
    (folder / "asked.txt").write_text("\n".join(kept), encoding="utf-8")


def _closed(stage: Stage, there: Guest) -> None:
    """Try what a Pi must not allow: to write its root, to swap, to be entered with a password."""
    code, said = there.ask("touch /usr/here")
    swap = there.says("tail -n +2 /proc/swaps")
    stage.checks.tell("root_is_read_only", bool(code) and not swap, f"{said}; swap: {swap or 'none'}")
    users = there.says(OPEN_USERS)
    stage.checks.tell("no_password", not users, users or "all are locked")
