# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What of this source stands where in the Debian package; it knows no wheel and no dpkg."""

import os
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

from centre.errors import Unavailable

PACKAGES = "usr/lib/cherha"
"""All Python packages, ours and those of others: a folder that no other program of the Pi looks into."""

LEFT_OUT = ("simulator",)
"""The demo is for a computer: a Pi has the hardware, and need not carry what plays it."""


def stage(source: Path, tree: Path) -> str:
    """Lay everything of ours into ``tree`` and return the version; what others made may be there already."""
    project = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))
    _python_packages(source, project["tool"]["setuptools"], tree / PACKAGES)
    _dist_info(project["project"], tree / PACKAGES)
    _systemd(source / "systemd", tree)
    _copy(source / "image/debian/cherha", tree / "usr/bin/cherha", 0o755)
    examples = tree / "usr/share/doc/cherha/examples"
    examples.parent.mkdir(parents=True, exist_ok=True)
    examples.symlink_to("../../../lib/cherha/centre/examples")
    return str(project["project"]["version"])


def age(tree: Path, born: int) -> None:
    """Give every file and folder the age ``born`` and the mode that it has whatever this machine's umask is."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            imported = path.is_relative_to(tree / PACKAGES)  # a wheel's libraries may come as programs
            runs = path.is_dir() or (os.access(path, os.X_OK) and not imported)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (born, born), follow_symlinks=False)


def _python_packages(source: Path, setuptools: dict[str, Any], folder: Path) -> None:
    """Copy the packages that pyproject.toml names, with their data, but those that no Pi needs."""
    for package in setuptools["packages"]:
        if package.partition(".")[0] in LEFT_OUT:
            continue
        room = source.joinpath(*package.split("."))
        for pattern in ["*.py", *setuptools["package-data"].get(package, [])]:
            for file in room.glob(pattern):
                _copy(file, folder / file.relative_to(source))


def _dist_info(project: dict[str, Any], folder: Path) -> None:
    """Say to Python's importlib.metadata who we are; a wheel would say so too, but needs the network to be made."""
    lines = ["Metadata-Version: 2.1", f"Name: {project['name']}", f"Version: {project['version']}"]
    lines += [f"Summary: {project['description']}", f"License: {project['license']}"]
    lines += [f"Requires-Python: {project['requires-python']}"]
    lines += [f"Requires-Dist: {wanted}" for wanted in project["dependencies"]]
    info = folder / f"{project['name']}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("\n".join(lines) + "\n", "utf-8")


def _systemd(folder: Path, tree: Path) -> None:
    """Let ``systemd/`` lay its own files; only it knows where each belongs."""
    done = subprocess.run(["sh", folder / "install.sh", tree], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"No package: systemd/install.sh failed:\n{done.stderr.strip()}")


def _copy(file: Path, to: Path, mode: int = 0o644) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)
    to.chmod(mode)
