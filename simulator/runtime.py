# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where a running demo is found: one folder for its sockets, held by one demo at a time."""

import json
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from simulator.held import held

PRESSES = "presses.jsonl"


def default_folder() -> Path:
    """Return the folder of this user's demo; CHERHA_DEMO names another one, for a second demo beside the first."""
    named = os.environ.get("CHERHA_DEMO")
    return Path(named) if named else Path(tempfile.gettempdir()) / f"cherha-demo-{os.getuid()}"


def note_press(folder: Path, unit: str, button: str, edge_ns: int) -> None:
    """Leave word of a press for the demo that runs in ``folder``, so that its ticket is expected."""
    with (folder / PRESSES).open("a", encoding="utf-8") as presses:
        presses.write(json.dumps({"unit": unit, "button": button, "edge_ns": edge_ns}) + "\n")


class Runtime:
    """The folder, emptied, and held until the ``with`` block ends; then it is removed. Unavailable if it is held."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.centre_file = folder / "centre.toml"
        self.cards = folder / "cards"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        refusal = f"A demo is running already ({folder}). Stop it, or set CHERHA_DEMO to another folder for this one."
        self._held = ExitStack()
        self._held.enter_context(held(folder, refusal))
        for left in folder.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()

    def pins(self, unit: str) -> Path:
        """Return the socket on which the pins of a unit, or the keys of its pad, are driven."""
        return self.folder / f"{unit}.pins"

    def printer(self, unit: str) -> Path:
        """Return where the node of a kiosk's printer appears, if it hangs on a cable."""
        return self.folder / f"{unit}.printer"

    def pad(self, unit: str) -> Path:
        """Return where the node of a desk's pad appears."""
        return self.folder / f"{unit}.pad"

    def panels(self, unit: str, line: int) -> Path:
        """Return where the node of a display's line of panels appears."""
        return self.folder / f"{unit}.panels-{line}"

    def touch(self, unit: str) -> Path:
        """Return where the page of a kiosk's touch screen is told, for whoever wants to touch it."""
        return self.folder / f"{unit}.touch"

    def power_off(self, unit: str) -> Path:
        """Return the file by which a unit asks for the clean end of the Pi it runs on (centre/poweroff.py)."""
        return self.folder / f"{unit}.poweroff"

    def presses(self) -> list[dict[str, Any]]:
        """Return what others have pressed: ``unit``, ``button`` and ``edge_ns``."""
        path = self.folder / PRESSES
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def scratch(self, name: str) -> Path:
        """Return a new folder for something that does not outlive the demo."""
        made = self.folder / name
        made.mkdir()
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self._held.close()
