# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``make image``: the flashable image of a card, its bundle for cards that are out there, and what is in them.

It needs root (a root of another architecture is filled), and the network for Debian's packages and the wheels. What
does not change from one time to the next is kept in ``$XDG_CACHE_HOME/cherha/image``. See decision 035.
"""

import argparse
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from centre.bank_index import INDEX
from centre.errors import CherhaError, Unavailable
from image import boot_files, bundle, layout, manifest, rootfs
from image.package import SOURCE, build, last_change, need_python
from image.package_tree import PACKAGES, age
from image.package_wheels import fetch_wheels, kept_wheels
from image.running import run
from image.trial.proof import inputs

ARCH = "arm64"
ROOT, BOOT, DATA = "root.ext4", "boot.vfat", "data.ext4"
STARTED = ("boot/vmlinuz", "boot/initrd.img", "etc/passwd", "etc/group", "usr/lib/os-release")
ROOT_FILES = (*STARTED, str(rootfs.VOICES / INDEX))
"""Of the root's own files those that decide whether a Pi starts, and whose its journals are; and the list of its
recordings, which has the sum of each."""

TOOLS = ("mmdebstrap", "genimage", "e2fsprogs", "dosfstools", "mtools", "rauc")
"""Debian's packages of this machine that image and bundle are made with."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build what is asked for; an expected fault is one sentence on stderr and exit code 1."""
    parser = argparse.ArgumentParser(prog="make image", description="Build the image of Cherha's cards.")
    parser.add_argument("--out", type=Path, default=Path("image-out"), metavar="DIR", help="default: %(default)s")
    parser.add_argument("--version", help="default: the project's, with the times of its last change and of Debian's")
    parser.add_argument("--fresh", action="store_true", help="take Debian's packages of today, not those of last time")
    parser.add_argument("--key", type=Path, help="signs the bundle; default: one for development")
    parser.add_argument("--cert", type=Path, help="its certificate, which the image will trust")
    parser.add_argument("--zst", action="store_true", help="also the image as it is handed out, packed")
    options = parser.parse_args(arguments)
    os.umask(0o022)  # what the scripts write is for all users of a card
    try:
        need_python(sys.version_info[:2])
        need_root()
        for line in make(options, cache()):
            print(line, flush=True)
    except CherhaError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def need_root() -> None:
    """Raise Unavailable unless we are root."""
    if os.geteuid():
        raise Unavailable("An image is made of files of all users, so only root can make it. Run: sudo make image")


def cache() -> Path:
    """Return where that is kept which the next image needs too: outside the checkout, so a clone has it as well."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cherha/image"


def image_version(project: str, born: int, base: int) -> str:
    """Return what an image is called whose last change was at ``born``, with Debian's packages as of ``base``.

    Each later one is newer, number by number, or Pis would not take it. Packages are named if they came after the last
    change: so Debian's mends have a version of their own, and the next change is newer than they.
    """
    return f"{project}+{_minute(born)}" + (f".{_minute(base)}" if base > born else "")


def make(options: argparse.Namespace, kept_in: Path) -> Iterator[str]:
    """Build image, bundle and manifest into ``options.out``; yield what has been done, a line a step."""
    born = last_change(SOURCE)
    source = {"last_change": born, "commit": _commit(), "inputs_sha256": inputs(SOURCE)}
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    signed_by = bundle.keys(out, options.key, options.cert)
    began = monotonic()
    with TemporaryDirectory(prefix=".image-", dir=out) as room:
        work = Path(room)
        package = build(SOURCE, ARCH, work, born, kept_wheels(kept_in, fetch_wheels))
        yield _done("Cherha's package", began)
        kept = rootfs.base(SOURCE, kept_in, fresh=options.fresh)
        yield _done(f"Debian's packages, as of {_minute(_of_day(kept))}; FRESH=1 takes today's", began)
        version = options.version or image_version(_project_version(), born, _of_day(kept))
        root = work / "root"
        rootfs.finish(SOURCE, kept, root, package, version, signed_by.cert, born)
        size_mb = rootfs.size_mb(root)
        yield _done(f"the root, {size_mb} MB of {layout.SLOT_MB}", began)
        image = assemble(work, kept, version, born, size_mb)
        told = tell(work, kept, kept_in, version, source)
        made = bundle.make(work / ROOT, out, version, signed_by)
        yield from _hand_out(work, out, image, told, zst=options.zst)
        yield _done(f"{made} ({_mb(made)} MB), for Pis that have an image", began)
    yield signed_by.said()


def assemble(work: Path, kept: Path, version: str, born: int, size_mb: int) -> Path:
    """Return the image in ``work``, made of its partitions, which lie there too."""
    if why := layout.too_full(size_mb):
        raise Unavailable(f"No image: {why}")
    root, packages, boot, empty = (work / name for name in ("root", "boot-packages", "boot", "empty"))
    for package in sorted(kept.glob("boot/*.deb")):
        run(["dpkg-deb", "--extract", str(package), str(packages)], package.name)
    boot_files.lay(boot, root, packages, SOURCE / "image/boot")
    age(boot, born)
    commands = layout.ext4(work / ROOT, layout.SLOT_MB, "cherha-root", root, version)
    commands += layout.ext4(work / DATA, layout.DATA_MB, layout.DATA_LABEL, None, version)
    for command in [*commands, *layout.fat(work / BOOT, boot)]:
        run(command, "a partition", SOURCE_DATE_EPOCH=str(born))
    image = f"cherha-{version}.img"
    (work / "genimage.cfg").write_text(layout.genimage(image, BOOT, ROOT, DATA), "utf-8")
    empty.mkdir()
    places = {"config": "genimage.cfg", "inputpath": "", "outputpath": "", "rootpath": "empty", "tmppath": "genimage"}
    run(["genimage", *(f"--{name}={work / place}" for name, place in places.items())], "the image")
    return work / image


def tell(work: Path, kept: Path, kept_in: Path, version: str, source: dict[str, Any]) -> Path:
    """Return the manifest of the image in ``work``; ``source``: of what it was made, as it was when that began."""
    root = work / "root"
    status = (root / "var/lib/dpkg/status").read_text("utf-8")
    packages = [entry for entry in manifest.installed(status) if entry[0] != "cherha"]
    content = {
        "image": f"cherha-{version}.img",
        "version": version,
        "source": {"version": _project_version(), **source},
        "built_with": manifest.tools(run(["dpkg-query", "--show", *TOOLS], "the manifest")),
        "voices": manifest.voices((root / rootfs.VOICES / INDEX).read_bytes()),
        "debian": manifest.debian(packages, rootfs.debs(kept_in)),
        "boot_packages": manifest.files(kept / "boot"),
        "wheels": manifest.wheels(root / PACKAGES),
        "boot_partition": manifest.files(work / "boot"),
        "root": manifest.files(root, ROOT_FILES),
        "sha256": {name: manifest.sha256(work / name) for name in (f"cherha-{version}.img", ROOT)},
    }
    told = work / f"cherha-{version}.json"
    told.write_text(manifest.text(content), "utf-8")
    return told


def _hand_out(work: Path, out: Path, image: Path, told: Path, *, zst: bool) -> Iterator[str]:
    """Put what is finished where it is looked for; ``root.ext4`` too, of which trials make bundles of their own."""
    for file in (work / ROOT, image, told):
        file.replace(out / file.name)
    yield f"{out / image.name} ({_mb(out / image.name)} MB on a card), {out / told.name}"
    if zst:
        packed = out / f"{image.name}.zst"
        run(["zstd", "-q", "-f", "-T0", "-9", str(out / image.name), "-o", str(packed)], "the packed image")
        yield f"{packed} ({_mb(packed)} MB)"


def _project_version() -> str:
    return str(tomllib.loads((SOURCE / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _commit() -> str:
    """Return the commit, with a plus if the source differs from it; "" where no git knows."""
    try:
        head = run(["git", "-C", str(SOURCE), "rev-parse", "HEAD"], "the commit").strip()
        return head + ("+" if run(["git", "-C", str(SOURCE), "status", "--porcelain"], "the commit") else "")
    except Unavailable:
        return ""


def _of_day(kept: Path) -> int:
    """Return of when Debian's packages in a base are, in seconds since 1970."""
    return int((kept / "root.tar").stat().st_mtime)


def _minute(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y%m%d.%H%M}"


def _mb(file: Path) -> int:
    return file.stat().st_size // 1_000_000


def _done(what: str, began: float) -> str:
    return f"{monotonic() - began:4.0f} s: {what}"


if __name__ == "__main__":
    sys.exit(main())
