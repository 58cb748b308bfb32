# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Puts a newer system into the slot that does not run: what is asked before, in which order, and what is told.

The system that runs is never written to. The new one takes effect at the next start, and has to prove itself then.
"""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from card.bundle import SUFFIX, Bundle, Installed, Refusal, age, check
from card.disk import Disk
from card.machine import release
from card.slot_sectors import SlotSectors, on_trial, running, slot_bytes
from card.slots import Name, Slots, other
from centre.poweroff import DEFAULT as POWER_OFF

log = logging.getLogger(__name__)

KEPT = Path("var/lib/cherha/updates")
"""On the data partition: what was fetched, by what it is known again, and what was not well before."""

UNWELL, SEEN, FETCHED = "unwell", "seen", f"fetched{SUFFIX}"

WEB = ("http://", "https://")


class Rauc(Protocol):
    """What it needs of card/rauc.py."""

    def info(self, bundle: Path) -> Bundle:
        """Return what a bundle whose signature is right says of itself."""

    def install(self, bundle: Path, tell: Callable[[int], object]) -> None:
        """Write it into the other slot."""

    def other_version(self, root: Path, name: Name) -> str:
        """Return the version that was written whole into a slot."""


class Fetch(Protocol):
    """What it needs of card/download.py."""

    def __call__(self, url: str, to: Path, seen: str, free_bytes: Callable[[], int]) -> str | None:
        """Write what is at an address into a file, unless it is what was seen."""


class Updater(NamedTuple):
    """The machine, and what it is updated by. ``not_active``: the units of the card that are not well now."""

    root: Path
    rauc: Rauc
    fetch: Fetch
    not_active: Callable[[], list[str]]
    tell: Callable[[str], object]
    disk: Disk

    def update(self, place: str, *, again: bool = False) -> Bundle:
        """Install what is at a place, a file, a folder or an address; return it, or raise Refusal for why not."""
        have = installed(self.root, self.rauc)
        if place.startswith(WEB):
            return self._from_web(place, have, again=again)
        file, bundle = self._found(Path(place))
        check(str(file), bundle, have, again=again)
        self._may_be_updated()
        return self._install(file, bundle, have)

    def _from_web(self, url: str, have: Installed, *, again: bool) -> Bundle:
        """Fetch and install; what was judged is known from then on, and what was cut off comes again the next night."""
        self._may_be_updated()
        kept = self.root / KEPT
        self.disk.folder(kept)
        fetched, known = kept / FETCHED, kept / SEEN
        try:
            tag = self.fetch(url, fetched, "" if again else _text(known), lambda: shutil.disk_usage(kept).free)
            if tag is None:
                raise Refusal(f"{url} is what it was when it was last looked at.", quiet=True)
            try:
                bundle = self.rauc.info(fetched)
                check(str(fetched), bundle, have, again=again)
            except Refusal:
                self.disk.write(known, tag.encode())
                raise
            self._install(fetched, bundle, have)
            self.disk.write(known, tag.encode())
            return bundle
        finally:
            fetched.unlink(missing_ok=True)

    def _may_be_updated(self) -> None:
        if (self.root / POWER_OFF.lstrip("/")).exists():
            raise Refusal("The battery is almost empty: an update waits for the mains.")
        mine = running(self.root)
        if on_trial(self.root) and SlotSectors(self.root).read().on_trial(mine):
            raise Refusal(
                "The version that runs has yet to prove itself, and the one before it must not be overwritten until "
                "then. Try again in ten minutes."
            )

    def _found(self, place: Path) -> tuple[Path, Bundle]:
        """Return the bundle that is meant: of a folder the newest one whose signature is right."""
        if place.is_file():
            return place, self.rauc.info(place)
        if not place.is_dir():
            raise Refusal(
                f"{place}: there is no such file or folder. Name a bundle (*{SUFFIX}), a stick or an address."
            )
        bundles = sorted(file for file in place.glob(f"*{SUFFIX}") if not file.name.startswith("."))
        if not bundles:
            raise Refusal(f"{place}: no bundle (*{SUFFIX}) is there.", quiet=True)
        good, wrong = [], None
        for file in bundles:
            try:
                good.append((file, self.rauc.info(file)))
            except Refusal as refused:
                wrong = wrong or refused
        if wrong is not None and not good:
            raise wrong
        return max(good, key=lambda one: age(one[1].version))

    def _install(self, file: Path, bundle: Bundle, have: Installed) -> Bundle:
        """Write it; a unit that is not well before and well afterwards was only starting, and is asked for."""
        unwell = self.not_active()
        self._write_unwell(unwell)
        self.tell(f"{file}: version {bundle.version} is being installed; {have.version} goes on meanwhile.")
        self.rauc.install(file, lambda percent: self.tell(f"{percent}%"))
        still = set(self.not_active())
        self._write_unwell([name for name in unwell if name in still])
        return bundle

    def _write_unwell(self, names: list[str]) -> None:
        self.disk.write(self.root / KEPT / UNWELL, "".join(f"{name}\n" for name in names).encode())


def installed(root: Path, rauc: Rauc) -> Installed:
    """Return what this Pi has."""
    mine = running(root)
    slots = SlotSectors(root).read()
    name = other(mine)
    return Installed(version(root), rauc.other_version(root, name), _became(slots, mine), slot_bytes(root, name))


def waits(root: Path) -> bool:
    """Return whether the other system is to be started next."""
    return _became(SlotSectors(root).read(), running(root)) == "waiting"


def version(root: Path) -> str:
    """Return the version of the system that runs, "" if it does not say."""
    return release(root).get("IMAGE_VERSION", "")


def unwell(root: Path) -> list[str]:
    """Return the units that were not active when the newest system was installed."""
    return _text(root / KEPT / UNWELL).split()


def _became(slots: Slots, mine: Name) -> str:
    state = slots.state(other(mine))
    if state == "bad":
        return "returned"
    on_last_try = slots.state(mine) == "bad"
    return "waiting" if slots.first() != mine and not on_last_try else "there"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
