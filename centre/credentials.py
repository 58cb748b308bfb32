# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The identity of a unit, by which the broker knows who speaks: where it lies, and the TLS that is made of it.

An identity is one file of PEM blocks: a private key, the certificate of its user, the centre's authority. Only its
owner may read it. Who makes it is broker_config/authority.py.
"""

import hashlib
import os
import ssl
from pathlib import Path

from centre.errors import Unavailable
from centre.identity import OFFICE_USERS, user_of
from centre.messages import Role

KEYS = Path("/etc/cherha/keys")
"""Where a Pi keeps the identities of its units; systemd hands each service its own (LoadCredential=)."""

REVOKED = "revoked.pem"
"""Beside the broker's identity: the list of those that count no longer, signed by the authority."""

CERTIFICATE_END = "-----END CERTIFICATE-----\n"
CERTIFICATES = 2
"""In an identity: its own and the authority's."""

_ADVICE = "Make it with `cherha provision`, and copy the card's folder again."
_OFFICES = (
    "It lies in the folder office of `cherha provision`, on the head's computer. Beside that folder begin the command"
    " with: CHERHA_KEYS=office cherha"
)
_NOT_OURS = "Only root and its owner may read it. Say the command with sudo."
_NONE = f"this is no identity of Cherha. {_ADVICE}"


def keys_folder() -> Path:
    """Return where this process finds identities: $CHERHA_KEYS, what systemd hands it, or the Pi's own folder."""
    return Path(os.environ.get("CHERHA_KEYS") or os.environ.get("CREDENTIALS_DIRECTORY") or KEYS)


def identity_file(user: str, folder: Path | None = None) -> Path:
    """Return where the identity of a user of the broker is expected."""
    return (folder or keys_folder()) / f"{user}.pem"


def key_file(path: str) -> Path:
    """Return where this process finds a key that centre.toml names: systemd hands out what lies in the Pi's folder."""
    named = Path(path)
    return keys_folder() / named.name if named.parent == KEYS else named


def authority_of(identity: str) -> str:
    """Return the last certificate of an identity's text: the authority's, by which others are known."""
    return identity.split(CERTIFICATE_END)[-2].lstrip() + CERTIFICATE_END


def read_identity(user: str, folder: Path | None = None) -> str:
    """Return an identity's text; raise Unavailable, in one sentence, if it is missing or is none."""
    path = identity_file(user, folder)
    try:
        text = path.read_text(encoding="ascii")
    except OSError as wrong:
        advice = _NOT_OURS if isinstance(wrong, PermissionError) else _OFFICES if user in OFFICE_USERS else _ADVICE
        raise Unavailable(f"{path}: the identity cannot be read: {wrong.strerror}. {advice}") from wrong
    except ValueError as wrong:
        raise Unavailable(f"{path}: {_NONE}") from wrong
    if text.count(CERTIFICATE_END) != CERTIFICATES:
        raise Unavailable(f"{path}: {_NONE}")
    return text


def client_id_of(user: str, connection: str = "") -> str:
    """Return the MQTT client id of a user of the broker, or of one more ``connection`` of it.

    Of two with one client id the broker ends the older, whoever they are. So its end is made of the identity: only who
    holds that can know it, and it is the same as long as it is the same identity. Raise Unavailable without one.
    """
    mark = hashlib.sha256(read_identity(user).encode()).hexdigest()[:16]
    return "-".join(("cherha", user, *((connection,) if connection else ()), mark))


def client_tls(user: str, folder: Path | None = None) -> ssl.SSLContext:
    """Return TLS that proves who we are, and believes the centre's own authority and nobody else.

    Raise Unavailable, in one sentence, if the identity is missing or is none.
    """
    authority = authority_of(read_identity(user, folder))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        context.load_verify_locations(cadata=authority)
        context.load_cert_chain(identity_file(user, folder))
    except ssl.SSLError as wrong:
        raise Unavailable(f"{identity_file(user, folder)}: {_NONE}") from wrong
    return context


def unit_tls(role: Role, unit: str) -> ssl.SSLContext:
    """Return the TLS of a unit, made anew of its file, so that a renewed identity counts from the next connection."""
    return client_tls(user_of(role, unit))
