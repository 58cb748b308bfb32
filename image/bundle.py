# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Makes a bundle, by which a card is updated, of the same file system that its image is made of; and who signs it.

``KEY=`` and ``CERT=`` name the key of whoever answers for a centre's Pis. Without them there is a key for development,
made once beside what is built: an image trusts the certificate that it was built with, and no other.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from card.bundle import COMPATIBLE, SUFFIX, described
from centre.errors import Unavailable
from image.running import run

KEYRING = Path("etc/rauc/keyring.pem")
"""Where in its root an image has the certificate that it trusts."""

FOLDER = "keys"
DAYS = "36500"

MANIFEST = """\
[update]
compatible={compatible}
version={version}
description={description}

[bundle]
format=verity

[image.rootfs]
filename=root.ext4
"""

SQUASHFS = "-comp zstd -Xcompression-level 9 -all-root -no-progress"


class Keys(NamedTuple):
    """Who signs: ``cert`` is what the image trusts. ``development``: nobody answers for this key."""

    key: Path
    cert: Path
    development: bool

    def said(self) -> str:
        """Return the sentence that says what the image trusts."""
        if not self.development:
            return f"Signed with {self.key}. Pis with this image trust {self.cert}, and nobody else."
        return (
            f"SIGNED FOR DEVELOPMENT: whoever has {self.key} can put anything onto a Pi with this image. "
            "For a centre name its own: make image KEY=centre.key CERT=centre.crt"
        )


def keys(out: Path, key: Path | None = None, cert: Path | None = None) -> Keys:
    """Return the named key and certificate, else those for development in ``out/keys``, made if they are not there."""
    if key is not None and cert is not None:
        for file in (key, cert):
            if not file.is_file():
                raise Unavailable(
                    f"{file}: there is no such file. KEY= is the key and CERT= its certificate, PEM both."
                )
        return Keys(key, cert, development=False)
    if key is not None or cert is not None:
        raise Unavailable("KEY= and CERT= belong together: the key, and the certificate that the image is to trust.")
    mine = Keys(out / FOLDER / "development.key", out / FOLDER / "development.crt", development=True)
    if not mine.key.is_file() or not mine.cert.is_file():
        _generate(mine)
    return mine


def make(root_ext4: Path, out: Path, version: str, signed_by: Keys, journal: int | None = None) -> Path:
    """Return ``out/cherha-VERSION.raucb``, written whole or not at all; ``journal``: of another schema than ours."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".bundle-", dir=out) as work:
        content, bundle = Path(work) / "content", Path(work) / "made.raucb"
        content.mkdir()
        _link(root_ext4, content / "root.ext4")
        description = described() if journal is None else described(journal)
        manifest = MANIFEST.format(compatible=COMPATIBLE, version=version, description=description)
        (content / "manifest.raucm").write_text(manifest, encoding="utf-8")
        key, cert = str(signed_by.key), str(signed_by.cert)
        signed = ["rauc", "--key", key, "--cert", cert, "bundle", f"--mksquashfs-args={SQUASHFS}"]
        run([*signed, str(content), str(bundle)], "the bundle")
        return bundle.replace(out / f"cherha-{version}{SUFFIX}")


def _generate(made: Keys) -> None:
    made.key.parent.mkdir(parents=True, exist_ok=True)
    made.key.parent.chmod(0o700)
    key, cert = str(made.key), str(made.cert)
    command = ["openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-keyout", key, "-out", cert]
    run([*command, "-days", DAYS, "-subj", "/O=Cherha/CN=Cherha, for development"], "a key")


def _link(file: Path, to: Path) -> None:
    """Have a gigabyte in a second place without copying it, where the disk is the same."""
    try:
        os.link(file, to)
    except OSError:
        run(["cp", "--reflink=auto", "--sparse=always", str(file), str(to)], "the bundle")
