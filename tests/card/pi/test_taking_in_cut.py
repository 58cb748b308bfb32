# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The power is cut at every step of taking a folder in: the old one counts then, or the new; the next boot ends it."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from card.card_file import KEYS, SUMS
from card.disk import Disk
from card.installed import current
from card.reading import verify
from card.taking_in import Pi, take_in
from centre.config import CentreFile
from tests.card.pi.folders import NOW, HeardPrograms, fill, pi, tree

MEMORY = Path("/dev/shm")  # noqa: S108 - what is in it has a name of its own


class PowerCut(BaseException):
    """The power is gone; nothing behind it happens."""


class Fuse:
    """Keeps the names of the steps, and blows at number ``blows_at``, from 0."""

    def __init__(self, blows_at: int | None = None) -> None:
        self.steps: list[str] = []
        self._blows_at = blows_at

    def __call__(self, step: str) -> None:
        """Hear of a step that comes next."""
        if len(self.steps) == self._blows_at:
            raise PowerCut(step)
        self.steps.append(step)


def other(centre: CentreFile) -> CentreFile:
    """Return a centre of another name."""
    return msgspec.structs.replace(centre, centre=msgspec.structs.replace(centre.centre, name="Інша"))


def first(there: Pi, centre: CentreFile) -> None:
    """Copy a folder onto a new card."""
    fill(there.source, centre, "kiosk-hall", wifi={"name": "CNAP", "password": "secret-of-hall"})


def newer(there: Pi, centre: CentreFile) -> None:
    """Copy the broker's folder onto a Pi that was another unit before, and before that another."""
    for card in ("desk-1", "kiosk-hall"):
        fill(there.source, centre, card)
        take_in(there, NOW)
    fill(there.source, centre, "main", address={"address": "192.168.10.10/24"})


def replaced(there: Pi, centre: CentreFile) -> None:
    """Copy a folder onto the card of another centre, which has a journal."""
    fill(there.source, other(centre), "kiosk-hall", "other")
    take_in(there, NOW)
    (there.root / "var/lib/cherha/kiosk").mkdir()
    (there.root / "var/lib/cherha/kiosk/kiosk.db").write_text("the first centre's")
    (there.root / "var/lib/cherha/display").mkdir()
    fill(there.source, centre, "main")
    (there.source / "replace.txt").touch()


Story = Callable[[Pi, CentreFile], None]


def with_fuse(there: Pi, fuse: Fuse) -> Pi:
    """Return the same Pi, switched on with a fuse."""
    return Pi(there.root, there.source, Disk(fuse), HeardPrograms())


@pytest.fixture
def memory() -> Iterator[Path]:
    """Return a folder in memory, where there is one: each of some thousand writes waits for the disk else."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


@pytest.mark.parametrize("story", [first, newer, replaced])
def test_a_power_cut_leaves_old_or_new(story: Story, small_centre: CentreFile, memory: Path) -> None:
    """What counts is whole at each step, the keys leave the partition only when it does, and the next boot finishes."""
    before = pi(memory / "before")
    story(before, small_centre)
    old = current(before.root)
    counted = {(old / SUMS).read_bytes() if old else None, (before.source / SUMS).read_bytes()}
    keys_copied = sorted(tree(before.source / KEYS))
    whole = pi(shutil.copytree(before.root, memory / "whole", symlinks=True))
    fuse = Fuse()
    take_in(with_fuse(whole, fuse), NOW)
    assert len(fuse.steps) > 20
    for number, step in enumerate(fuse.steps):
        cut = pi(shutil.copytree(before.root, memory / str(number), symlinks=True))
        with pytest.raises(PowerCut):
            take_in(with_fuse(cut, Fuse(number)), NOW)
        now = current(cut.root)
        sums = (now / SUMS).read_bytes() if now else None
        assert sums in counted, step
        if now is not None:
            verify(now, NOW)
        if sums != (cut.source / SUMS).read_bytes():
            assert sorted(tree(cut.source / KEYS)) == keys_copied, step
        take_in(with_fuse(cut, Fuse()), NOW)
        assert _without_place(tree(cut.root)) == _without_place(tree(whole.root)), step


def _without_place(found: dict[str, str]) -> dict[str, str]:
    """Return a Pi's files; which of its two places holds them may differ after a cut."""
    return {name.replace("cherha/b/", "cherha/a/"): text for name, text in found.items() if name != "etc/cherha/now"}
