# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The public keys of those who may reach a Pi by ssh, as OpenSSH writes them, one a line; it knows no card.

A line with options before its key (authorized_keys of sshd(8)) is none of ours: nobody would read them on ten cards.
"""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

from centre.errors import BadConfig

KINDS = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-rsa",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
)
"""What sshd of Debian 12 and 13 lets in."""

SHORTEST_RSA = 2048
LARGEST = 64 * 1024
"""Bytes of a file of keys; a longer one is something else."""

PRIVATE = (b"PRIVATE KEY", b"PuTTY-User-Key-File")
FOREIGN = b"---- BEGIN SSH2 PUBLIC KEY"

HOW = "Make one: ssh-keygen -t ed25519; the public one is in the file that ends in .pub"


class SshKey(NamedTuple):
    """A public key; ``blob`` is its base64."""

    kind: str
    blob: str
    comment: str = ""

    @property
    def line(self) -> str:
        """Return it as authorized_keys has it."""
        return " ".join(filter(None, self)) + "\n"

    @property
    def name(self) -> str:
        """Return how it is spoken of: the fingerprint that ``ssh-keygen -l`` shows, and whose it is."""
        return f"{fingerprint(self.blob)} ({self.comment})" if self.comment else fingerprint(self.blob)


def given(paths: Sequence[Path]) -> bytes:
    """Return the authorized_keys of these files, each key once; raise BadConfig for what holds anything else.

    Of a private key, which was meant for nobody's eyes, nothing is repeated.
    """
    keys: dict[str, SshKey] = {}
    for path in paths:
        for key in _of_file(path):
            keys.setdefault(key.blob, key)
    return "".join(key.line for key in keys.values()).encode()


def names(authorized: bytes) -> tuple[str, ...]:
    """Return how the keys of an authorized_keys are spoken of; a line that is none of ours is left out."""
    found = map(_key, authorized.decode("utf-8", "replace").splitlines())
    return tuple(key.name for key in found if key is not None)


def fingerprint(blob: str) -> str:
    """Return what ``ssh-keygen -l`` says of a key's base64."""
    digest = hashlib.sha256(base64.b64decode(blob)).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def _of_file(path: Path) -> list[SshKey]:
    text = _read(path)
    if any(mark in text for mark in PRIVATE):
        raise BadConfig(f"{path}: this is a private key, and must not leave your computer. {_public_of(path)}")
    if text.startswith(FOREIGN):
        how = f"Say: ssh-keygen -i -f {path} > key.pub, and give key.pub"
        raise BadConfig(f"{path}: a public key, but not as OpenSSH writes it. {how}.")
    lines = [line for line in text.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    keys = [_key(line) for line in lines if not line.startswith("#")]
    if not keys or None in keys:
        wrong = keys.index(None) + 1 if keys else 0
        where = f"{path}: line {wrong}" if len(keys) > 1 else f"{path}"
        raise BadConfig(f"{where}: expected a public key, one line that begins with ssh-ed25519 or the like. {HOW}.")
    return [_strong(key, path) for key in keys if key is not None]


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as wrong:
        raise BadConfig(f"--ssh-key {path}: it cannot be read: {wrong.strerror}. {HOW}.") from wrong


def _public_of(path: Path) -> str:
    beside = path.with_name(f"{path.name}.pub")
    return f"Give the public one: --ssh-key {beside}" if beside.exists() else f"Give the public one of it. {HOW}."


def _key(line: str) -> SshKey | None:
    """Return the key of a line, None for anything that is not exactly one whole key."""
    kind, _, rest = line.strip().partition(" ")
    blob, _, comment = rest.strip().partition(" ")
    try:
        load_ssh_public_key(f"{kind} {blob}".encode())
    except (ValueError, UnsupportedAlgorithm):
        return None
    printable = "".join(sign for sign in comment.strip() if sign.isprintable())
    return SshKey(kind, blob, printable) if kind in KINDS else None


def _strong(key: SshKey, path: Path) -> SshKey:
    public = load_ssh_public_key(f"{key.kind} {key.blob}".encode())
    if isinstance(public, RSAPublicKey) and public.key_size < SHORTEST_RSA:
        raise BadConfig(f"{path}: a key of {public.key_size} bits, expected {SHORTEST_RSA} at least. {HOW}.")
    return key
