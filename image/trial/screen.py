# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the guest's screen shows, read back from its pixels: calls as people see them, sentences by Tesseract."""

import re
import subprocess
import time
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps, ImageStat

from centre.errors import Unavailable
from image.trial.machine import Machine
from simulator.reading import read_calls

ENLARGED = 2
"""Tesseract wants letters of some thirty pixels."""

ALIKE = 0.8
"""A word counts as read when it is so like the one meant: «ч» and «ц» are one mark apart."""

DARK = 128

Call = tuple[str, int]
"""A ticket and its window."""


class Frame(NamedTuple):
    """A picture of the screen, and the steady second by which it had been taken."""

    at_s: float
    png: Path


def frame(machine: Machine, name: str = "screen") -> Frame:
    """Return a picture of what the screen shows now; the last one of a name stays."""
    ppm, png = (machine.folder / f"{name}.{kind}" for kind in ("ppm", "png"))
    machine.screendump(ppm)
    at_s = time.monotonic()
    with Image.open(ppm) as picture:
        picture.save(png, compress_level=1)
    ppm.unlink()
    return Frame(at_s, png)


def frames(machine: Machine, name: str, within_s: float, every_s: float = 0.25) -> Iterator[Frame]:
    """Yield pictures as they are taken, until the time is over; whoever looks stops when it has seen enough."""
    until_s = time.monotonic() + within_s
    number = 0
    while time.monotonic() < until_s:
        number += 1
        yield frame(machine, f"{name}-{number:03d}")
        time.sleep(every_s)


def calls(png: Path) -> list[Call]:
    """Return the calls on the hall's screen from top to bottom."""
    return read_calls(png)


def text(png: Path) -> str:
    """Return all that Tesseract reads, one space between two words; raise Unavailable if it cannot be asked."""
    plain = png.with_suffix(".ocr.png")
    with Image.open(png) as picture:
        grey = picture.convert("L")
    if ImageStat.Stat(grey).mean[0] < DARK:
        grey = ImageOps.invert(grey)
    grey.resize((grey.width * ENLARGED, grey.height * ENLARGED), Image.Resampling.LANCZOS).save(plain)
    words = ["tesseract", str(plain), "-", "-l", "ukr+eng", "--psm", "3"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    plain.unlink()
    if done.returncode:
        raise Unavailable(f"tesseract failed: {done.stderr.strip()}")
    return " ".join(done.stdout.split())


def reads(seen: str, sentence: str) -> float:
    """Return which share of a sentence's words stands in what was read, in their order."""
    wanted, there = _words(sentence), _words(seen)
    found, place = 0, 0
    for word in wanted:
        match = next((i for i in range(place, len(there)) if _alike(there[i], word)), None)
        if match is not None:
            found, place = found + 1, match + 1
    return found / len(wanted)


def _words(text_: str) -> list[str]:
    return re.findall(r"\w+", text_.lower())


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= ALIKE
