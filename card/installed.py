# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where a Pi keeps what it has taken in: two places, and a link that says which of them counts.

::

    /etc/cherha/
        now -> a            the one rename that makes the new count instead of the old
        a/, b/              folders as they were copied, each whole
        centre.toml -> now/centre.toml, card.toml -> now/cherha.toml, keys -> now/keys
"""

import itertools
from pathlib import Path

from card.card_file import CARD, CENTRE, KEYS
from card.disk import Disk
from card.reading import Verified, sums_of

ETC, STATE = Path("etc/cherha"), Path("var/lib/cherha")
NOW, PLACES = "now", ("a", "b")
LINKS = {CENTRE: f"{NOW}/{CENTRE}", "card.toml": f"{NOW}/{CARD}", KEYS: f"{NOW}/{KEYS}"}

ASIDE = ".aside"
"""In a place: whose journals, by their authority, are to be put aside before anything of this centre starts."""

OTHERS = "other-centres"
"""Where under the state folder they are kept."""


def current(root: Path) -> Path | None:
    """Return the folder that counts, None before anything was taken in."""
    now = root / ETC / NOW
    return now if sums_of(now) is not None else None


def install(disk: Disk, root: Path, new: Verified, old_authority: str = "") -> None:
    """Let a folder count; after a power cut at any step the old one does, or the new one, and never a part of it.

    ``old_authority``: of the other centre whose place it takes, "" if there is none.
    """
    now = root / ETC / NOW
    place = root / ETC / next(one for one in PLACES if not (now.is_symlink() and now.readlink() == Path(one)))
    disk.clear(place)
    for name, content in new.folder.files.items():
        secret = name.startswith(f"{KEYS}/") or name == CARD
        if name.startswith(f"{KEYS}/"):
            disk.folder((place / name).parent, 0o700)
        disk.write(place / name, content, 0o600 if secret else 0o644)
    if old_authority:
        disk.write(place / ASIDE, old_authority.encode())
    disk.write(place / "files.sha256", new.folder.sums)
    disk.link(now, place.name)


def settle(disk: Disk, root: Path) -> None:
    """Finish what a power cut may have left undone: the lasting names, the old keys, the other centre's journals."""
    etc = root / ETC
    for name, target in LINKS.items():
        path = etc / name
        if path.exists() and not path.is_symlink():  # somebody put it there by hand
            disk.move(path, etc / f"{name}.before")
        disk.link(path, target)
    for one in PLACES:
        if (etc / NOW).readlink() != Path(one):
            disk.clear(etc / one)
    _put_aside(disk, root)


def _put_aside(disk: Disk, root: Path) -> None:
    """Keep another centre's journals out of the way: they are not this centre's queue, and not ours to delete."""
    order = root / ETC / NOW / ASIDE
    if not order.exists():
        return
    state, authority = root / STATE, order.read_text(encoding="ascii")[:16]
    for kept in sorted(state.glob("*")):
        if kept.name not in {OTHERS, "lost+found"}:
            # A Pi may come back to a centre and leave it again: each time has its own folder.
            folders = (state / OTHERS / f"{authority}-{times}" for times in itertools.count(1))
            disk.move(kept, next(folder for folder in folders if not (folder / kept.name).exists()) / kept.name)
    disk.remove(order)
