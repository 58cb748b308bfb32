# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha update``: composes what an update takes, says what became of it, and restarts where that was asked for."""

import argparse
import os
import subprocess
import time
from pathlib import Path

from card import rauc, systemd_units
from card.bundle import Refusal
from card.disk import Disk
from card.download import fetch
from card.led import Led, Says
from card.slot_sectors import running
from card.updating import Updater, waits
from centre.centre_file import load
from centre.errors import CherhaError, Unavailable

SYNCHRONISED = Path("run/systemd/timesync/synchronized")
"""What systemd-timesyncd leaves, which is the image's; the kernel's own word is not to be had under ProtectClock=."""

WRITING: Says = "waits"
"""How the lamp blinks while a system is written."""

NIGHT_H = range(2, 5)
"""The hours, by the clock of the centre, in which a Pi may restart by itself. The timer begins in them, but by a slow
network an update ends when a hall is full; then it waits for the next night."""

SHOWN_S = 20.0
"""For how long the lamp says what became of it."""


def update(options: argparse.Namespace) -> int:
    """Install; return 0 also where there was nothing to do and nobody had asked."""
    if os.geteuid() != 0 and options.root == Path("/"):
        raise Unavailable("Only root may install a system. Say: sudo cherha update")
    place = options.place or _address(options.centre)
    if not place and options.by_itself:
        return 0
    if not place:
        running(options.root)  # a machine that cannot be updated at all is told so first
        raise Unavailable(
            "Update from where? Name a bundle (*.raucb), a stick or an address; or set url of [updates] in centre.toml."
        )
    led = Led(options.root)
    updater = Updater(
        root=options.root,
        rauc=rauc,
        fetch=fetch,
        not_active=lambda: systemd_units.not_active(options.root),
        tell=lambda text: _tell(led, text),
        disk=Disk(),
    )
    return _update(updater, place, options, led)


def _update(updater: Updater, place: str, options: argparse.Namespace, led: Led) -> int:
    try:
        bundle = updater.update(place, again=options.again)
    except Refusal as refused:
        if refused.quiet and options.by_itself:
            print(refused, flush=True)
            if options.restart and waits(options.root):
                _restart(options.root)
            return 0
        _show(led, "wrong", options)
        raise
    except CherhaError:
        _show(led, "wrong", options)
        raise
    print(f"Version {bundle.version} is installed. It takes effect at the next start of this Pi: reboot", flush=True)
    _show(led, "done", options)
    if options.restart:
        _restart(options.root)
    return 0


def _address(centre: Path) -> str:
    """Return the address of the centre's file; a Pi that is nobody has none."""
    if not centre.exists():
        return ""
    updates = load(centre).updates
    return updates.url if updates is not None else ""


def _restart(root: Path) -> None:
    """Restart now, if it is night: the clock says so, and is right."""
    if not (root / SYNCHRONISED).exists():
        print(
            "The clock of this Pi is not proven, so it may be day: it restarts by itself no more than before.",
            flush=True,
        )
        return
    if time.localtime().tm_hour not in NIGHT_H:
        print("The night is over: this Pi restarts in the next one, unless somebody does it before.", flush=True)
        return
    subprocess.run(["systemctl", "--no-block", "reboot"], check=False)


def _tell(led: Led, text: str) -> None:
    led.say(WRITING)
    print(text, flush=True)


def _show(led: Led, what: Says, options: argparse.Namespace) -> None:
    if options.by_itself:
        led.say(what)
        time.sleep(SHOWN_S)
    led.give_back()
