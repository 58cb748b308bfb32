# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A fuse that blows at one step of what kiosk and dispatcher do: before a write, after it, before a word or a print."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.system.test_any_dialogue import Dialogue


class PowerCut(BaseException):
    """The power is gone at this very step; nothing behind it happens."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.side = side


class Fuse:
    """Counts the steps of a dialogue in ``steps``, by their names; blows at number ``blows_at``, from 0."""

    def __init__(self, dialogue: Dialogue, blows_at: int | None = None) -> None:
        self.steps: list[str] = []
        self._blows_at = blows_at
        for side, rig in (("kiosk", dialogue.kiosk), ("dispatcher", dialogue.dispatcher)):
            self._watch(side, rig.journal, "append", after=True)
            self._watch(side, rig.link, "publish")
        self._watch("kiosk", dialogue.kiosk.printer, "print")

    def _watch(self, side: str, device: Any, name: str, *, after: bool = False) -> None:
        """Let each call of the device's method pass through the fuse; a write can be cut off behind it, too."""
        work: Callable[..., Any] = getattr(device, name)

        def watched(*args: Any, **more: Any) -> Any:
            what = f"{side}: {name} {_named(args)}"
            self._step(side, f"before {what}")
            done = work(*args, **more)
            if after:
                self._step(side, f"after {what}")
            return done

        setattr(device, name, watched)

    def _step(self, side: str, name: str) -> None:
        self.steps.append(name)
        if len(self.steps) - 1 == self._blows_at:
            raise PowerCut(side)


def _named(args: Sequence[Any]) -> str:
    """Return what is written, said or printed, by its names."""
    if isinstance(args[0], list):
        return ", ".join(type(line.fact).__name__ for line in args[0])
    return type(args[-1] if isinstance(args[0], str) else args[0]).__name__
