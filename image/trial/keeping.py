# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is kept of a Pi that did not do what was claimed: its screen, its log by its own word, the log on its card."""

import subprocess
from contextlib import suppress
from pathlib import Path

from centre.errors import Unavailable
from image.trial import card, guest, screen
from image.trial.machine import Machine

LOGS = ("/log/journal", "/var/log/journal")
"""Where the log may lie on the data partition."""


def keep(pi: Machine, key: Path) -> None:
    """Keep what a running Pi shows and says, as far as it still does; its console is in its folder anyway."""
    with suppress(Unavailable, OSError):
        screen.frame(pi, "last")
    port = pi.plugged.ssh
    if port is None or not guest.greets(port):
        return
    with suppress(Unavailable, OSError):
        there = guest.Guest(port, key)
        (pi.folder / "journal.txt").write_text(there.says("journalctl -b --no-pager -o short-monotonic"))
        (pi.folder / "units.txt").write_text(there.says("systemctl --failed; systemctl list-jobs; cherha card; df -h"))


def log_on(card_: Path, folder: Path) -> None:
    """Read the log that a Pi had written onto its card before its power was cut: its last minutes are not there."""
    data = card.partitions(card_)[-1]
    kept = folder / "journal-on-card"
    kept.mkdir(exist_ok=True)
    for place in LOGS:
        words = ["debugfs", "-c", "-R", f"rdump {place} {kept}", f"{card_}?offset={data.offset}"]
        subprocess.run(words, capture_output=True, check=False)
    words = ["journalctl", "--no-pager", "-o", "short-monotonic", "-D", str(kept)]
    done = subprocess.run(words, capture_output=True, check=False)
    (folder / "journal-on-card.txt").write_bytes(done.stdout)
