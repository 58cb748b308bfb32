# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``make deb``: the Debian packages of this source, one an architecture; it knows no system that they are put on.

The same source, wheels and date of the last change make the same bytes. Nothing is built for a machine but fetched as
wheels, so that an arm64 package comes from an amd64 machine in the same minute. See decision 033.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from centre.errors import CherhaError, Unavailable
from image.package_papers import write_papers
from image.package_tree import PACKAGES, age, stage
from image.package_wheels import ARCHITECTURES, TARGET_PYTHON, WheelsStep, fetch_wheels
from image.running import run

SOURCE = Path(__file__).parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Build what is asked for; an expected fault is one sentence on stderr and exit code 1."""
    parser = argparse.ArgumentParser(prog="make deb", description="Build Cherha's Debian packages.")
    parser.add_argument("--arch", choices=ARCHITECTURES, help="only this one; default: each of them")
    parser.add_argument("--out", type=Path, default=Path("deb-out"), metavar="DIR", help="default: %(default)s")
    options = parser.parse_args(arguments)
    try:
        need_python(sys.version_info[:2])
        born = last_change(SOURCE)
        for arch in [options.arch] if options.arch else ARCHITECTURES:
            package = build(SOURCE, arch, options.out, born, fetch_wheels)
            print(f"{package} ({package.stat().st_size / 1_000_000:.1f} MB)")
    except CherhaError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def last_change(source: Path) -> int:
    """Return when this source was last changed, in seconds since 1970: SOURCE_DATE_EPOCH, else git's last commit."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    git = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=source, capture_output=True, text=True, check=False)
    if git.returncode:
        raise Unavailable(
            f"{source} is not a git clone, so nothing says when it was last changed. "
            "Give the date in seconds since 1970: SOURCE_DATE_EPOCH=… make deb"
        )
    return int(git.stdout)


def need_python(here: tuple[int, int]) -> None:
    """Raise Unavailable unless this is the Python of the package: no other reads the bytecode that it writes."""
    if here != TARGET_PYTHON:
        wanted, found = (".".join(map(str, version)) for version in (TARGET_PYTHON, here))
        raise Unavailable(
            f"The package is compiled for Python {wanted}, and this is Python {found}. "
            f"Build it where Python {wanted} is: on Debian 12 or Raspberry Pi OS bookworm."
        )


def build(source: Path, arch: str, out: Path, born: int, wheels: WheelsStep) -> Path:
    """Return the package for ``arch``, written whole into ``out`` or not at all.

    ``born``: the age of all its files, in seconds since 1970. ``wheels``: where the packages of others come from.
    """
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".cherha-", dir=out) as work:
        tree = Path(work) / "tree"
        wheels(source, arch, tree / PACKAGES)
        version = stage(source, tree)
        age(tree, born)  # before it is compiled: the bytecode holds the age of its source
        _compile(tree)
        write_papers(source, tree, version, arch, born)
        age(tree, born)
        package = Path(work) / f"cherha_{version}_{arch}.deb"
        _pack(tree, package, born)
        return package.replace(out / package.name)


def _compile(tree: Path) -> None:
    """Write the bytecode of all of it: a Pi shall not compile at each start, and no service may write there."""
    # -s and -p: a trace names the file where it will lie. Python 3.11 writes the same bytes whatever its hash seed.
    command = [sys.executable, "-m", "compileall", "-q", "-s", str(tree), "-p", "/", str(tree / PACKAGES)]
    command += ["--invalidation-mode", "timestamp"]
    run(command, "the package's bytecode")


def _pack(tree: Path, package: Path, born: int) -> None:
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)]
    run(command, "the package", SOURCE_DATE_EPOCH=str(born))


if __name__ == "__main__":
    sys.exit(main())
