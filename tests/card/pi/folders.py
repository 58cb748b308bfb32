# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The folder of a card as a technician copies it, and a small tree that stands for a Pi's own disk."""

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import tomli_w

from broker_config.authority import Authority
from card.card_file import CARD, CENTRE, FOLDER, KEYS, REVOKED, SUMS
from card.disk import Disk, Step
from card.programs import Programs
from card.taking_in import Pi
from centre.cards import cards, on_card
from centre.config import CentreFile
from centre.identity import user_of
from simulator.rehome import write

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


class HeardPrograms(Programs):
    """The system's programs, none of which is run: ``heard`` has their words and what they were given."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []

    def run(self, words: Any, given: str = "") -> bool:
        """Keep them; all succeed."""
        self.heard.append((" ".join(words), given))
        return True


@cache
def authority(name: str) -> Authority:
    """Return a centre's authority; each name has its own."""
    return Authority.create(name, NOW)


@cache
def identity(user: str, name: str) -> str:
    """Return an identity that a centre's authority has signed."""
    return authority(name).identity(user, NOW, ("127.0.0.1",) if user == "broker-main" else ())


def fill(folder: Path, centre: CentreFile, card: str, name: str = "first", **more: Any) -> Path:
    """Make the folder of a card; ``name`` is whose authority signs, ``more`` stands in its cherha.toml, too."""
    (folder / KEYS).mkdir(parents=True, exist_ok=True)
    about = {"card": card, "centre": centre.centre.name, "authority": authority(name).fingerprint(), **more}
    (folder / CARD).write_text(tomli_w.dumps(about), encoding="utf-8")
    write(centre, folder / CENTRE)
    (one,) = (one for one in cards(centre) if one.id == card)
    for place in on_card(centre, one):
        (folder / KEYS / f"{user_of(*place)}.pem").write_text(identity(user_of(*place), name))
    if "main" in one.units:
        (folder / KEYS / REVOKED).write_text(authority(name).revocations((), NOW))
    return seal(folder)


def seal(folder: Path) -> Path:
    """Write the files.sha256 of all that is in the folder now."""
    names = sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file() and file.name != SUMS)
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    return folder


def pi(root: Path, before: Step = lambda _step: None) -> Pi:
    """Return a Pi whose disk is a folder; ``before`` hears of each of its writes."""
    for place in ("boot/firmware", "etc", "usr/share/zoneinfo/Europe", "var/lib/cherha"):
        (root / place).mkdir(parents=True, exist_ok=True)
    (root / "usr/share/zoneinfo/Europe/Kyiv").write_bytes(b"TZif")
    return Pi(root=root, source=root / "boot/firmware" / FOLDER, disk=Disk(before), programs=HeardPrograms())


def tree(folder: Path) -> dict[str, str]:
    """Return all files below a folder with what is in them, and where the links lead."""
    found = {}
    for file in sorted(folder.rglob("*")):
        name = str(file.relative_to(folder))
        if file.is_symlink():
            found[name] = f"-> {file.readlink()}"
        elif file.is_file():
            found[name] = file.read_text(encoding="utf-8", errors="replace")
    return found
