# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Other versions of an image, for its trial: a newer one that is as good, and newer ones that do not come up."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from card.machine import RELEASE
from centre.errors import Unavailable
from image.bundle import Keys, make
from image.trial.programs import run

BROKEN = {"usr/lib/cherha/cherha/__main__.py": "raise SystemExit('This version is broken on purpose.')\n"}
"""What has the place of a file in a version that starts, and in which nothing called ``cherha`` does. A kernel that
is none is tried in U-Boot alone (tests/image/boot)."""


def newer(root_ext4: Path, out: Path, version: str, keys: Keys) -> Path:
    """Return a bundle with the same system under another version."""
    return _changed(root_ext4, out, version, keys, {})


def broken(root_ext4: Path, out: Path, version: str, keys: Keys) -> Path:
    """Return a bundle whose system is signed and whole, and does not come up."""
    return _changed(root_ext4, out, version, keys, BROKEN)


def _changed(root_ext4: Path, out: Path, version: str, keys: Keys, files: Mapping[str, str]) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".changed-", dir=out) as work:
        changed = Path(work) / "root.ext4"
        run("cp", "--reflink=auto", "--sparse=always", str(root_ext4), str(changed))
        release = _read(changed, RELEASE)
        lines = [line for line in release.splitlines() if not line.startswith("IMAGE_VERSION=")]
        _write(changed, str(RELEASE), "\n".join([*lines, f'IMAGE_VERSION="{version}"', ""]), Path(work))
        for name, content in files.items():
            _write(changed, name, content, Path(work))
        return make(changed, out, version, keys)


def _read(image: Path, name: Path) -> str:
    return run("debugfs", "-R", f"cat /{name}", str(image))


def _write(image: Path, name: str, content: str, work: Path) -> None:
    """Put a file in the place of another, root's and readable by all."""
    new = work / "new"
    new.write_text(content, encoding="utf-8")
    commands = work / "commands"
    commands.write_text(f"rm /{name}\nwrite {new} /{name}\nset_inode_field /{name} mode 0100644\n", encoding="utf-8")
    run("debugfs", "-w", "-f", str(commands), str(image))
    if _read(image, Path(name)) != content:
        raise Unavailable(f"{image}: debugfs did not write /{name}.")
