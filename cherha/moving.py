# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha export`` and ``cherha import``: say what was packed or unpacked, and what to mind."""

import argparse
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from card.moving import Roots, pack
from card.moving_file import Contents
from card.moving_in import unpack
from card.open_partition import writable
from card.programs import Programs

MIND = "It holds secrets: whoever has it can pretend to be this centre. Keep it as you keep the authority's folder."
FROM_NOW = "What happens from now on is not in it. For a move, stop the centre first: sudo systemctl stop cherha.target"
OWN_DISK = (
    "It lies on this machine's own disk. If you meant a stick, none is mounted there: mount it, and export again."
)
ONCE_ONLY = "The old Pi must not be started again beside this one: both would give the same numbers."
REVOKED = (
    "Identities that were revoked since then hold here again: after the restart copy the newest DIR/main/cherha of"
    " `cherha provision --out DIR`."
)
START = "Restart it now, and it is this centre's Pi: sudo reboot"
LEFT = "The technician's folder is still in the file, and belongs on no Pi: the file is a zip, that folder its cards."


def export_centre(options: argparse.Namespace) -> None:
    """Write the centre into ``options.file``."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    contents = pack(_roots(options), options.file, made, _version())
    print(f"{options.file}: {_what(contents)}, {options.file.stat().st_size / 1e6:.1f} MB.", MIND, FROM_NOW, sep="\n")
    if on_own_disk(options.file.absolute().parent, options.state):
        print(OWN_DISK)


def import_centre(options: argparse.Namespace) -> None:
    """Make this machine the one of ``options.file``."""
    with writable(Programs(), Path("/"), options.boot.absolute().parent):
        contents = unpack(options.file, _roots(options))
    print(f"{options.file}: {_what(contents)}, exported {contents.made}.", ONCE_ONLY, sep="\n")
    if contents.of("cards") and options.cards is None:
        print(LEFT)
    print(START, REVOKED, sep="\n")


def on_own_disk(folder: Path, state: Path) -> bool:
    """Return whether a folder goes with this machine when its disk does: no stick is mounted there."""
    return folder.stat().st_dev in {place.stat().st_dev for place in (Path("/"), state)}


def _roots(options: argparse.Namespace) -> Roots:
    return Roots(options.etc, options.state, options.boot, options.cards)


def _what(contents: Contents) -> str:
    """Return whose centre it is, and what of it."""
    keys = sum(part.below.startswith("keys/") for part in contents.of("card"))
    parts = [f"card {contents.card}", f"{keys} keys", f"{len(contents.of('state'))} journals"]
    if cards := contents.of("cards"):
        parts.append(f"{len(cards)} files of the technician's folder")
    return f"{contents.centre}: {', '.join(parts)}"


def _version() -> str:
    try:
        return version("cherha")
    except PackageNotFoundError:
        return ""
