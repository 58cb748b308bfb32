# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi whose root is mounted as the image has it, in a mount namespace of this process alone; it takes its folder in.

Below the folder that is given: ``system`` is the root as it was built, ``data`` the partition that may be written,
``fat`` the one that every computer reads, and ``root`` what the Pi sees: the first, read-only, /etc an overlay over it.
Begun by ``unshare``; it prints the Outcomes of the folders ``one``, ``two`` …, each taken in as at a boot of its own.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from card.disk import Disk
from card.taking_in import Pi, take_in
from tests.card.pi.folders import NOW, HeardPrograms

BINDS = {"data/cherha": "var/lib/cherha", "data/NetworkManager": "var/lib/NetworkManager", "fat": "boot/firmware"}


def mount(*words: str) -> bool:
    """Ask the program of this name for a mount; return whether it made it."""
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


def switch_on(base: Path) -> None:
    """Mount everything as a boot does."""
    system, root, data = base / "system", base / "root", base / "data"
    assert mount("--bind", str(system), str(root))
    assert mount("-o", "remount,bind,ro", str(root))
    if not etc(system, data, root):
        assert mount("-t", "tmpfs", "tmpfs", str(data)), "an overlay over an overlay, and no memory either"
        fill_data(data)
        assert etc(system, data, root)
    assert mount("-t", "tmpfs", "tmpfs", str(root / "run"))
    for source, place in BINDS.items():
        assert mount("--bind", str(base / source), str(root / place))


def etc(system: Path, data: Path, root: Path) -> bool:
    """Mount /etc; whoever is root in a namespace alone keeps the overlay's marks as a user's."""
    options = f"lowerdir={system}/etc,upperdir={data}/etc,workdir={data}/work"
    words = (options, f"{options},userxattr")
    return any(mount("-t", "overlay", "overlay", "-o", more, str(root / "etc")) for more in words)


def fill_data(data: Path) -> None:
    """Make the folders of the data partition."""
    for name in ("etc", "work", "cherha", "NetworkManager"):
        (data / name).mkdir()
    (data / "NetworkManager/NetworkManager.state").write_text("[main]\nWirelessEnabled=false\n")


def main(base: Path) -> None:
    """Switch on; copy each folder onto the card and take it in."""
    switch_on(base)
    there = Pi(base / "root", base / "root/boot/firmware/cherha", Disk(), HeardPrograms())
    for folder in ("one", "two", "three"):
        shutil.rmtree(there.source, ignore_errors=True)
        shutil.copytree(base / folder, there.source)
        for _boot in ("the first", "the next"):
            outcome = take_in(there, NOW)
            tell(outcome.new, outcome.refused, outcome.warning)
    try:
        (there.root / "written").touch()
    except OSError as wrong:
        tell(wrong.strerror)
    shutil.copytree(there.root / "etc", base / "seen", symlinks=True)
    shutil.copytree(base / "data/etc", base / "upper", symlinks=True, ignore=devices)


def tell(*words: object) -> None:
    """Say a line to the test."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def devices(folder: str, names: list[str]) -> set[str]:
    """Return what an overlay marks as gone, which only root can copy."""
    return {name for name in names if (Path(folder) / name).is_char_device()}


if __name__ == "__main__":
    os.umask(0o022)
    main(Path(sys.argv[1]))
