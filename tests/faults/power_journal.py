# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Takes the power from a journal before any write of it, and says what of its promises is then not on the card."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import IO, NamedTuple, Self, cast

import msgspec

from centre.english import counted, times
from simulator.processes import die_with_parent
from tests.faults.power_card import Card
from tests.faults.power_scenes import Left

REPOSITORY = Path(__file__).parents[2]


class Victim:
    """The parent of all victims; its folders come first among those that Python looks for packages in."""

    def __init__(self, card: Mapping[str, str], packages: Sequence[Path] = ()) -> None:
        paths = os.pathsep.join(map(str, (*packages, REPOSITORY)))
        self._process = subprocess.Popen(
            (sys.executable, "-P", "-m", "tests.faults.power_victim"),
            env={**os.environ, **card, "PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a mending says what it does
            text=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  (one system call, no lock)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            cast("IO[str]", self._process.stdin).close()

    def ask(self, *words: object) -> dict[str, str]:
        """Have a child do it; return what it said, by the first word of each line."""
        asked, said = cast("IO[str]", self._process.stdin), cast("IO[str]", self._process.stdout)
        print(*words, file=asked, flush=True)
        heard: dict[str, str] = {}
        while (line := said.readline().rstrip("\n")) != "over":
            if not line:
                raise RuntimeError("the parent of the victims has died")
            word, _, rest = line.partition(" ")
            heard[word] = rest
        return heard


class Cut(NamedTuple):
    """How many writes came before it, what is wrong if anything is, and what became of the promise under way.

    ``whole``: what was not yet promised was there all the same; None if nothing was under way.
    """

    after: int
    wrong: str = ""
    whole: bool | None = None


class Tried(NamedTuple):
    """The cuts of a scene, out of how many writes, and a sentence for each promise that was not kept."""

    scene: str
    made: tuple[Cut, ...]
    writes: int
    broken: tuple[str, ...]

    @property
    def cuts(self) -> int:
        """Return how many there were."""
        return len(self.made)


def told(tried: Sequence[Tried]) -> str:
    """Tell where chance has cut each scene, and what became of what was under way."""
    scenes = {one.scene: one for one in tried}
    cuts = [(one.scene, cut) for one in tried for cut in one.made]
    where = ", ".join(f"{scene} {_span(cut.after for of, cut in cuts if of == scene)}" for scene in scenes)
    whole, none = (sum(cut.whole is fate for _, cut in cuts) for fate in (True, False))
    writes = counted(sum(one.writes for one in scenes.values()), "write")
    return (
        f"{counted(len(scenes), 'scene')} of {writes}, cut {times(len(cuts))} by chance, after so many of them:"
        f" {where}; {times(whole)} what was not yet promised was there whole, {times(none)} not at all."
    )


def _span(numbers: Iterable[int]) -> str:
    of = sorted(numbers)
    return f"{of[0]} to {of[-1]}"


class Trial:
    """The journal at ``path``, alone in its folder, all of which is on the card.

    ``all_gone``: nothing of what was not flushed has reached the card; else chance says what.
    """

    def __init__(self, victim: Victim, card: Card, path: Path, *, all_gone: bool = False) -> None:
        self._victim, self._card, self._path, self._all_gone = victim, card, path, all_gone
        self._begin = path.parent.with_name(f"{path.parent.name}-begin")

    def play(self, scene: str, chance: Random, at_most: int) -> Tried:
        """Cut a scene before each of its writes, or before ``at_most`` of them by chance, and look what is left."""
        self._prepare(scene)
        writes, promises = self._whole(scene)
        stages = [self._stage(scene, count) for count in range(promises + 1)]
        every = range(1, writes + 2)  # the last: it has ended by itself
        steps = every if len(every) <= at_most else sorted(chance.sample(every, at_most))
        cuts = tuple(self._cut(scene, step, stages, chance) for step in steps)
        broken = (f"{scene}, cut before write {cut.after + 1} of {writes}: {cut.wrong}" for cut in cuts if cut.wrong)
        return Tried(scene, cuts, writes, tuple(broken))

    def _prepare(self, scene: str) -> None:
        self._clear()
        _well(self._victim.ask("prepare", scene, self._path), scene)
        shutil.rmtree(self._begin, ignore_errors=True)
        shutil.copytree(self._path.parent, self._begin)

    def _whole(self, scene: str) -> tuple[int, int]:
        """Play a scene to its end; return its writes and its promises."""
        self._take()
        said = _well(self._victim.ask("act", scene, 0, 0, self._path), scene)
        return int(said["steps"]), int(said["promised"])

    def _stage(self, scene: str, promises: int) -> Left:
        """Return what is in the journal after so many promises, when a process is killed and no power fails."""
        self._take()
        if promises:
            _well(self._victim.ask("act", scene, 0, promises, self._path), scene)
        return msgspec.json.decode(_well(self._victim.ask("look", self._path), scene)["left"], type=Left)

    def _cut(self, scene: str, step: int, stages: Sequence[Left], chance: Random) -> Cut:
        """Cut, and look what is not as promised. Only the promise that was being given may be kept or not."""
        self._take()
        played = self._victim.ask("act", scene, step, 0, self._path)
        promised = int(played.get("promised", "0"))
        self._card.cut(None if self._all_gone else chance)
        seen = self._victim.ask("look", self._path)
        if fault := played.get("fault") or seen.get("fault"):
            return Cut(step - 1, fault)
        left = msgspec.json.decode(seen["left"], type=Left)
        if left not in stages[promised : promised + 2]:
            return Cut(step - 1, f"promised {stages[promised]}, found {left}")
        under_way = [stage for stage in stages[promised + 1 : promised + 2] if stage != stages[promised]]
        return Cut(step - 1, whole=left in under_way if under_way else None)

    def _take(self) -> None:
        """Put the scene's beginning on the card."""
        self._clear()
        shutil.copytree(self._begin, self._path.parent, dirs_exist_ok=True)
        self._card.settle()

    def _clear(self) -> None:
        for old in self._path.parent.iterdir():
            old.unlink()


def _well(said: dict[str, str], scene: str) -> dict[str, str]:
    if "fault" in said:
        raise RuntimeError(f"the scene '{scene}' fails without a cut: {said['fault']}")
    return said
