# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""docs/hall.md: every state of the hall screen, and why; it knows the pictures and tables and no display.

Its pictures are the golden ones too: tests/display/test_golden.py holds the screen against them.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image

from centre.errors import CherhaError, Unavailable
from simulator.hall_states import PARTS, STATES, State
from simulator.kiosk_page import small

PICTURES = "pictures/hall"
SHOWN: Mapping[str, int] = {"720p": 420, "portrait": 135}
"""How many pixels wide a picture is shown on the page."""

LINKED: Mapping[str, str] = {"1080p": "1080p", "4k": "4K"}

SIZES_TABLE, CONTRASTS_TABLE = "sizes.md", "contrasts.md"

HEAD = """# Екран залу · The hall screen

Made by `make docs`: every state of the screen, drawn by the display's own code and a real SDL from boards as a
dispatcher sends them, at 1280 x 720, 1920 x 1080, 3840 x 2160 and upright at 1080 x 1920, 43 inches read from 5 m.
The usual states are those of [the small example](../centre/examples/small.toml), those of many windows of [the large
one](../centre/examples/large.toml). The test suite holds the screen against these pictures, pixel by pixel. Of a
centre of your own: `python -m display.specimens centre.toml DIR`.

Nothing on it is told by colour alone, and nothing flashes: what moves moves once a second. It is drawn anew only when
something has changed, and with the minute.
"""

SIZES_HEAD = """## Розміри · Sizes

Heights of capitals on the screen in millimetres, and in minutes of arc from the last chair, as they are drawn for the
large example; of 720p, 1080p and 4K the smallest. Seen first is the call: it needs 0.7 degrees, 42 minutes of arc (EN
301 549, 5.1.4: 0.01222 x the distance), and has them on every screen but those marked *, where a row with its ticket
and its window would be wider than the whole screen: take a larger one, hang it lengthwise, or sit nearer. 22 minutes
are read without effort (ISO 9241-303); what is smaller is read from nearer. ↕ stands upright; – is not there.
"""

CONTRASTS_HEAD = """## Контраст · Contrast

Every pair of colours in which a text or an arrow stands in any of these pictures (WCAG 2.2, 1.4.6 wants 7:1).
"""


def page(sizes: str, contrasts: str) -> str:
    """Return the page around the two tables."""
    parts = (_part(title, states) for title, states in PARTS.items())
    return "\n".join([HEAD, *parts, f"{SIZES_HEAD}\n{sizes}", f"{CONTRASTS_HEAD}\n{contrasts}"])


def _part(title: str, states: Mapping[str, State]) -> str:
    head = f"## {title}\n\n| | 1280 x 720 | 1080 x 1920 |\n| --- | --- | --- |\n"
    return head + "".join(f"| {' | '.join(_row(name, state))} |\n" for name, state in states.items())


def _row(name: str, state: State) -> Iterator[str]:
    links = ", ".join(f"[{called}]({PICTURES}/{name}-{size}.webp)" for size, called in LINKED.items())
    yield f"**{state.title}**<br>{state.why}<br>{links}"
    for size, width in SHOWN.items():
        yield f'<img src="{PICTURES}/{name}-{size}.webp" width="{width}" alt="{name}">'


def main(specimens: Path, docs: Path) -> None:
    """Write docs/hall.md and its pictures from a folder of specimens; raise Unavailable where one lacks."""
    pictures = docs / PICTURES
    pictures.mkdir(parents=True, exist_ok=True)
    for name in (f"{state}-{size}" for state in STATES for size in (*SHOWN, *LINKED)):
        with Image.open(_there(specimens / f"{name}.png")) as drawn:
            save(drawn, pictures / f"{name}.webp")
    tables = (_there(specimens / name).read_text(encoding="utf-8") for name in (SIZES_TABLE, CONTRASTS_TABLE))
    (docs / "hall.md").write_text(page(*tables), encoding="utf-8")


def save(drawn: Image.Image, path: Path) -> None:
    """Write a picture of few colours without loss: WebP is half of PNG, and there are many of them."""
    small(drawn).convert("RGB").save(path, lossless=True, quality=100, method=4)


def _there(path: Path) -> Path:
    if not path.is_file():
        raise Unavailable(f"{path} is not there. Make all anew: make docs")
    return path


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except CherhaError as fault:
        sys.exit(str(fault))
