# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The Python packages of others, as wheels for either machine: fetched, pruned and looked at; nothing is compiled."""

import hashlib
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from centre.errors import Unavailable

TARGET_PYTHON = (3, 11)
"""Debian 12's, and so Raspberry Pi OS bookworm's; on Debian 13 lgpio has no wheel."""

MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
ARCHITECTURES = tuple(MACHINES)

GLIBCS = ("manylinux2014", "manylinux_2_17", "manylinux_2_28", "manylinux_2_34")
"""What wheels may ask of the C library, from the eldest on; Debian 12 has 2.36. ``control`` says the youngest."""

LEFT_OUT = {
    "setuptools": "python-escpos asks for it, and nothing that runs imports it",
    "setuptools-*": "the same",
    "_distutils_hack": "the same",
    "distutils-precedence.pth": "the same",
    "bin": "commands of other projects; ours is /usr/bin/cherha",
    "docs": "python-barcode lays its own here",
    "tests": "the same",
    "pygame/docs": "7 MB of pages",
    "pygame/examples": "3 MB",
    "pygame/tests": "3 MB",
    "**/*.pyi": "types, for checkers",
    "*.dist-info/INSTALLER": "pip's own notes: dpkg owns these files now",
    "*.dist-info/REQUESTED": "the same",
}
"""What of the wheels no Pi needs, and why."""

LANGUAGES = ("root", "uk", "en")
"""The languages of the centre; Babel brings a thousand others, 30 MB."""

ELF = b"\x7fELF"
ELF_MACHINES = {b"\x3e\x00": "amd64", b"\xb7\x00": "arm64"}

WheelsStep = Callable[[Path, str, Path], None]
"""Lays the Python packages of others into a folder: given the source, the architecture and that folder."""


def fetch_wheels(source: Path, arch: str, folder: Path) -> None:
    """Lay all that pyproject.toml asks for on a Pi into ``folder``, in the versions of constraints.txt."""
    project = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["pi"]]
    platforms = [f"--platform={glibc}_{MACHINES[arch]}" for glibc in GLIBCS]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    command += ["--only-binary=:all:", "--implementation=cp", "--python-version=" + ".".join(map(str, TARGET_PYTHON))]
    command += [*platforms, f"--target={folder}", f"--constraint={source / 'constraints.txt'}", *wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Unavailable(f"No package: pip could not fetch the wheels for {arch}:\n{done.stderr.strip()}")
    prune(folder)
    look_for_strangers(folder, arch)


def kept_wheels(cache: Path, fetch: WheelsStep) -> WheelsStep:
    """Return ``fetch`` with a memory: what is asked for again in the same words is in ``cache``."""

    def remember(source: Path, arch: str, folder: Path) -> None:
        asked = [(source / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
        kept = (
            cache / f"wheels-{arch}-{hashlib.sha256(b''.join([*asked, Path(__file__).read_bytes()])).hexdigest()[:16]}"
        )
        if not kept.is_dir():
            cache.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(prefix=".wheels-", dir=cache) as work:
                fetch(source, arch, Path(work) / "made")
                (Path(work) / "made").rename(kept)
        shutil.copytree(kept, folder, dirs_exist_ok=True)

    return remember


def prune(folder: Path) -> None:
    """Take out what no Pi needs."""
    unwanted = [path for pattern in LEFT_OUT for path in folder.glob(pattern)]
    unwanted += [
        file for file in folder.glob("babel/locale-data/*.dat") if file.stem.partition("_")[0] not in LANGUAGES
    ]
    for path in unwanted:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def look_for_strangers(folder: Path, arch: str) -> None:
    """Raise Unavailable if any file is machine code of another machine: it would be missed only on the Pi."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                head = file.read(20)
            if head.startswith(ELF) and ELF_MACHINES.get(head[18:20]) != arch:
                made_for = ELF_MACHINES.get(head[18:20], "another machine")
                raise Unavailable(f"{path.relative_to(folder)} is made for {made_for}, and the package is for {arch}.")
