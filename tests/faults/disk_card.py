# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A memory card for each of some units of a town: a small ext4 in a file, which can be full, or put itself read-only.

It is mounted where the units' state is, in a mount namespace of its own, so that one unit's card ails and another's
does not. Namespace, mount and loop device are the holder's, and go with it, however this process ends. Needs root.
"""

import contextlib
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Self, cast

from centre.errors import Unavailable
from simulator.interrupts import uninterrupted
from simulator.lan import Lan
from simulator.processes import die_with_parent
from simulator.rehome import LOOPBACK

CARD_BYTES = 8 * 1024 * 1024
"""Room for a journal and its log, and soon full."""

BLOCK = "4096"
"""As on a real card: SQLite asks for a page of its index by a byte of it, and with smaller blocks would get a part of
it, and then a bus error (unixShmMap)."""

HOLD = 'mount -o loop,errors=remount-ro "$0" "$1" && echo && exec sleep infinity'
GO = 'exec nsenter --mount="$0" env --chdir="$PWD" "$@"'
"""By nsenter alone a program would begin at the root; a screen's driver draws where it begins."""


class Card:
    """One card, put in; ``state`` is where its unit finds it, ``place`` where we do."""

    def __init__(self, image: Path, state: Path, stack: ExitStack) -> None:
        self._image, self.state = image, state
        with image.open("wb") as file:
            file.truncate(CARD_BYTES)
        run_here("mke2fs", "-q", "-t", "ext4", "-b", BLOCK, "-m", "0", "-F", str(image))
        with uninterrupted():
            holder = subprocess.Popen(
                ["unshare", "--mount", "--propagation", "private", "sh", "-c", HOLD, str(image), str(state)],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509  (one system call, no lock)
            )
        stack.enter_context(holder)
        stack.callback(holder.kill)
        if said := cast("IO[bytes]", holder.stdout).readline().decode().strip():
            raise Unavailable(f"A card cannot be put in: {said}. Run it as root.")
        self._namespace = f"/proc/{holder.pid}/ns/mnt"
        self.place = Path(f"/proc/{holder.pid}/root{state}")

    @property
    def words(self) -> tuple[str, ...]:
        """Return what stands before a command to run it where the card is."""
        return ("sh", "-c", GO, self._namespace)

    def fill(self) -> None:
        """Leave not one free block."""
        with (self.place / "filler").open("ab", buffering=0) as filler, contextlib.suppress(OSError):
            while True:
                filler.write(bytes(4096))

    def free(self) -> None:
        """Take away what filled it."""
        (self.place / "filler").unlink()

    def wear_out(self) -> None:
        """Let the kernel find an error, on which ext4 takes nothing more, from those either who have files open."""
        self.run("mount", "-o", "remount,abort", str(self.state))

    def check(self) -> None:
        """Do what a Pi does when it starts: check the file system, and mount it. Nobody may have files open."""
        self.run("umount", str(self.state))
        checked = subprocess.run(["e2fsck", "-fy", str(self._image)], capture_output=True, text=True, check=False)
        if checked.returncode > 1:
            raise Unavailable(f"e2fsck: {checked.stdout.strip()}")
        self.run("mount", "-o", "loop,errors=remount-ro", str(self._image), str(self.state))

    def run(self, *command: str) -> None:
        """Run a command where the card is."""
        run_here("nsenter", f"--mount={self._namespace}", *command)


class Cards(Lan):
    """The cards of some units by their names, on this machine's loopback; for Town, which asks where each unit is."""

    def __init__(self, state: Path, images: Path, units: Sequence[str]) -> None:
        super().__init__()
        self.host = LOOPBACK
        self._state, self._images, self._names = state.absolute(), images, units
        self._cards: dict[str, Card] = {}
        self._inserted = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._inserted.close()

    def words(self, unit: str) -> tuple[str, ...]:
        """Return how the unit is started where its card is; it is put in at the first time."""
        return self.of(unit).words if unit in self._names else ()

    def of(self, unit: str) -> Card:
        """Return the card of a unit."""
        if unit not in self._cards:
            self._images.mkdir(parents=True, exist_ok=True)
            self._cards[unit] = Card(self._images / f"{unit}.ext4", self._state, self._inserted)
        return self._cards[unit]

    def bring_home(self) -> None:
        """Copy the journals from all cards to where a town without cards has them, for who judges; all have ended."""
        for card in self._cards.values():
            for file in card.place.glob("*.db*"):
                shutil.copy(file, self._state / file.name)


def run_here(*command: str) -> None:
    """Run a command; raise Unavailable with what it says if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"{' '.join(command)}: {(done.stderr or done.stdout).strip()}")
