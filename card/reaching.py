# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether a Pi listens for ssh: only on our image, and only while its card says whom to let in.

On a Raspberry Pi OS that somebody set up ssh is theirs, and nothing of it is touched.
"""

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)

from card import ssh_keys
from card.card_file import AUTHORIZED
from card.disk import Disk
from card.programs import Programs
from card.reading import Verified

SERVICE = "ssh.service"

OURS = Path("usr/lib/systemd/system") / f"{SERVICE}.d/cherha.conf"
"""The image's word that ssh is ours to start; it has no other host key than ours, either."""

HOST_KEY = Path("etc/ssh/ssh_host_ed25519_key")


def reach(disk: Disk, programs: Programs, root: Path, card: Verified) -> None:
    """Start ssh if the card lets anybody in, else end it; raise OSError when the disk takes no host key.

    The host key is made once, on the first card that needs one: two Pis must not have the same, so no image has any.
    """
    if not (root / OURS).exists():
        return
    if AUTHORIZED not in card.folder.files:
        programs.run(["systemctl", "stop", "--no-block", SERVICE])
        return
    if host_key(root) is None:
        made = Ed25519PrivateKey.generate()
        disk.write(root / HOST_KEY, made.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()), 0o600)
    programs.run(["systemctl", "start", "--no-block", SERVICE])


def host_key(root: Path) -> str | None:
    """Return the fingerprint by which ssh knows this Pi, None if it has no key or a damaged one."""
    try:
        public = load_ssh_private_key((root / HOST_KEY).read_bytes(), None).public_key()
    except (OSError, ValueError, UnsupportedAlgorithm):
        return None
    return ssh_keys.fingerprint(public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).split()[1].decode())


def reached(root: Path, card: Verified) -> str:
    """Return in a few words who may reach this Pi, and by what it is known; "" where ssh is not ours."""
    if not (root / OURS).exists():
        return ""
    names = ssh_keys.names(card.folder.files.get(AUTHORIZED, b""))
    if not names:
        return "nobody: no key was given"
    return f"{', '.join(names)}; this Pi is known by {host_key(root) or 'no host key yet'}"
