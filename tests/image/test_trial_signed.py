# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""By whom a trial's updates are signed: known before the first Pi is switched on, not after an hour."""

import struct
import subprocess
import urllib.request
from pathlib import Path

import pytest

from centre.errors import Unavailable
from image import bundle
from image.trial import serving
from image.trial.scene_update import signed_by

MIB = 1 << 20


def image_that_trusts(folder: Path, cert: str) -> Path:
    """Make an image of two partitions, the second a system with that certificate."""
    root = folder / "root"
    (root / bundle.KEYRING).parent.mkdir(parents=True)
    (root / bundle.KEYRING).write_text(cert)
    ext4 = folder / "root.ext4"
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-d", str(root), str(ext4), "4M"], check=True)
    entries = [(0x0C, MIB, MIB), (0x83, 2 * MIB, 4 * MIB)]
    table = b"".join(
        bytes((0, 0, 0, 0, k, 0, 0, 0)) + struct.pack("<II", at // 512, size // 512) for k, at, size in entries
    )
    image = folder / "cherha.img"
    image.write_bytes((bytes(446) + table).ljust(510, b"\0") + b"\x55\xaa" + bytes(2 * MIB - 512) + ext4.read_bytes())
    return image


def test_an_image_is_tried_with_the_key_that_it_trusts(tmp_path: Path) -> None:
    """That for development lies beside it."""
    keys = bundle.keys(tmp_path)
    image = image_that_trusts(tmp_path, keys.cert.read_text())
    assert signed_by(image, (None, None)) == keys


def test_an_image_of_another_key_is_not_tried(tmp_path: Path) -> None:
    """Its Pi would refuse every update, and the trial wait for it in vain."""
    image = image_that_trusts(tmp_path, "somebody else's")
    bundle.keys(tmp_path)
    with pytest.raises(Unavailable, match=r"does not trust .*development\.crt\. Name KEY= and CERT="):
        signed_by(image, (None, None))


def test_without_any_key_it_says_which_is_wanted(tmp_path: Path) -> None:
    """As for an image that was made with the centre's own."""
    with pytest.raises(Unavailable, match="Name KEY= and CERT="):
        signed_by(tmp_path / "cherha.img", (None, None))


def test_a_guest_can_fetch_what_is_in_the_folder(tmp_path: Path) -> None:
    """As long as it is served, and no longer."""
    (tmp_path / "cherha-1.raucb").write_bytes(b"bundle")
    with serving.files(tmp_path) as port:
        address = f"http://127.0.0.1:{port}/cherha-1.raucb"
        assert urllib.request.urlopen(address, timeout=60).read() == b"bundle"
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address, timeout=60)
