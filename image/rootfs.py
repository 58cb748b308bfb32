# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Makes the root of a card: Debian's packages, kept from last time if nothing changed, and Cherha over them.

The shell that works inside the root is in image/scripts/; what is in the root besides packages is in image/root/.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from centre.errors import Unavailable
from image import debian_base, modules, strangers
from image.bundle import KEYRING
from image.running import run

VOICES = Path("usr/share/cherha/voices")


def base(source: Path, cache: Path, *, fresh: bool) -> Path:
    """Return a folder with ``root.tar`` and, in ``boot``, the BOOT_PACKAGES; made if the cache has none or ``fresh``.

    The packages themselves are in ``cache/debs``, of which ``debs(cache)`` tells.
    """
    scripts = source / "image/scripts"
    kept = cache / f"base-{debian_base.key([scripts / 'lend.sh', scripts / 'give_back.sh'])}"
    if kept.is_dir() and not fresh:
        return kept
    packages = debs(cache)
    packages.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".base-", dir=cache) as work:
        made = Path(work) / "base"
        (made / "boot").mkdir(parents=True)
        sources = made / "sources.list"
        sources.write_text(_sources(), "utf-8")
        command = debian_base.mmdebstrap(sources, packages, made / "boot", scripts, made / "root.tar")
        run([str(scripts / "inside.sh"), *command], "Debian's packages", INITRD="No")  # finish.sh makes one, the last
        shutil.rmtree(kept, ignore_errors=True)
        made.chmod(0o755)
        made.rename(kept)
    return kept


def debs(cache: Path) -> Path:
    """Return where Debian's packages are kept as they came."""
    return cache / "debs"


def _sources() -> str:
    look = ["apt-get", "indextargets", "--format", debian_base.TARGET, "Created-By: Packages"]
    found = debian_base.sources(run(look, "what apt knows"))
    if not found:
        run(["apt-get", "update", "-qq"], "what Debian has today")
        found = debian_base.sources(run(look, "what apt knows"))
    if not found:
        raise Unavailable(
            f"No image: apt of this machine has no source of Debian {debian_base.SUITE}, of which a card is made. "
            "Build where Debian 12 is."
        )
    return found


def finish(source: Path, kept: Path, root: Path, package: Path, version: str, certificate: Path, born: int) -> None:
    """Unpack the base ``kept`` into ``root`` and make it a card's; raise Unavailable if it would not start there."""
    root.mkdir()
    run(["tar", "-C", str(root), "--xattrs", "--xattrs-include=*", "-xpf", str(kept / "root.tar")], "the root")
    (kernel,) = (root / "usr/lib/modules").iterdir()
    modules.leave_out(kernel)
    scripts = source / "image/scripts"
    finishing = [str(scripts / "finish.sh"), str(root), str(package), version]
    run([str(scripts / "inside.sh"), *finishing], "the root", SOURCE_DATE_EPOCH=str(born))
    _copy(certificate, root / KEYRING)
    run(
        [sys.executable, "-m", "cherha", "voices", "--out", str(root / VOICES)],
        "the bank of words",
        PYTHONPATH=str(source),
    )
    look_at(root)


def look_at(root: Path) -> None:
    """Raise Unavailable unless all machine code in ``root`` is a Pi's."""
    strangers.look_into_root(root)
    strangers.look_into_initrd(strangers.unpacked(root / "boot/initrd.img"))


def size_mb(root: Path) -> int:
    """Return how much the files of a root take, in MB."""
    return int(run(["du", "-s", "--block-size=1M", str(root)], "the root's size").split()[0])


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)
    to.chmod(0o644)
