# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The Pi's own green lamp, which every Pi has and most technicians see: the one door to /sys/class/leds.

*waits*: on and off once in two seconds. *wrong*: quickly, five times in two seconds. *done*: lit, without a break.
Then it is given back, and does what it did before: with our image it beats (two short flashes, a pause), as the
device trees have it; with Raspberry Pi OS it flickers with the card.
"""

import logging
import re
from pathlib import Path
from typing import Literal

log = logging.getLogger(__name__)

Says = Literal["waits", "wrong", "done"]

NAMES = ("ACT", "led0")
"""Since Linux 5.16, and before."""

USUAL = "heartbeat"
"""What it goes back to if what it did before is not known."""

TRIGGERS = ("timer", "default-on", USUAL)
"""All that is written to it; systemd/cherha.modules loads them."""

BLINKS_MS: dict[Says, int] = {"waits": 1000, "wrong": 200}


class Led:
    """The lamp of the machine below a root folder; where there is none, nothing is done and nothing is wrong."""

    def __init__(self, root: Path) -> None:
        folder = root / "sys/class/leds"
        self._lamp = next((folder / name for name in NAMES if (folder / name).is_dir()), None)
        self._said: Says | None = None
        self._before = USUAL

    def say(self, what: Says) -> None:
        """Let it blink, or be lit; the kernel goes on with it, so nobody has to wake for it."""
        if what == self._said:
            return
        if self._said is None:
            self._before = self._found()
        self._said = what
        if what == "done":
            self._write("trigger", "default-on")
            return
        self._write("trigger", "timer")
        self._write("delay_on", str(BLINKS_MS[what]))
        self._write("delay_off", str(BLINKS_MS[what]))

    def give_back(self) -> None:
        """Let it do what it did before, if it was ours."""
        if self._said is not None:
            self._said = None
            self._write("trigger", self._before)

    def _found(self) -> str:
        """Return the lamp's trigger, which the kernel brackets in the list of all; of one of ours, or none, the usual.

        Ours is there when whoever wrote it was killed; none, when no module had given it its own yet.
        """
        try:
            told = re.search(r"\[(.+?)\]", (self._lamp / "trigger").read_text("ascii")) if self._lamp else None
        except (OSError, UnicodeDecodeError):
            return USUAL
        return told[1] if told and told[1] not in (*TRIGGERS, "none") else USUAL

    def _write(self, name: str, text: str) -> None:
        if self._lamp is None:
            return
        try:
            (self._lamp / name).write_text(text, encoding="ascii")
        except OSError as wrong:
            log.warning("the lamp %s does not take %s=%s: %s", self._lamp.name, name, text, wrong.strerror)
