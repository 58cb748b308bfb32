# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A process that plays scenes of a journal on a card that unflushed.c keeps, each in a child that loses its power.

On its input, a line each; a child does it, and the parent says "over" when that has ended:
  prepare SCENE PATH            makes the journal that the scene begins with
  act SCENE STEP PROMISES PATH  plays it, and is killed before its write STEP or after so many PROMISES (0: never); says
                                "promised N" after each promise, and at the end "steps N"
  look PATH                     reads the journal as a service does; says "left JSON"
What a child cannot do, it says as "fault WHY".
"""

import ctypes
import os
import sys
from pathlib import Path

import msgspec

from tests.faults.power_scenes import SCENES, look


def main() -> None:
    """Do what is asked until nobody asks."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _do(line.split())
        os.waitpid(child, 0)
        _say("over")


def _do(words: list[str]) -> None:
    try:
        match words:
            case ["prepare", scene, path]:
                SCENES[scene].prepare(Path(path))
            case ["act", scene, step, promises, path]:
                _act(scene, int(step), int(promises), Path(path))
            case ["look", path]:
                _say(f"left {msgspec.json.encode(look(Path(path))).decode()}")
    except BaseException as fault:  # noqa: BLE001  (the child must never go on as the parent)
        _say(f"fault {' '.join(repr(fault).split())}")
    os._exit(0)


def _act(scene: str, step: int, promises: int, path: Path) -> None:
    layer = ctypes.CDLL(None)
    layer.cherha_cut_at(step)
    for promised, _ in enumerate(SCENES[scene].act(path), 1):
        _say(f"promised {promised}")
        if promised == promises:
            os._exit(0)
    _say(f"steps {layer.cherha_steps()}")


def _say(text: str) -> None:
    os.write(sys.stdout.fileno(), f"{text}\n".encode())


if __name__ == "__main__":
    main()
