# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What all scenes stand on: the image, cards of it, folders by the technician's own command, Pis switched on."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from typing import Any, TypeVar

from centre.errors import Unavailable
from image.trial import card, guest, screen
from image.trial.checks import Checks
from image.trial.keeping import keep, log_on
from image.trial.machine import Clock, Machine, Plugged

HERE = Path(__file__).parent

BOOT_S = 900.0
"""A boot takes two minutes on two idle cores."""

EFFECT_S = 120.0
"""What a guest does in a second on a Pi takes some seconds here, and more while others want the processor."""

LOOK_S = 0.2

CARD_BYTES = 6 << 30
"""Larger than the image, so that its last partition has something to grow into."""

OPENS_UTC = day_time(7, 30)

T = TypeVar("T")


class Stage:
    """One trial of one image; everything it leaves is in ``out``, a folder a scene."""

    def __init__(self, image: Path, out: Path, checks: Checks, signed_by: Sequence[Path | None] = ()) -> None:
        """``signed_by``: key and certificate of the image's updates, if it was not made with those for development."""
        self.image, self.out, self.checks, self.signed_by = image, out, checks, signed_by
        self.figures: dict[str, Any] = {}
        self.clock = Clock(next_monday(datetime.now(UTC)))
        self.key = guest.make_key(out)

    def folders(self, name: str, centre: Path, *, key: bool = True) -> Path:
        """Return the folders of a centre's cards, made by ``cherha provision``."""
        made = self.out / name / "cards"
        words = [sys.executable, "-m", "cherha", "provision", str(centre), "--out", str(made)]
        words += ["--ssh-key", str(self.key.with_suffix(".pub"))] if key else []
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Unavailable(f"`cherha provision` failed: {(done.stderr or done.stdout).strip()}")
        return made

    def flash(self, scene: str, name: str, folder: Path | None) -> Path:
        """Return a fresh card of the image, with a folder on its open partition."""
        made = card.flash(self.image, self.out / scene / f"{name}.card", CARD_BYTES)
        if folder is not None:
            card.copy_folder(made, folder)
        return made

    @contextmanager
    def switched_on(self, scene: str, name: str, plugged: Plugged) -> Iterator[Machine]:
        """Let a Pi run; whatever goes wrong in it, what it showed and wrote last is kept."""
        folder = self.out / scene / name
        print(f"  {name} is switched on ({folder})", flush=True)
        try:
            with Machine(plugged, folder, self.clock.now()) as pi:
                try:
                    yield pi
                except Exception:
                    keep(pi, self.key)
                    raise
        except Exception:
            log_on(plugged.card, folder)
            raise


def free_port() -> int:
    """Return a port of this machine that nobody has, for a guest's SSH."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def within(pi: Machine, claim: Callable[[], T | None], within_s: float = EFFECT_S) -> T | None:
    """Return what ``claim`` returns as soon as it is something, None when it is late."""
    until_s = time.monotonic() + within_s
    while not (found := claim()):
        if time.monotonic() > until_s:
            return None
        pi.look()
        time.sleep(LOOK_S)
    return found


def wait(pi: Machine, what: str, claim: Callable[[], T | None], within_s: float = EFFECT_S) -> T:
    """Return what ``claim`` returns as soon as it is something; raise Unavailable, naming ``what``, when it is late."""
    found = within(pi, claim, within_s)
    if found is None:
        raise Unavailable(f"{what}: not within {within_s:g} s. What was left: {pi.folder}")
    return found


def next_monday(now: datetime) -> datetime:
    """Return the next Monday's morning, UTC: a day on which centres are open, later than any file of the image."""
    day = now.date() + timedelta(days=7 - now.weekday())
    return datetime.combine(day, OPENS_UTC, UTC)


def call_seen(pi: Machine, name: str, wanted: screen.Call, within_s: float = EFFECT_S) -> float | None:
    """Return the steady second by which a call stood on the screen; None if it did not in time.

    A picture that is the same as the one before is not read again: to read takes longer than to take.
    """
    before = b""
    for frame in screen.frames(pi, name, within_s):
        pi.look()
        now = frame.png.read_bytes()
        if now == before:
            frame.png.unlink()
            continue
        before = now
        if wanted in screen.calls(frame.png):
            return frame.at_s
    return None


def forget(folder: Path) -> None:
    """Remove the cards of a scene: gigabytes that nobody looks into."""
    for made in folder.glob("*.card"):
        made.unlink()
    shutil.rmtree(folder / "cards", ignore_errors=True)
