# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi's two folders as a small centre has them, and those of a Pi that is nobody yet."""

import hashlib
import shutil
from contextlib import closing
from pathlib import Path

from card.moving import Roots, pack
from centre.facts import QueueFact
from centre.journal import Journal
from tests.centre.journal_victim import append
from tests.conftest import SMALL

KEY = "-----BEGIN PRIVATE KEY-----\nnot a real one\n-----END PRIVATE KEY-----\n"
CARD = 'card = "main"\ncentre = "ЦНАП Вербівської громади"\nauthority = "' + 64 * "0" + '"\n'
MADE, VERSION = "2026-11-26T10:05:00+00:00", "0.1.0"
WHOLE = {
    "boot/centre.toml",
    "boot/cherha.toml",
    "boot/files.sha256",
    "boot/keys/broker-main.pem",
    "boot/keys/ukrainealarm",
    "state/dispatcher/dispatcher.db",
    "state/kiosk/kiosk-hall.db",
}


def roots(folder: Path) -> Roots:
    """Return the two folders of a Pi."""
    return Roots(folder / "etc", folder / "state", folder / "boot")


def lived_in(folder: Path, lines: int = 12) -> Roots:
    """Make a Pi that has a centre, and journals; what lies beside them belongs to this Pi alone."""
    pi = roots(folder)
    card = pi.etc / "a"
    (card / "keys").mkdir(parents=True)
    (pi.etc / "now").symlink_to("a")
    shutil.copy(SMALL, card / "centre.toml")
    (card / "cherha.toml").write_text(CARD, encoding="utf-8")
    for name in ("broker-main.pem", "ukrainealarm"):
        (card / "keys" / name).write_text(KEY, encoding="utf-8")
        (card / "keys" / name).chmod(0o600)
    names = ("centre.toml", "cherha.toml", "keys/broker-main.pem", "keys/ukrainealarm")
    sums = "".join(f"{hashlib.sha256((card / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (card / "files.sha256").write_text(sums, encoding="utf-8")
    for name in ("dispatcher/dispatcher.db", "kiosk/kiosk-hall.db"):
        with closing(Journal(pi.state / name, QueueFact)) as journal:
            append(journal, lines)
    (pi.state / "broker").mkdir()
    (pi.state / "broker" / "acl").write_text("made anew at each start\n", encoding="utf-8")
    return pi


def exported(folder: Path) -> Path:
    """Return the file of a Pi that lived."""
    file = folder / "centre.cherha"
    pack(lived_in(folder / "old"), file, MADE, VERSION)
    return file


def found(pi: Roots) -> set[str]:
    """Return every file of a Pi but locks."""
    every = ((root, path) for root in ("boot", "etc", "state") for path in getattr(pi, root).rglob("*"))
    files = {(root, path) for root, path in every if path.is_file()}
    return {f"{root}/{path.relative_to(getattr(pi, root))}" for root, path in files if path.suffix != ".lock"}


def numbers(journal: Path) -> list[int]:
    """Return the numbers of all lines of a journal."""
    with closing(Journal(journal, QueueFact)) as opened:
        return [line.number for line in opened.replay()]
