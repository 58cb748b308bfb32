# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""README's pictures, taken from what a demo left: a ticket, and a hall screen with more than one call."""

import sys
from pathlib import Path

from PIL import Image

from centre.errors import CherhaError, Unavailable
from simulator.reading import read_calls

CALLS = 2


def main(demo: Path, pictures: Path) -> None:
    """Copy the first ticket, and the first screen with CALLS calls, from a demo's folder."""
    pictures.mkdir(parents=True, exist_ok=True)
    for source, name in ((_first_ticket(demo), "ticket.png"), (_first_full_screen(demo), "hall.png")):
        with Image.open(source) as picture:
            picture.save(pictures / name, optimize=True)


def _first_ticket(demo: Path) -> Path:
    return _first(sorted((demo / "tickets").glob("*.png")), "a ticket", demo)


def _first_full_screen(demo: Path) -> Path:
    screens = sorted((demo / "screens").glob("*.png"))
    return _first([screen for screen in screens if len(read_calls(screen)) >= CALLS], "a screen with two calls", demo)


def _first(found: list[Path], what: str, demo: Path) -> Path:
    if not found:
        raise Unavailable(f"{demo} holds no picture of {what}. Let a demo leave it there: make demo OUT={demo}")
    return found[0]


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except CherhaError as fault:
        sys.exit(str(fault))
