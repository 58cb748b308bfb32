# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every state of the hall screen as a picture: ``python -m display.specimens centre.toml DIR``. No wire, no television.

The pictures are those of display/hall_screen.py itself, told boards as a dispatcher sends them and called again at its
own deadlines; a real SDL draws them. Beside them stand two tables: how large everything is, and how it contrasts.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.resources import as_file, files
from pathlib import Path

from centre import specimen_command
from centre.centre_file import load
from centre.config import CentreFile
from centre.picture import Picture
from display.measure_tables import contrasts_table, sizes_table
from display.specimen_boards import plain
from display.specimen_pictures import SIZES, display, picture
from display.specimen_states import specimens

MANY = 12
"""A centre with fewer windows never has the states of a large one; these then are of the large example."""

SIZES_TABLE, CONTRASTS_TABLE = "sizes.md", "contrasts.md"


def large_for(centre: CentreFile) -> CentreFile:
    """Return the centre if it has many windows, else the large example."""
    if len(centre.windows) >= MANY:
        return centre
    with as_file(files("centre") / "examples" / "large.toml") as large:
        return load(large)


def tables(centre: CentreFile, drawn: Iterable[tuple[str, Picture]]) -> dict[str, str]:
    """Return both tables by their files' names; ``drawn`` are all pictures with their states' names."""
    sizes = sizes_table(plain(large_for(centre)))
    return {SIZES_TABLE: sizes, CONTRASTS_TABLE: contrasts_table(drawn)}


def pictures(centre: CentreFile, size: str) -> Iterator[tuple[str, Picture]]:
    """Yield every state's name and picture on a screen of one of SIZES."""
    for one in specimens(centre, large_for(centre)):
        yield one.name, picture(one, display(size, one.windows))


def write(centre: CentreFile, folder: Path, sizes: tuple[str, ...] = tuple(SIZES)) -> list[Path]:
    """Write ``STATE-SIZE.png`` for every state and size, and both tables, into the folder; return the pictures."""
    os.environ["SDL_VIDEODRIVER"] = "offscreen"
    from centre.screen import Screen  # noqa: PLC0415 - the driver is chosen first

    folder.mkdir(parents=True, exist_ok=True)
    written, drawn = list[Path](), list[tuple[str, Picture]]()
    for size in sizes:
        with closing(Screen(display(size), "specimens")) as screen:
            for name, seen in pictures(centre, size):
                drawn.append((name, seen))
                screen.show(seen)
                written.append(folder / f"{name}-{size}.png")
                screen.save(written[-1])
    for file, table in tables(centre, drawn).items():
        (folder / file).write_text(table, encoding="utf-8")
    return written


def main(centre_file: str, folder: str) -> int:
    """Write them all."""
    return specimen_command.run(write, "pictures", centre_file, folder)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
